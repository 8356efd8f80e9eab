"""Spelled letters -> letters; words that mean something else -> themselves."""

from __future__ import annotations

import pytest

from asr.spelling import alphabet, sentences, unspelled
from asr.types import Word


def timed(text: str) -> list[Word]:
    """A word a second, each half a second long."""
    return [Word(word, start, start + 0.5) for start, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("x as in x ray", "x"),
        ("b as in delta", "d"),
        ("d as in tangent plus two", "t plus two"),
        ("two x ray squared", "two x squared"),
        ("bravo over charlie", "b over c"),
        ("alpha plus beta", "alpha plus beta"),
        ("alpha bravo", "a b"),
        ("bravo alpha", "b a"),
        ("sine of delta", "sine of delta"),
        ("x ray delta", "x d"),
        ("three kilo", "three kilo"),
        ("x as in", "x as in"),
        ("a as a function in x", "a as a function in x"),
        ("", ""),
    ],
)
def test_spelled_letters_become_letters(heard: str, meant: str) -> None:
    assert " ".join(word.text for word in unspelled(timed(heard))) == meant


def test_a_spelled_letter_lasts_as_long_as_its_words() -> None:
    assert unspelled(timed("two b as in bravo squared"))[1] == Word("b", 1, 4.5)


def test_every_letter_can_be_spelled() -> None:
    assert {letter for letter, _ in alphabet().values()} == set("abcdefghijklmnopqrstuvwxyz")


def test_training_sentences_use_every_code_word() -> None:
    text = " ".join(sentences(600))
    assert all(" ".join(words) in text for words in alphabet())
    assert "as in" in text
