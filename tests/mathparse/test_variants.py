"""What is really ambiguous stands among the five readings: phrase and formulas that must be offered."""

import pytest

from mathparse import (
    left_unsaid,
    parse,
    reader_rewrites,
    regrouping,
    rewrites,
    taken_whole,
    variants,
    whole_rewrites,
)
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
    ("x times one minus x over k", r"x \times \left( 1 - \frac{x}{k} \right)"),
    ("a transpose a inverse", "(a^{T}a)^{-1}"),
    ("two n factorial", "2n!", "(2n)!"),
    ("x minus a squared plus y minus b squared", "(x - a)^{2} + (y - b)^{2}"),
    ("x plus delta x squared", r"(x + \delta x)^{2}"),
    ("e to the x plus e to the minus x over two", r"\frac{e^{x} + e^{-x}}{2}"),
    ("a union b complement", r"a \cup b^{c}", r"(a \cup b)^{c}"),
    ("expected value of x minus mu squared", r"E[(x - \mu)^{2}]"),
    ("p one minus p over n", r"\frac{p(1 - p)}{n}"),
    ("integral of x plus one d x", r"\int x + 1 \, dx", r"\int (x + 1) \, dx"),
    # indices and marks
    ("v epsilon", r"v\epsilon", r"v_{\epsilon}"),
    ("x star", "x^{*}", "x_{*}"),
    ("x bar sub i", r"\bar{x}_{i}", r"\bar{x_{i}}"),
    ("w superscript k", "w^{k}", "w^{(k)}"),
    ("a transpose", "a^{T}", r"a^{\top}"),
    # what speakers leave unsaid
    ("x minus mu over sigma squared", r"\left( \frac{x - \mu}{\sigma} \right)^{2}"),
    ("m x of t", "mx(t)", "m_{x}(t)"),
    ("n x minus m y", "nx - my", "n_{x} - m_{y}"),
    ("for all x in s x is less than y", r"\forall x \in s, x < y"),
    # lists, points, words
    ("a comma b", "a, b", "(a, b)"),
    ("three negative five", "(3, -5)"),
    ("negative pi over two to pi over two", r"-\frac{\pi}{2}, \frac{\pi}{2}"),
    ("x equals one y equals two", "x = 1, y = 2"),
    ("a to the p is one mod p", r"a^{p} = 1 \bmod p", r"a^{p} \equiv 1 \pmod{p}"),
    ("probability of a and b", r"P(a \cap b)"),
    ("a minus b equals a intersect c", r"a \setminus b = a \cap c"),
    ("not p and q is equivalent to r", r"\neg p \land q \equiv r"),
    ("for all x p of x implies q of x", r"\forall x \; (p(x) \Rightarrow q(x))"),
    ("f star g of t", "(f*g)(t)"),
    ("p xor q", r"p \oplus q"),
    ("p and q", r"p\ \text{and}\ q", r"p \land q"),
    ("f evaluated at two", "f(2)"),
    ("f times x", r"f \times x", "f(x)"),
    # two things written otherwise at once
    ("epsilon over two", r"\frac{\epsilon}{2}", r"\varepsilon / 2"),
    # what screen readers say alike
    ("10 choose 3", r"\binom{10}{3}", "{}_{10}C_{3}"),
    ("k permutations of n", "{}_{n}P_{k}", "P_{k}^{n}"),
    ("the empty set", r"\emptyset", r"\{\}"),
    ("f of the absolute value of a", "f(|a|)", "f|a|"),
    ("five dollars", r"\$5", r"5\$"),
    ("arc hyperbolic cosine of x", r"\operatorname{arcosh} x", r"\cosh^{-1} x"),
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


@pytest.mark.parametrize(
    ("phrase", "latex"),
    [
        ("f of x is defined", r"f(x)\ \text{is defined}"),
        ("f times x", r"f \times x"),
        ("negative x plus two", "-x + 2"),
    ],
)
def test_what_leaves_out_or_adds_words_is_never_first(phrase, latex):
    assert parse(phrase, 5).readings[0].latex == latex


def test_who_groups_exactly_is_taken_at_their_word():
    exact = "begin group the arc sine of x end group"
    assert parse(exact, 5).readings[0].latex == r"\arcsin x"


def test_every_rewriting_has_its_cost():
    everywhere = (*rewrites.EVERYWHERE, *reader_rewrites.EVERYWHERE, *left_unsaid.EVERYWHERE)
    whole = (*whole_rewrites.WHOLE, *regrouping.WHOLE, *taken_whole.WHOLE, *left_unsaid.WHOLE)
    named = {name for name, _, _ in (*everywhere, *whole)} | {"script"}
    assert named == variants.costs().keys()
