"""Spoken English: how trees are said, and that the parser understands it as the same tree."""

import random

import pytest

from mathparse import parse
from mathparse.printers import to_speech, with_brackets
from mathparse.sampler import read_tree, sample

# tree | words
SAID = [
    ("relation[equals](add(power(symbol:x, number:2), number:1), number:2)", "x squared plus 1 equals 2"),
    ("fraction(symbol:a, symbol:b)", "a over b"),
    ("fraction(add(symbol:a, symbol:b), symbol:c)", "the fraction a plus b over c end fraction"),
    ("root(symbol:x, none)", "the square root of x"),
    ("add(root(symbol:x, none), number:1)", "the square root of x end root plus 1"),
    ("root(symbol:x, number:3)", "the cube root of x"),
    ("power(symbol:x, symbol:n)", "x to the power n"),
    ("power(symbol:A, number:-1)", "capital a inverse"),
    ("power(symbol:A, symbol:T)", "capital a transpose"),
    ("subscript(symbol:x, number:1)", "x sub 1"),
    ("symbol:Gamma", "capital gamma"),
    ("symbol:infinity", "infinity"),
    ("call[paren](symbol:f, symbol:x)", "f of x"),
    ("call[paren](prime[1](symbol:f), symbol:x)", "f prime of x"),
    ("apply(function:sin, symbol:x)", "sine x"),
    ("apply(function:sin, group[paren](symbol:x))", "sine of x"),
    ("group[bar](symbol:x)", "the absolute value of x"),
    ("group[paren](add(symbol:a, symbol:b))", "open paren a plus b close paren"),
    ("relation[less-than](symbol:a, symbol:b)", "a less than b"),
    ("big[sum](relation[equals](symbol:i, number:1), symbol:n, symbol:i)",
     "the sum from i equals 1 to n of i"),
    ("big[limit](relation[to](symbol:x, number:0), none, symbol:x)", "the limit as x approaches 0 of x"),
    ("integral[integral](number:0, number:1, symbol:x, symbol:x)", "the integral from 0 to 1 of x d x"),
    ("derivative[d](symbol:y, symbol:x)", "the derivative of y with respect to x"),
    ("accent[hat](symbol:x)", "x hat"),
    ("accent[both-arrow](multiply(symbol:a, symbol:b))", "line a b"),
    ("accent[overline](multiply(symbol:a, symbol:b))", "line segment a b"),
    ("accent[arc](multiply(symbol:a, symbol:b))", "arc a b"),
    ("accent[both-arrow](symbol:x)", "x with left right arrow"),
    ("font[bold](symbol:x)", "bold x"),
    ("multiply(number:5, unit:km)", "5 kilometers"),
    ("postfix[factorial](symbol:n)", "n factorial"),
    ("mixed(number:2, fraction(number:3, number:4))", "2 and three fourths"),
    ("matrix[paren](row(symbol:a, symbol:b), row(symbol:c, symbol:d))",
     "the 2 by 2 matrix row 1 column 1 a column 2 b row 2 column 1 c column 2 d end matrix"),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "words"), SAID)
def test_said_and_understood(tree, words):
    node = read_tree(tree)
    assert to_speech(node) == words
    assert parse(words).readings[0].tree == node


# What plain words leave open to a listener is closed, though the grammar understands them.
CLOSED = [
    ("b plus c over d", "b plus the fraction c over d end fraction"),
    ("the fraction b plus c over d plus e end fraction", "the fraction b plus c over d plus e end fraction"),
    ("x to the power n plus 1", "x raised to the exponent n plus 1 end exponent"),
    ("x to the power n end exponent plus 1", "x raised to the exponent n end exponent plus 1"),
    ("x sub n plus 1", "x sub n plus 1 end sub"),
    ("the square root of x plus 1", "the square root of x plus 1 end root"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "words"), CLOSED)
def test_what_could_be_grouped_otherwise_is_closed(phrase, words):
    assert to_speech(parse(phrase).readings[0].tree) == words


def test_brackets_that_nobody_said_are_spoken():
    assert to_speech(read_tree("multiply(add(symbol:a, symbol:b), symbol:c)")) == (
        "open paren a plus b close paren c"
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_speech_of_random_formulas_is_understood_as_the_same_tree(seed):
    rng = random.Random(seed)
    for _ in range(60):
        tree = with_brackets(sample(rng).tree)
        words = to_speech(tree)
        assert with_brackets(parse(words).readings[0].tree) == tree, words


@pytest.mark.parametrize("phrase", ["left hand limit over", "and first row coordinates of"])
def test_what_is_no_formula_is_said_as_it_stands(phrase):
    assert parse(phrase).readings[0].speech.endswith(phrase)
