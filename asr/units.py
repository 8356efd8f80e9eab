"""The acoustic model's output units: ARPAbet phonemes without stress, and the CTC blank.

The set is that of the CMU Pronouncing Dictionary, one phoneme a line in `data/phonemes.txt`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).parent / "data"
BLANK = 0
UNITS: tuple[str, ...] = ("<blank>", *(DATA / "phonemes.txt").read_text().split())
INDEX: dict[str, int] = {unit: index for index, unit in enumerate(UNITS)}


def encode(phonemes: Iterable[str]) -> list[int]:
    """Return the unit index of each phoneme; raises KeyError for one that is not in the set."""
    return [INDEX[phoneme] for phoneme in phonemes]
