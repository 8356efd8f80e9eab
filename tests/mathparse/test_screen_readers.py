"""Ways in which screen readers say formulas: pauses, scripts within scripts, tables, chemistry."""

import pytest

from mathparse import parse

SAID = [
    # a comma or semicolon is a pause, after which operators reach further back
    ("the absolute value of x, plus 1", "|x| + 1"),
    ("2 x, squared", "(2x)^{2}"),
    ("negative 3 y, cubed", "(-3y)^{3}"),
    ("e raised to the exponent, x raised to the power 2, minus 1, end exponent", "e^{x^{2} - 1}"),
    ("y is equal to, 3 cosine of t, minus 1", r"y = 3\cos t - 1"),
    ("a sub 1, squared", "a_{1}^{2}"),
    # MathSpeak tells the way from the baseline
    ("x Sup a Sup Sub n Sup plus 1 Base plus 2", "x^{a_{n} + 1} + 2"),
    ("y Subscript a Sub Superscript b Subscript c Baseline", "y_{a^{b}c}"),
    ("Subscript a Superscript b Baseline x Subscript c Sub Subscript d Superscript e",
     "{}_{a}^{b}x_{c_{d}}^{e}"),
    ("StartStartFraction a OverOver StartFraction b Over c EndFraction EndEndFraction",
     r"\frac{a}{\frac{b}{c}}"),
    ("NestIndex 2 NestRoot Index 3 Root a EndRoot NestEndRoot", r"\sqrt[2]{\sqrt[3]{a}}"),
    ("L p'ren a divided by b R p'ren", "(a / b)"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "latex"), SAID)
def test_first_reading(phrase, latex):
    assert parse(phrase).readings[0].latex == latex
