"""Letters, numbers and dates for the language model."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from asr.train.items import Items, spoken_items


@pytest.mark.parametrize(
    "pattern",
    [
        r"([a-z] ){1,8}[a-z]",
        r"((zero|one|two|three|four|five|six|seven|eight|nine|oh) ?){1,9}",
        r"(january|february|march|april|may|june|july|august|september|october|november|december) "
        r"[a-z ]+(th|first|second|third) nineteen [a-z]+ty( [a-z]+)?",
        r"enter .+",
        r"area code .+",
        r"yes",
    ],
)
def test_every_kind_is_said(pattern: str) -> None:
    assert any(re.fullmatch(pattern, sentence) for sentence in spoken_items(3000))


def test_nothing_but_words_is_said() -> None:
    assert all(re.fullmatch(r"[a-z]+( [a-z]+)*", sentence) for sentence in spoken_items(2000))


def test_a_seed_gives_the_same_sentences() -> None:
    assert list(spoken_items(20, 5)) == list(spoken_items(20, 5)) != list(spoken_items(20, 6))


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "items.txt"
    path.write_text("# note\nsign = plus | minus\n1 x <sign>{2,2} y\n")
    said = {Items(path).sample(random.Random(seed)) for seed in range(50)}
    assert said == {f"x {a} {b} y" for a in ("plus", "minus") for b in ("plus", "minus")}
