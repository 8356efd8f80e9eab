"""Ways of speaking and typing, one table each, that hold whatever the weights are."""

import pytest

from mathparse import parse

FILLERS = [
    ("okay so let's say f of x is x squared minus four", "f(x) = x^{2} - 4"),
    ("so now we have y equals two x", "y = 2x"),
    ("um so that's just two thirds", r"\frac{2}{3}"),
    ("so that gives us x equals three", "x = 3"),
    ("and so we get that n is five", "n = 5"),
    ("So, x equals 5.", "x = 5"),
    ("plug in x equals three", "x = 3"),
    ("x is going to be equal to two", "x = 2"),
    ("the cube root of eight which is two", r"\sqrt[3]{8} = 2"),
]  # fmt: skip

TYPED = [
    ("x_{n+1} = x_n - 1", "x_{n + 1} = x_{n} - 1"),
    ("x_i^2 + y_j", "x_{i}^{2} + y_{j}"),
    ("2^n-1", "2^{n} - 1"),
    ("e^{-x^2}", "e^{-x^{2}}"),
    ("sum_{i=1}^n i^2", r"\sum_{i = 1}^{n} i^{2}"),
    ("int_0^1 x^2 dx", r"\int_{0}^{1} x^{2} \, dx"),
    ("x <= 3", r"x \leq 3"),
    ("a != b", r"a \neq b"),
    ("1/2 x^2", r"\frac{1}{2}x^{2}"),
    ("3 x 10^8 m/s", r"3 \times 10^{8}\,\frac{\mathrm{m}}{\mathrm{s}}"),
    ("9.8 m/s^2", r"9.8\,\frac{\mathrm{m}}{\mathrm{s}^{2}}"),
    ("5 kg", r"5\,\mathrm{kg}"),
    ("Therefore, x = 5", r"\therefore x = 5"),
]

CONDITIONS = [
    (
        "f of x equals x if x greater than zero new line minus x otherwise",
        r"f(x) = \begin{cases} x, & \text{if}\ x > 0 \\ -x, & \text{otherwise} \end{cases}",
    ),
    (
        "cases x if x greater than zero next line minus x if x less than zero end cases",
        r"\begin{cases} x, & \text{if}\ x > 0 \\ -x, & \text{if}\ x < 0 \end{cases}",
    ),
    ("f of x equals a x where a is greater than zero", r"f(x) = ax\ \text{where}\ a > 0"),
    ("n squared is even when n is even", r"n^{2}\ \text{is even when}\ n\ \text{is even}"),
    ("f of x goes to infinity as x approaches a", r"f(x) \to \infty\ \text{as}\ x \to a"),
]

SPOKEN = [
    ("StartLayout 1st Row Blank EndLayout", r"\begin{aligned}  \end{aligned}"),
    ("integral zero to one x squared d x is a third", r"\int_{0}^{1} x^{2} \, dx = \frac{1}{3}"),
    ("sigma i from one to n of i", r"\sum_{i = 1}^{n} i"),
    ("log of x base ten", r"\log_{10} x"),
    ("one comma two comma three and so on", r"1, 2, 3, \ldots"),
    ("the square root of three all over two", r"\frac{\sqrt{3}}{2}"),
    ("x to the square root of two", r"x^{\sqrt{2}}"),
    ("d x dot d t equals v", r"\frac{d\dot{x}}{dt} = v"),
    ("r d r d phi d theta", r"rdrd\phi d\theta"),
    ("the probability that x is greater than two is one half", r"P(x > 2) = \frac{1}{2}"),
    ("the power set of s", r"\mathcal{P}(s)"),
    ("the length of a", "|a|"),
    ("a intersect b is empty", r"a \cap b = \emptyset"),
    ("parenthesis x plus one parenthesis squared", "(x + 1)^{2}"),
    ("matrix two by two a b c d", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"),
    ("x squared plus two x minus wait plus three", "x^{2} + 2x + 3"),
]

MISHEARD = [
    ("why squared minus eggs squared", "y^{2} - x^{2}"),
    ("derivative of why with respect to eggs", r"\frac{dy}{dx}"),
    ("jay plus kay", "j + k"),
    ("x to the forth", "x^{4}"),
    ("a plus b all over to", r"\frac{a + b}{2}"),
    ("minus won half", r"-\frac{1}{2}"),
    ("x is less then five", "x < 5"),
    ("in factorial", "n!"),
]

LECTURES = [
    ("x squared plus one right", "x^{2} + 1"),
    ("because", r"\because"),
    ("var kappa", r"\varkappa"),
    ("so that's two x plus one does that make sense", "2x + 1"),
    ("so the plane is x plus two y equals four", "x + 2y = 4"),
    ("if i plug in x equals two", "x = 2"),
    ("identity matrix two", r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}"),
    ("a inverse times a equals the identity", r"a^{-1} \times a = I"),
    ("ket psi", r"|\psi\rangle"),
    ("bra phi ket psi", r"\langle \phi \mid \psi\rangle"),
    ("the commutator of x and p", "[x, p]"),
    ("integral of f dot d r", r"\int f \cdot dr"),
    ("del dot f", r"\nabla \cdot f"),
    ("d a equals r d r d theta", r"da = rdrd\theta"),
    ("d y d t over d x d t", r"\frac{\frac{dy}{dt}}{\frac{dx}{dt}}"),
    ("the square root of one plus d y d x squared", r"\sqrt{1 + \left( \frac{dy}{dx} \right)^{2}}"),
    ("partial f with respect to x", r"\frac{\partial f}{\partial x}"),
    ("f x x plus f y y", "f_{xx} + f_{yy}"),
    ("f sub x x plus f sub y y", "f_{xx} + f_{yy}"),
    ("x is between zero and one", "0 < x < 1"),
    ("x is an integer", r"x \in \mathbb{Z}"),
    ("p times one minus p", r"p \times (1 - p)"),
    ("p to the k one minus p to the n minus k", "p^{k}(1 - p)^{n - k}"),
    ("sine squared plus cosine squared equals one", r"\sin^{2} + \cos^{2} = 1"),
    ("v f minus v i over t", r"\frac{v_{f} - v_{i}}{t}"),
    ("f net equals m a", r"f_{\text{net}} = ma"),
    ("two i cap minus j cap", r"2\hat{i} - \hat{j}"),
    ("the matrix a b c d is a", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} = a"),
    ("the vector one minus two three", r"\begin{pmatrix} 1 \\ -2 \\ 3 \end{pmatrix}"),
    ("n equals one two three and so on", r"n = 1, 2, 3, \ldots"),
    ("x power three", "x^{3}"),
    ("a half x squared", r"\frac{1}{2}x^{2}"),
    ("the area is pi r squared", r"\pi r^{2}"),
    ("log x plus c", r"\log x + c"),
    ("integrate x squared from zero to three", r"\int_{0}^{3} x^{2}"),
    ("x squared over two from zero to one", r"\left. \frac{x^{2}}{2} \right|_{0}^{1}"),
    ("partial z partial x d x d t", r"\frac{\partial z}{\partial x}\frac{dx}{dt}"),
    ("x tilde poisson of lambda", r"x \sim \operatorname{Poisson} (\lambda)"),
    ("u perp", r"u^{\bot}"),
    ("g composed with f of x", r"(g \circ f)(x)"),
    ("x is in the open interval a b", r"x \in (a, b)"),
]

PROSE = [
    "you should log in first",
    "he paid four hundred euros for the bike",
    "they won six to three",
    "the product was recalled last week",
    "it's six o'clock",
    "go to line three",
    "the matrix is invertible",
    "they are of age",
    "what is a prime number",
    "twenty four hours a day seven days a week",
    "so far so good",
    "there are two cases to consider",
]


@pytest.mark.parametrize(
    ("phrase", "latex"),
    FILLERS + TYPED + CONDITIONS + SPOKEN + MISHEARD + LECTURES,
    ids=lambda text: text[:60],
)
def test_first_reading(phrase, latex):
    assert parse(phrase).readings[0].latex == latex


@pytest.mark.parametrize("phrase", PROSE)
def test_prose_stays_text(phrase):
    assert parse(phrase).kind == "text"
