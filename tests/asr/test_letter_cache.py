"""A letter said before is likelier to be said again, at the cost of the other letters alone."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest

from asr.decoder import Decoder
from asr.language_model import LanguageModel
from asr.letter_cache import LetterCache, letters
from tests.asr.emissions import emission, mixed, steps


@pytest.mark.parametrize(
    ("phrase", "sign"),
    [
        ("x squared plus x", 1),
        ("theta plus two theta", 1),
        ("x squared plus y", -1),
        ("x squared plus two", 0),
        ("two plus two", 0),
        ("", 0),
    ],
)
def test_what_comes_back_gains(language_model: LanguageModel, phrase: str, sign: int) -> None:
    gain = LetterCache(language_model, 0.3).gain(phrase.split())
    assert (gain > 0) - (gain < 0) == sign
    assert LetterCache(language_model, 0.0).gain(phrase.split()) == 0


@pytest.mark.parametrize("said", ["x plus", "x squared plus two y minus", "a plus a over"])
def test_all_letters_together_are_as_likely_as_before(
    language_model: LanguageModel, said: str
) -> None:
    cache, before = LetterCache(language_model, 0.3), said.split()
    known = [letter for letter in letters() if letter in language_model.words]

    def log_prob(letter: str) -> float:
        return language_model.score_words([*before, letter], finish=False)

    plain = sum(exp(log_prob(letter)) for letter in known)
    dealt = sum(
        exp(log_prob(letter) + cache.gain([*before, letter]) - cache.gain(before))
        for letter in known
    )
    assert dealt == pytest.approx(plain)


@pytest.mark.parametrize(("share", "last"), [(0.0, "b"), (0.9, "d")])
def test_what_sounds_alike_is_the_letter_said_before(
    decoder: Decoder, share: float, last: str
) -> None:
    search = Decoder(decoder.tree, replace(decoder.settings, letter_share=share))
    said = "D IY OW V ER D IY M AY N AH S"
    unsure = mixed(emission(f"{said} B IY"), emission(f"{said} D IY"), 0.5)
    for row, time in steps(unsure):
        search.step(row, time)
    best, *others = search.finish()
    assert [word.text for word in best.words] == ["d", "over", "d", "minus", last]
    assert all(way.score <= best.score for way in others)


def test_spelling_is_left_alone(language_model: LanguageModel) -> None:
    cache = LetterCache(language_model, 0.3)
    assert cache.gain(["x", "y", "x", "x", "y"]) == cache.gain(["x", "y"]) != 0
