"""Levels of a microphone -> what is said of them."""

import pytest

from app.window.microphone_test import judgement, loudness


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], "Nothing came through"),
        ([0.0001] * 50, "Nothing came through"),
        ([0.001] * 40 + [0.005] * 10, "Very quiet"),
        ([0.001] * 40 + [0.1] * 10, "This is fine"),
        ([0.05] * 40 + [0.1] * 10, "Your voice comes through, but"),
        ([0.001] * 40 + [0.6] * 10, "Too loud"),
    ],
)
def test_judgement(levels, said):
    assert judgement(levels).startswith(said)


@pytest.mark.parametrize(("level", "shown"), [(0, 0), (0.001, 0), (1, 100), (0.0316, 50), (2, 100)])
def test_loudness(level, shown):
    assert loudness(level) == shown
