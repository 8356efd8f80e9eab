"""Ways in which screen readers say formulas: pauses, scripts within scripts, tables, chemistry."""

import pytest
import ziamath

from mathparse import parse
from mathparse.printers import to_speech, with_brackets

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
    # lines and cases: a pause parts cells, and what is blank is empty
    ("Line 1: x; plus; y; equals; 7. Line 2: 2 x; plus; y; equals; 9",
     r"\begin{array}{lllll} x & + & y & =  & 7 \\ 2x & + & y & =  & 9 \end{array}"),
    ("2 lines, Line 1: Equation 1 colon x equals 7. Line 2: Equation 2 colon 2 x, plus y, equals 9",
     r"\begin{aligned} \text{Equation 1:}\ x = 7 \\ \text{Equation 2:}\ 2x + y = 9 \end{aligned}"),
    ("2 cases, Case 1: f of x, equals 0; if x is less than 0. Case 2: f of x, equals x; otherwise",
     r"\begin{array}{ll} f(x) = 0 & \text{if}\ x < 0 \\ f(x) = x & \text{otherwise} \end{array}"),
    ("Layout 1st Row 1st Column a 2nd Column Blank 2nd Row 1st Column equals 2nd Column b EndLayout",
     r"\begin{array}{ll} a &  \\ =  & b \end{array}"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "latex"), SAID)
def test_first_reading(phrase, latex):
    assert parse(phrase).readings[0].latex == latex


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in SAID])
def test_said_back(phrase):
    tree = with_brackets(parse(phrase).readings[0].tree)
    assert with_brackets(parse(to_speech(tree)).readings[0].tree) == tree


@pytest.mark.parametrize("latex", [latex for _, latex in SAID])
def test_drawn(latex):
    assert ziamath.Latex(latex).svg()
