"""Fitted numbers are written into settings files, and nothing else in them changes."""

import pytest

from app import tuning
from app.understand import ranking

FILE = "# Notes stay.\n\n[one]\nbias = -1.5    # as do comments\nshare = 2\n\n[two]\nbias = 3.0\n"


@pytest.mark.parametrize(
    ("table", "values", "old", "new"),
    [
        ("one", {"bias": 0.25}, "bias = -1.5    #", "bias = 0.25    #"),
        ("two", {"bias": -7}, "bias = 3.0\n", "bias = -7 \n"),
        ("", {"share": 1.0}, "share = 2\n", "share = 1.0\n"),
    ],
)
def test_only_the_number_changes(tmp_path, table, values, old, new):
    path = tmp_path / "settings.toml"
    path.write_text(FILE)
    tuning.rewrite(path, values, table)
    assert path.read_text() == FILE.replace(old, new)


def test_the_shipped_files_hold_what_is_fitted():
    assert {"reading_weight", "text_penalty"} <= ranking().keys()
    text = tuning.RANKING.read_text()
    assert all(text.count(f"\n{name} = ") == 1 for name in ranking())
