"""Dictated lines put right: their sound is kept with the voice, to adapt from, if the user wants it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document import Event, Line
from app.hearing.voices import profiles
from asr.profile import ProfileError, Recording

if TYPE_CHECKING:
    import numpy as np

    from app.window.main_window import MainWindow

REMEMBERED = 40  # lines said last whose sound is still at hand
PUT_RIGHT = ("correction", "choose reading")  # other changes make a formula that was not said


@dataclass(slots=True)
class Said:
    """One dictated line: its sound, the words heard in it, and the line as it is now."""

    sound: np.ndarray
    heard: str
    line: Line
    voice: str
    kept: Recording | None = None


class Corrections:
    """Follows dictated lines through the document; `settle` keeps what was corrected meanwhile."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._said: deque[Said] = deque(maxlen=REMEMBERED)

    def heard(self, line: Line) -> None:
        """A line was dictated just now; it is followed if its sound is there to be kept."""
        settings, sound = self._window.settings, self._window.dictation.last_sound
        if sound is not None and settings["keep_corrections"] and settings["profile"]:
            self._said.append(Said(sound, line.transcript, line, settings["profile"]))

    def on_event(self, event: Event) -> None:
        """See a dictated line corrected, or a correction undone."""
        splice = event.splice
        if splice is None or splice.label not in PUT_RIGHT:
            return
        old, new = splice.removed, splice.inserted
        if event.kind == "undo":
            old, new = new, old
        for said in self._said:
            if old and new and said.line is old[0]:
                said.line = new[0]

    def settle(self) -> None:
        """Keep what is corrected by now, and say so; forget what was kept of a line that is not."""
        if not self._window.settings["keep_corrections"]:
            self._said.clear()
        for said in self._said:
            words = said.line.transcript
            right = words if words != said.heard and can_be_said(words) else ""
            if right != (said.kept.text if said.kept else ""):
                self._keep(said, right)

    def _keep(self, said: Said, words: str) -> None:
        try:
            profile = profiles().existing(said.voice)
            if said.kept:
                profile.remove(said.kept)
                said.kept = None
            if words:
                said.kept = profile.add(said.sound, words)
                self._window.say(f"The sound of “{words}” was kept with the voice {said.voice}.")
        except (ProfileError, OSError) as error:
            said.heard = words  # it would fail again
            self._window.say(f"The sound of “{words}” was not kept: {error}", trouble=True)


def can_be_said(words: str) -> bool:
    """Whether `words` are words alone: signs and digits do not tell how they were said."""
    return bool(words) and words.isascii() and words.replace(" ", "").replace("'", "").isalpha()
