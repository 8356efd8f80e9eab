"""Synthetic emissions: what an acoustic model might answer to a sequence of phonemes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from asr.units import BLANK, INDEX, UNITS

STEP = 0.04  # seconds


def emission(phonemes: str, sure: float = 0.8, noise: float = 0.0, seed: int = 0) -> np.ndarray:
    """Log-probabilities [steps, units] of phonemes parted by spaces; "|" is a pause of 0.2 s.

    `sure` is the probability of the right unit; the rest goes to all units by chance when `noise`
    is above 0 (some wrong unit then gets up to `noise` of it), evenly otherwise.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for symbol in f"| {phonemes} |".split():
        if symbol == "|":
            rows += [_row(BLANK, 0.99, 0.0, rng) for _ in range(5)]
        else:
            rows += [_row(INDEX[symbol], sure, noise, rng) for _ in range(rng.integers(1, 3))]
            rows += [_row(BLANK, 0.9, 0.0, rng) for _ in range(rng.integers(1, 3))]
    return np.log(np.array(rows))


def mixed(first: np.ndarray, second: np.ndarray, share: float) -> np.ndarray:
    """An emission that cannot tell two of equal length apart; `share` goes to the first."""
    return np.log(share * np.exp(first) + (1 - share) * np.exp(second))


def steps(emitted: np.ndarray, start: float = 0.0) -> Iterator[tuple[list[float], float]]:
    """The rows of an emission with their times, as a decoder wants them."""
    for index, row in enumerate(emitted.tolist()):
        yield row, start + STEP * index


def _row(unit: int, sure: float, noise: float, rng: np.random.Generator) -> np.ndarray:
    rest = np.full(len(UNITS), 1.0 - noise) + noise * len(UNITS) * rng.dirichlet(
        np.full(len(UNITS), 0.1)
    )
    row = (1 - sure) * rest / rest.sum()
    row[unit] += sure
    return row / row.sum()
