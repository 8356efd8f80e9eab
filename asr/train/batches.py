"""From stores of clips to padded batches of features and phoneme targets."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
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
    """Features `[batch, frames, 80]`, valid frames a row, each row's units and their possible changes."""

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
        """Yield batches for ever; the order differs in each pass and each worker."""
        torch.set_num_threads(1)
        rng = np.random.default_rng([self.recipe.training.seed, torch.initial_seed() % 2**32])
        augmenter = Augmenter(
            self.recipe.augment, rng, _recordings(self.noise), _recordings(self.rooms)
        )
        extract = LogMel()
        groups = (group for _ in count() for group in self._groups(rng))
        for number, group in enumerate(groups):
            spoken = [_spoken(utterance, rng) for utterance in group]
            yield _batch(spoken, augmenter if number >= self.plain else None, extract)

    def _groups(self, rng: np.random.Generator) -> list[list[list[Example]]]:
        """One pass over the data: groups of about `batch_seconds` of utterances of like lengths."""
        drawn = []
        for example in self.examples:
            weight = self.recipe.data.weight(example.entry.corpus)
            drawn += [
                self._joined(example, rng) for _ in range(int(weight) + (rng.random() < weight % 1))
            ]
        lengths = [_seconds(utterance) * rng.uniform(0.95, 1.05) for utterance in drawn]
        groups, group = [], []
        for place in np.argsort(lengths):
            group.append(drawn[place])
            if len(group) * max(lengths[place], 1.5) >= self.recipe.training.batch_seconds:
                groups.append(group)
                group = []
        rng.shuffle(groups)
        return groups

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
            yield group, _batch([_alone(one) for one in group], None, extract)
            group = []
        group.append(example)
    if group:
        yield group, _batch([_alone(one) for one in group], None, extract)


class _Spoken(NamedTuple):
    """What one row of a batch is made from: samples, units and their possible changes."""

    audio: np.ndarray
    units: list[int]
    changes: list[Change]


def _alone(example: Example) -> _Spoken:
    return _Spoken(example.samples(), list(example.units), list(changes(example.ways)))


def _seconds(utterance: list[Example]) -> float:
    return sum(example.entry.seconds for example in utterance)


def _spoken(utterance: list[Example], rng: np.random.Generator) -> _Spoken:
    """The utterance with silence around and short gaps between its clips.

    Clips are cut close; what the recogniser gives the network begins and ends with a quiet room.
    """
    pieces = [_silence(0.2, 0.2, rng), utterance[0].samples()]
    for example in utterance[1:]:
        pieces += [_silence(0, 0.08, rng), example.samples()]
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


def _batch(utterances: list[_Spoken], augmenter: Augmenter | None, extract: LogMel) -> Batch:
    rows = []
    for audio, *_ in utterances:
        if augmenter is None:
            rows.append(extract(torch.from_numpy(audio)[None])[0])
        else:
            distorted = torch.from_numpy(augmenter.waveform(audio))
            rows.append(augmenter.features(extract(distorted[None])[0]))
    frames = torch.tensor([len(row) for row in rows])
    longest = math.ceil(int(frames.max()) / STRIDE) * STRIDE
    padded = torch.zeros(len(rows), longest, rows[0].shape[1])
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    units, possible = ([row[part] for row in utterances] for part in (1, 2))
    return Batch(padded, frames, units, possible)
