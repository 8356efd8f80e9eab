"""Editing by structure: formula and part -> where it is, and what becomes of the formula."""

import pytest

from app.edit import (
    CHANGES,
    EditError,
    at,
    deleted,
    find_part,
    place_name,
    places,
    replaced,
    replaced_everywhere,
    step,
)
from mathparse import parse
from mathparse.printers import to_latex


def tree(phrase):
    return parse(phrase).readings[0].tree


FRACTION = "the fraction a plus b over c minus d end fraction"
SUM = "a plus b minus c"
POWER = "x to the power n"
EQUATION = "y equals x squared plus one"


@pytest.mark.parametrize(
    ("phrase", "part", "latex"),
    [
        (FRACTION, "numerator", "a + b"),
        (FRACTION, "denominator", "c - d"),
        (POWER, "exponent", "n"),
        (POWER, "base", "x"),
        ("x sub i", "index", "i"),
        (EQUATION, "left", "y"),
        (EQUATION, "right", "x^{2} + 1"),
        (SUM, "left", "a + b"),
        (SUM, "term 1", "a"),
        (SUM, "term 3", "c"),
        (SUM, "term last", "c"),
        ("two x y", "factor 2", "x"),
        ("x", "term 1", "x"),
        (EQUATION, "term 2", "1"),
        (EQUATION, "all", "y = x^{2} + 1"),
        ("the square root of x", "body", "x"),
        ("the integral from zero to one of x squared d x", "upper", "1"),
        ("the integral from zero to one of x squared d x", "body", "x^{2}"),
    ],
)
def test_finding(phrase, part, latex):
    formula = tree(phrase)
    assert to_latex(at(formula, find_part(formula, part))) == latex


@pytest.mark.parametrize(
    ("phrase", "part"),
    [("x", "numerator"), (SUM, "term 4"), (SUM, "factor 2"), ("x", "left"), (POWER, "upper")],
)
def test_what_is_not_there_is_said(phrase, part):
    with pytest.raises(EditError, match=r"This formula has no|There are only"):
        find_part(tree(phrase), part)


@pytest.mark.parametrize(
    ("phrase", "part", "latex"),
    [
        (FRACTION, "numerator", r"\frac{\square}{c - d}"),
        (POWER, "exponent", "x"),
        ("x sub i", "index", "x"),
        (SUM, "term 1", "b - c"),
        (SUM, "term 2", "a - c"),
        (SUM, "term last", "a + b"),
        ("a minus b", "term 1", "-b"),
        ("two x", "factor 1", "x"),
        (EQUATION, "right", r"y = \square"),
        ("x", "all", r"\square"),
    ],
)
def test_deleting(phrase, part, latex):
    formula = tree(phrase)
    assert to_latex(deleted(formula, find_part(formula, part))) == latex


@pytest.mark.parametrize(
    ("phrase", "part", "new", "latex"),
    [
        (FRACTION, "denominator", "two", r"\frac{a + b}{2}"),
        (POWER, "base", "a plus b", "(a + b)^{n}"),
        (SUM, "term 2", "x y", "a + xy - c"),
    ],
)
def test_replacing_a_part(phrase, part, new, latex):
    formula = tree(phrase)
    assert to_latex(replaced(formula, find_part(formula, part), tree(new))) == latex


def test_replacing_everywhere():
    formula = replaced_everywhere(tree("x squared plus two x"), tree("x"), tree("y plus one"))
    assert to_latex(formula) == "(y + 1)^{2} + 2(y + 1)"


@pytest.mark.parametrize(
    ("change", "latex"),
    [("square", "(a + b)^{2}"), ("negate", "-(a + b)"), ("parenthesise", "(a + b)")],
)
def test_small_changes(change, latex):
    assert to_latex(CHANGES[change](tree("a plus b"))) == latex


@pytest.mark.parametrize(
    ("steps", "name"),
    [
        ([], "whole formula"),
        (["in"], "numerator"),
        (["in", "next"], "denominator"),
        (["in", "next", "next"], "denominator"),
        (["in", "next", "previous"], "numerator"),
        (["in", "in"], "left part"),
        (["in", "in", "in"], "left part"),
        (["in", "in", "out", "out", "out"], "whole formula"),
        (["out"], "whole formula"),
    ],
)
def test_walking(steps, name):
    formula, path = tree(FRACTION), ()
    for direction in steps:
        path = step(formula, path, direction)
    assert place_name(formula, path) == name


def test_a_walk_can_reach_every_part():
    formula = tree("the integral from zero to one of x squared over two d x")
    reached, waiting = set(), [()]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += [step(formula, path, direction) for direction in ("in", "next", "out")]
    shown = {path for path in places(formula) if at(formula, path).head != "none"}
    assert reached == shown
