"""A recording transcribed for the window, in a process of its own that can be cancelled."""

from __future__ import annotations

from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from app.hearing.client import LOADER
from app.hearing.job import Job


class RecordingJob(Job):
    """Transcribes one recording; `heard` carries the meanings of each utterance as they come.

    `progressed` carries a share from 0 to 1. `finished` carries "" or a sentence on what went wrong.
    """

    heard = Signal(object)
    progressed = Signal(float)
    finished = Signal(str)

    def __init__(self, path: Path, options: dict[str, Any], loader: str = LOADER) -> None:
        super().__init__(transcribe, path, options, loader)
        self.path = path
        self._died = f"The recogniser stopped in the middle of {path.name}."

    def _tell(self, message: object) -> None:
        if isinstance(message, str):
            self.finished.emit(message)
        elif isinstance(message, float):
            self.progressed.emit(message)
        else:
            self.heard.emit(message)


def transcribe(pipe: Connection, path: Path, options: dict[str, Any], loader: str) -> None:
    """Send meanings (tuples) and progress (floats), and at the end a sentence or ""."""
    from app.progress import seconds_of
    from app.recordings import RecordingError, passages_of

    total = seconds_of(path)
    done = 0.0

    def note(seconds: float) -> None:
        nonlocal done
        done += seconds
        pipe.send(min(1.0, done / total) if total else 0.0)

    try:
        module, _, function = loader.partition(":")
        recogniser = getattr(import_module(module), function)(**options)
        found = 0
        for passage in passages_of(recogniser, path, on_seconds=note):
            pipe.send(passage.meanings)
            found += 1
        pipe.send("" if found else f"{path.name}: no speech was heard in it.")
    except RecordingError as error:
        pipe.send(str(error))
    except Exception as error:
        pipe.send(str(error) or type(error).__name__)
