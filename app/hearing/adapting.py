"""Adapting to a voice for the window, in a process of its own that can be cancelled."""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.hearing.job import Job

if TYPE_CHECKING:
    from asr.profile import Profile

NICE = 10  # minutes of work on every core must not make window and dictation slow


class AdaptingJob(Job):
    """Fits the model to a profile's recordings.

    `progressed` carries a share from 0 to 1 and what is being done. `finished` carries the outcome
    (an asr.adaptation.Outcome, whose `summary` is a sentence for the user) or None, and "" or a
    sentence on what went wrong. After a fit that was kept, call `Dictation.use_profile`.
    """

    progressed = Signal(float, str)
    finished = Signal(object, str)

    def __init__(self, profile: Profile, model: Path | None = None) -> None:
        super().__init__(work, profile, model)
        self._died = "Adapting stopped in the middle; the recordings are kept: try again."
        self._outcome: object = None

    def _tell(self, message: object) -> None:
        if isinstance(message, str):
            self.finished.emit(self._outcome, message)
        elif isinstance(message, tuple):
            self.progressed.emit(*message)
        else:
            self._outcome = message


def work(pipe: Connection, profile: Profile, model: Path | None) -> None:
    """Send (share, what) as it goes on, then the outcome, then a sentence or ""."""
    try:
        if hasattr(os, "nice"):
            os.nice(NICE)
        from asr.adaptation import adapt

        pipe.send(adapt(profile, model, lambda share, what: pipe.send((share, what))))
        pipe.send("")
    except Exception as error:  # whatever it is, the window has to say it
        pipe.send(str(error) or type(error).__name__)
