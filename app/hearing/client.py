"""The window's end of the recogniser: starts the child, notices its death, speaks Qt signals."""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.child_process import start_child
from app.hearing.messages import Begin, Failed, Finish, Finished, Heard, Known, Ready, Words
from app.threads import start_thread

if TYPE_CHECKING:
    import numpy as np

LOADER = "app.hearing.loading:load_recogniser"
RESTARTS = (
    3  # within RESTART_WINDOW seconds; after that something is wrong that a restart will not cure
)
RESTART_WINDOW = 60.0
UNSTARTED = (
    "The recogniser cannot be started now ({reason}): close other programs, then start this one again. "
    "Typing formulas works, and nothing is lost."
)
BLOCKS_KEPT = 750  # of 40 ms: half a minute of a sentence is heard again after a restart


class RecogniserClient(QObject):
    """One recogniser child process, started again when it dies.

    Audio sent before the model is loaded waits and is heard then. The audio of a sentence that was
    being heard when the child died is heard again by the next child. `noticed` carries a sentence on
    what could not be loaded, such as a voice.
    """

    ready = Signal()
    failed = Signal(str)
    restarted = Signal()
    heard = Signal(object)
    finished = Signal(int)
    noticed = Signal(str)
    _received = Signal(int, object)
    _died = Signal(int)

    def __init__(
        self,
        options: dict[str, Any] | None = None,
        loader: str = LOADER,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.options = options or {}
        self.loader = loader
        self._process: Any = None
        self._outbox: SimpleQueue[Any] = SimpleQueue()
        self._generation = 0
        self._deaths: list[float] = []
        self._known = Known(frozenset())
        self._open: Begin | None = None
        self._finishing = False
        self._unheard: deque[np.ndarray] = deque(maxlen=BLOCKS_KEPT)
        self.is_ready = False
        self._received.connect(self._receive)
        self._died.connect(self._child_died)

    def start(self) -> None:
        """Start the child; returns at once."""
        self._generation += 1
        self.is_ready = False
        self._outbox = SimpleQueue()
        self._outbox.put(self._known)
        start_thread(partial(self._run_child, self._generation, self._outbox), "ears")

    def stop(self) -> None:
        """End the child; nothing is emitted afterwards."""
        self._generation += 1
        self._outbox.put(None)
        process = self._process
        if process is not None and process.is_alive():
            process.terminate()
            process.join(2)
            if process.is_alive():
                process.kill()

    def restart(self, **options: Any) -> None:
        """Load the recogniser again with some other options; what is being said is not lost."""
        self.options |= options
        self.stop()
        self._start_again()

    def read_words(self) -> None:
        """Hear the user's own words as they are now kept."""
        self._outbox.put(Words())

    def know(self, letters: frozenset[str]) -> None:
        """Letters that belong to the work at hand: they are heard more readily (`app.familiar`)."""
        if letters != self._known.letters:
            self._known = Known(letters)
            self._outbox.put(self._known)

    def begin(self, number: int, endpoint: str, keep_sound: bool = False) -> None:
        """Begin stream `number`; the audio that follows belongs to it.

        With `keep_sound`, what is heard comes with its sound.
        """
        self._open = Begin(number, endpoint, keep_sound)
        self._finishing = False
        self._unheard.clear()
        self._outbox.put(self._open)

    def feed(self, samples: np.ndarray) -> None:
        """Send float32 [samples] at 16 kHz."""
        if self._open is not None:
            self._unheard.append(samples)
            self._outbox.put(samples)

    def finish(self) -> None:
        """End the stream; `finished` follows when everything has been heard."""
        self._finishing = True
        self._outbox.put(Finish())

    @property
    def backlog(self) -> int:
        """How many blocks of audio wait to be sent to the child."""
        return self._outbox.qsize()

    @property
    def process_id(self) -> int | None:
        """The child's process id, None before there is one."""
        return self._process.pid if self._process is not None else None

    # --- in threads of their own

    def _run_child(self, generation: int, outbox: SimpleQueue[Any]) -> None:
        from app.hearing import child  # imports NumPy, for which the window does not wait

        try:
            process, ours = start_child(child.main, self.loader, self.options)
        except OSError as error:
            self._received.emit(generation, Failed(UNSTARTED.format(reason=error)))
            return
        if generation != self._generation:
            process.terminate()
            return
        self._process = process
        Thread(target=_send_all, args=(ours, outbox), daemon=True, name="to the ears").start()
        try:
            while True:
                self._received.emit(generation, ours.recv())
        except (EOFError, OSError):
            self._tell_death(generation)
        except RuntimeError:
            process.terminate()  # the window is gone
        finally:
            outbox.put(None)
            ours.close()

    def _tell_death(self, generation: int) -> None:
        try:
            self._died.emit(generation)
        except RuntimeError:
            return  # there is nobody left to tell

    # --- in the window's thread

    def _receive(self, generation: int, message: object) -> None:
        if generation != self._generation:
            return
        if isinstance(message, Ready):
            self.is_ready = True
            self.ready.emit()
            if message.notice:
                self.noticed.emit(message.notice)
        elif isinstance(message, Failed):
            self._generation += 1  # its death is no news
            self.failed.emit(message.reason)
        elif isinstance(message, Heard):
            if message.final:
                self._unheard.clear()
            self.heard.emit(message)
        elif isinstance(message, Finished):
            if self._open is not None and self._open.number == message.number:
                self._open = None
            self.finished.emit(message.number)

    def _child_died(self, generation: int) -> None:
        if generation != self._generation:
            return
        now = time.monotonic()
        self._deaths = [when for when in self._deaths if now - when < RESTART_WINDOW] + [now]
        if len(self._deaths) > RESTARTS:
            self.failed.emit(
                "The recogniser keeps stopping. Start the program again; `speech-to-math doctor` may "
                "say why. Typing formulas works, and nothing is lost."
            )
            return
        self.restarted.emit()
        QTimer.singleShot(0, self._start_again)

    def _start_again(self) -> None:
        waiting = list(self._unheard)
        self.start()
        if self._open is None:
            return
        self._outbox.put(self._open)
        # A sound that killed it twice is not tried a third time.
        if len(self._deaths) < RESTARTS:
            for samples in waiting:
                self._outbox.put(samples)
        if self._finishing:
            self._outbox.put(Finish())


def _send_all(pipe: Any, outbox: SimpleQueue[Any]) -> None:
    """Send what is put into `outbox` until None comes; a full pipe waits here and nowhere else."""
    try:
        while (message := outbox.get()) is not None:
            pipe.send(message)
    except (OSError, ValueError):
        return  # the child is gone; its reader says so
