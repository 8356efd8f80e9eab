"""A recording transcribed for the window, in a process of its own that can be cancelled."""

from __future__ import annotations

import multiprocessing
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.hearing.client import LOADER


class RecordingJob(QObject):
    """Transcribes one recording; `heard` carries the meanings of each utterance as they come.

    `progressed` carries a share from 0 to 1. `finished` carries "" or a sentence on what went wrong;
    it does not come after `cancel`.
    """

    heard = Signal(object)
    progressed = Signal(float)
    finished = Signal(str)
    _received = Signal(object)

    def __init__(self, path: Path, options: dict[str, Any], loader: str = LOADER) -> None:
        super().__init__()
        self.path = path
        self._arguments = (path, options, loader)
        self._process: Any = None
        self._cancelled = False
        self._received.connect(self._tell)

    def start(self) -> None:
        """Begin; returns at once."""
        Thread(target=self._run, daemon=True, name="recording").start()

    def cancel(self) -> None:
        """Stop; what was heard so far has been told."""
        self._cancelled = True
        if self._process is not None:
            self._process.kill()

    def _run(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=transcribe, args=(theirs, *self._arguments), daemon=True)
        process.start()
        theirs.close()
        self._process = process
        if self._cancelled:
            process.kill()
        message: Any = None
        try:
            while not isinstance(message, str):
                message = ours.recv()
                self._received.emit(message)
        except (EOFError, OSError):
            self._received.emit(f"The recogniser stopped in the middle of {self.path.name}.")
        except RuntimeError:
            self._process.kill()  # the window is gone

    def _tell(self, message: object) -> None:
        if self._cancelled:
            return
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
