"""Connectionist temporal classification (Graves et al., 2006): how well units fit a network's answer."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from asr.units import BLANK


def losses(
    log_probs: Tensor,
    steps: Tensor,
    units: Sequence[Sequence[int]],
    zero_infinity: bool = False,
) -> Tensor:
    """Return how unlikely each row's `units` are in `log_probs` `[batch, steps, units]`, in nats `[batch]`.

    `steps` `[batch]` counts the valid steps. Units that do not fit into them are infinitely unlikely, or
    cost nothing with `zero_infinity`.
    """
    return nn.functional.ctc_loss(
        log_probs.transpose(0, 1),
        torch.tensor([unit for row in units for unit in row], device=log_probs.device),
        steps,
        torch.tensor([len(row) for row in units]),
        blank=BLANK,
        reduction="none",
        zero_infinity=zero_infinity,
    )


def loss(log_probs: Tensor, steps: Tensor, units: Sequence[Sequence[int]]) -> Tensor:
    """Return the mean loss a unit, for training: rows whose units do not fit cost nothing."""
    summed = losses(log_probs, steps, units, zero_infinity=True).sum()
    return summed / sum(len(row) for row in units)


def disagreement(log_probs: Tensor, steps: Tensor, views: int) -> Tensor:
    """Return how much answers to views of the same utterances differ, in nats, all steps summed.

    `log_probs` `[views * batch, steps, units]` have the first view of each utterance first; each view is
    compared with the one after it, which it is drawn to (Yao et al., "CR-CTC: Consistency
    regularization on CTC for improved speech recognition", 2024).
    """
    said = (
        torch.arange(log_probs.shape[1], device=log_probs.device)
        < steps.to(log_probs.device)[:, None]
    )
    wanted = log_probs.detach().roll(len(log_probs) // views, dims=0)
    return (wanted.exp() * (wanted - log_probs)).sum(-1)[said].sum()


def losses_of_one(log_probs: Tensor, units: Sequence[Sequence[int]]) -> Tensor:
    """Return the losses of several candidates for one answer `[steps, units]`, in nats `[candidates]`."""
    count = len(units)
    return losses(log_probs.expand(count, -1, -1), torch.full((count,), len(log_probs)), units)


def collapse(path: Sequence[int]) -> list[int]:
    """Return the units of a CTC path: repeats joined, blanks dropped."""
    return [
        unit
        for place, unit in enumerate(path)
        if unit != BLANK and (place == 0 or unit != path[place - 1])
    ]
