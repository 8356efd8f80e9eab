"""What is really ambiguous stands among the five readings: phrase and formulas that must be offered."""

import pytest

from mathparse import parse, regrouping, taken_whole, variants
from mathparse.rewrites import EVERYWHERE
from mathparse.whole_rewrites import WHOLE
from tests.mathparse.test_parse import squeezed

OFFERED = [
    # how far "over" reaches
    ("x minus three over four", r"\frac{x - 3}{4}", r"x - \frac{3}{4}"),
    ("sum of x i over n", r"\sum \frac{x_{i}}{n}", r"\frac{\sum x_{i}}{n}"),
    ("one plus one over n to the n", r"1 + \frac{1}{n^{n}}", r"\left( 1 + \frac{1}{n} \right)^{n}"),
    ("three over x", r"\frac{3}{x}", "3 / x"),
    # what a product or a power takes in
    (
        "n times n plus one times two n plus one over six",
        r"\frac{n \times (n + 1) \times (2n + 1)}{6}",
    ),
    ("two a plus n minus one d", "2a + (n - 1)d"),
    ("n over two times two a plus n minus one d", r"\frac{n}{2} \times (2a + (n - 1)d)"),
    ("sum of x i minus mu squared", r"\sum (x_{i} - \mu)^{2}", r"\sum x_{i} - \mu^{2}"),
    ("derivative of sine x squared", r"\frac{d}{dx} (\sin x)^{2}", r"\frac{d}{dx} \sin x^{2}"),
    ("y equals negative x plus two", "y = -x + 2", "y = -(x + 2)"),
    # indices and marks
    ("v epsilon", r"v\epsilon", r"v_{\epsilon}"),
    ("x star", "x^{*}", "x_{*}"),
    ("x bar sub i", r"\bar{x}_{i}", r"\bar{x_{i}}"),
    ("w superscript k", "w^{k}", "w^{(k)}"),
    ("a transpose", "a^{T}", r"a^{\top}"),
    # lists, points, words
    ("a comma b", "a, b", "(a, b)"),
    ("three negative five", "(3, -5)"),
    ("negative pi over two to pi over two", r"-\frac{\pi}{2}, \frac{\pi}{2}"),
    ("p and q", r"p\ \text{and}\ q", r"p \land q"),
    ("f evaluated at two", "f(2)"),
    ("f times x", r"f \times x", "f(x)"),
    ("seven divided by two", r"\frac{7}{2}", r"7 \div 2"),
]


@pytest.mark.parametrize("row", OFFERED, ids=lambda row: row[0])
def test_readings_are_offered(row):
    phrase, *wanted = row
    readings = {squeezed(reading.latex) for reading in parse(phrase, 5).readings}
    assert {squeezed(latex) for latex in wanted} <= readings


def test_readings_are_written_differently():
    for phrase, *_ in OFFERED:
        written = [reading.latex for reading in parse(phrase, 5).readings]
        assert len(set(written)) == len(written)


# The last is heard in several ways that come to the same tree.
@pytest.mark.parametrize(
    "phrase", [*(row[0] for row in OFFERED), "fraction begin a and begin b end plus"]
)
def test_first_reading_does_not_depend_on_how_many_are_asked_for(phrase):
    assert parse(phrase, 1).readings[0].tree == parse(phrase, 5).readings[0].tree


def test_every_rewriting_has_its_cost():
    named = {
        name for name, _, _ in (*EVERYWHERE, *WHOLE, *regrouping.WHOLE, *taken_whole.WHOLE)
    } | {"script"}
    assert named == variants.costs().keys()
