"""Mathematics as lecturers say it: first readings, phrase by phrase."""

import pytest

from mathparse import parse
from tests.mathparse.test_parse import squeezed

LECTURES = [
    (
        "x equals negative b plus or minus the square root of b squared minus four a c all over two a",
        r"x = \frac{-b \pm \sqrt{b^{2} - 4ac}}{2a}",
    ),
    (
        "f prime of x equals the limit as h goes to zero of f of x plus h minus f of x all over h",
        r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}",
    ),
    (
        "partial u over partial t equals alpha partial squared u over partial x squared",
        r"\frac{\partial u}{\partial t} = \alpha\frac{\partial^{2}u}{\partial x^{2}}",
    ),
    (
        "p of a given b equals p of b given a times p of a over p of b",
        r"p(a \mid b) = \frac{p(b \mid a) \times p(a)}{p(b)}",
    ),
    (
        "integral of one over x d x equals natural log of absolute value of x plus c",
        r"\int \frac{1}{x} \, dx = \ln |x| + c",
    ),
    ("sum n equals one to infinity one over n squared", r"\sum_{n = 1}^{\infty} \frac{1}{n^{2}}"),
    ("limit x to zero sine x over x", r"\lim_{x \to 0} \frac{\sin x}{x}"),
    ("e to the minus one half x squared", r"e^{-\frac{1}{2}x^{2}}"),
    ("a times b plus a times c", r"a \times b + a \times c"),
    ("root x plus root y", r"\sqrt{x} + \sqrt{y}"),
    ("v equals d x d t", r"v = \frac{dx}{dt}"),
    ("max over x of f of x", r"\max_{x} f(x)"),
    ("f equals g m one m two over r squared", r"f = \frac{gm_{1}m_{2}}{r^{2}}"),
]

BLACKBOARD = [
    ("d y d x equals three x squared", r"\frac{dy}{dx} = 3x^{2}"),
    ("d squared y d x squared plus y equals zero", r"\frac{d^{2}y}{dx^{2}} + y = 0"),
    ("partial squared f partial x partial y", r"\frac{\partial^{2}f}{\partial x\partial y}"),
    (
        "partial squared f over partial x squared plus partial squared f over partial y squared equals zero",
        r"\frac{\partial^{2}f}{\partial x^{2}} + \frac{\partial^{2}f}{\partial y^{2}} = 0",
    ),
    ("four pi r squared d r d t", r"4\pi r^{2}\frac{dr}{dt}"),
    ("integral from zero to pi of sine x d x", r"\int_{0}^{\pi} \sin x \, dx"),
    ("integral of f of x d x from a to b", r"\int_{a}^{b} f(x) \, dx"),
    ("gradient with respect to theta of l", r"\nabla_{\theta}l"),
    ("f of x y", "f(x, y)"),
    ("x dot equals a x", r"\dot{x} = ax"),
    ("i h bar", r"i\hbar"),
    ("e to the i theta equals cosine theta plus i sine theta", r"e^{i\theta} = \cos \theta + i\sin \theta"),
    ("one half m v squared", r"\frac{1}{2}mv^{2}"),
    ("big o of n log n", r"O(n\log n)"),
    ("max of a and b", r"\max (a, b)"),
    ("a is congruent to b modulo n", r"a \equiv b \pmod{n}"),
    ("ten meters per second", r"10\,\frac{\mathrm{m}}{\mathrm{s}}"),
    ("thirty five degrees celsius", r"35^{\circ}\mathrm{C}"),
]  # fmt: skip

INDICES = [
    ("sum over i x i", r"\sum_{i} x_{i}"),
    ("sum over i of p i log p i", r"\sum_{i} p_{i}\log p_{i}"),
    ("x i j", "x_{ij}"),
    ("x one comma x two comma dot dot dot comma x n", r"x_{1}, x_{2}, \ldots, x_{n}"),
    ("x one through x n", r"x_{1}, \ldots, x_{n}"),
    ("u k plus one equals a u k", "u_{k + 1} = au_{k}"),
    ("p sub i j superscript k", "p_{ij}^{k}"),
    ("m sub R1", r"m_{\mathrm{R1}}"),
    ("a plus b i", "a + bi"),
    ("v in r n", r"v \in \mathbb{R}^{n}"),
]

PROBABILITY = [
    (
        "the probability of a given b equals the probability of a and b over the probability of b",
        r"P(a \mid b) = \frac{P(a \cap b)}{P(b)}",
    ),
    ("the probability of a or b equals one", r"P(a \cup b) = 1"),
    ("expectation of x over n", r"\frac{\mathbb{E}[x]}{n}"),
    ("the conditional expectation of x given y", r"\mathbb{E}[x \mid y]"),
    ("x is normal with mean mu and variance sigma squared", r"x \sim N(\mu, \sigma^{2})"),
    ("p of a intersect b", r"p(a \cap b)"),
    ("p of a intersect b over p of b", r"\frac{p(a \cap b)}{p(b)}"),
    ("five times ten to the minus six meters", r"5 \times 10^{-6}\,\mathrm{m}"),
    ("probability that x is greater than three", "P(x > 3)"),
    ("expected value of x given y", r"E[x \mid y]"),
]

SENTENCES = [
    ("so f of x equals two x", "f(x) = 2x"),
    ("we can see that x equals two", r"x=2"),
    ("so if we divide both sides by two we get x equals seven halves", r"x = \frac{7}{2}"),
    ("if x is two we get y equals three", r"\text{if}\ x = 2\ \text{we get}\ y = 3"),
    ("let epsilon be greater than zero", r"\epsilon > 0"),
    ("let me write that as two to the n", "2^{n}"),
]

CALCULUS = [
    ("the second derivative of y with respect to t plus y", r"\frac{d^{2}y}{dt^{2}} + y"),
    ("the derivative of f at a", "f'(a)"),
    ("the nth derivative of f at a", "f^{(n)}(a)"),
    ("the sum over i and j of a i j", r"\sum_{i, j} a_{ij}"),
    ("f of x minus l in absolute value is less than epsilon", r"|f(x) - l| < \epsilon"),
    ("x minus a in norm is less than r", r"\|x - a\| < r"),
    ("a sub n is less than b sub n for all n", r"a_{n} < b_{n}\ \forall n"),
    ("x approaches zero from the right", r"x \to 0^{+}"),
    ("natural log of x", r"\ln x"),
    ("s n equals two to the n", "s_{n} = 2^{n}"),
    ("x with a bar over it", r"\bar{x}"),
]

ALGEBRA = [
    ("a b all inverse", "(ab)^{-1}"),
    ("x transpose x all transpose", "(x^{T}x)^{T}"),
    ("the complement of a union b", r"(a \cup b)^{c}"),
    ("the vector from a to b is b minus a", r"\vec{ab} = b - a"),
    ("twenty percent of fifty", r"20\% \times 50"),
]


@pytest.mark.parametrize(
    ("phrase", "latex"),
    LECTURES + BLACKBOARD + INDICES + PROBABILITY + SENTENCES + CALCULUS + ALGEBRA,
)
def test_first_reading(phrase, latex):
    result = parse(phrase)
    assert result.kind == "math"
    assert squeezed(result.readings[0].latex) == squeezed(latex)
