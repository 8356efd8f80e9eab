"""Sentences -> a model that foretells them, and letters that return whichever they are."""

from __future__ import annotations

import random

import pytest

from asr.train.recipe import Rescoring
from asr.train.sentences import alphabets, perplexity, renamed, train

PLAN = Rescoring(hidden=24, embedding=16, dropout=0.0, renamed=0.0, minutes=0.1, learning_rate=1e-2)
LINES = {
    "phrases": [f"{x} over {x}" for x in "xyz"],
    "commands": ["undo", "new line"],
}
WORDS = sorted({word for some in LINES.values() for line in some for word in line.split()})


def test_letters_return():
    told: list[str] = []
    shares = {"phrases": 0.7, "commands": 0.3}
    model = train(LINES, WORDS, PLAN, shares, LINES["phrases"], told.append)
    assert told[-1].startswith("100%")
    assert perplexity(model, ["y over y"]) < perplexity(model, ["y over z"])
    assert perplexity(model, ["new line"]) < perplexity(model, ["line new"])


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("x plus y over x", {"plus", "over"}),
        ("d theta over d x", {"d", "over"}),
        ("e to the pi i", {"e", "to", "the", "pi", "i"}),
    ],
)
def test_letters_are_changed_throughout(sentence, same):
    words = sentence.split()
    drawn = {tuple(renamed(words, alphabets(), random.Random(seed))) for seed in range(20)}
    for said in drawn:
        assert len(set(said)) == len(set(words))
        assert all((one == other) for one, other in zip(words, said, strict=True) if one in same)
        assert len({*zip(words, said, strict=True)}) == len(set(words)), "one letter, one name"
    assert (len(drawn) > 5) is (not set(words) <= same)


def test_alphabets_do_not_overlap():
    letters = [letter for alphabet in alphabets() for letter in alphabet]
    assert len(letters) == len(set(letters)) > 40
