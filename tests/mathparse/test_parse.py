"""What is said -> the formula that stands first, in the ways that people say it."""

import pytest

from mathparse import ParseError, parse
from mathparse.reading import MAX_WORDS

NATURAL = [
    ("x plus y", "x + y"),
    ("a over b", r"\frac{a}{b}"),
    ("a plus b times c", r"a + b \times c"),
    ("a plus thirteen times g", r"a + 13 \times g"),
    ("x squared plus two x plus one equals zero", "x^{2} + 2x + 1 = 0"),
    ("e to the minus x squared", "e^{-x^{2}}"),
    ("the square root of two", r"\sqrt{2}"),
    ("the cube root of x", r"\sqrt[3]{x}"),
    ("one half", r"\frac{1}{2}"),
    ("three and two fifths", r"3\frac{2}{5}"),
    ("three point one four", "3.14"),
    ("two thousand and five", "2005"),
    ("f of x equals two x", "f(x) = 2x"),
    ("sine squared x", r"\sin^{2} x"),
    ("log base two of eight", r"\log_{2} 8"),
    ("x sub i squared", "x_{i}^{2}"),
    ("n choose k", r"\binom{n}{k}"),
    ("n factorial", "n!"),
    ("absolute value of x", "|x|"),
    ("zero is less than x is less than one", "0 < x < 1"),
    ("a is not equal to b", r"a \neq b"),
    ("x in the real numbers", r"x \in \mathbb{R}"),
    ("a union b", r"a \cup b"),
    ("sum from n equals one to infinity of one over n squared", r"\sum_{n = 1}^{\infty} \frac{1}{n^{2}}"),
    ("integral from zero to one of x d x", r"\int_{0}^{1} x \, dx"),
    ("limit as x approaches zero of x", r"\lim_{x \to 0} x"),
    ("d y by d x", r"\frac{dy}{dx}"),
    ("second derivative of y with respect to x", r"\frac{d^{2}y}{dx^{2}}"),
    ("second partial of u with respect to x squared", r"\frac{\partial^{2}u}{\partial x^{2}}"),
    ("partial derivative of f with respect to x", r"\frac{\partial f}{\partial x}"),
    ("f prime of x", "f'(x)"),
    ("x bar", r"\bar{x}"),
    ("vector v", r"\vec{v}"),
    ("bold x", r"\mathbf{x}"),
    ("capital gamma", r"\Gamma"),
    ("a transpose", "a^{T}"),
    ("probability of a given b", r"P(a \mid b)"),
    ("two by two matrix row one a b row two c d", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"),
    ("five kilometers", r"5\,\mathrm{km}"),
]  # fmt: skip


FRACTIONS = [
    ("x squared plus one over two", r"x^{2} + \frac{1}{2}"),
    ("x plus three over four", r"x + \frac{3}{4}"),
    ("x minus three all over four", r"\frac{x - 3}{4}"),
    ("the quantity x plus one over two", r"\frac{x + 1}{2}"),
    ("one over x plus one over y", r"\frac{1}{x} + \frac{1}{y}"),
    ("x over two plus y over three", r"\frac{x}{2} + \frac{y}{3}"),
    ("a over b plus c over d plus e over f", r"\frac{a}{b} + \frac{c}{d} + \frac{e}{f}"),
    (
        "x squared over a squared plus y squared over b squared equals one",
        r"\frac{x^{2}}{a^{2}} + \frac{y^{2}}{b^{2}} = 1",
    ),
]

QUANTIFIERS = [
    (
        "for all epsilon greater than zero there exists delta greater than zero",
        r"\forall \epsilon > 0 \; \exists \delta > 0",
    ),
    ("there exists a such that a squared equals two", r"\exists a \; a^{2} = 2"),
    ("there exists a delta such that delta equals two", r"\exists \delta \; \delta = 2"),
    ("there exists a in s such that a is greater than zero", r"\exists a \in s \; a > 0"),
]

MATRICES = [
    (
        "a matrix with rows one two and three four",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    ),
    (
        "the matrix with rows minus one two and three minus four",
        r"\begin{pmatrix} -1 & 2 \\ 3 & -4 \end{pmatrix}",
    ),
    (
        "a equals the matrix with rows x y and z w",
        r"a = \begin{pmatrix} x & y \\ z & w \end{pmatrix}",
    ),
    ("the matrix one two three four", r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"),
    (
        "the two by three matrix one two three four five six",
        r"\begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}",
    ),
    ("matrix one two three", r"\begin{pmatrix} 1 & 2 & 3 \end{pmatrix}"),
    ("matrix a b c d", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"),
    ("matrix a and b next c and d end matrix", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"),
]

SCRIPTS = [
    ("v sub n plus 1 superscript 1", "v_{n + 1}^{1}"),
    ("t sub j comma k superscript m", "t_{j, k}^{m}"),
    ("e to the power of negative one times x", r"e^{-1} \times x"),
    ("3.4 raised to the power of plus 1.7, sub minus 1.5", "3.4^{+1.7}_{-1.5}"),
    ("delta plus sub 9", r"\delta^{+}_{9}"),
    ("W plus.", "W^{+}"),
    ("norm of v sub i, norm sub 2", r"\|v_{i}\|_{2}"),
    ("norm of z minus w, sub 2, is less than one", r"\|z - w\|_{2} < 1"),
    ("delta gamma sub 1 2.", r"\delta\gamma_{12}"),
    ("the overline of q sub x", r"\overline{q_{x}}"),
    ("e raised to the natural log x power", r"e^{\ln x}"),
]

CASES = [
    (
        "f of x equals x if x is greater than zero and zero otherwise",
        r"f(x) = \begin{cases} x, & \text{if}\ x > 0 \\ 0, & \text{otherwise} \end{cases}",
    ),
    (
        "y equals one for x greater than zero, zero otherwise",
        r"y = \begin{cases} 1, & \text{for}\ x > 0 \\ 0, & \text{otherwise} \end{cases}",
    ),
    (
        "f of x equals x squared if x is less than one and two x if x is greater than one",
        r"f(x) = \begin{cases} x^{2}, & \text{if}\ x < 1 \\ 2x, & \text{if}\ x > 1 \end{cases}",
    ),
]

INTERVALS = [
    ("half open interval from zero to one", "[0, 1)"),
    ("the left open interval from a to b", "(a, b]"),
    ("x in the open interval zero, tau close interval", r"x \in (0, \tau)"),
]

CLOSERS = [
    ("fraction a plus b over c end fraction plus d", r"\frac{a + b}{c} + d"),
    ("square root of x end root plus one", r"\sqrt{x} + 1"),
    ("square root of x plus one end root", r"\sqrt{x + 1}"),
    ("open paren a plus b close paren squared", "(a + b)^{2}"),
    ("the quantity a plus b end quantity over c", r"\frac{a + b}{c}"),
    ("a plus b all over c", r"\frac{a + b}{c}"),
    ("x to the begin n plus one end plus two", "x^{n + 1} + 2"),
]

SCREEN_READERS = [
    ("the fraction with numerator x plus y, and denominator 2", r"\frac{x + y}{2}"),
    ("StartFraction 1 Over x Superscript 2 Baseline EndFraction", r"\frac{1}{x^{2}}"),
    ("StartRoot x plus 1 EndRoot", r"\sqrt{x + 1}"),
    ("x Subscript i plus 1 Baseline equals 2", "x_{i + 1} = 2"),
    ("3 raised to the exponent, x plus 1, end exponent, plus 2", "3^{x + 1} + 2"),
    ("left parenthesis upper A right parenthesis", "(A)"),
]

TYPED = [
    ("x^2 + 5y = 2pi", r"x^{2} + 5y = 2\pi"),
    ("5x squared", "5x^{2}"),
    ("x1 plus x2", "x_{1} + x_{2}"),
    ("integral of x dx", r"\int x \, dx"),
    ("the n-th root of x", r"\sqrt[n]{x}"),
    ("x plus y.", "x + y"),
]

REPAIRED = [
    ("x squared no wait x cubed", "x^{3}"),
    ("two plus three no wait four", "2 + 4"),
    ("a plus b scratch that c", "c"),
]

MISHEARD = [
    ("cosign x", r"\cos x"),
    ("eggs squared", "x^{2}"),
    ("two pie", r"2\pi"),
    ("x plus why", "x + y"),
]


def squeezed(latex):
    return "".join(latex.split())


@pytest.mark.parametrize(
    ("phrase", "latex"),
    NATURAL
    + FRACTIONS
    + QUANTIFIERS
    + MATRICES
    + SCRIPTS
    + CASES
    + INTERVALS
    + CLOSERS
    + SCREEN_READERS
    + TYPED
    + REPAIRED
    + MISHEARD,
)
def test_first_reading(phrase, latex):
    result = parse(phrase)
    assert result.kind == "math"
    assert squeezed(result.readings[0].latex) == squeezed(latex)


@pytest.mark.parametrize(
    "phrase",
    [
        "hello how are you today",
        "he was born in the summer of that year",
        "please call me when you get home",
        "the government announced new measures",
        "he is equal to the task",
        "the power of love is greater than the love of power",
        "the sum of his efforts was not enough",
        "twenty people were injured in the accident",
    ],
)
def test_prose_is_text(phrase):
    result = parse(phrase)
    assert result.kind == "text"
    assert result.readings[0].tree.text == phrase


@pytest.mark.parametrize("phrase", ["x plus", "a over", "square root of", "integral from zero to"])
def test_unfinished_phrase_has_a_blank(phrase):
    tree = parse(phrase).readings[0].tree
    assert any(node.head == "blank" for node in tree.walk())


def test_scope_has_alternatives():
    readings = [squeezed(reading.latex) for reading in parse("a plus b over c", 5).readings]
    assert {r"a+\frac{b}{c}", r"\frac{a+b}{c}"} <= set(readings)


def test_readings_are_ranked_and_distinct():
    readings = parse("sine of x plus y over two", 5).readings
    assert len({reading.tree for reading in readings}) == len(readings) > 1
    assert [r.score for r in readings] == sorted((r.score for r in readings), reverse=True)


def test_pause_ends_a_group():
    words = ["square", "root", "of", "x", "plus", "one"]
    held = [0.0] * len(words)
    paused = [0.0, 0.0, 0.0, 0.0, 0.9, 0.0]

    def odds(pauses):
        scores = {squeezed(r.latex): r.score for r in parse(" ".join(words), 5, pauses).readings}
        return scores[r"\sqrt{x}+1"] - scores[r"\sqrt{x+1}"]

    assert odds(paused) > odds(held)


def test_pause_before_over_takes_the_whole_sum():
    latex = parse("x plus one over two", 1, [0.0, 0.0, 0.0, 1.0, 0.0]).readings[0].latex
    assert squeezed(latex) == r"\frac{x+1}{2}"


def test_too_long_a_phrase_is_refused_with_a_sentence():
    with pytest.raises(ParseError, match="too long"):
        parse("x plus " * MAX_WORDS)
