"""Each word's probability after all the words before, whatever else is in the batch."""

from __future__ import annotations

from math import exp
from pathlib import Path

import pytest
import torch

from asr.recurrent_language_model import RecurrentLanguageModel, Shape

WORDS = ("x", "plus", "two")


@pytest.fixture
def model() -> RecurrentLanguageModel:
    torch.manual_seed(2)
    return RecurrentLanguageModel(WORDS, Shape(hidden=8, embedding=4)).eval()


def numbers(model: RecurrentLanguageModel, sentence: str) -> list[int]:
    return [model.numbers[word] for word in sentence.split()]


def test_what_may_come_next_has_a_probability_of_one_together(
    model: RecurrentLanguageModel,
) -> None:
    before = numbers(model, "x plus")
    told = [model.log_probs([[*before, number]])[0] for number in range(len(model.words))]
    assert sum(exp(row[len(before)]) for row in told) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("sentence", ["", "x", "x plus two plus x"])
def test_other_sentences_change_nothing(model: RecurrentLanguageModel, sentence: str) -> None:
    one = numbers(model, sentence)
    alone = model.log_probs([one])[0]
    beside = model.log_probs([numbers(model, "two plus two plus two plus x"), one])[1]
    assert len(alone) == len(one) + 1, "the end counts"
    assert beside == pytest.approx(alone, abs=1e-5)


def test_it_remembers_the_first_word(model: RecurrentLanguageModel) -> None:
    x, two = model.log_probs([numbers(model, f"{first} plus plus plus") for first in ("x", "two")])
    assert x[-1] != two[-1]


def test_a_file_keeps_words_and_weights(model: RecurrentLanguageModel, tmp_path: Path) -> None:
    model.save(path := tmp_path / "model.safetensors")
    again = RecurrentLanguageModel.load(path)
    assert again.words == model.words
    sentence = numbers(model, "x plus two")
    assert again.log_probs([sentence])[0] == pytest.approx(model.log_probs([sentence])[0], abs=1e-2)
