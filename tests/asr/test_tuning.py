"""Fitting weights and confidence: known inputs -> known fits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from asr import tuning
from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.recogniser import Recogniser
from tests.asr.tones import RATE, ToneModel, say, silence

SPOKEN = {
    "x squared plus two": "EH K S S K W EH R D P L AH S T UW",
    "sine of x": "S AY N AH V EH K S",
    "the sign of x is positive": "DH AH S AY N AH V EH K S IH Z P AA Z AH T IH V",
    "": "",
}


@pytest.fixture
def recogniser(lexicon: Lexicon, language_model: LanguageModel) -> Recogniser:
    return Recogniser(ToneModel(), lexicon, language_model)


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    lines = []
    for number, (words, phonemes) in enumerate(SPOKEN.items()):
        sound = np.concatenate([silence(0.3), say(phonemes + " |"), silence(0.3)])
        soundfile.write(tmp_path / f"{number}.wav", sound, RATE)
        lines.append(f"{tmp_path / f'{number}.wav'}\t{words}")
    path = tmp_path / "manifest.tsv"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_clear_recordings_have_no_errors(recogniser: Recogniser, manifest: Path) -> None:
    items = tuning.load_items(manifest, recogniser, None)
    result = tuning.measure(items, tuning.with_settings(recogniser, recogniser.settings))
    assert result["word errors"] == 0
    assert result["sentence errors"] == 0
    assert result["not in the N best"] == 0


def test_wrong_words_are_counted(recogniser: Recogniser, manifest: Path) -> None:
    manifest.write_text(manifest.read_text().replace("sine of x", "sign of x"))
    items = tuning.load_items(manifest, recogniser, None)
    result = tuning.measure(items, tuning.with_settings(recogniser, recogniser.settings))
    assert result["word errors"] == pytest.approx(1 / 13)
    assert result["sentence errors"] == pytest.approx(1 / 4)
    assert result["not in the N best"] == 0


def test_logistic_regression_finds_the_weights_that_made_the_data() -> None:
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((20000, 2))
    chance = 1 / (1 + np.exp(-(0.5 + inputs @ [2.0, -1.0])))
    right = (rng.random(len(chance)) < chance).astype(float)
    assert tuning.fit(inputs, right) == pytest.approx([0.5, 2.0, -1.0], abs=0.1)
    assert tuning.calibration_error(chance, right) < 0.02
    assert tuning.calibration_error(np.sqrt(chance), right) > 0.1
