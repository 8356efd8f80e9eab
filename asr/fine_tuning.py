"""Moves the weights of a trained model a little, toward recordings with known words."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

from asr import ctc
from asr.audio import SAMPLE_RATE, AudioError
from asr.features import LogMel
from asr.lexicon import Lexicon
from asr.model import AcousticModel, one_thread
from asr.profile import Recording
from asr.pronounce import pronounce
from asr.recogniser import Recogniser
from asr.stream import STEP
from asr.train.augment import Augmenter, Settings
from asr.units import encode

_MOST_WAYS = 12  # to pronounce one phrase
_SILENCE = (0.1, 0.8)  # seconds before and after what is learnt


@dataclass(frozen=True, slots=True)
class Fit:
    """The `[fit]` table of `data/adaptation.toml`, which says what each one means."""

    passes: int
    batch: int
    learning_rate: float
    parts: tuple[str, ...]
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A recording to learn from: float32 samples at 16 kHz, its words and their units."""

    samples: np.ndarray
    text: str
    units: tuple[int, ...]


def usable(recordings: Sequence[Recording], recogniser: Recogniser) -> list[Example]:
    """The recordings that can be read, and whose words can be said in their time."""
    found = []
    for recording in recordings:
        try:
            samples = recording.samples()
        except AudioError:
            continue
        words = recording.text.lower().split()
        if units := _said(words, samples, recogniser):
            found.append(Example(samples, " ".join(words), units))
    return found


def fine_tune(
    model: AcousticModel,
    examples: Sequence[Example],
    fit: Fit,
    distort: Settings,
    report: Callable[[float], None],
) -> None:
    """Change the weights of `model` in place; `report` is told the share done after each batch."""
    chosen = [
        value
        for name, value in model.named_parameters()
        if any(fnmatch(name, pattern) for pattern in fit.parts)
    ]
    rng = np.random.default_rng(fit.seed)
    torch.manual_seed(fit.seed)
    augmenter, log_mel = Augmenter(distort, rng), LogMel()
    optimizer = torch.optim.AdamW(chosen, lr=fit.learning_rate, weight_decay=0.0)
    batches = [batch for _ in range(fit.passes) for batch in _batches(examples, fit.batch, rng)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, fit.learning_rate, total_steps=len(batches) + 1, pct_start=0.1
    )
    with one_thread():
        model.train()
        for done, batch in enumerate(batches, 1):
            rows = [_distorted(one.samples, augmenter, log_mel) for one in batch]
            optimizer.zero_grad()
            _loss(model, rows, [one.units for one in batch]).backward()
            nn.utils.clip_grad_norm_(chosen, 1.0)
            optimizer.step()
            schedule.step()
            report(done / len(batches))
    model.eval()


def loss(model: AcousticModel, examples: Sequence[Example]) -> float:
    """The CTC loss a phoneme of undistorted examples."""
    log_mel, total = LogMel(), 0.0
    with one_thread(), torch.inference_mode():
        for one in examples:
            row = log_mel(torch.from_numpy(_padded(one.samples))[None])[0]
            total += float(_loss(model, [row], [one.units])) * len(one.units)
    return total / max(1, sum(len(one.units) for one in examples))


def mixed(old: Mapping[str, Tensor], new: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Weights that lie `share` of the way from `old` to `new`."""
    return {name: torch.lerp(value, new[name], share) for name, value in old.items()}


def average(fits: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of fits that began from the same weights."""
    return {name: torch.stack([fit[name] for fit in fits]).mean(0) for name in fits[0]}


def _batches(
    examples: Sequence[Example], size: int, rng: np.random.Generator
) -> Iterator[list[Example]]:
    order = rng.permutation(len(examples))
    for start in range(0, len(order), size):
        yield [examples[place] for place in order[start : start + size]]


def _distorted(samples: np.ndarray, augmenter: Augmenter, log_mel: LogMel) -> Tensor:
    """Features [frames, 80] of a distorted copy with a random silence around it."""
    before, after = (int(augmenter.rng.uniform(*_SILENCE) * SAMPLE_RATE) for _ in range(2))
    audio = np.pad(samples, (before, after))
    audio += (
        10 ** augmenter.rng.uniform(-5, -3.5) * augmenter.rng.standard_normal(len(audio))
    ).astype(np.float32)
    return augmenter.features(log_mel(torch.from_numpy(augmenter.waveform(audio))[None])[0])


def _loss(model: AcousticModel, rows: Sequence[Tensor], units: Sequence[Sequence[int]]) -> Tensor:
    """The CTC loss a unit of feature rows [frames, 80], mean of the model's passes."""
    frames = torch.tensor([len(row) for row in rows])
    heard, steps, _ = model.hear(nn.utils.rnn.pad_sequence(list(rows), batch_first=True), frames)
    return torch.stack(
        [ctc.loss(answers, steps, units) for answers in model.answers(heard, steps)]
    ).mean()


def _said(words: Sequence[str], samples: np.ndarray, recogniser: Recogniser) -> tuple[int, ...]:
    """The units of the pronunciation that fits the sound best; none when no one fits its time."""
    log_probs = torch.from_numpy(recogniser.log_probs(_padded(samples)))
    fitting = [
        units
        for units in ways(words, recogniser.lexicon)
        if units and len(units) + sum(a == b for a, b in pairwise(units)) < len(samples) / STEP
    ]
    if not fitting:
        return ()
    return fitting[int(ctc.losses_of_one(log_probs, fitting).argmin())]


def ways(words: Sequence[str], lexicon: Lexicon) -> list[tuple[int, ...]]:
    """The ways to say a phrase, at most a few: of the words that differ, the first ones vary."""
    ways: list[tuple[int, ...]] = [()]
    for word in words:
        said = [tuple(encode(one)) for one in pronounce(word, lexicon)]
        if not said:
            return []
        longer = [before + after for before, after in itertools.product(ways, said)]
        ways = longer if len(longer) <= _MOST_WAYS else [before + said[0] for before in ways]
    return ways


def _padded(samples: np.ndarray) -> np.ndarray:
    """Silence around: a model that answers late needs it after the last word."""
    return np.pad(samples, SAMPLE_RATE // 2)
