"""Garbage collection in the main thread alone.

Python collects cycles in whatever thread happens to allocate. A cycle may hold widgets, and Qt crashes when
a widget is destroyed outside of its own thread: by the threads of microphone and recogniser, for one.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000
SETTLED_AFTER = 5  # intervals, when grammar and fonts are loaded


class Collector(QObject):
    """Takes garbage collection over from Python until `stop` gives it back to whoever had it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(INTERVAL_MS)

    def stop(self) -> None:
        """Let Python collect by itself again, if it did."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_automatic:
            gc.enable()

    def _collect(self) -> None:
        """Collect the oldest generation whose threshold is passed; it takes the younger ones along."""
        self._rounds += 1
        if self._rounds == SETTLED_AFTER:
            gc.freeze()  # the grammar's tables stay; going through them each time takes 50 ms
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generations = [number for number, (count, threshold) in enumerate(due) if count > threshold]
        if generations:
            gc.collect(generations[-1])
