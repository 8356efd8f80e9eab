"""Long work in a process of its own that can be cancelled, told in Qt signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.child_process import start_child
from app.threads import start_thread


class Job(QObject):
    """Calls `work(pipe, *arguments)` in a new process; what it sends goes to `_tell`.

    A string is the last message: "" or a sentence on what went wrong. It does not come after `cancel`.
    """

    _received = Signal(object)
    _died = "The work stopped in the middle."

    def __init__(self, work: Callable[..., None], *arguments: Any) -> None:
        super().__init__()
        self._work, self._arguments = work, arguments
        self._process: Any = None
        self._cancelled = False
        self._received.connect(self._take)

    def start(self) -> None:
        """Begin; returns at once."""
        start_thread(self._run, "job")

    def cancel(self) -> None:
        """Stop; what was told so far stays told."""
        self._cancelled = True
        if self._process is not None:
            self._process.kill()

    def _run(self) -> None:
        try:
            process, ours = start_child(self._work, *self._arguments)
        except OSError as error:
            self._received.emit(f"This cannot be started now ({error}): close other programs.")
            return
        self._process = process
        if self._cancelled:
            process.kill()
        message: Any = None
        try:
            while not isinstance(message, str):
                message = ours.recv()
                self._received.emit(message)
        except (EOFError, OSError):
            self._received.emit(self._died)
        except RuntimeError:
            self._process.kill()  # the window is gone

    def _take(self, message: object) -> None:
        if not self._cancelled:
            self._tell(message)

    def _tell(self, message: object) -> None:
        """Emit the signals of one message."""
        raise NotImplementedError
