"""Dictated lines put right: what of their sound is kept with the voice, and what is said about it."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.hearing.messages import Heard
from app.hearing.voices import profiles
from app.understand import meanings_of

SOUND = np.random.default_rng(1).normal(0, 0.05, 16_000).astype(np.float32)


@pytest.fixture
def anna(window):
    """Anna's voice, and the wish to keep what is corrected."""
    profiles()["Anna"].folder.mkdir(parents=True)
    window.settings.set("profile", "Anna")
    window.settings.set("keep_corrections", True)
    return profiles()["Anna"]


def hear(window, words, sound=SOUND):
    window.dictation._heard(Heard(1, tuple(meanings_of(words)), True, sound=sound))


def retype(window, words):
    field = window.page.views[0].transcript.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def say_correction(window, words):
    hear(window, f"correct word one to {words.split()[0]}", sound=None)


def kept(profile):
    return [recording.text for recording in profile.recordings]


@pytest.mark.parametrize("correct", [retype, say_correction])
def test_a_corrected_line_is_kept_with_the_voice_and_that_is_said(window, anna, correct):
    hear(window, "y plus one")
    assert kept(anna) == []
    correct(window, "x plus one")
    assert kept(anna) == ["x plus one"]
    assert len(anna.recordings[0].samples()) == len(SOUND)
    assert window.bar.status == "The sound of “x plus one” was kept with the voice Anna."


def test_corrected_again_or_put_back_there_is_no_wrong_recording(window, anna):
    hear(window, "y plus one")
    retype(window, "z plus one")
    retype(window, "x plus one")
    assert kept(anna) == ["x plus one"]
    retype(window, "y plus one")
    assert kept(anna) == []


def test_an_undone_correction_is_taken_back(window, anna):
    hear(window, "y plus one")
    say_correction(window, "x")
    window.performer.perform("undo")
    hear(window, "a plus b")
    assert kept(anna) == []


@pytest.mark.parametrize(("setting", "value"), [("keep_corrections", False), ("profile", "")])
def test_nothing_is_kept_unless_it_is_wished(window, anna, setting, value):
    window.settings.set(setting, value)
    hear(window, "y plus one")
    retype(window, "x plus one")
    assert kept(anna) == []


@pytest.mark.parametrize("change", ["square that", "replace y with x"])
def test_a_formula_changed_is_no_correction_of_what_was_said(window, anna, change):
    hear(window, "y plus one")
    hear(window, change, sound=None)
    assert kept(anna) == []


def test_words_that_do_not_tell_how_they_were_said_are_not_kept(window, anna):
    hear(window, "y plus one")
    retype(window, "x + 1")
    assert kept(anna) == []


def test_typed_lines_and_sound_that_is_of_no_use(window, anna):
    hear(window, "y plus one", sound=np.zeros(16_000, np.float32))
    retype(window, "x plus one")
    assert kept(anna) == []
    assert "was not kept: Hardly anything was heard" in window.bar.status
