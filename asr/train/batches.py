"""From stores of clips to padded batches of features and phoneme targets."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path

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
from asr.units import encode

_LONGEST = 20.0  # seconds; longer clips are left out of training
_STEP = 0.04  # seconds an output step


@dataclass(frozen=True, slots=True)
class Example:
    """A clip with its place in the split, its words and its target units."""

    entry: Entry
    audio: Samples | np.ndarray  # the store's samples, shared
    part: str
    words: tuple[str, ...]
    units: tuple[int, ...]

    def samples(self) -> np.ndarray:
        """Return the clip as float32 in [-1, 1]."""
        entry = self.entry
        return self.audio[entry.start : entry.start + entry.length].astype(np.float32) / 32768


@dataclass(frozen=True, slots=True)
class Batch:
    """Features `[batch, frames, 80]`, valid frames a row, all targets joined, units a row."""

    features: Tensor
    frames: Tensor
    targets: Tensor
    target_lengths: Tensor


def load_examples(recipe: Recipe, stores: Sequence[Path]) -> list[Example]:
    """Return every clip of `stores` that can be used: labelled, pronounceable and not too fast."""
    pronounce, examples = Pronouncer(), []
    for folder in stores:
        store = Store(folder)
        entries, audio = store.entries(), None
        for entry in entries:
            audio = store.samples() if audio is None else audio
            words = spoken_words(entry.transcript)
            phonemes = pronounce.phonemes(words, article=entry.corpus in recipe.data.prose)
            if phonemes and fits(phonemes, entry.seconds):
                part = recipe.data.split(entry.corpus, entry.speaker, " ".join(words))
                examples.append(Example(entry, audio, part, tuple(words), tuple(encode(phonemes))))
    return examples


def fits(phonemes: Sequence[str], seconds: float) -> bool:
    """CTC needs a step for each unit and one between equal neighbours."""
    repeats = sum(a == b for a, b in pairwise(phonemes))
    return seconds <= _LONGEST and len(phonemes) + repeats < seconds / _STEP


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
            yield group, _batch([(one.samples(), list(one.units)) for one in group], None, extract)
            group = []
        group.append(example)
    if group:
        yield group, _batch([(one.samples(), list(one.units)) for one in group], None, extract)


def _seconds(utterance: list[Example]) -> float:
    return sum(example.entry.seconds for example in utterance)


def _spoken(utterance: list[Example], rng: np.random.Generator) -> tuple[np.ndarray, list[int]]:
    """The utterance's samples, silence around and short gaps between its clips, and its units.

    Clips are cut close; what the recogniser gives the network begins and ends with a quiet room.
    """
    pieces = [_silence(0.2, 0.2, rng), utterance[0].samples()]
    for example in utterance[1:]:
        pieces += [_silence(0, 0.08, rng), example.samples()]
    pieces.append(_silence(0.15, 0.1, rng))
    return np.concatenate(pieces), [unit for example in utterance for unit in example.units]


def _silence(least: float, mean: float, rng: np.random.Generator) -> np.ndarray:
    """A quiet room for `least` seconds and some more: exponentially distributed, `mean` seconds."""
    size = int((least + min(rng.exponential(mean), 1.5)) * SAMPLE_RATE)
    return (10 ** rng.uniform(-5, -3) * rng.standard_normal(size)).astype(np.float32)


def _recordings(folder: Path | None) -> tuple[Samples, list[Entry]] | None:
    if folder is None or not (entries := Store(folder).entries()):
        return None
    return Store(folder).samples(), entries


def _batch(
    utterances: list[tuple[np.ndarray, list[int]]], augmenter: Augmenter | None, extract: LogMel
) -> Batch:
    rows, targets = [], []
    for audio, units in utterances:
        if augmenter is None:
            rows.append(extract(torch.from_numpy(audio)[None])[0])
        else:
            distorted = torch.from_numpy(augmenter.waveform(audio))
            rows.append(augmenter.features(extract(distorted[None])[0]))
        targets.append(torch.tensor(units))
    frames = torch.tensor([len(row) for row in rows])
    longest = math.ceil(int(frames.max()) / STRIDE) * STRIDE
    padded = torch.zeros(len(rows), longest, rows[0].shape[1])
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    lengths = torch.tensor([len(units) for units in targets])
    return Batch(padded, frames, torch.cat(targets), lengths)
