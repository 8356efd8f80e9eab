"""A language of tones: each phoneme is a pitch, and a model that hears them without training.

It makes the whole way from samples to words testable, exactly and fast, whatever has been trained.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from asr.features import LogMel
from asr.model import STRIDE
from asr.units import BLANK, INDEX, UNITS

RATE = 16_000
_FILTERS = LogMel().filters
_FIRST_BAND = 20  # lower bands are narrower than a tone's spectrum


def band(unit: int) -> int:
    """The mel band that stands for a unit."""
    return _FIRST_BAND + unit


def say(phonemes: str, gap: float = 0.04, level: float = 0.1) -> np.ndarray:
    """Samples of phonemes parted by spaces, 80 ms each; "|" is a pause of 0.2 s."""
    pieces = []
    for symbol in phonemes.split():
        if symbol == "|":
            pieces.append(np.zeros(RATE // 5))
            continue
        frequency = float(_FILTERS[:, band(INDEX[symbol])].argmax()) * RATE / 512
        time = np.arange(int(0.08 * RATE)) / RATE
        pieces += [level * np.sin(2 * np.pi * frequency * time), np.zeros(int(gap * RATE))]
    return np.concatenate(pieces).astype(np.float32)


def silence(seconds: float, noise: float = 1e-4, seed: int = 0) -> np.ndarray:
    """A quiet room."""
    rng = np.random.default_rng(seed)
    return (noise * rng.standard_normal(int(seconds * RATE))).astype(np.float32)


class ToneModel(nn.Module):
    """Answers the loudest band's unit with certainty; has the acoustic model's interface."""

    def first(self, heard: Tensor) -> Tensor:
        """What was heard are log-probabilities already."""
        return heard

    def answers(self, heard: Tensor, steps: Tensor) -> list[Tensor]:
        """Of the first pass; there is no second."""
        return [heard]

    def hear(
        self, features: Tensor, lengths: Tensor, state: int | None = None
    ) -> tuple[Tensor, Tensor, int]:
        """Features [batch, frames, 80] to log-probabilities; the state counts the calls."""
        features = nn.functional.pad(features, (0, 0, 0, -features.shape[1] % STRIDE))
        loudness = features.unflatten(1, (-1, STRIDE)).mean(dim=2)[:, :, _FIRST_BAND:]
        loudest = loudness[:, :, 1 : len(UNITS)]
        peak, unit = loudest.max(dim=2)
        units = torch.where(peak > 0.9, unit + 1, BLANK)
        probabilities = torch.full((*units.shape, len(UNITS)), 0.005)
        probabilities.scatter_(2, units[..., None], 0.99)
        return (
            probabilities.log(),
            torch.div(lengths + STRIDE - 1, STRIDE, rounding_mode="floor"),
            (state or 0) + 1,
        )
