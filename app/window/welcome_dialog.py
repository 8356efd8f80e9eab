"""First steps: choose the microphone, see that it hears, say one formula. Less than a minute, or skipped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from app.hearing.dictation import Mode
from app.threads import start_thread
from app.understand import Meaning, meanings_of
from app.window.dialogs import add_field, fit, heading, hint, narrow, scrolling, stack
from app.window.formula_view import FormulaView
from app.window.microphone_test import MicrophoneTest
from app.window.page import EXAMPLE
from app.window.settings_dialog import microphone_names
from app.window.talking import TalkingDialog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

SYSTEM = "The one that the system uses"


class WelcomeDialog(TalkingDialog):
    """One page with two steps; what is said here stands in the document as well."""

    _found = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("First steps")
        self._lay_out()
        dictation = window.dictation
        dictation.partial.connect(self._show)
        dictation.final.connect(self._show_final)
        dictation.mode_changed.connect(self._mode_changed)
        dictation.trouble.connect(self._trouble)
        dictation.notice.connect(self._say)
        self._found.connect(self._add_microphones)
        # Asking the sound system takes a while.
        start_thread(self._find_microphones, "microphones")
        fit(self, QSize(640, 740), window.look)
        self.microphones.setFocus()

    def _lay_out(self) -> None:
        look = self._window.look
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setSpacing(look.sizes["gap"])
        title = QLabel("Speak a formula, see it written", objectName="welcome_title")
        say = QLabel(f"Say “{EXAMPLE}”.")
        for label in (title, say):
            label.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(hint("Two steps, half a minute. Your voice stays on this computer."))
        column.addWidget(heading("1  Your microphone"))
        self.microphones = narrow(QComboBox())
        self.microphones.addItem(SYSTEM, "")
        add_field(column, "Microphone", self.microphones, "The bar moves when you speak.")
        self.microphones.activated.connect(self._choose_microphone)
        column.addWidget(MicrophoneTest(self._window.dictation))
        column.addWidget(heading("2  Your first formula"))
        column.addWidget(say)
        self.formula = FormulaView()
        self.formula.set_look(look.colours["quiet"], look.sizes["formula"])
        self.formula.show_meaning(meanings_of(EXAMPLE, 1)[0])
        still = QWidget()  # as tall as the example, so that nothing moves while a formula grows
        still.setMinimumHeight(self.formula.sizeHint().height())
        inside = QVBoxLayout(still)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.formula)
        column.addWidget(still)
        self.listen = QPushButton()
        self.listen.setDefault(True)
        self.listen.clicked.connect(self._listen)
        column.addWidget(self.listen)
        self.outcome = hint("")
        column.addWidget(self.outcome)
        column.addStretch(1)
        box = QDialogButtonBox(self)
        self.done_button = box.addButton("Skip", QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.close)
        area = scrolling(self, "first steps", sheet)
        stack(self, look, area, box, tall=area)
        self._mode_changed(self._window.dictation.mode)

    # --- the microphone

    def _find_microphones(self) -> None:
        names = microphone_names()
        try:
            self._found.emit(names)
        except RuntimeError:
            return  # the dialog was closed meanwhile

    def _add_microphones(self, names: Sequence[str]) -> None:
        self.microphones.addItems([*names])
        chosen = self.microphones.findText(self._window.settings["microphone"])
        self.microphones.setCurrentIndex(max(0, chosen))

    def _choose_microphone(self, index: int) -> None:
        name = self.microphones.itemText(index) if index else ""
        self._window.settings.set("microphone", name)
        self._window.dictation.open_microphone()

    # --- the formula

    def _listen(self) -> None:
        dictation = self._window.dictation
        if dictation.mode is Mode.OFF:
            dictation.listen(Mode.TALKING)
        else:
            dictation.stop()

    def _mode_changed(self, mode: Mode) -> None:
        listening = mode is not Mode.OFF
        self.listen.setText("Stop listening" if listening else "Listen to me")
        if listening:
            ready = self._window.dictation.is_ready
            self._say("● Listening: say it now." if ready else "● Listening; the model is loading.")
        elif self.outcome.text().startswith("●"):
            self._say("That was not understood: speak on a little after pressing, and try again.")

    def _show(self, meanings: Sequence[Meaning]) -> None:
        if meanings:
            look = self._window.look
            self.formula.set_look(look.colours["ink"], look.sizes["formula"])
            self.formula.show_meaning(meanings[0], unfinished=True)
            self.outcome.setText(f"● {meanings[0].transcript}")

    def _show_final(self, meanings: Sequence[Meaning]) -> None:
        if not meanings or meanings[0].kind == "command" or not self.isVisible():
            return
        self._show(meanings)
        self.outcome.setText(
            f"Heard: “{meanings[0].transcript}”. It stands in your document. Try another, or begin."
        )
        self.done_button.setText("Begin")
        self.done_button.setDefault(True)
        self._window.dictation.stop()
        self.done_button.setFocus()

    def _trouble(self, sentence: str) -> None:
        self._say(f"⚠ {sentence}")

    def _say(self, sentence: str) -> None:
        """Show it; the window has it announced."""
        self.outcome.setText(sentence)

    def done(self, result: int) -> None:
        """Remember that the first steps were taken, whichever way the dialog was left."""
        if self._window.dictation.mode is Mode.TALKING:
            self._window.dictation.stop()
        self._window.settings.set("first_steps", False)
        self._window.bar.entry.setFocus()
        super().done(result)
