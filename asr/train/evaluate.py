"""Measuring a recogniser on held-out clips: conditions, word errors, confidence intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from asr.recogniser import Recogniser
from asr.scoring import edits
from asr.train.augment import Augmenter, Settings
from asr.train.batches import Example
from asr.types import Hypothesis, Utterance

_RESAMPLES = 1000
_PAD = 8000  # samples of silence around a clip: half a second, as a recording has


@dataclass(frozen=True, slots=True)
class Result:
    """What was said in one clip and what was heard, best first."""

    group: str
    speaker: str
    said: str
    heard: tuple[Hypothesis, ...]

    @property
    def best(self) -> str:
        """The words of the best hypothesis; none when nothing was heard."""
        return self.heard[0].text if self.heard else ""


def recognise(
    recogniser: Recogniser, examples: Sequence[Example], condition: str = "clean", seed: int = 5
) -> Iterator[Result]:
    """Transcribe each example as it is or distorted as `condition` says (a key of CONDITIONS)."""
    distort = CONDITIONS[condition](np.random.default_rng(seed))
    for example in examples:
        audio = np.pad(distort(example.samples()), _PAD)
        heard = _joined(list(recogniser.transcribe([audio])))
        yield Result(example.entry.corpus, example.entry.speaker, " ".join(example.words), heard)


def word_error_rate(results: Sequence[Result]) -> tuple[float, float, float]:
    """Return the word error rate and its 95 % interval, by bootstrap over speakers.

    Clips of one speaker are alike, so speakers are drawn, not clips (Bisani and Ney, 2004); with one
    speaker, clips are drawn.
    """
    rows = [(result.speaker, edits(result.said.split(), result.best.split()), len(result.said.split()))
            for result in results]  # fmt: skip
    return _interval(rows)


def share(results: Sequence[Result], right: Callable[[Result], bool]) -> tuple[float, float, float]:
    """Return the share of results that are `right` and its 95 % interval, by the same bootstrap."""
    return _interval([(result.speaker, int(right(result)), 1) for result in results])


def by_group(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Return the results of each corpus."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.group].append(result)
    return dict(groups)


def _interval(rows: Sequence[tuple[str, int, int]]) -> tuple[float, float, float]:
    speakers = sorted({speaker for speaker, _, _ in rows})
    if len(speakers) > 1:
        sums = {speaker: np.zeros(2) for speaker in speakers}
        for speaker, hits, total in rows:
            sums[speaker] += (hits, total)
        table = np.array([sums[speaker] for speaker in speakers])
    else:
        table = np.array([row[1:] for row in rows], float).reshape(-1, 2)
    draws = np.random.default_rng(0).integers(len(table), size=(_RESAMPLES, len(table)))
    sampled = table[draws].sum(axis=1)
    rates = np.sort(sampled[:, 0] / np.maximum(sampled[:, 1], 1))
    hits, total = table.sum(axis=0)
    low, high = rates[int(0.025 * _RESAMPLES)], rates[int(0.975 * _RESAMPLES) - 1]
    return float(hits / max(total, 1)), float(low), float(high)


def _joined(utterances: Sequence[Utterance]) -> tuple[Hypothesis, ...]:
    """One list of hypotheses for a clip that was cut into several utterances: the best of each, joined."""
    spoken = [utterance for utterance in utterances if utterance.hypotheses]
    if len(spoken) <= 1:
        return spoken[0].hypotheses if spoken else ()
    best = [utterance.hypotheses[0] for utterance in spoken]
    words = tuple(word for one in best for word in one.words)
    return (Hypothesis(words, sum(one.score for one in best), min(one.confidence for one in best)),)


def _only(**changes: object) -> Callable[[np.random.Generator], Callable[[np.ndarray], np.ndarray]]:
    """Return a maker of distortions with nothing but `changes` of the augmenter's settings."""
    quiet = {name: 0.0 for name in Settings.__dataclass_fields__ if name.endswith("_chance")}
    settings = Settings(**{**quiet, "peak_db": (-6.0, -6.0), **changes})
    return lambda rng: Augmenter(settings, rng).waveform


def _noisy(decibels: float) -> Callable[[np.random.Generator], Callable[[np.ndarray], np.ndarray]]:
    """White noise, `decibels` below the speech."""

    def make(rng: np.random.Generator) -> Callable[[np.ndarray], np.ndarray]:
        def distort(audio: np.ndarray) -> np.ndarray:
            level = np.sqrt(np.mean(audio**2)) * 10 ** (-decibels / 20)
            return audio + (rng.standard_normal(len(audio)) * level).astype(np.float32)

        return distort

    return make


CONDITIONS = {
    "clean": lambda rng: lambda audio: audio,
    "noise at 20 dB": _noisy(20),
    "noise at 10 dB": _noisy(10),
    "noise at 5 dB": _noisy(5),
    "telephone band": _only(band_chance=1.0, band_hz=(8000, 8001)),
    "far microphone": _only(room_chance=1.0),
    "cut close": lambda rng: Augmenter(Settings(close_chance=1.0), rng).cut_close,
    "slow": _only(speed_chance=1.0, speed=(0.8, 0.8)),
    "fast": _only(speed_chance=1.0, speed=(1.25, 1.25)),
}
