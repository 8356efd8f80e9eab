"""Words of numbers -> their digits, and where they end."""

import pytest

from mathparse.numerals import cardinal, fraction, ordinal
from mathparse.tokens import tokenise

CARDINALS = [
    ("five", "5"),
    ("seventy-one", "71"),
    ("one hundred and five", "105"),
    ("two thousand three hundred", "2300"),
    ("three million", "3000000"),
    ("zero point zero five", "0.05"),
    ("point five", "0.5"),
    ("ten point fifty seven", "10.57"),
    ("three five", "35"),
    ("twenty twenty six", "2026"),
    ("10 point 18", "10.18"),
    ("3.10", "3.10"),
    ("a hundred", "100"),
]

ORDINALS = [
    ("fourth", "4"),
    ("4th", "4"),
    ("twenty first", "21"),
    ("hundredth", "100"),
    ("nth", "n"),
    ("n-th", "n"),
]

FRACTIONS = [
    ("halves", "5", "5/2"),
    ("thirds", "2", "2/3"),
    ("third", "1", "1/3"),
    ("eighty thirds", "7", "7/83"),
    ("hundredths", "3", "3/100"),
]


@pytest.mark.parametrize(("words", "digits"), CARDINALS)
def test_cardinals(words, digits):
    tokens = tokenise(words)
    assert cardinal(tokens, 0) == (digits, len(tokens))


@pytest.mark.parametrize(("words", "text"), ORDINALS)
def test_ordinals(words, text):
    node, end = ordinal(tokenise(words), 0)
    assert (node.text, end) == (text, len(tokenise(words)))


@pytest.mark.parametrize(("words", "numerator", "value"), FRACTIONS)
def test_denominators(words, numerator, value):
    node, _ = fraction(tokenise(words), 0, numerator)
    assert "/".join(part.text for part in node.args) == value


@pytest.mark.parametrize("word", ["x", "plus", "second", "seconds"])
def test_other_words_are_no_denominators(word):
    assert fraction(tokenise(word), 0, "5") is None
