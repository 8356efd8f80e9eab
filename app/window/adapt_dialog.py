"""Adapting to a voice: phrases read aloud one by one, then the model is fitted; all can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QStackedWidget

from app.hearing.adapting import AdaptingJob
from app.hearing.dictation import Mode
from app.hearing.voices import profiles
from app.window.adapt_pages import FitPage, PhrasePage, VoicePage
from app.window.dialogs import close_box, fit, scrolling, stack
from app.window.microphone_test import loudness
from asr.profile import Profile, ProfileError, prompts

if TYPE_CHECKING:
    import numpy as np

    from app.window.main_window import MainWindow

FEWEST = 10  # phrases before fitting is offered; asr/data/adaptation.toml refuses fewer

PREPARING = "Getting ready. Learning takes some minutes; “Close” stops it and changes nothing."


class AdaptDialog(QDialog):
    """Three pages: whose voice, the phrases, the fit. What was recorded is kept when it is closed."""

    _sound = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._profile: Profile | None = None
        self._waiting: list[str] = []
        self._take: object = None
        self._job: AdaptingJob | None = None
        self.setWindowTitle("Adapt to my voice")
        self.pages = QStackedWidget()
        self.voice = VoicePage(self, window.look, window.settings["profile"])
        self.phrases = PhrasePage(self, window.look)
        self.fitting = FitPage(self, window.look)
        for page in (self.voice, self.phrases, self.fitting):
            self.pages.addWidget(page)
        box = close_box(self)
        area = scrolling(self, "adapt to my voice", self.pages)
        stack(self, window.look, area, box, tall=area)
        self._sound.connect(self._hear)
        window.dictation.mode_changed.connect(self._mode_changed)
        window.dictation.trouble.connect(
            lambda sentence: self.phrases.told.setText(f"⚠ {sentence}")
        )
        window.dictation.level.connect(lambda level: self.phrases.meter.setValue(loudness(level)))
        fit(self, QSize(640, 520), window.look)
        self.voice.read_button.setDefault(True)
        self.voice.name.setFocus()

    # --- recording

    def begin(self) -> None:
        """Show the phrases that were not read yet, one after the other."""
        if not self._choose():
            return
        said = {recording.text for recording in self._profile.recordings}
        self._waiting = [phrase for phrase in prompts() if phrase not in said]
        self.pages.setCurrentIndex(1)
        self._window.dictation.lend_microphone(self._sound.emit)
        self._ask()

    def _choose(self) -> bool:
        try:
            self._profile = profiles()[self.voice.name.currentText().strip()]
        except ProfileError as error:
            self._tell(self.voice.notice, str(error))
            self.voice.name.setFocus()
            return False
        return True

    def _ask(self) -> None:
        """Show the next phrase, or learn when there is none."""
        from asr.prompting import Take

        if not self._waiting:
            self.learn()
            return
        done = len(self._profile.recordings)
        self.phrases.counter.setText(f"{done} recorded, {len(self._waiting)} to go")
        self.phrases.phrase.setText(self._waiting[0])
        self._window.announcer.say(f"Please say: {self._waiting[0]}")
        self._take = Take()

    def _hear(self, samples: np.ndarray) -> None:
        """Take sound until a phrase has been said."""
        if self._take is None or self.pages.currentIndex() != 1:
            return
        phrase = self._take.feed(samples)
        if phrase is None:
            return
        try:
            self._profile.add(phrase, self._waiting[0])
        except ProfileError as error:
            self._tell(self.phrases.told, str(error))
        else:
            self.phrases.told.setText("Recorded.")
            self._waiting.pop(0)
        self._ask()

    def _mode_changed(self, mode: Mode) -> None:
        if mode is Mode.OFF and self._take is not None:  # dictation had the microphone meanwhile
            self._window.dictation.lend_microphone(self._sound.emit)

    def skip(self) -> None:
        """Leave a phrase for later."""
        self._waiting.append(self._waiting.pop(0))
        self._ask()

    def again(self) -> None:
        """Forget the last recording and ask for its phrase once more."""
        recordings = self._profile.recordings
        if recordings:
            self._profile.remove(recordings[-1])
            self._waiting.insert(0, recordings[-1].text)
            self.phrases.told.setText("Forgotten. Once more, please.")
            self._ask()

    # --- learning

    def learn(self) -> None:
        """Fit the model to what was recorded."""
        if self._job is not None or not (self._profile or self._choose()):
            return
        recorded = len(self._profile.recordings)
        if recorded < FEWEST:
            enough = f"{recorded} phrases are recorded; at least {FEWEST} are needed, better fifty."
            self._tell(
                self.phrases.told if self.pages.currentIndex() == 1 else self.voice.notice, enough
            )
            return
        self._stop_recording()
        self.pages.setCurrentIndex(2)
        self.fitting.outcome.clear()
        self.fitting.undo_button.hide()
        self.fitting.progress.show()
        self.fitting.progress.setValue(0)
        self._tell(self.fitting.work, PREPARING)
        self._job = AdaptingJob(self._profile, self._window.dictation.recogniser.options["model"])
        self._job.progressed.connect(self._show_progress)
        self._job.finished.connect(self._finished)
        self._job.start()

    def _show_progress(self, share: float, what: str) -> None:
        self.fitting.progress.setValue(round(100 * share))
        if self.fitting.work.text() != what:
            self._tell(self.fitting.work, what)

    def _finished(self, outcome: object, problem: str) -> None:
        self._job = None
        self.fitting.progress.hide()
        self.fitting.work.clear()
        kept = outcome is not None and outcome.kept is not None
        self._tell(self.fitting.outcome, problem or outcome.summary)
        self.fitting.undo_button.setVisible(kept)
        if kept:
            self._window.dictation.use_profile(self._profile.name)

    def undo(self) -> None:
        """Go back to the fit before the last, or to the model for everybody."""
        if not (self._profile or self._choose()):
            return
        where = self.fitting.outcome if self.pages.currentIndex() == 2 else self.voice.notice
        try:
            self._profile.undo()
        except ProfileError as error:
            self._tell(where, str(error))
            return
        fits = self._profile.fits
        self._window.dictation.use_profile(self._profile.name if fits else "")
        self.fitting.undo_button.setVisible(bool(fits))
        before = "the fit before" if fits else "the voice of everybody"
        self._tell(where, f"Undone: the program hears with {before} again.")

    # --- the rest

    def _tell(self, label: QLabel, sentence: str) -> None:
        label.setText(sentence)
        self._window.announcer.say(sentence)

    def _stop_recording(self) -> None:
        self._take = None
        self._window.dictation.lend_microphone(None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the recordings; stop listening and learning."""
        self._stop_recording()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        super().closeEvent(event)
