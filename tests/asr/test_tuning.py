"""Fitting weights and confidence: known inputs -> known fits."""

from __future__ import annotations

import numpy as np
import pytest

from asr import tuning
from asr.decoder import Settings
from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.recogniser import Recogniser
from asr.tuning import Item, heard_item
from tests.asr.tones import ToneModel, say, silence

SPOKEN = [
    ("formula", "x squared plus two", "EH K S S K W EH R D P L AH S T UW"),
    ("formula", "sine of x", "S AY N AH V EH K S"),
    ("prose", "the sign of x is positive", "DH AH S AY N AH V EH K S IH Z P AA Z AH T IH V"),
]


@pytest.fixture
def recogniser(lexicon: Lexicon, language_model: LanguageModel) -> Recogniser:
    return Recogniser(ToneModel(), lexicon, language_model)


@pytest.fixture
def items(recogniser: Recogniser) -> list[Item]:
    return [
        heard_item(recogniser, kind, words, np.concatenate([silence(0.3), say(phonemes + " |")]))
        for kind, words, phonemes in SPOKEN
    ]


def told(recogniser: Recogniser, items: list[Item]) -> list[str]:
    search = tuning.with_settings(recogniser, recogniser.settings)
    return [tuning.heard(tuning.search(item, search)) for item in items]


def test_clear_sounds_have_no_errors(recogniser: Recogniser, items: list[Item]) -> None:
    assert tuning.errors(items, told(recogniser, items)) == 0


def test_each_kind_of_speech_counts_alike(recogniser: Recogniser, items: list[Item]) -> None:
    heard = told(recogniser, items)
    heard[0] = "x squared plus"
    assert tuning.errors(items, heard) == pytest.approx(1 / 7 / 2)
    heard[1] = "sign of x"
    assert tuning.errors(items, heard) == pytest.approx((2 / 7 + 0) / 2)
    heard[2] = ""
    assert tuning.errors(items, heard) == pytest.approx((2 / 7 + 6 / 6) / 2)


def test_what_an_open_microphone_hears_is_cut_where_nobody_speaks(recogniser: Recogniser) -> None:
    shipped = recogniser.confidence
    spoken = [say(phonemes + " |") for _, _, phonemes in SPOKEN[:2]]
    blocks = [part for sound in spoken for part in (silence(1.0), sound, silence(1.5))]
    found = tuning.overheard(recogniser, blocks)
    assert len(found) == 2
    assert recogniser.confidence is shipped
    assert shipped.is_speech(found[0])
    assert tuning.overheard(recogniser, [silence(1.0)]).shape == (0, found.shape[1])


def test_the_search_gets_the_settings_that_cost_least() -> None:
    def cost(settings: Settings) -> float:
        off = settings.blank_penalty - 2, settings.model_weight - 1.4, settings.word_bonus + 1
        return float(np.abs(off).sum())

    found = tuning.best_settings(Settings.load(), cost)
    assert (found.blank_penalty, found.model_weight, found.word_bonus) == (2.0, 1.4, -1.0)


@pytest.mark.parametrize(
    ("said", "other"),
    [("x squared plus two", False), ("he squared his account", True), ("two two", False)],
)
def test_talk_of_other_things_has_other_words(lexicon: Lexicon, said: str, other: bool) -> None:
    assert tuning.is_chatter(said.split(), lexicon) == other


def test_each_part_is_judged_by_a_fit_to_the_others() -> None:
    inputs, answers = np.array([[0.0], [1.0], [0.0], [1.0]] * 5), np.array([0.0, 1.0, 1.0, 0.0] * 5)
    probability = tuning.held_out_probability(inputs, answers, np.array([0, 0, 1, 1] * 5))
    assert probability.round() == pytest.approx(1 - answers)


def test_logistic_regression_finds_the_weights_that_made_the_data() -> None:
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((20000, 2))
    chance = 1 / (1 + np.exp(-(0.5 + inputs @ [2.0, -1.0])))
    right = (rng.random(len(chance)) < chance).astype(float)
    assert tuning.fit(inputs, right) == pytest.approx([0.5, 2.0, -1.0], abs=0.1)
    assert tuning.calibration_error(chance, right) < 0.02
    assert tuning.calibration_error(np.sqrt(chance), right) > 0.1


@pytest.mark.parametrize(
    ("probability", "wanted", "threshold"),
    [
        ([0.9, 0.8, 0.1, 0.2], [1, 1, 0, 0], 0.25),
        ([0.9, 0.3, 0.1, 0.2, 0.35, 0.1, 0.0, 0.0, 0.1], [1, 1, 0, 0, 0, 0, 0, 0, 0], 0.25),
        ([0.7, 0.75, 0.6, 0.65], [1, 1, 0, 0], 0.7),
    ],
)
def test_the_threshold_loses_and_lets_through_least(
    probability: list[float], wanted: list[int], threshold: float
) -> None:
    assert tuning.rejection(np.array(probability), np.array(wanted))[0] == threshold
