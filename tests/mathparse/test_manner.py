"""How a phrase is spoken: phrase, ways, and whether it groups exactly."""

import pytest

from mathparse import manner
from mathparse.tokens import tokenise

SPOKEN = [
    ("x over two", ("plain", "length 0", "over"), False),
    (
        "x raised to the power of three.",
        ("plain", "length 1", "power", "raised", "sentence"),
        False,
    ),
    (
        "sine of, x divided by y, plus 1",
        ("aloud", "length 2", "digits", "divided", "pauses"),
        False,
    ),
    ("StartFraction x Over y EndFraction", ("mathspeak", "length 1", "over"), False),
    ("begin group x end group", ("plain", "length 1"), True),
]


@pytest.mark.parametrize(("phrase", "ways", "exact"), SPOKEN)
def test_ways_of_speaking(phrase, ways, exact):
    tokens = tokenise(phrase)
    assert manner.ways(tokens) == ways
    assert manner.is_exact(tokens) == exact


def test_a_variant_is_told_of_in_every_way_of_speaking():
    assert manner.facts("slash", ("plain", "over")) == (
        "tree variant slash", "tree variant slash|plain", "tree variant slash|over",
    )  # fmt: skip
