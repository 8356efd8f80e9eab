"""Ways in which screen readers say formulas: pauses, scripts within scripts, tables, chemistry."""

import unicodedata

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
    ("Sub c d Sup a b Base x Sub e f Sup g h", "{}_{cd}^{ab}x_{ef}^{gh}"),
    ("x Superscript n Baseline 2", r"x^{n} \cdot 2"),
    ("log base 2 of x sub 1", r"\log_{2} (x_{1})"),
    ("StartRoot Sub a Sup b Base x Sub c Sup d EndRoot", r"\sqrt{{}_{a}^{b}x_{c}^{d}}"),
    ("integral Sub 0 Sup 1 Base x d x", r"\int_{0}^{1} x \, dx"),
    # ClearSpeak's own conventions, where its pauses tell that it speaks
    ("g to the negative 1 power, times, g times 3 y", "g^{-1}(g(3y))"),
    ("open paren, f times g, close paren, times, open paren, y plus 1, close paren",
     r"(f \times g) \times (y + 1)"),
    ("f times y", r"f \times y"),
    ("arc tangent of, open paren, y minus 1, close paren", r"\tan^{-1} (y - 1)"),
    ("the hyperbolic cosine of, the inverse hyperbolic cosine of y", r"\cosh (\cosh^{-1} y)"),
    ("sine, arc cosine one third", r"\sin \left( \cos^{-1} \frac{1}{3} \right)"),
    ("a plus b per a minus b, plus, 1 per 4", r"\frac{a + b}{a - b} + \frac{1}{4}"),
    ("the interval from 1 to 4, not including 1 but including 4", "(1, 4]"),
    ("1 comma 2 comma, and so on up to, 9", r"1, 2, \ldots, 9"),
    ("the set of all m such that m is prime", r"\{m \mid m\ \text{is prime}\}"),
    # lines and cases: a pause parts cells, and what is blank is empty
    ("Line 1: x; plus; y; equals; 7. Line 2: 2 x; plus; y; equals; 9",
     r"\begin{array}{lllll} x & + & y & =  & 7 \\ 2x & + & y & =  & 9 \end{array}"),
    ("2 lines, Line 1: Equation 1 colon x equals 7. Line 2: Equation 2 colon 2 x, plus y, equals 9",
     r"\begin{aligned} \text{Equation 1:}\ x = 7 \\ \text{Equation 2:}\ 2x + y = 9 \end{aligned}"),
    ("2 cases, Case 1: f of x, equals 0; if x is less than 0. Case 2: f of x, equals x; otherwise",
     r"\begin{array}{ll} f(x) = 0 & \text{if}\ x < 0 \\ f(x) = x & \text{otherwise} \end{array}"),
    ("Layout 1st Row 1st Column a 2nd Column Blank 2nd Row 1st Column equals 2nd Column b EndLayout",
     r"\begin{array}{ll} a &  \\ =  & b \end{array}"),
    ("2 lines; line 1; a plus b, is equal to 4; line 2; eigh is less than 3",
     r"\begin{array}{rcl} a + b & =  & 4 \\ a & <  & 3 \end{array}"),
    ("2 steps step 1 s is equal to p step 2 plus q",
     r"\begin{array}{rcl} s & =  & p \\  &  & +q \end{array}"),
    # cells without pauses: the size of the matrix tells
    ("the 2 by 2 matrix. Row 1: 3 a 5 Row 2: 6 1 minus b",
     r"\begin{pmatrix} 3a & 5 \\ 6 & 1 - b \end{pmatrix}"),
    ("the 2 by 1 column matrix. y plus 2 y minus 3", r"\begin{pmatrix} y + 2 \\ y - 3 \end{pmatrix}"),
    ("the 2 by 1 column matrix; row 1 with label (7); 3; row 2; 6", r"\begin{pmatrix} 3 \\ 6 \end{pmatrix}"),
    ("the 1 by 2 zero matrix", r"\begin{pmatrix} 0 & 0 \end{pmatrix}"),
    ("the 2 by 2 diagonal matrix; column 1; 5; column 2; y",
     r"\begin{pmatrix} 5 & 0 \\ 0 & y \end{pmatrix}"),
    # angles, marks, repeating decimals
    ("45 degrees, 10 minutes, 25 seconds", r"45^{\circ}10'25''"),
    ("the repeating decimal 0 point followed by repeating digits 1 2", r"0.\overline{12}"),
    ("0.3 repeating", r"0.\overline{3}"),
    ("x with question mark over it", r"\overset{?}{x}"),
    ("n permute r", "{}_{n}P_{r}"),
    ("sine, the inverse tangent of 1", r"\sin (\tan^{-1} 1)"),
    ("the set 1 comma 2 comma 3", r"\{1, 2, 3\}"),
    ("the measure of angle cap A, cap B, cap C", r"m\angle ABC"),
    ("2 times, 7 choose k plus 3 end binomial", r"2 \times \binom{7}{k + 3}"),
    ("r-two", r"\mathbb{R}^{2}"),
    ("4840 square yards equals 3 cubic feet",
     r"4840\,\mathrm{yd}^{2} = 3\,\mathrm{ft}^{3}"),
    ("a dot, b double dot", r"\dot{a}, \ddot{b}"),
    ("x to the second plus y", "x^{2} + y"),
    ("the square root of y, squared", r"\sqrt{y}^{2}"),
    ("the negative square root of a, end root; minus, the cube root of b",
     r"-\sqrt{a} - \sqrt[3]{b}"),
    ("the set of all y such that y is less than 1", r"\{y \mid y < 1\}"),
    ("the set of all y in the integers such that y is less than 1", r"\{y \in \mathbb{Z} : y < 1\}"),
    ("the set of all y colon y is less than 1", r"\{y : y < 1\}"),
    ("n C r", "{}_{n}C_{r}"),
    ("6 feet, 2 inches", "6'2''"),
    ("q norm of g", r"\|g\|_{q}"),
    ("the infinity norm of x minus y", r"\|x - y\|_{\infty}"),
    ("R 4", r"\mathbb{R}^{4}"),
    ("cap v right arrow, perpendicular to, cap w right arrow", r"\vec{V} \perp \vec{W}"),
    ("5 miles per 2 hours", r"\frac{5\,\mathrm{mi}}{2\,\mathrm{h}}"),
    ("the line segment from cap p to cap q", r"\overline{PQ}"),
    ("the measure of the angle cap p cap q cap r", r"m\angle PQR"),
    ("y with hat above", r"\hat{y}"),
    ("the integral with respect to y of y cubed", r"\int y^{3} \, dy"),
    ("the transpose of cap b", "B^{T}"),
    ("the 2 by 2 determinant; row 1; 2, 3; row 2; 4, 5", r"\begin{vmatrix} 2 & 3 \\ 4 & 5 \end{vmatrix}"),
    ("circled b comma, parenthesized 2", "\u24d1, \u2475"),
    # chemistry
    ("cap n sub 2 cap o sub 4", "N_{2}O_{4}"),
    ("cap p cap o subscript 4 superscript 3 minus", r"PO_{4}^{\text{3-}}"),
    ("cap h, 2 cap o", "H_{2}O"),
    ("cap eigh l, 2, open cap s, cap o, 4, close 3", "Al_{2}(SO_{4})_{3}"),
    ("cap f e, cap c l, 3 aqueous", r"FeCl_{3}(\text{aq})"),
    ("14, 6, cap c; forms, 14, 7, cap n; plus 0, negative 1, e",
     r"{}_{6}^{14}C \to {}_{7}^{14}N + {}_{-1}^{0}e"),
    ("super 14, sub 6, cap c; reacts to form; super 14, sub 7, cap n",
     r"{}_{6}^{14}C \to {}_{7}^{14}N"),
]  # fmt: skip

# name of a sign | the sign
NAMES = [
    ("multimap", "⊸"), ("white right arrow", "⇨"), ("circled 7", "⑦"), ("circled cap K", "Ⓚ"),
    ("cap H underdot", "Ḥ"), ("modifying above upper W with acute", "Ẃ"), ("up right arrow", "↗"),
    ("right angle bracket", "⟩"), ("black circled 5", "❺"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sign"), NAMES)
def test_named_sign(name, sign):
    found = unicodedata.normalize("NFC", parse(name).readings[0].text)
    assert found == unicodedata.normalize("NFC", sign)


@pytest.mark.parametrize("phrase", ["umbrella", "chains", "the sun", "what is the number"])
def test_words_of_prose_name_no_sign(phrase):
    assert parse(phrase).kind == "text"


@pytest.mark.parametrize(("phrase", "latex"), SAID)
def test_first_reading(phrase, latex):
    assert parse(phrase).readings[0].latex == latex


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in SAID])
def test_unfinished_phrases_are_read(phrase):
    said = phrase.split()
    for count in range(1, len(said)):
        assert parse(" ".join(said[:count])).readings


@pytest.mark.parametrize(
    "phrase",
    ["0 lines; line 1; x is equal to 2", "² lines line 1 x", "the ² by 2 matrix row 1 2 3",
     ") the 2 by 2 matrix row 1 with label ( 3", "f times, , times,", "n c", "circled"],
)  # fmt: skip
def test_what_makes_no_sense_is_read(phrase):
    assert parse(phrase).readings


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in SAID])
def test_said_back(phrase):
    tree = with_brackets(parse(phrase).readings[0].tree)
    assert with_brackets(parse(to_speech(tree)).readings[0].tree) == tree


@pytest.mark.parametrize("latex", [latex for _, latex in SAID])
def test_drawn(latex):
    assert ziamath.Latex(latex).svg()
