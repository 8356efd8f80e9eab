"""Which of a word's pronunciations was said: the one that the network in training finds likeliest.

Taught the usual pronunciation of every word, a network learns not to hear the others. That the choice is
made by what is heard is as old as training by alignment (Young et al., "The HTK Book", 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from asr import ctc

_MARGIN = 0.7  # nats by which an unusual pronunciation must be likelier

Ways = tuple[tuple[int, ...], ...]  # the units of each way to say one word, most usual first


class Change(NamedTuple):
    """Another pronunciation of one word: `units` in the place of those from `start` to `end`."""

    start: int
    end: int
    units: tuple[int, ...]

    def moved(self, places: int) -> Change:
        """The same change where `places` units stand before."""
        return self._replace(start=self.start + places, end=self.end + places)


def changes(ways: Sequence[Ways]) -> tuple[Change, ...]:
    """Return every change of one word, given the ways to say each."""
    found, start = [], 0
    for usual, *others in ways:
        end = start + len(usual)
        found += [Change(start, end, units) for units in others]
        start = end
    return tuple(found)


def likeliest(
    log_probs: Tensor,
    steps: Tensor,
    usual: Sequence[Sequence[int]],
    possible: Sequence[Sequence[Change]],
) -> list[list[int]]:
    """Return each row's units with those of its `possible` changes that `log_probs` make likelier.

    `log_probs` is `[batch, steps, units]`, `steps` its valid steps a row. Words are judged one by one, the
    others being said as usual.
    """
    candidates = [
        [list(units), *(_changed(units, [change]) for change in row)]
        for units, row in zip(usual, possible, strict=True)
    ]
    losses = _losses(log_probs.detach(), steps, candidates)
    return [
        _changed(units, _best(row, loss))
        for units, row, loss in zip(usual, possible, losses, strict=True)
    ]


def _best(possible: Sequence[Change], losses: Tensor) -> list[Change]:
    """The likeliest change at each word where one is likelier by the margin; `losses[0]` is without any."""
    gains = (losses[0] - losses[1:]).tolist()
    taken: dict[int, tuple[float, Change]] = {}
    for gain, change in zip(gains, possible, strict=True):
        if gain > taken.get(change.start, (_MARGIN,))[0]:
            taken[change.start] = gain, change
    return [change for _, change in taken.values()]


def _changed(units: Sequence[int], taken: Sequence[Change]) -> list[int]:
    said = list(units)
    for change in sorted(taken, reverse=True):
        said[change.start : change.end] = change.units
    return said


def _losses(
    log_probs: Tensor, steps: Tensor, candidates: Sequence[Sequence[list[int]]]
) -> tuple[Tensor, ...]:
    """The CTC loss, in nats, of each candidate of each row."""
    counts = [len(row) for row in candidates]
    rows = torch.repeat_interleave(torch.arange(len(counts)), torch.tensor(counts))
    targets = [units for row in candidates for units in row]
    return ctc.losses(log_probs[rows], steps[rows], targets).split(counts)
