"""Answers of a network -> how well units fit, how much views of one utterance disagree."""

import pytest
import torch

from asr import ctc

SURE, HALF = [0.98, 0.01, 0.01], [0.5, 0.49, 0.01]


def answers(*rows: list[list[float]]) -> torch.Tensor:
    return torch.tensor(rows).log()


@pytest.mark.parametrize(
    ("views", "steps", "differ"),
    [
        ([[SURE, HALF], [SURE, HALF]], [2, 2], False),
        ([[SURE, HALF], [HALF, HALF]], [2, 2], True),
        ([[SURE, HALF], [SURE, SURE]], [1, 1], False),
    ],
    ids=["alike", "unlike", "unlike in the padding"],
)
def test_views_disagree_where_both_are_heard(
    views: list[list[list[float]]], steps: list[int], differ: bool
) -> None:
    gap = ctc.disagreement(answers(*views), torch.tensor(steps), views=2)
    assert (gap > 0.1) if differ else (gap.abs() < 1e-6)


def test_disagreement_draws_views_together() -> None:
    logits = torch.tensor([[[2.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]]], requires_grad=True)
    for _ in range(200):
        ctc.disagreement(logits.log_softmax(-1), torch.tensor([1, 1]), views=2).backward()
        with torch.no_grad():
            logits -= 0.1 * logits.grad
            logits.grad = None
    first, second = logits.softmax(-1)
    assert torch.allclose(first, second, atol=0.02)


def test_each_utterance_is_compared_with_its_own_view() -> None:
    one, other = [SURE, SURE], [HALF, HALF]
    alike = ctc.disagreement(answers(one, other, one, other), torch.full((4,), 2), views=2)
    assert alike.abs() < 1e-6


@pytest.mark.parametrize(
    ("path", "units"), [([0, 1, 1, 0, 1, 2, 2, 0], [1, 1, 2]), ([0, 0], []), ([3], [3])]
)
def test_a_path_has_its_units(path: list[int], units: list[int]) -> None:
    assert ctc.collapse(path) == units
