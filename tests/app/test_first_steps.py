"""First steps and adapting: what is pressed and said in the dialogs -> what is remembered and learnt."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.hearing.dictation import Mode
from app.hearing.messages import Heard
from app.hearing.voices import profiles
from app.settings import Settings
from app.understand import meanings_of
from app.window import adapt_dialog, welcome_dialog
from asr.profile import prompts

RATE = 16_000


@pytest.fixture
def first_steps(window, monkeypatch):
    monkeypatch.setattr(welcome_dialog, "microphone_names", lambda: ["Headset", "Camera"])
    monkeypatch.setattr(window.dictation, "open_microphone", lambda: None)
    window.performer.perform("first_steps")
    return window.performer._dialogs["WelcomeDialog"]


def test_the_microphone_is_chosen_and_remembered(window, first_steps, wait_until):
    wait_until(lambda: first_steps.microphones.count() == 3, "the microphones")
    first_steps.microphones.setCurrentIndex(2)
    first_steps.microphones.activated.emit(2)
    assert Settings()["microphone"] == "Camera"
    first_steps.microphones.activated.emit(0)
    assert Settings()["microphone"] == ""


def test_a_first_formula_is_shown_here_and_in_the_document(window, first_steps):
    first_steps.listen.click()
    assert window.dictation.mode is Mode.TALKING
    assert "Listening" in first_steps.outcome.text()
    for words, final in (("x", False), ("x squared", False), ("x squared plus one", True)):
        window.dictation._heard(Heard(1, tuple(meanings_of(words)), final))
    assert "x squared plus one" in first_steps.outcome.text()
    assert window.dictation.mode is Mode.OFF
    assert window.document.current_line.meaning.latex == "x^{2} + 1"
    assert first_steps.done_button.text() == "Begin"


def test_trouble_is_said_in_the_dialog(window, first_steps):
    window.dictation.trouble.emit("No microphone was found: connect one and try again.")
    assert first_steps.outcome.text().startswith("⚠ No microphone")


@pytest.mark.parametrize("way", ["close", "reject", "accept"])
def test_left_in_any_way_the_first_steps_do_not_come_again(first_steps, way):
    assert Settings()["first_steps"]
    getattr(first_steps, way)()
    assert not Settings()["first_steps"]


# --- adapting


class FakeJob(SimpleNamespace):
    """Stands for the process that learns; `made` is the last one."""

    made = None

    def __init__(self, profile, model):
        signal = SimpleNamespace
        super().__init__(profile=profile, started=False, cancelled=False, calls={})
        for name in ("progressed", "finished"):
            setattr(
                self, name, signal(connect=lambda slot, name=name: self.calls.update({name: slot}))
            )
        FakeJob.made = self

    def start(self):
        self.started = True

    def cancel(self):
        self.cancelled = True

    def finish(self, problem=""):
        path = self.profile.next_fit()
        path.write_bytes(b"")
        outcome = SimpleNamespace(
            kept=path, summary="Adapted: 40 were wrong before and 20 are now."
        )
        self.calls["finished"](None if problem else outcome, problem)


@pytest.fixture
def adapt(window, monkeypatch):
    monkeypatch.setattr(adapt_dialog, "AdaptingJob", FakeJob)
    monkeypatch.setattr(window.dictation, "open_microphone", lambda: None)
    restarts = []
    monkeypatch.setattr(
        window.dictation.recogniser, "restart", lambda profile: restarts.append(profile)
    )
    window.performer.perform("adapt")
    dialog = window.performer._dialogs["AdaptDialog"]
    dialog.restarts = restarts
    dialog.voice.name.setCurrentText("Anna")
    return dialog


def say(window, seconds=1.5):
    """Speak into the microphone that the dialog has borrowed: silence, a voice-like sound, silence."""
    time = np.arange(round(seconds * RATE)) / RATE
    voice = sum(np.sin(2 * np.pi * 150 * k * time) / k for k in range(1, 20))
    voice = 0.1 * voice * (1 + np.sin(2 * np.pi * 4 * time))
    noise = np.random.default_rng(1).normal(0, 1e-4, 2 * RATE)
    for block in np.array_split(np.concatenate([noise, voice, noise]), 110):
        window.dictation._microphone._hear(block.astype(np.float32))


def test_phrases_are_recorded_one_by_one_skipped_and_taken_back(window, adapt):
    adapt.begin()
    assert adapt.phrases.phrase.text() == prompts()[0]
    say(window)
    assert [r.text for r in profiles()["Anna"].recordings] == [prompts()[0]]
    assert adapt.phrases.phrase.text() == prompts()[1]
    adapt.skip()
    assert adapt.phrases.phrase.text() == prompts()[2]
    say(window)
    adapt.again()
    assert adapt.phrases.phrase.text() == prompts()[2]
    assert len(profiles()["Anna"].recordings) == 1
    adapt.close()
    window.performer.perform("adapt")
    again = window.performer._dialogs["AdaptDialog"]
    assert again.voice.name.currentText() == "Anna"
    again.begin()
    assert prompts()[0] not in again._waiting


def recorded(count):
    profile = profiles()["Anna"]
    noise = np.random.default_rng(1).normal(0, 0.05, RATE).astype(np.float32)
    for phrase in prompts()[:count]:
        profile.add(noise, phrase)
    return profile


def test_learning_shows_progress_and_what_it_gave_and_can_be_undone(window, adapt):
    recorded(10)
    adapt.learn()
    assert FakeJob.made.started
    assert adapt.fitting.work.text() == window.announcer.last == adapt_dialog.PREPARING
    FakeJob.made.calls["progressed"](0.4, "Learning the voice")
    assert (adapt.fitting.progress.value(), adapt.fitting.work.text()) == (40, "Learning the voice")
    FakeJob.made.finish()
    assert adapt.fitting.outcome.text().startswith("Adapted: 40")
    assert window.announcer.last == adapt.fitting.outcome.text()
    assert adapt.restarts == ["Anna"]
    adapt.fitting.undo_button.click()
    assert adapt.restarts == ["Anna", ""]
    assert Settings()["profile"] == ""


def test_too_few_phrases_a_bad_name_and_nothing_to_undo_are_said(adapt):
    adapt.learn()
    assert "at least 10" in adapt.voice.notice.text()
    adapt.undo()
    assert "nothing to undo" in adapt.voice.notice.text()
    adapt._profile = None
    adapt.voice.name.setCurrentText("../etc")
    adapt.begin()
    assert "cannot be the name" in adapt.voice.notice.text()
    assert not (Path(profiles().folder) / "../etc").exists()


def test_closing_stops_learning_and_keeps_the_recordings(window, adapt):
    profile = recorded(10)
    adapt.learn()
    adapt.close()
    assert FakeJob.made.cancelled
    assert len(profile.recordings) == 10


@pytest.mark.parametrize("dialog", ["first_steps", "settings", "help", "own_words", "history"])
def test_the_key_to_speak_works_in_dialogs(window, dialog):
    window.performer.perform(dialog)
    (shown,) = (widget for widget in window.findChildren(QDialog) if widget.isVisible())
    QTest.keyPress(shown, Qt.Key.Key_F9)
    assert window.dictation.mode is Mode.TALKING
    QTest.keyRelease(shown, Qt.Key.Key_F9)
    assert window.dictation._pressed_at is None
