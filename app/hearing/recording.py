"""Recordings transcribed for the window, in a process of its own that can be cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from app.hearing.client import LOADER
from app.hearing.job import Job


@dataclass(frozen=True, slots=True)
class Failed:
    """A recording that gave nothing, or not all of it, and the sentence that says why."""

    reason: str


class RecordingJob(Job):
    """Transcribes recordings one after the other; `heard` carries the meanings of each utterance.

    `began` carries the number of each recording, from 0, `progressed` a share of it from 0 to 1, `failed` a
    sentence on one that gave nothing, or not all. `finished` carries "" or what ended everything.
    """

    began = Signal(int)
    heard = Signal(object)
    progressed = Signal(float)
    failed = Signal(str)
    finished = Signal(str)
    _died = "The recogniser stopped in the middle of a recording."

    def __init__(
        self, paths: Sequence[Path], options: dict[str, Any], loader: str = LOADER
    ) -> None:
        super().__init__(transcribe, tuple(paths), options, loader)

    def _tell(self, message: object) -> None:
        if isinstance(message, str):
            self.finished.emit(message)
        elif isinstance(message, Failed):
            self.failed.emit(message.reason)
        elif isinstance(message, int):
            self.began.emit(message)
        elif isinstance(message, float):
            self.progressed.emit(message)
        else:
            self.heard.emit(message)


def transcribe(
    pipe: Connection, paths: Sequence[Path], options: dict[str, Any], loader: str
) -> None:
    """Send, for each recording, its number, then meanings (tuples), progress (floats), and what failed."""
    try:
        module, _, function = loader.partition(":")
        recogniser = getattr(import_module(module), function)(**options)
        for number, path in enumerate(paths):
            pipe.send(number)
            _transcribe_one(pipe, path, recogniser)
        pipe.send("")
    except Exception as error:
        pipe.send(str(error) or type(error).__name__)


def _transcribe_one(pipe: Connection, path: Path, recogniser: Any) -> None:
    from app.progress import seconds_of
    from app.recordings import RecordingError, passages_of

    total = seconds_of(path)
    done = 0.0

    def note(seconds: float) -> None:
        nonlocal done
        done += seconds
        pipe.send(min(1.0, done / total) if total else 0.0)

    found = 0
    try:
        for passage in passages_of(recogniser, path, on_seconds=note):
            pipe.send(passage.meanings)
            found += 1
    except RecordingError as error:
        pipe.send(Failed(str(error)))
    else:
        if not found:
            pipe.send(Failed(f"{path.name}: no speech was heard in it."))
