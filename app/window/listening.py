"""What is heard: shown while it is being said, taken when it is finished; and how the window listens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.commands import commands
from app.familiar import familiar_letters
from app.hearing.dictation import Mode
from app.understand import Meaning
from app.window.shortcuts import with_keys

if TYPE_CHECKING:
    from app.document import Document
    from app.window.main_window import MainWindow

IDLE = "Hold {talk} to speak, or type. {help} shows what you can say."
STATUS_OF = {
    Mode.OFF: IDLE,
    Mode.TALKING: "Listening… let {talk} go, or tap it again, to stop.",
    Mode.HANDS_FREE: "Listening hands-free. Say “go to sleep” to pause.",
    Mode.ASLEEP: "Asleep. Say “wake up” to go on.",
}


def caption_of(meaning: Meaning, otherwise: str) -> str:
    """Return what stands above a meaning that is not a line yet: the command it is, or `otherwise`."""
    if meaning.kind == "command":
        return f"Command: {commands()[meaning.command.name].title}"
    return otherwise


class Listening:
    """Brings what the dictation tells to the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._dictation = window.dictation
        self._heard_something = True
        self._dictation.partial.connect(self._partial)
        self._dictation.final.connect(self._final)
        self._dictation.settled.connect(self._settled)
        self._dictation.mode_changed.connect(self._mode_changed)
        self._dictation.trouble.connect(self._trouble)
        self._dictation.model_ready.connect(self._model_ready)

    def know(self, document: Document) -> None:
        """Have the letters around the current line heard more readily."""
        letters = familiar_letters(document.lines, document.current)
        self._dictation.recogniser.know(letters)

    def _partial(self, meanings: Sequence[Meaning]) -> None:
        if self._dictation.mode is Mode.ASLEEP:
            return
        if self._window.performer.reading.keeps_out(meanings, final=False):
            return
        meaning = meanings[0] if meanings else None
        if meaning is not None:
            self._window.session.journal.partial(meaning.transcript)
            self._window.page.show_live(meaning, caption_of(meaning, "● Listening"), True)

    def _final(self, meanings: Sequence[Meaning]) -> None:
        window = self._window
        if self._dictation.mode is Mode.ASLEEP:
            command = meanings[0].command if meanings else None
            if command is None or command.name != "wake":
                return
        if window.performer.reading.keeps_out(meanings, final=True):
            return
        window.page.clear_live()
        self._heard_something = self._heard_something or bool(meanings)
        if not window.performer.spelling.takes(meanings):
            window.take(meanings, "spoken")
            window.session.journal.partial("")
        window.corrections.settle()

    def _settled(self) -> None:
        self._window.page.clear_live()
        if not self._heard_something and not self._dictation.model_trouble:
            self._window.say(
                "Nothing was understood. The microphone and its level are in the settings."
            )
        if typed := self._window.bar.entry.text():
            self._window.show_typed(typed)

    @property
    def _status(self) -> str:
        """How the window listens just now, as a sentence."""
        if self._is_on and not self._dictation.is_ready:
            return "Listening; the speech model is still loading, but nothing is lost."
        return with_keys(STATUS_OF[self._dictation.mode], self._window.settings)

    @property
    def _is_on(self) -> bool:
        return self._dictation.mode in (Mode.TALKING, Mode.HANDS_FREE)

    def show_status(self) -> None:
        """Show how the window listens, where something else was told before."""
        if not self._dictation.model_trouble:
            self._window.bar.show_status(self._status)

    def _mode_changed(self, _mode: Mode) -> None:
        self._window.bar.talk.set_listening(self._is_on)
        self._window.say(self._status)
        if self._is_on:
            self._heard_something = False
            self._window.page.show_live(None, "● Listening", True)

    def _trouble(self, sentence: str) -> None:
        self._heard_something = True  # that nothing was understood is then no news
        self._window.say(sentence, trouble=True)

    def _model_ready(self) -> None:
        if self._dictation.mode is not Mode.OFF:
            self.show_status()
