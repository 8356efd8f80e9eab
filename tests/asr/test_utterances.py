"""When a phrase is heard again, and that the second hearing decides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from asr.confidence import Confidence
from asr.decoder import Decoder
from asr.types import Utterance
from asr.units import BLANK, UNITS
from asr.utterances import LEAD, LONGEST, HearAgain, Utterances
from tests.asr.emissions import emission

SPOKEN, SILENT = 1, BLANK


def rows(*parts: tuple[int, int]) -> np.ndarray:
    """Log-probabilities [steps, units] of units, each for so many steps."""
    units = [unit for unit, count in parts for _ in range(count)]
    answers = np.full((len(units), len(UNITS)), 1e-4)
    answers[np.arange(len(units)), units] = 0.99
    return np.log(answers)


@pytest.mark.parametrize(
    ("steps", "heard_again"),
    [
        ([(SILENT, 200)], []),
        ([(SPOKEN, 10), (SILENT, 5)], [15]),  # at the end, when there was no pause
        ([(SPOKEN, 10), (SILENT, 30)], [20]),  # 0.4 s after the last sound
        ([(SILENT, 90), (SPOKEN, 10), (SILENT, 30)], [LEAD + 20]),
        ([(SPOKEN, 10), (SILENT, 13), (SPOKEN, 4), (SILENT, 13)], [20, 3 + 4 + 10]),
        ([(SPOKEN, 10), (SILENT, 9), (SPOKEN, 4), (SILENT, 13)], [33]),
        ([(SPOKEN, LONGEST + 50), (SILENT, 13)], [LONGEST, 60]),
    ],
    ids=["nothing", "cut", "phrase", "lead", "two phrases", "a short gap", "no pause"],
)
def test_a_phrase_is_heard_again_at_its_pause(
    decoder: Decoder, steps: list[tuple[int, int]], heard_again: list[int]
) -> None:
    lengths = []

    def hear_again(heard: np.ndarray) -> np.ndarray:
        lengths.append(len(heard))
        return heard

    utterances = Utterances(hear_again, decoder, Confidence.load(), limit=1.6)
    answers = rows(*steps)
    utterances.hear(answers, answers, 0.0)
    utterances.finish()
    assert lengths == heard_again


PAUSE = rows((SILENT, 12))


def equally_long(*emissions: np.ndarray) -> list[np.ndarray]:
    longest = max(map(len, emissions))
    return [np.concatenate([*[one[:1]] * (longest - len(one)), one]) for one in emissions]


def test_partials_are_of_the_first_hearing_and_finals_of_the_second(decoder: Decoder) -> None:
    first, second = equally_long(
        emission("EH K S P L AH S T UW"), emission("Z IY M AY N AH S W AH N")
    )
    utterances = live(decoder, lambda _: second)
    assert utterances.hear(first, first, 0.0) == []
    assert texts(utterances.partial()) == ["x plus"]
    assert texts(utterances.finish()) == ["z minus one"]
    assert utterances.partial() == []


def test_after_a_pause_partials_go_on_from_the_second_hearing(decoder: Decoder) -> None:
    first, second = equally_long(emission("EH K S P L AH S T UW"), emission("Z IY P L AH S T UW"))
    told = []

    def hear_again(heard: np.ndarray) -> np.ndarray:
        return np.concatenate([second, heard[len(second) :]]) if not told else heard

    utterances = live(decoder, hear_again)
    for part in (np.concatenate([first, PAUSE]), emission("P L AH S W AH N"), PAUSE):
        utterances.hear(part, part, 0.0)
        told += texts(utterances.partial())
    assert told == ["z plus", "z plus two plus one"]
    assert texts(utterances.finish()) == ["z plus two plus one"]


def live(decoder: Decoder, hear_again: HearAgain) -> Utterances:
    confidence = replace(Confidence.load(), reject_below=0.0)
    searching = Decoder(decoder.tree, decoder.settings)
    return Utterances(hear_again, decoder, confidence, limit=9.0, live=searching)


def texts(utterances: list[Utterance]) -> list[str]:
    return [one.hypotheses[0].text for one in utterances]
