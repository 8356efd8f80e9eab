"""A recipe: everything that a model's training depends on, read from one TOML file."""

from __future__ import annotations

import math
import tomllib
import zlib
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from asr.model import Shape
from asr.train.augment import Settings


@dataclass(frozen=True, slots=True)
class Schedule:
    """The `[training]` table. Training time, not steps, drives the learning rate: machines differ.

    Where networks are compared on one machine beside other work, the sound heard may drive it instead.
    """

    minutes: float = 120.0
    hours_heard: float = math.inf  # of sound, all passes counted: training ends there at the latest
    learning_rate: float = 2e-3
    warmup: float = 0.03  # share of the training
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    batch_seconds: float = 200.0  # of sound, all views counted
    views: int = 1  # of each utterance in a batch, distorted each in its way
    agreement: float = 0.2  # how much the views' agreeing counts beside their being right
    plain_batches: int = 300  # without augmentation, at the start
    average: float = 0.999  # decay of the running average of weights that is kept as the model
    second_only: bool = False  # the first pass stays as it began
    start_share: float = 0.0  # of the weights that training began from, mixed into the model kept
    seed: int = 1

    def share_done(self, seconds: float, hours_heard: float) -> float:
        """Return how much of the training is done after so long and so much; 1 is all of it."""
        return max(seconds / (self.minutes * 60), hours_heard / self.hours_heard)


def learning_rate(highest: float, warmup: float, progress: float) -> float:
    """Return the rate at `progress` in [0, 1]: linear warm-up, then a cosine down to a hundredth."""
    if progress < warmup:
        return highest * max(progress / warmup, 0.02)
    share = min(1.0, (progress - warmup) / (1 - warmup))
    return highest * (0.01 + 0.99 * (1 + math.cos(math.pi * share)) / 2)


@dataclass(frozen=True, slots=True)
class Data:
    """The `[data]` table: how often a pass takes each corpus, and who is held out of training.

    Names may hold wildcards. Corpora in `isolated` hold single words, which are joined into longer
    utterances of one speaker; in `prose`, "a" is the article; `sentences` are corpora whose held-out
    part must differ in its sentences too.
    """

    passes: dict[str, float] = field(default_factory=dict)
    isolated: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    train_speakers: tuple[str, ...] = ()
    dev_speakers: tuple[str, ...] = ()
    test_speakers: tuple[str, ...] = ()
    zed_speakers: tuple[str, ...] = ()  # who call the last letter zed, not zee
    spliced_hours: float = 0.0  # formulas of words cut from people's recordings
    held_out_percent: int = 8  # of each corpus's other speakers, half for dev, half for test

    def split(self, corpus: str, speaker: str, transcript: str) -> str:
        """Return "train", "dev", "test" or "unused" for a clip."""
        part = self.speaker_part(speaker)
        if _matches(corpus, self.sentences) and (part == "train") == held_out_sentence(transcript):
            return "unused"
        return part

    def speaker_part(self, speaker: str) -> str:
        """Return "train", "dev" or "test" for a speaker."""
        if _matches(speaker, self.train_speakers):
            return "train"
        if _matches(speaker, self.dev_speakers):
            return "dev"
        if _matches(speaker, self.test_speakers):
            return "test"
        place = zlib.crc32(speaker.encode()) % 100
        if place >= self.held_out_percent:
            return "train"
        return "dev" if place % 2 else "test"

    def says_zed(self, speaker: str) -> bool:
        """Return whether the speaker calls the last letter zed."""
        return _matches(speaker, self.zed_speakers)

    def weight(self, corpus: str) -> float:
        """Return how often one pass over the data takes each clip of `corpus`."""
        return self.passes.get(corpus, self.passes.get("*", 1.0))


@dataclass(frozen=True, slots=True)
class Rescoring:
    """The `[rescoring]` table: the recurrent language model, trained for a given time too."""

    hidden: int = 384
    embedding: int = 256
    dropout: float = 0.3
    unknown: float = 0.05  # of the words before, hidden from it in training
    renamed: float = 0.4  # of people's phrases, said in other letters
    batch: int = 64  # sentences
    learning_rate: float = 3e-3
    minutes: float = 30.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Recipe:
    """One model's recipe; each attribute is a table of the file."""

    model: Shape
    training: Schedule
    augment: Settings
    data: Data
    synthesis: dict[str, int]  # phrases that each engine speaks
    language: dict[str, float]  # the share of each kind of talk in all that is said
    rescoring: Rescoring = Rescoring()


def held_out_sentence(transcript: str) -> bool:
    """One sentence in twenty is never trained on, whoever says it."""
    return zlib.crc32(transcript.encode()) % 20 == 0


def load(path: Path) -> Recipe:
    """Read a recipe; raises ValueError naming the table when it has an unknown key or does not fit."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    kinds = {
        "model": Shape,
        "training": Schedule,
        "augment": Settings,
        "data": Data,
        "rescoring": Rescoring,
    }
    made = {}
    for name, kind in kinds.items():
        values = {
            key: tuple(v) if isinstance(v, list) else v for key, v in tables.get(name, {}).items()
        }
        try:
            made[name] = kind(**values)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{path}, table [{name}]: {error}") from None
    if made["training"].second_only and not made["model"].second_layers:
        raise ValueError(f"{path}: second_only needs second_layers in the table [model].")
    return Recipe(
        **made, synthesis=tables.get("synthesis", {}), language=tables.get("language", {})
    )


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
