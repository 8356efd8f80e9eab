"""Adapting: a small model learns a voice of tones, keeps only what helps, and forgets on demand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from asr import adaptation, recogniser
from asr.adaptation import Heard, Measure, Settings, adapt, measure, objection_to
from asr.fine_tuning import average, mixed, usable, ways
from asr.model import AcousticModel, Shape, save_weights
from asr.profile import Profile, ProfileError
from asr.recogniser import Recogniser, VoiceError
from asr.train.kneser_ney import build
from tests.asr.tones import say

RECIPE = "[model]\nhidden = 128\nlayers = 1\nchannels = 16\ndropout = 0.0\n"
LEXICON = "x\tEH K S\ntwo\tT UW\nplus\tP L AH S\na\tEY\na\tAH\n"
SAID = {"x plus two": "EH K S P L AH S T UW", "two": "T UW", "a": "AH", "plus x": "P L AH S EH K S"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An untrained model, its words, and nobody else's voice."""
    monkeypatch.setattr(recogniser, "LEXICON", tmp_path / "lexicon.txt")
    monkeypatch.setattr(recogniser, "LANGUAGE_MODEL", tmp_path / "words.arpa")
    monkeypatch.setattr(adaptation, "OTHERS", tmp_path / "nobody")
    (tmp_path / "lexicon.txt").write_text(LEXICON)
    build(["x plus two", "two plus x", "a"], tmp_path / "words.arpa", 2)
    (tmp_path / "recipe.toml").write_text(RECIPE)
    torch.manual_seed(0)
    save_weights(AcousticModel(Shape(128, 1, 16, dropout=0.0)), tmp_path / "model.safetensors")
    return tmp_path


@pytest.fixture
def voice(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path / "voice")
    for text, phonemes in list(SAID.items()) * 3:
        profile.add(np.pad(say(phonemes), 8000), text)
    return profile


def quick(learning_rate: float = 1e-3) -> Settings:
    settings = Settings.load()
    return replace(settings, fit=replace(settings.fit, passes=3, learning_rate=learning_rate))


def test_a_fit_that_helps_is_kept_used_and_undone(folder: Path, voice: Profile) -> None:
    told: list[float] = []
    outcome = adapt(voice, folder, lambda share, _what: told.append(share), quick())
    assert outcome.after.loss < outcome.before.loss
    assert outcome.kept == voice.fits[-1]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    sound = say("T UW")
    plain = Recogniser.load(folder, "cpu").log_probs(sound)
    fitted = Recogniser.load(folder, "cpu", voice.fits[-1]).log_probs(sound)
    assert np.abs(plain - fitted).max() > 0.1
    voice.undo()
    assert voice.fits == []


def test_a_fit_that_does_not_help_is_refused(folder: Path, voice: Profile) -> None:
    outcome = adapt(voice, folder, settings=quick(learning_rate=0.0))
    assert outcome.kept is None
    assert "Nothing was changed" in outcome.summary
    assert voice.fits == []


def test_what_report_raises_leaves_the_voice_as_it_was(folder: Path, voice: Profile) -> None:
    def cancel(share: float, _what: str) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        adapt(voice, folder, cancel, quick())
    assert voice.fits == []


def test_too_few_recordings_are_refused(folder: Path, voice: Profile) -> None:
    for recording in voice.recordings[5:]:
        voice.remove(recording)
    with pytest.raises(ProfileError, match="5 recordings that can be used: record at least 10"):
        adapt(voice, folder, settings=quick())


def test_a_fit_of_another_model_is_not_used(folder: Path, voice: Profile) -> None:
    kept = adapt(voice, folder, settings=quick()).kept
    save_weights(AcousticModel(Shape(128, 1, 16, dropout=0.0)), folder / "model.safetensors")
    with pytest.raises(VoiceError, match="adapt to it again"):
        Recogniser.load(folder, "cpu", kept)
    kept.write_bytes(b"nothing")
    with pytest.raises(VoiceError, match="cannot be read"):
        Recogniser.load(folder, "cpu", kept)


@pytest.mark.parametrize(
    ("after", "objection"),
    [
        (Measure(0.2, 0.1, 0.5), ""),
        (Measure(0.3, 0.12, 0.9), ""),
        (Measure(0.4, 0.1, 0.5), "not clearly better heard"),
        (Measure(0.3, 0.1, 1.0), "not clearly better heard"),
        (Measure(0.3, 0.1, 0.9, gain_error=0.04), ""),
        (Measure(0.3, 0.1, 0.9, gain_error=0.06), "not clearly better heard"),
        (Measure(0.1, 0.2, 0.5), "forget how other people speak"),
    ],
)
def test_why_a_fit_is_refused(after: Measure, objection: str) -> None:
    judge = replace(Settings.load().judge, certainty=2.0, forgotten=0.03)
    said = objection_to(Measure(own=0.3, others=0.1, loss=1.0), after, judge)
    assert objection in said
    assert bool(objection) == bool(said)


def test_a_gain_in_one_recording_of_many_is_within_its_error() -> None:
    before = [Heard(1, 2, 10.0, 5)] * 8
    even = measure(before, [Heard(1, 2, 9.0, 5)] * 8, [])
    lucky = measure(before, [Heard(1, 2, 2.0, 5), *before[1:]], [])
    assert (even.own, even.loss, even.gain_error) == (0.5, 1.8, 0.0)
    assert lucky.loss == pytest.approx(1.8)
    assert lucky.loss + lucky.gain_error == pytest.approx(2.0)


def test_recordings_without_time_for_their_words_are_left_out(folder: Path, tmp_path: Path) -> None:
    hurried = Profile(tmp_path / "hurried")
    hurried.add(np.pad(say("T UW"), 2000), "x plus two plus x plus two plus x")
    hurried.add(np.pad(say("T UW"), 2000), "two")
    hurried.add(np.pad(say("T UW"), 2000), "?!")
    found = usable(hurried.recordings, Recogniser.load(folder, "cpu"))
    assert [one.text for one in found] == ["two"]


def test_each_pronunciation_is_a_way_to_say_a_phrase() -> None:
    lexicon = {"a": [("EY",), ("AH",)], "x": [("EH", "K", "S")]}
    assert len(ways(["x"], lexicon)) == 1
    assert len(ways(["a", "x", "a"], lexicon)) == 4
    assert 1 <= len(ways(["a"] * 9, lexicon)) <= 12


def test_mixed_weights_lie_between() -> None:
    old = AcousticModel(Shape(128, 1, 16, dropout=0.0)).state_dict()
    new = {name: value + 1 for name, value in old.items()}
    for half in (mixed(old, new, 0.5), average([old, new])):
        assert all(np.allclose(half[name], value + 0.5) for name, value in old.items())
