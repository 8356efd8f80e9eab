"""The same words, whatever a microphone gives: rates, channels, offset, clipping, dropped buffers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import soxr

from asr.audio import Conditioner
from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.recogniser import Recogniser
from tests.asr.tones import RATE, ToneModel, say, silence

TEXTS = ["x plus two", "sine of x"]
SPOKEN = np.concatenate(
    [
        silence(1.0),
        say("EH K S P L AH S T UW"),
        silence(1.5),
        say("S AY N AH V EH K S"),
        silence(1.5),
    ]
)
RATES = (8000, 11025, 16000, 22050, 32000, 44100, 48000, 96000, 192000)


@pytest.fixture(scope="module")
def recogniser(lexicon: Lexicon, language_model: LanguageModel) -> Recogniser:
    return Recogniser(ToneModel(), lexicon, language_model)


def heard(recogniser: Recogniser, blocks: list[np.ndarray], rate: int, channels: int) -> list[str]:
    """The words of blocks [samples, channels] as a device of that rate gives them."""
    conditioner, stream = Conditioner(rate, channels), recogniser.stream()
    told = [one for block in blocks for one in stream.feed(conditioner.process(block))]
    told += stream.finish()
    return [one.hypotheses[0].text for one in told if one.final and one.hypotheses]


def cut(samples: np.ndarray, rate: int) -> list[np.ndarray]:
    """Blocks of 40 ms."""
    size = rate // 25
    return [samples[start : start + size] for start in range(0, len(samples), size)]


@pytest.mark.parametrize("rate", RATES)
def test_any_rate(recogniser: Recogniser, rate: int) -> None:
    samples = soxr.resample(SPOKEN, RATE, rate)[:, None]
    assert heard(recogniser, cut(samples, rate), rate, 1) == TEXTS


@pytest.mark.parametrize(
    "channels",
    [[1], [1, 1], [1, 0], [0, 0, 0, 1], [1, -1], [0.3, 1, 0.1, 0, 0, 0.5, 0.2, 1], [1] * 32],
)
def test_any_channels(recogniser: Recogniser, channels: list[float]) -> None:
    samples = SPOKEN[:, None] * np.array(channels)
    assert heard(recogniser, cut(samples, RATE), RATE, len(channels)) == TEXTS


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("quiet", lambda x: 0.05 * x),
        ("offset", lambda x: x + 0.4),
        ("offset of the other sign", lambda x: x - 0.9),
        ("clipped", lambda x: np.clip(8 * x, -0.3, 0.3)),
        ("beyond full scale", lambda x: 40 * x),
        ("16 bits", lambda x: np.round(x * 32767) / 32767),
        ("8 bits", lambda x: np.round(x * 127) / 127),
        ("hum", lambda x: x + 0.02 * np.sin(2 * np.pi * 50 * np.arange(len(x)) / RATE)),
        ("not a number", lambda x: np.where(np.arange(len(x)) % 4001 == 0, np.nan, x)),
        ("infinite", lambda x: np.where(np.arange(len(x)) == 9000, np.inf, x)),
    ],
)
def test_any_level(
    recogniser: Recogniser, what: str, change: Callable[[np.ndarray], np.ndarray]
) -> None:
    assert heard(recogniser, cut(change(SPOKEN)[:, None], RATE), RATE, 1) == TEXTS, what


def test_dropped_buffers_lose_no_words_around_them(recogniser: Recogniser) -> None:
    blocks = cut(SPOKEN[:, None], RATE)
    pause = [place for place, block in enumerate(blocks) if np.abs(block).max() < 1e-3]
    kept = [block for place, block in enumerate(blocks) if place not in pause[3::9]]
    assert len(kept) < len(blocks) - 5
    assert heard(recogniser, kept, RATE, 1) == TEXTS


@pytest.mark.parametrize("end", [1.0, 1.3, 1.5, 1.6, 1.7, 2.2])
def test_a_device_lost_in_mid_word_keeps_what_was_said(recogniser: Recogniser, end: float) -> None:
    said = heard(recogniser, cut(SPOKEN[: int(end * RATE), None], RATE), RATE, 1)
    words = " ".join(said).split()
    assert words == TEXTS[0].split()[: len(words)]
    assert bool(words) == (end > 1.2)


def test_empty_blocks_do_no_harm(recogniser: Recogniser) -> None:
    blocks = [piece for block in cut(SPOKEN[:, None], RATE) for piece in (block[:0], block)]
    assert heard(recogniser, blocks, RATE, 1) == TEXTS
