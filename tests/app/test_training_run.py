"""The whole training command, in small: synthetic speech of a few phrases, seconds of training."""

import json

import numpy as np
import pytest

from app.cli import main
from asr.recogniser import Recogniser

RECIPE = """
[model]
hidden = 128
layers = 1
channels = 32
[training]
minutes = 0.1
batch_seconds = 20
[synthesis]
espeak-ng = 24
[data]
sentences = ["synthetic_*"]
held_out_percent = 50
"""


@pytest.mark.timeout(300)
def test_synthetic_speech_to_weights_and_results(tmp_path, capfd):
    model = tmp_path / "model"
    model.mkdir()
    (model / "recipe.toml").write_text(RECIPE)
    (tmp_path / "phrases.txt").write_text("x squared\na over b\ny plus one\ntwo pi\n")
    common = ["--work", str(tmp_path / "work"), "--device", "cpu"]
    train = ["train", "--recipe", str(model / "recipe.toml"), *common]
    train += ["--text", str(tmp_path / "phrases.txt"), "--steps", "gather,synthesise,model"]
    assert main(train) == 0
    said = capfd.readouterr().out
    assert "0 phrases to go" in said
    assert '"dev_error"' in said

    recogniser = Recogniser.load(model, "cpu")
    assert list(recogniser.transcribe([np.zeros(16_000, np.float32)])) == []

    assert main(["evaluate", "--model", str(model), "--clean", "--part", "dev", *common]) == 0
    results = json.loads((model / "results_dev.json").read_text())
    (row,) = results["rows"]
    assert row["corpus"] == "synthetic_espeak-ng"
    assert 0 <= row["formula"][0] <= row["formula_in_five"][0] <= 100
    assert "| synthetic_espeak-ng | clean |" in (model / "results_dev.md").read_text()
