"""Word error rate: how far what was heard is from what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def edits(said: Sequence[str], heard: Sequence[str]) -> int:
    """The fewest substitutions, insertions and deletions that turn `said` into `heard`."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(said, start=1):
        diagonal, row[0] = row[0], count
        for index, other in enumerate(heard, start=1):
            kept = diagonal + (word != other)
            diagonal = row[index]
            row[index] = min(kept, diagonal + 1, row[index - 1] + 1)
    return row[-1]


def word_error_rate(pairs: Iterable[tuple[str, str]]) -> float:
    """Edits per word said, over all (said, heard) pairs; 0 when nothing was said."""
    wrong = words = 0
    for said, heard in pairs:
        wrong += edits(said.split(), heard.split())
        words += len(said.split())
    return wrong / words if words else 0.0
