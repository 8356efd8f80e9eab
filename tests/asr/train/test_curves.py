import json

import pytest

from asr.train.curves import curves, draw

REPORTS = [
    *({"step": n, "audio_hours": n / 10, "loss": 3 - n / 20} for n in range(20)),
    {"step": 20, "dev_error": 0.25},
]


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS))
    return path


def test_the_loss_is_smoothed_and_errors_stand_where_they_were_measured(log):
    (hours, losses), (checked, errors) = curves(log)
    assert hours[-1] == 1.9
    assert losses[-1] == pytest.approx(3 - sum(range(5, 20)) / 15 / 20)
    assert (list(checked), list(errors)) == ([1.9], [25.0])


@pytest.mark.parametrize("name", ["curves.svg", "curves.png"])
def test_a_picture_is_drawn(log, tmp_path, name):
    draw(log, tmp_path / name)
    assert (tmp_path / name).stat().st_size > 5000


def test_an_empty_log_is_refused(tmp_path):
    (tmp_path / "log.jsonl").write_text("")
    with pytest.raises(ValueError, match="no report"):
        curves(tmp_path / "log.jsonl")
