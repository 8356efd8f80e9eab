"""One phrase at a time, cut out of what a microphone hears."""

from __future__ import annotations

import numpy as np
import pytest

from asr.prompting import Take
from tests.asr.tones import RATE, say, silence

PHRASE = say("EH K S K W EH R D P L AH S T UW")


def phrases(sound: np.ndarray, block: int = 640) -> list[np.ndarray]:
    take = Take()
    found = [take.feed(sound[start : start + block]) for start in range(0, len(sound), block)]
    return [one for one in found if one is not None]


@pytest.mark.parametrize("block", [160, 640, 16000])
def test_a_phrase_is_cut_out_whole(block: int) -> None:
    (phrase,) = phrases(np.concatenate([silence(2.0), PHRASE, silence(2.0)]), block)
    assert len(PHRASE) < len(phrase) < len(PHRASE) + 2.2 * RATE
    assert np.square(phrase).sum() == pytest.approx(np.square(PHRASE).sum(), rel=0.02)


@pytest.mark.parametrize(
    ("sound", "count"),
    [
        ([silence(5.0)], 0),
        ([silence(1.0), PHRASE, silence(0.8), PHRASE, silence(2.0)], 1),
        ([silence(1.0), PHRASE, silence(2.0), PHRASE, silence(2.0)], 2),
        ([silence(1.0), say("T")[: RATE // 20], silence(2.0), PHRASE, silence(2.0)], 1),
        ([silence(1.0), PHRASE], 0),
    ],
)
def test_pauses_part_phrases_and_clicks_are_none(sound: list[np.ndarray], count: int) -> None:
    assert len(phrases(np.concatenate(sound))) == count
