"""The microphone as a Qt object: opened and watched in a thread of its own, with pre-roll."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.threads import start_thread

if TYPE_CHECKING:
    import numpy as np

SAMPLE_RATE = 16_000
SILENT_DEVICE_SECONDS = 3.0  # an open device that gives no block for so long is gone
RETRY_SECONDS = 2.0
LEVEL_SECONDS = 0.08  # of sound for each `level`
LEVEL_SAMPLES = round(LEVEL_SECONDS * SAMPLE_RATE)

Consumer = Callable[["np.ndarray"], None]


class MicrophoneClient(QObject):
    """Keeps a microphone open; its sound goes to a consumer, or into a short memory.

    `opened` carries the name of the device. `failed` carries a sentence when it cannot be opened,
    `lost` when it went away in mid-sentence; it is then looked for until it is back. `level` is the root
    mean square of 80 ms of samples in [-1, 1].
    """

    opened = Signal(str)
    failed = Signal(str)
    lost = Signal(str)
    level = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._orders: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self._thread: Thread | None = None
        self._lock = Lock()
        self._consumer: Consumer | None = None
        self._memory: deque[np.ndarray] = deque()
        self._remembered = 0
        self._preroll = 0
        self._last_block = 0.0
        self._energy = 0.0  # of the sound since the last level
        self._measured = 0  # samples of it

    def open(self, device: str = "") -> None:
        """Open `device` (part of its name; the system's own when empty); returns at once."""
        if self._thread is None:
            self._thread = start_thread(self._serve, "microphone")
        self._orders.put(("open", device or None))

    def close(self) -> None:
        """Close the device; returns at once."""
        if self._thread is not None:
            self._orders.put(("close", None))

    def shut_down(self) -> None:
        """Close the device and end the thread."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._orders.put(("end", None))
            thread.join(2)

    def set_preroll(self, seconds: float) -> None:
        """Remember the last `seconds` of sound while nobody listens."""
        self._preroll = round(seconds * SAMPLE_RATE)

    def send_to(self, consumer: Consumer | None) -> None:
        """Send sound to `consumer`, what is remembered first; None stops that and forgets."""
        with self._lock:
            if consumer is not None:
                for samples in self._memory:
                    consumer(samples)
            self._memory.clear()
            self._remembered = 0
            self._consumer = consumer

    # --- in the thread of the sound system

    def _hear(self, samples: np.ndarray) -> None:
        self._last_block = time.monotonic()
        with self._lock:
            if self._consumer is not None:
                self._consumer(samples)
            else:
                self._remember(samples)
        self._energy += float(samples @ samples)
        self._measured += len(samples)
        if self._measured >= LEVEL_SAMPLES:
            self.level.emit((self._energy / self._measured) ** 0.5)
            self._energy, self._measured = 0.0, 0

    def _remember(self, samples: np.ndarray) -> None:
        self._memory.append(samples)
        self._remembered += len(samples)
        while self._memory and self._remembered - len(self._memory[0]) >= self._preroll:
            self._remembered -= len(self._memory.popleft())

    # --- in our own thread

    def _serve(self) -> None:
        """Obey orders; while a device is open, notice when it falls silent for good."""
        from asr.microphone import Microphone, MicrophoneError, look_again

        microphone: Microphone | None = None
        closing: Thread | None = None
        is_fresh = True  # whether the sound system has just looked for its devices
        gone: SimpleQueue[str] = SimpleQueue()
        wanted: str | None = None
        missing = False
        while True:
            order, device = self._next_order(microphone is not None or missing)
            if order in ("open", "close", "end"):
                _stop(microphone)
                microphone, missing, wanted = None, False, device
            if order == "end":
                return
            if order == "open" or (order == "tick" and missing):
                try:
                    if not is_fresh and (closing is None or not closing.is_alive()):
                        look_again()
                    is_fresh = False
                    gone = SimpleQueue()
                    lost = gone
                    microphone = Microphone(
                        self._hear, wanted, lambda error, lost=lost: lost.put(str(error))
                    )
                    self._last_block = time.monotonic()
                    microphone.start()
                    missing = False
                    self.opened.emit(microphone.device.name)
                except MicrophoneError as error:
                    microphone = None
                    if order == "open":
                        self.failed.emit(str(error))
            elif order == "tick" and (reason := self._why_gone(gone)):
                closing = Thread(target=_stop, args=(microphone,), daemon=True)
                closing.start()
                microphone, missing = None, True
                self.lost.emit(reason)

    def _next_order(self, watching: bool) -> tuple[str, Any]:
        try:
            return self._orders.get(timeout=RETRY_SECONDS / 2 if watching else None)
        except Empty:
            return "tick", None

    def _why_gone(self, gone: SimpleQueue[str]) -> str:
        if not gone.empty():
            return gone.get()
        if time.monotonic() - self._last_block > SILENT_DEVICE_SECONDS:
            return (
                "The microphone gives no sound any more: plug it in again or choose another. "
                "What was said so far is kept."
            )
        return ""


def _stop(microphone: Any) -> None:
    if microphone is not None:
        try:
            microphone.stop()
        except Exception:
            return  # a device that is gone may not close either
