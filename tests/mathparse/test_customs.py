"""What custom settles: first readings that nobody says word by word, and others just as they were said."""

import pytest

from mathparse import parse
from tests.mathparse.test_parse import squeezed

SETTLED = [
    # matrices, residues, sets
    ("a transpose a inverse a transpose b", "(a^{T}a)^{-1}a^{T}b"),
    ("x squared is one mod p", r"x^{2} \equiv 1 \pmod{p}"),
    (
        "a union b complement is a complement intersect b complement",
        r"(a \cup b)^{c} = a^{c} \cap b^{c}",
    ),
    ("a b inverse equals b inverse a inverse", "(ab)^{-1} = b^{-1}a^{-1}"),
    ("x and y are real numbers", r"x, y \in \mathbb{R}"),
    ("x comma y are integers", r"x, y \in \mathbb{Z}"),
    # a difference has the capital, unless the other is asked for
    ("q equals m c delta t", r"q = mc\Delta t"),
    ("delta y over delta x", r"\frac{\Delta y}{\Delta x}"),
    # names with an index or a number
    ("f n equals f n minus one plus f n minus two", "f_{n} = f_{n - 1} + f_{n - 2}"),
    (
        "x n plus one equals x n minus f of x n over f prime of x n",
        r"x_{n + 1} = x_{n} - \frac{f(x_{n})}{f'(x_{n})}",
    ),
    ("f to the n of a over n factorial", r"\frac{f^{(n)}(a)}{n!}"),
    (
        "sum i equals one to n of x sub i minus x bar all squared",
        r"\sum_{i = 1}^{n} (x_{i} - \bar{x})^{2}",
    ),
    # factorials, interest, products of sums
    ("n factorial over k factorial n minus k factorial", r"\frac{n!}{k!(n - k)!}"),
    ("n factorial over k factorial times n minus k factorial", r"\frac{n!}{k! \times (n - k)!}"),
    (
        "lambda to the k e to the minus lambda over k factorial",
        r"\frac{\lambda^{k}e^{-\lambda}}{k!}",
    ),
    ("one plus r over n to the n t", r"\left( 1 + \frac{r}{n} \right)^{nt}"),
    ("n times n plus one over two", r"\frac{n \times (n + 1)}{2}"),
    ("x to the two n over two n factorial", r"\frac{x^{2n}}{(2n)!}"),
    ("a plus n minus one d", "a + (n - 1)d"),
    ("x plus delta x to the n", r"(x + \Delta x)^{n}"),
    ("x minus a squared plus y minus b squared", "(x - a)^{2} + (y - b)^{2}"),
    ("x minus two squared plus y plus one squared equals nine", "(x - 2)^{2} + (y + 1)^{2} = 9"),
    ("e to the x plus e to the minus x over two", r"\frac{e^{x} + e^{-x}}{2}"),
    # calculus
    ("d d x of f times g", r"\frac{d}{dx} (f \times g)"),
    ("integral of x squared plus one d x", r"\int (x^{2} + 1) \, dx"),
    ("square root of v dot v", r"\sqrt{v \cdot v}"),
    # complex numbers
    ("cosine x plus i sine x to the n", r"(\cos x + i\sin x)^{n}"),
    ("r times cosine x plus i sine x", r"r \times (\cos x + i\sin x)"),
    # chance and logic
    ("probability of a and b", r"P(a \cap b)"),
    ("p and q implies p", r"p \land q \Rightarrow p"),
    (
        "the expected value of x squared minus the expected value of x all squared",
        "E[x^{2}] - (E[x])^{2}",
    ),
    ("the expected value of x given y equals y", r"E[x \mid y = y]"),
    ("expected value of x minus mu squared", r"E[(x - \mu)^{2}]"),
    ("p one minus p over n", r"\frac{p(1 - p)}{n}"),
    (
        "the sum of x i minus x bar squared over n minus one",
        r"\frac{\sum (x_{i} - \bar{x})^{2}}{n - 1}",
    ),
    # several equations, words around a formula
    ("x equals one and y equals two and z equals three", "x = 1, y = 2, z = 3"),
    ("the work done is two x", "2x"),
    ("a x equals b has a solution", "ax = b"),
]

AS_SAID = [
    ("lowercase delta x over two a", r"\frac{\delta x}{2a}"),
    ("delta i j", r"\delta_{ij}"),
    ("a transpose b inverse", "a^{T}b^{-1}"),
    ("r equals a mod n", r"r = a \bmod n"),
    ("a union b complement", r"a \cup b^{c}"),
    ("n factorial over k factorial", r"\frac{n!}{k!}"),
    ("one plus r over n squared", r"1 + \frac{r}{n^{2}}"),
    ("x plus y over two", r"\frac{x + y}{2}"),
    # brackets, closing words and signs leave nothing to custom
    ("two n! / 3", "2n! / 3"),
    ("(x - a)^2 + y - b^2", "(x - a)^{2} + y - b^{2}"),
    ("a transpose times open paren a inverse close paren", r"a^{T} \times (a^{-1})"),
    ("a b inverse equals c", "ab^{-1} = c"),
    ("f of n equals two n", "f(n) = 2n"),
    ("f to the n of a", "f^{n}(a)"),
    ("two n plus one", "2n + 1"),
    ("the sum of one over n", r"\sum \frac{1}{n}"),
    ("x one minus p", "x_{1} - p"),
    ("x equals one or x equals two", r"x = 1\ \text{or}\ x = 2"),
    ("the expected value of x given y equals z", r"E[x \mid y] = z"),
    ("cosine x plus i sine y", r"\cos x + i\sin y"),
    ("f of c is defined", r"f(c)\ \text{is defined}"),
]


@pytest.mark.parametrize(("phrase", "latex"), SETTLED + AS_SAID)
def test_first_reading(phrase, latex):
    first, *others = parse(phrase, alternatives=5).readings
    assert squeezed(first.latex) == squeezed(latex)
    assert parse(phrase).readings[0].tree == first.tree
    assert len(others) > 0
