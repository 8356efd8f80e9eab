"""Threads that work for a QObject, which may end in the thread it lives in and in no other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from PySide6.QtCore import QObject, Signal

_running: set[_Errand] = set()


def start_thread(work: Callable[[], None], name: str) -> Thread:
    """Call `work`, a method of a QObject, in a daemon thread; call this in the thread of that object.

    Python frees an object where its last reference goes, which would be the new thread when everyone
    else has dropped the object meanwhile: Qt then crashes. So the object is kept until the thread has
    ended, and let go of in its own.
    """
    errand = _Errand(work, name)
    _running.add(errand)
    errand.thread.start()
    return errand.thread


class _Errand(QObject):
    _done = Signal()

    def __init__(self, work: Callable[[], None], name: str) -> None:
        super().__init__()
        self._work = work
        self._done.connect(self._let_go)
        self.thread = Thread(target=self._run, daemon=True, name=name)

    def _run(self) -> None:
        try:
            self._work()
        finally:
            with suppress(RuntimeError):  # the program has ended
                self._done.emit()

    def _let_go(self) -> None:
        self.thread.join()  # it has nothing left to do but to end
        _running.discard(self)
