"""From stores of clips to padded batches of features and phoneme targets."""

from __future__ import annotations

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import IterableDataset

from asr.features import SAMPLE_RATE, LogMel
from asr.model import STRIDE
from asr.train.augment import Augmenter
from asr.train.pronounce import Pronouncer
from asr.train.recipe import Recipe
from asr.train.store import Entry, Samples, Store
from asr.train.text import spoken_words
from asr.train.variants import Change, Ways, changes

_LONGEST = 20.0  # seconds; longer clips are left out of training
_STEP = 0.04  # seconds an output step
_FRAMES_PER_SECOND = 100
_WAITING = 12  # batches' worth of rows from which one of like lengths is taken
_ROWS = 16


@dataclass(frozen=True, slots=True)
class Example:
    """A clip with its place in the split, its words and the ways to say each, most usual first."""

    entry: Entry
    audio: Samples | np.ndarray  # the store's samples, shared
    part: str
    words: tuple[str, ...]
    ways: tuple[Ways, ...]

    @property
    def units(self) -> tuple[int, ...]:
        """The target units when every word is said as usual."""
        return tuple(unit for way in self.ways for unit in way[0])

    def samples(self) -> np.ndarray:
        """Return the clip as float32 in [-1, 1]."""
        entry = self.entry
        return self.audio[entry.start : entry.start + entry.length].astype(np.float32) / 32768


@dataclass(frozen=True, slots=True)
class Batch:
    """Features `[batch, frames, 80]`, valid frames a row, each row's units and their possible changes.

    The first view of every utterance comes first, then the second of every one, and so on.
    """

    features: Tensor
    frames: Tensor
    units: list[list[int]]
    changes: list[list[Change]]


def load_examples(recipe: Recipe, stores: Sequence[Path]) -> list[Example]:
    """Return every clip of `stores` that can be used: labelled, pronounceable and not too fast."""
    pronounce, examples = Pronouncer(), []
    for folder in stores:
        store = Store(folder)
        entries, audio = store.entries(), None
        for entry in entries:
            audio = store.samples() if audio is None else audio
            words = spoken_words(entry.transcript)
            ways = pronounce.ways(
                words, entry.corpus in recipe.data.prose, recipe.data.says_zed(entry.speaker)
            )
            if ways and all(ways):
                part = recipe.data.split(entry.corpus, entry.speaker, " ".join(words))
                example = Example(entry, audio, part, tuple(words), tuple(ways))
                if fits(example.units, entry.seconds):
                    examples.append(example)
    return examples


def fits(units: Sequence[object], seconds: float) -> bool:
    """CTC needs a step for each unit and one between equal neighbours."""
    repeats = sum(a == b for a, b in pairwise(units))
    return seconds <= _LONGEST and len(units) + repeats < seconds / _STEP


class TrainingBatches(IterableDataset):
    """Endless augmented batches; each loader worker draws its own."""

    def __init__(
        self,
        recipe: Recipe,
        examples: list[Example],
        noise: Path | None,
        rooms: Path | None,
        plain: int = 0,
    ) -> None:
        """`plain` batches of each worker come first without augmentation: CTC then aligns sooner."""
        self.recipe, self.noise, self.rooms, self.plain = recipe, noise, rooms, plain
        self.examples = [example for example in examples if example.part == "train"]
        self.isolated = defaultdict(list)
        for example in self.examples:
            if example.entry.corpus in recipe.data.isolated:
                self.isolated[example.entry.speaker].append(example)

    def __iter__(self) -> Iterator[Batch]:
        """Yield batches for ever, each of rows of like lengths, as they are once they are distorted.

        The rows in waiting are those of some batches: one is taken out at a time and its like made anew.
        """
        torch.set_num_threads(1)
        rng = np.random.default_rng([self.recipe.training.seed, torch.initial_seed() % 2**32])
        augmenter = Augmenter(
            self.recipe.augment, rng, _recordings(self.noise), _recordings(self.rooms)
        )
        extract, views = LogMel(), self.recipe.training.views
        size, made = int(self.recipe.training.batch_seconds * _FRAMES_PER_SECOND / views), 0
        waiting: list[_Row] = []
        for utterance in self._utterances(rng):
            if made < self.plain:
                row = _plain_row(_spoken(utterance, rng), extract, views)
            else:
                single = utterance[0].entry.corpus in self.recipe.data.isolated
                spoken = _spoken(utterance, rng, augmenter.cut_close if single else _as_it_is)
                row = _row(augmenter.views(spoken.audio, extract, views), spoken)
            insort(waiting, row, key=_length)
            if sum(map(_length, waiting)) >= _WAITING * size:
                # All processes take rows of the same lengths at a time: they wait for the slowest.
                shared = np.random.default_rng([self.recipe.training.seed, made])
                yield _batch(_taken(waiting, size, shared.random()))
                made += 1

    def _utterances(self, rng: np.random.Generator) -> Iterator[list[Example]]:
        """Every clip as often as the recipe says, in random order, for ever; the order differs each time."""
        while True:
            drawn = []
            for example in self.examples:
                weight = self.recipe.data.weight(example.entry.corpus)
                drawn += [example] * (int(weight) + (rng.random() < weight % 1))
            rng.shuffle(drawn)
            for example in drawn:
                yield self._joined(example, rng)

    def _joined(self, example: Example, rng: np.random.Generator) -> list[Example]:
        """The clip alone, or a single word in a row of two to six of its speaker's."""
        others = self.isolated.get(example.entry.speaker, ())
        if (
            example.entry.corpus not in self.recipe.data.isolated
            or len(others) < 4
            or rng.random() < 0.35
        ):
            return [example]
        return [
            example,
            *(others[int(rng.integers(len(others)))] for _ in range(rng.integers(1, 6))),
        ]


def plain_batches(
    examples: Sequence[Example], seconds: float
) -> Iterator[tuple[list[Example], Batch]]:
    """Yield `examples` once, without augmentation, in batches of like lengths."""
    extract, group = LogMel(), []
    for example in sorted(examples, key=lambda example: example.entry.length):
        if group and (len(group) + 1) * example.entry.seconds > seconds:
            yield group, _batch([_plain_row(_alone(one), extract) for one in group])
            group = []
        group.append(example)
    if group:
        yield group, _batch([_plain_row(_alone(one), extract) for one in group])


class _Spoken(NamedTuple):
    """What one row of a batch is made from: samples, units and their possible changes."""

    audio: np.ndarray
    units: list[int]
    changes: list[Change]


class _Row(NamedTuple):
    """One utterance of a batch: its features `[views, frames, 80]`, units and their possible changes."""

    features: Tensor
    units: list[int]
    changes: list[Change]


def _alone(example: Example) -> _Spoken:
    return _Spoken(example.samples(), list(example.units), list(changes(example.ways)))


def _as_it_is(audio: np.ndarray) -> np.ndarray:
    return audio


def _spoken(
    utterance: list[Example],
    rng: np.random.Generator,
    cut: Callable[[np.ndarray], np.ndarray] = _as_it_is,
) -> _Spoken:
    """The utterance with silence around and short gaps between its clips.

    Clips are cut close; what the recogniser gives the network begins and ends with a quiet room.
    """
    pieces = [_silence(0.2, 0.2, rng), cut(utterance[0].samples())]
    for example in utterance[1:]:
        pieces += [_silence(0, 0.08, rng), cut(example.samples())]
    pieces.append(_silence(0.15, 0.1, rng))
    units: list[int] = []
    possible: list[Change] = []
    for example in utterance:
        possible += [change.moved(len(units)) for change in changes(example.ways)]
        units += example.units
    return _Spoken(np.concatenate(pieces), units, possible)


def _silence(least: float, mean: float, rng: np.random.Generator) -> np.ndarray:
    """A quiet room for `least` seconds and some more: exponentially distributed, `mean` seconds."""
    size = int((least + min(rng.exponential(mean), 1.5)) * SAMPLE_RATE)
    return (10 ** rng.uniform(-5, -3) * rng.standard_normal(size)).astype(np.float32)


def _recordings(folder: Path | None) -> tuple[Samples, list[Entry]] | None:
    if folder is None or not (entries := Store(folder).entries()):
        return None
    return Store(folder).samples(), entries


def _row(features: Tensor, spoken: _Spoken) -> _Row:
    return _Row(features, spoken.units, spoken.changes)


def _plain_row(spoken: _Spoken, extract: LogMel, views: int = 1) -> _Row:
    features = extract(torch.from_numpy(spoken.audio)[None])
    return _row(features.expand(views, -1, -1), spoken)


def _length(row: _Row) -> int:
    return row.features.shape[1]


def _taken(waiting: list[_Row], size: int, place: float) -> list[_Row]:
    """Take neighbours out of the rows in `waiting`, shortest first: a batch of about `size` frames.

    `place`, in [0, 1), says where among them its longest row is. Processors multiply matrices of so many
    rows at a time, so that it has a multiple of these where it can.
    """
    shortest = min(_ROWS, len(waiting)) - 1
    longest = shortest + int(place * (len(waiting) - shortest))
    rows = size / _length(waiting[longest])
    count = _ROWS * round(rows / _ROWS) or max(1, round(rows))
    chosen = slice(max(0, longest + 1 - count), longest + 1)
    taken = waiting[chosen]
    del waiting[chosen]
    return taken


def _batch(rows: Sequence[_Row]) -> Batch:
    frames = torch.tensor([_length(row) for row in rows])
    longest = math.ceil(int(frames.max()) / STRIDE) * STRIDE
    views, _, mels = rows[0].features.shape
    padded = torch.zeros(views, len(rows), longest, mels)
    for place, row in enumerate(rows):
        padded[:, place, : _length(row)] = row.features
    return Batch(
        padded.flatten(0, 1),
        frames.repeat(views),
        [row.units for row in rows] * views,
        [row.changes for row in rows] * views,
    )
