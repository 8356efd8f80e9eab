"""Said and heard -> edits."""

from __future__ import annotations

import pytest

from asr.scoring import edits, word_error_rate


@pytest.mark.parametrize(
    ("said", "heard", "count"),
    [
        ("x plus two", "x plus two", 0),
        ("x plus two", "x plus to", 1),
        ("x plus two", "x two", 1),
        ("x plus two", "x plus plus two", 1),
        ("x plus two", "", 3),
        ("", "x plus", 2),
        ("a b c d", "b c d a", 2),
    ],
)
def test_edits(said: str, heard: str, count: int) -> None:
    assert edits(said.split(), heard.split()) == count


def test_the_rate_is_over_all_words() -> None:
    assert word_error_rate([("a b c", "a b c"), ("d", "e")]) == pytest.approx(1 / 4)
    assert word_error_rate([]) == 0.0
