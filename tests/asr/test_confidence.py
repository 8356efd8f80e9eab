"""Clear, doubtful and meaningless sound -> how sure the recogniser is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from asr.confidence import Confidence, features
from asr.decoder import Decoder
from asr.types import Hypothesis
from tests.asr.emissions import emission, steps

PHRASE = "S AY N AH V EH K S P L AH S T UW"


def judged(decoder: Decoder, emitted: np.ndarray, reject_below: float = 0.0) -> tuple:
    decoder.reset()
    for row, time in steps(emitted):
        decoder.step(row, time)
    found: tuple[Hypothesis, ...] = replace(Confidence.load(), reject_below=reject_below).judge(
        decoder
    )
    return found


def test_clear_speech_is_surer_than_noisy_speech(decoder: Decoder) -> None:
    clear, doubtful, poor = (
        judged(decoder, emission(PHRASE, sure, 0.9, seed=2))[0].confidence
        for sure in (0.95, 0.5, 0.25)
    )
    assert 0 < poor < doubtful < clear < 1


def test_a_network_between_many_phonemes_is_in_doubt(decoder: Decoder) -> None:
    doubts = []
    for sure in (0.95, 0.7, 0.4):
        judged(decoder, emission(PHRASE, sure))
        doubts.append(features(decoder, decoder.finish())[-1])
    assert 0 < doubts[0] < doubts[1] < doubts[2]


def test_alternatives_are_less_sure_than_the_best(decoder: Decoder) -> None:
    confidences = [one.confidence for one in judged(decoder, emission(PHRASE, 0.6, 0.8))]
    assert len(confidences) > 3
    assert confidences[0] == max(confidences)
    assert all(0 <= confidence <= 1 for confidence in confidences)


@pytest.mark.parametrize(
    "phonemes",
    ["ZH HH OY NG UH ZH AW CH", "HH | HH", "NG NG OY HH UH ZH NG AW HH OY ZH"],
)
def test_what_no_words_explain_is_rejected(decoder: Decoder, phonemes: str) -> None:
    shipped = Confidence.load().reject_below
    assert judged(decoder, emission(PHRASE, 0.9), shipped)
    assert judged(decoder, emission(phonemes, 0.9), shipped) == ()


def test_nothing_heard_is_nothing(decoder: Decoder) -> None:
    assert judged(decoder, emission("| |")) == ()
