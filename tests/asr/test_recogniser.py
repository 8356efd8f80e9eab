"""Loading: what is missing or damaged gets one sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from asr import recogniser
from asr.model import AcousticModel, Shape, save_weights
from asr.recogniser import Recogniser, RecogniserError, choose_device
from asr.recurrent_language_model import RecurrentLanguageModel
from asr.recurrent_language_model import Shape as Sizes
from asr.train.kneser_ney import build

FILES = ("recipe.toml", "model.safetensors", "lexicon.txt", "words.arpa", "sentences.safetensors")
RECIPE = "[model]\nhidden = 128\nlayers = 1\nchannels = 16\ndropout = 0.0\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A complete, untrained model with its words."""
    monkeypatch.setattr(recogniser, "LEXICON", tmp_path / "lexicon.txt")
    monkeypatch.setattr(recogniser, "LANGUAGE_MODEL", tmp_path / "words.arpa")
    monkeypatch.setattr(recogniser, "RECURRENT", tmp_path / "sentences.safetensors")
    (tmp_path / "lexicon.txt").write_text("x\tEH K S\ntwo\tT UW\n")
    build(["x two", "two x"], tmp_path / "words.arpa", 2)
    (tmp_path / "recipe.toml").write_text(RECIPE)
    RecurrentLanguageModel(["x", "two"], Sizes(8, 4)).save(tmp_path / "sentences.safetensors")
    save_weights(AcousticModel(Shape(128, 1, 16, dropout=0.0)), tmp_path / "model.safetensors")
    return tmp_path


def test_a_model_folder_is_loaded_and_hears(folder: Path) -> None:
    loaded = Recogniser.load(folder, device="cpu")
    list(loaded.transcribe([np.zeros(16000, np.float32)]))
    assert loaded.log_probs(np.zeros(16000, np.float32)).shape[0] == 25


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(RecogniserError, match=rf"{name} is missing: install"):
        Recogniser.load(folder, device="cpu")


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("[nothing that can be read")
    with pytest.raises(RecogniserError, match="cannot be read"):
        Recogniser.load(folder, device="cpu")


def test_without_any_model_training_is_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recogniser, "MODELS", tmp_path)
    with pytest.raises(RecogniserError, match="speech-to-math train"):
        Recogniser.load(device="cpu")


@pytest.mark.parametrize(
    ("cuda", "mps", "wish", "chosen"),
    [
        (True, False, "auto", "cuda"),
        (False, True, "auto", "mps"),
        (False, False, "auto", "cpu"),
        (True, True, "cpu", "cpu"),
        (True, True, "mps", "mps"),
    ],
)
def test_the_fastest_device_is_chosen(
    monkeypatch: pytest.MonkeyPatch, cuda: bool, mps: bool, wish: str, chosen: str
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    assert choose_device(wish) == chosen


@pytest.mark.parametrize(
    ("wish", "message"), [("cuda", "No cuda device was found"), ("tpu", "There is no device 'tpu'")]
)
def test_a_device_that_is_not_there_is_refused(
    monkeypatch: pytest.MonkeyPatch, wish: str, message: str
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(RecogniserError, match=message):
        choose_device(wish)
