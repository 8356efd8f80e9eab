"""The sets of data/: shares that no change may fall below; tests.bench.grammar lists what fails."""

from pathlib import Path

import pytest

from tests.bench import grammar

DATA = Path(__file__).parent / "data"
SETS = [
    # set, least share right at first, within five
    ("classroom", 0.85, 0.88),
    ("dictation", 0.85, 0.95),
    ("encyclopaedia", 0.70, 0.82),
    ("formulas", 0.75, 0.82),
    ("lectures", 0.85, 0.91),
    ("misheard", 0.80, 0.85),
    ("people", 0.80, 0.85),
    ("prose", 0.95, 0.95),
    ("readers", 0.78, 0.84),
    ("talk", 0.70, 0.80),
    ("written", 0.80, 0.90),
]


@pytest.mark.parametrize(("name", "first", "five"), SETS)
def test_share_right(name, first, five):
    phrases = [
        row for part in ("dev", "held") for row in grammar.rows(DATA / f"{name}_{part}.jsonl")
    ]
    results = [grammar.score(*row) for row in phrases]
    assert sum(result.first for result in results) >= first * len(results)
    assert sum(result.any for result in results) >= five * len(results)
