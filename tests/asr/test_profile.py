"""Recordings of one voice: what is kept, what is refused with which sentence, what the prompts hold."""

from __future__ import annotations

import string
from pathlib import Path

import numpy as np
import pytest

from app.commands import spoken_command
from asr import lexicon, profile
from asr.profile import Profile, ProfileError, Profiles, fault, prompts
from asr.units import UNITS
from tests.asr.tones import RATE, silence

VOICE = (0.1 * np.sin(np.arange(RATE) / 9)).astype(np.float32)


@pytest.mark.parametrize(
    ("samples", "complaint"),
    [
        (VOICE, ""),
        (VOICE[:2000], "too short"),
        (np.tile(VOICE, 31), "longer than 30 seconds"),
        (silence(2.0), "Hardly anything was heard"),
        (np.full(RATE, np.nan, np.float32), "Hardly anything was heard"),
        (np.sign(VOICE), "too loud"),
    ],
)
def test_what_cannot_be_learnt_from_is_refused(samples: np.ndarray, complaint: str) -> None:
    assert complaint in fault(samples)
    assert bool(complaint) == bool(fault(samples))


def test_recordings_are_kept_and_removed(tmp_path: Path) -> None:
    voice = Profile(tmp_path / "anna")
    first = voice.add(VOICE, " x  squared ")
    voice.add(VOICE, "two")
    assert [one.text for one in Profile(tmp_path / "anna").recordings] == ["x squared", "two"]
    assert np.allclose(first.samples(), VOICE, atol=0.02)
    assert voice.has(VOICE, "two")
    assert not voice.has(VOICE, "three")
    voice.remove(first)
    assert [one.text for one in voice.recordings] == ["two"]
    assert voice.add(VOICE, "three").path != voice.recordings[0].path
    with pytest.raises(ProfileError, match="no words"):
        voice.add(VOICE, "  ")


def test_a_lost_file_loses_only_its_recording(tmp_path: Path) -> None:
    voice = Profile(tmp_path)
    lost, _ = voice.add(VOICE, "one"), voice.add(VOICE, "two")
    lost.path.unlink()
    assert [one.text for one in voice.recordings] == ["two"]


def test_fits_are_undone_one_by_one(tmp_path: Path) -> None:
    voice = Profile(tmp_path)
    for _ in range(profile.FITS_KEPT + 2):
        voice.next_fit().touch()
        voice.forget_old_fits()
    assert [one.name for one in voice.fits] == [f"voice-00{n}.safetensors" for n in (3, 4, 5)]
    for _ in range(profile.FITS_KEPT):
        voice.undo()
    with pytest.raises(ProfileError, match="nothing to undo"):
        voice.undo()


@pytest.mark.parametrize("name", ["", "../anna", "a/b", ".hidden", "x" * 41, "anna.", "con\n"])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProfileError, match="cannot be the name"):
        Profiles(tmp_path)[name]


@pytest.mark.parametrize("name", ["anna", "Zoë Müller", "o'brien-2"])
def test_voices_are_listed_and_removed(tmp_path: Path, name: str) -> None:
    voices = Profiles(tmp_path / "voices")
    assert list(voices) == []
    with pytest.raises(ProfileError, match="none yet"):
        voices.existing(name)
    voices[name].add(VOICE, "one")
    assert [one.name for one in voices] == [name]
    voices.remove(name)
    assert list(voices) == []


def test_prompts_hold_every_sound_letter_and_number() -> None:
    known, said = lexicon.load(), " ".join(prompts()).split()
    sounds = {phoneme for word in said for phoneme in known[word][0]}
    assert sounds == set(UNITS[1:])
    assert set(string.ascii_lowercase) <= set(said)
    numbers = "zero one two three four five six seven eight nine ten fifteen fifty hundred thousand"
    missing = set(numbers.split()) - set(said)
    assert missing <= {"hundred"}
    assert 45 <= len(prompts()) <= 55
    assert len(set(prompts())) == len(prompts())
    assert sum(spoken_command(phrase) is not None for phrase in prompts()) >= 6
