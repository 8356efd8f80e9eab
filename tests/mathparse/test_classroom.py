"""What students, teachers and candidates say in words rather than signs -> the formula that stands first."""

import pytest

from mathparse import parse

_ROWS = r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"
_COLUMNS = r"\begin{pmatrix} 1 & 3 \\ 2 & 4 \end{pmatrix}"

NOUNS_BEFORE_LETTERS = [
    ("a two by two matrix one two three four", _ROWS),
    ("a square root of two", r"\sqrt{2}"),
    ("a column vector one two", r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}"),
    ("curl of the vector field f", r"\nabla \times f"),
    ("the gradient of the function f", r"\nabla f"),
    ("the sum of two numbers x and y is ten", "x + y = 10"),
]

ROW_BY_ROW = [
    ("the matrix with first row one two and second row three four", _ROWS),
    ("the matrix whose first row is one two and whose second row is three four", _ROWS),
    ("the matrix with first column one two and second column three four", _COLUMNS),
    ("the matrix with columns one two and three four", _COLUMNS),
    (
        "a two by three matrix with rows one two three, four five six",
        r"\begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}",
    ),
    ("the null space of a", r"\operatorname{null} a"),
]  # fmt: skip

LINES_AND_VECTORS = [
    ("line a b is parallel to line c d", r"\overleftrightarrow{ab} \parallel \overleftrightarrow{cd}"),
    ("line l is perpendicular to line m", r"l \perp m"),
    ("the line y equals two x plus one", "y = 2x + 1"),
    ("the line through a and b", r"\overleftrightarrow{ab}"),
    ("segment a b plus segment b c equals segment a c", r"\overline{ab} + \overline{bc} = \overline{ac}"),
    ("segment a b squared", r"\overline{ab}^{2}"),
    ("segment a b is congruent to segment c d", r"\overline{ab} \cong \overline{cd}"),
    ("angle a b c is a right angle", r"\angle abc = 90^{\circ}"),
    ("vector a b with an arrow on top", r"\vec{ab}"),
    ("the dot product of vectors a and b", r"\vec{a} \cdot \vec{b}"),
    ("the angle between the vectors u and v is theta", r"\angle(\vec{u}, \vec{v}) = \theta"),
]  # fmt: skip

POINTS = [
    ("point a with coordinates two comma three", "a(2, 3)"),
    ("p is at minus one comma four", "p(-1, 4)"),
    ("the coordinates of a are two comma three", "a(2, 3)"),
    ("the point two comma three", "(2, 3)"),
    ("the midpoint is three comma four", "(3, 4)"),
]

PROPOSITIONS = [
    ("not p or q", r"\neg p \lor q"),
    ("not the quantity p and q", r"\neg (p \land q)"),
    ("p or q and r", r"p \lor (q \land r)"),
    ("p or not q implies r", r"p \lor \neg q \Rightarrow r"),
    ("p implies q and q implies r", r"(p \Rightarrow q) \land (q \Rightarrow r)"),
    ("if p then q", r"p \Rightarrow q"),
    ("x equals two or x equals three", r"x = 2\ \text{or}\ x = 3"),
    ("x is at least zero and less than one", r"x \geq 0\ \text{and}\ x < 1"),
]

BOUNDS_SAID_LAST = [
    ("sum of i from one to n of i", r"\sum_{i = 1}^{n} i"),
    ("the sum of i squared for i from one to n", r"\sum_{i = 1}^{n} i^{2}"),
    ("the sum of k squared as k goes from one to n", r"\sum_{k = 1}^{n} k^{2}"),
    ("product of i for i equals one to n", r"\prod_{i = 1}^{n} i"),
    ("the sum of k squared from one to n", r"\sum_{k = 1}^{n} k^{2}"),
    ("the left hand limit as x approaches zero of f of x", r"\lim_{x \to 0^{-}} f(x)"),
    ("the limit from the right as x goes to zero of f of x", r"\lim_{x \to 0^{+}} f(x)"),
    ("integrate x squared with respect to x between zero and two", r"\int_{0}^{2} x^{2} \, dx"),
    ("the line integral around c of f dot d r", r"\oint_{c} f \cdot dr"),
    ("d two y by d x squared", r"\frac{d^{2}y}{dx^{2}}"),
]

ARITHMETIC_IN_WORDS = [
    ("the sum of a and b", "a + b"),
    ("twice the sum of x and y", "2(x + y)"),
    ("the square of the sum of a and b", "(a + b)^{2}"),
    ("the product of four and seven", r"4 \times 7"),
    ("the difference between x and y", "x - y"),
    ("take three away from ten", "10 - 3"),
    ("five more than x", "x + 5"),
    ("five is more than x", "5 > x"),
    ("x increased by seven", "x + 7"),
    ("x plus two in brackets squared", "(x + 2)^{2}"),
    ("one third of ninety", r"\frac{1}{3} \times 90"),
    ("two and three quarters plus one and a half", r"2\frac{3}{4} + 1\frac{1}{2}"),
    ("two dollars and fifty cents", r"\$2.50"),
    ("three pounds and five pence", "£3.05"),
    ("root two plus root three", r"\sqrt{2} + \sqrt{3}"),
    ("a is to b as c is to d", "a : b = c : d"),
    ("y varies inversely as the square of x", r"y \propto \frac{1}{x^{2}}"),
    ("x lies between one and two inclusive", r"1 \leq x \leq 2"),
    ("the interval from two to five, including two but not five", "[2, 5)"),
    ("the set one two three", r"\{1, 2, 3\}"),
]

DISTRIBUTIONS = [
    ("z is standard normal", r"z \sim N(0, 1)"),
    ("x is normally distributed with mean mu and standard deviation two", r"x \sim N(\mu, 2^{2})"),
    ("x follows a binomial distribution with parameters n and p", r"x \sim B(n, p)"),
    ("permutations of n taken r at a time", "{}_{n}P_{r}"),
    ("the number of ways of choosing three from ten", r"\binom{10}{3}"),
]

WELL_KNOWN = [
    ("four over three pi r cubed", r"\frac{4}{3}\pi r^{3}"),
    ("one over two pi r", r"\frac{1}{2\pi r}"),
    ("z equals x bar minus mu over sigma over root n", r"z = \frac{\bar{x} - \mu}{\frac{\sigma}{\sqrt{n}}}"),
    ("a plus n minus one times d", r"a + (n - 1) \times d"),
    (
        "the square root of x two minus x one all squared plus y two minus y one all squared",
        r"\sqrt{(x_{2} - x_{1})^{2} + (y_{2} - y_{1})^{2}}",
    ),
    ("the square root of one plus cosine theta over two", r"\sqrt{\frac{1 + \cos \theta}{2}}"),
    (
        "x minus x cubed over three factorial plus x to the fifth over five factorial minus and so on",
        r"x - \frac{x^{3}}{3!} + \frac{x^{5}}{5!} - \ldots",
    ),
    (
        "one minus x squared over two factorial plus x to the fourth over four factorial "
        "minus x to the sixth over six factorial",
        r"1 - \frac{x^{2}}{2!} + \frac{x^{4}}{4!} - \frac{x^{6}}{6!}",
    ),
    ("f maps x to two x plus one", r"f : x \mapsto 2x + 1"),
    ("the square root of p times one minus p over n", r"\sqrt{\frac{p \times (1 - p)}{n}}"),
    ("density equals mass over volume", r"\text{density} = \frac{\text{mass}}{\text{volume}}"),
    ("the ratio two to three", "2 : 3"),
]  # fmt: skip

PROSE = [
    "the difference between us",
    "draw a line",
    "two lines",
    "take two tablets",
    "twice a day",
    "time equals money",
    "he is at home",
    "the function i wrote",
    "the event was cancelled",
    "what is the difference between a metal and a nonmetal",
]


@pytest.mark.parametrize(
    ("phrase", "latex"),
    NOUNS_BEFORE_LETTERS
    + ROW_BY_ROW
    + LINES_AND_VECTORS
    + POINTS
    + PROPOSITIONS
    + BOUNDS_SAID_LAST
    + ARITHMETIC_IN_WORDS
    + DISTRIBUTIONS
    + WELL_KNOWN,
    ids=lambda text: text[:60],
)
def test_first_reading(phrase, latex):
    assert parse(phrase).readings[0].latex == latex


@pytest.mark.parametrize("phrase", PROSE)
def test_prose_stays_text(phrase):
    assert parse(phrase).kind == "text"
