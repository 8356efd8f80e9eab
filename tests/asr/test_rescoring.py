"""Hypotheses are weighed by two language models; what only one of them knows changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

import pytest

from asr.decoder import Decoder
from asr.language_model import LanguageModel
from asr.recurrent_language_model import RecurrentLanguageModel, Shape
from asr.rescoring import Rescorer
from tests.asr.emissions import emission, mixed, steps


class LastLetterAgain(RecurrentLanguageModel):
    """Foretells nothing but that d comes where b might."""

    def __init__(self) -> None:
        super().__init__(("b", "d", "over", "minus"), Shape(2, 2))

    def log_probs(self, sentences: Sequence[Sequence[int]]) -> list[list[float]]:
        likely = {self.numbers["b"]: 0.001, self.numbers["d"]: 0.8}
        return [[log(likely.get(word, 0.1)) for word in (*one, self.end)] for one in sentences]


@pytest.fixture
def rescorer(language_model: LanguageModel) -> Rescorer:
    return Rescorer(language_model, LastLetterAgain())


def gain(rescorer: Rescorer, model: LanguageModel, sentence: str, share: float) -> float:
    return rescorer.gains([[model.words[word] for word in sentence.split()]], share)[0]


def test_the_share_tells_whose_probability_counts(
    rescorer: Rescorer, language_model: LanguageModel
) -> None:
    def total(share: float) -> float:
        told = gain(rescorer, language_model, "d over b", share)
        return language_model.score_words(["d", "over", "b"]) + told

    recurrent = log(0.8) + log(0.1) + log(0.001) + log(0.1)
    assert gain(rescorer, language_model, "d over b", 0.0) == 0
    assert total(1.0) == pytest.approx(recurrent)
    assert recurrent < total(0.5)


@pytest.mark.parametrize("sentence", ["x", "x x"])
def test_unknown_words_stay_as_likely(
    rescorer: Rescorer, language_model: LanguageModel, sentence: str
) -> None:
    words = sentence.split()
    end = language_model.score_words(words) - language_model.score_words(words, finish=False)
    told = gain(rescorer, language_model, sentence, 0.5)
    assert told == pytest.approx(log(0.5 + 0.5 * 0.1 / exp(end))), "but the end is known"


@pytest.mark.parametrize(("share", "last"), [(0.0, "b"), (0.9, "d")])
def test_the_best_hypothesis_may_be_another(
    decoder: Decoder, rescorer: Rescorer, share: float, last: str
) -> None:
    search = Decoder(decoder.tree, replace(decoder.settings, recurrent_share=share), rescorer)
    said = "D IY OW V ER D IY M AY N AH S"
    unsure = mixed(emission(f"{said} B IY"), emission(f"{said} D IY"), 0.5)
    for row, time in steps(unsure):
        search.step(row, time)
    best, *others = search.finish()
    assert [word.text for word in best.words] == ["d", "over", "d", "minus", last]
    assert all(way.score <= best.score for way in others)
    foretold = decoder.tree.log_prob([word.text for word in best.words])
    assert (search.log_prob(best) == foretold) is (share == 0)
