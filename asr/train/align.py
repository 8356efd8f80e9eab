"""Forced alignment: when each word of a known transcript was said.

Viterbi over CTC's lattice of units and blanks (Graves et al., 2006). CTC says a unit near its end and for
a step or two only, so the gap between two words is then looked for in the sound: where it is quietest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from asr.features import HOP, SAMPLE_RATE
from asr.model import STRIDE, AcousticModel
from asr.train.batches import Example, plain_batches
from asr.units import BLANK

_STEP = HOP * STRIDE  # samples
_EARLY = 2  # steps that a sound may begin before CTC says it
_WINDOW = SAMPLE_RATE // 50


@dataclass(frozen=True, slots=True)
class Cut:
    """One word's samples `start` to `end` in its clip; how quiet both edges are, how sure the model is."""

    word: str
    start: int
    end: int
    edge_db: float  # the louder edge, against the word's own level
    log_prob: float  # mean of its units


def viterbi(log_probs: np.ndarray, units: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last step of each of `units` on the best path through `[steps, units]`.

    Raises ValueError when there are too few steps to say them all.
    """
    labels = np.full(2 * len(units) + 1, BLANK)
    labels[1::2] = units
    may_skip = np.zeros(len(labels), bool)
    may_skip[3::2] = labels[3::2] != labels[1:-2:2]
    score = np.full(len(labels), -np.inf)
    score[:2] = log_probs[0, labels[:2]]
    moves = np.zeros((len(log_probs), len(labels)), np.int8)
    for step in range(1, len(log_probs)):
        ways = np.full((3, len(labels)), -np.inf)
        ways[0] = score
        ways[1, 1:] = score[:-1]
        ways[2, 2:] = np.where(may_skip[2:], score[:-2], -np.inf)
        moves[step] = ways.argmax(0)
        score = ways.max(0) + log_probs[step, labels]
    state = len(labels) - 1 if score[-1] >= score[-2] else len(labels) - 2
    if not np.isfinite(score[state]):
        raise ValueError("too few steps for these units")
    spans: list[list[int]] = [[] for _ in units]
    for step in range(len(log_probs) - 1, -1, -1):
        if state % 2:
            spans[state // 2].append(step)
        state -= int(moves[step, state])
    return [(span[-1], span[0]) for span in spans]


def cuts(model: AcousticModel, examples: Sequence[Example]) -> Iterator[tuple[Example, list[Cut]]]:
    """Yield each example with the cuts of all its words."""
    for group, batch in plain_batches(examples, seconds=100):
        with torch.inference_mode():
            log_probs, steps, _ = model(batch.features, batch.frames)
        for example, scores, length in zip(group, log_probs.numpy(), steps.tolist(), strict=True):
            sizes = [len(way[0]) for way in example.ways]
            try:
                spans = viterbi(scores[:length], example.units)
            except ValueError:
                continue
            yield example, _word_cuts(example, sizes, spans, scores)


def _word_cuts(
    example: Example, sizes: Sequence[int], spans: Sequence[tuple[int, int]], scores: np.ndarray
) -> list[Cut]:
    audio = example.samples()
    level = _loudness(audio)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    edges = [0]
    for last, first in zip(ends[:-1] - 1, starts[1:], strict=True):
        begin, end = (spans[last][1] - _EARLY) * _STEP, spans[first][0] * _STEP
        edges.append(_quietest(level, max(begin, edges[-1]), end))
    edges.append(len(audio))
    found = []
    for word, first, last, start, end in zip(
        example.words, starts, ends, edges[:-1], edges[1:], strict=True
    ):
        if end - start < _WINDOW:
            continue
        own = np.sqrt(np.mean(audio[start:end] ** 2)) + 1e-6
        edge = max(level[min(place // _WINDOW, len(level) - 1)] for place in (start, end - 1))
        said = [
            scores[spans[at][0] : spans[at][1] + 1, example.units[at]].max()
            for at in range(first, last)
        ]
        found.append(
            Cut(word, start, end, float(20 * np.log10(edge / own + 1e-6)), float(np.mean(said)))
        )
    return found


def _loudness(audio: np.ndarray) -> np.ndarray:
    """Root mean square of each 20 ms."""
    whole = audio[: max(len(audio) // _WINDOW, 1) * _WINDOW]
    return np.sqrt(np.mean(whole.reshape(-1, min(_WINDOW, len(whole))) ** 2, axis=1))


def _quietest(level: np.ndarray, begin: int, end: int) -> int:
    """The sample between `begin` and `end` around which it is quietest."""
    first = min(max(begin, 0) // _WINDOW, len(level) - 1)
    last = max(min(end // _WINDOW, len(level)), first + 1)
    return (first + int(level[first:last].argmin())) * _WINDOW + _WINDOW // 2
