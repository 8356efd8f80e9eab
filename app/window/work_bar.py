"""Long work going on in the background: a slim bar that shows how far it is, and a button that stops it."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.progress import clock
from app.window.theme import Look

TELLING = 0.02  # share from which on the time left can be told


class CancelButton(QPushButton):
    """Return presses it as well as the space bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click for Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class WorkBar(QWidget):
    """Seen only from `begin` to `end`; the keyboard, if it is here then, goes to `leave`."""

    cancelled = Signal()

    def __init__(self, parent: QWidget, leave: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("work")
        self._leave = leave
        self._which = ""
        self._started = 0.0
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)  # the bar is slimmer than its text
        self._share = QLabel(self, objectName="status")
        self.button = CancelButton("Cancel", self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda: self.cancelled.emit())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.progress, 1)
        self._row.addWidget(self._share)
        self._row.addWidget(self.button)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take over sizes."""
        self._row.setSpacing(look.sizes["gap"])

    def begin(self, what: str, which: str = "") -> None:
        """Show that `what` begins, such as "transcribing lecture.wav"; `which` of several, as "1 of 2"."""
        self.progress.setAccessibleName(", ".join(filter(None, [what, which])))
        self.button.setAccessibleName(f"Cancel {self.progress.accessibleName()}")
        self._which = which
        self._started = time.monotonic()
        self.show_share(0.0)
        self.show()

    def show_share(self, share: float) -> None:
        """Show how far it is, from 0 to 1, and how long it will take."""
        self.progress.setValue(round(100 * share))
        spent = time.monotonic() - self._started
        left = f"{clock(spent / share - spent)} left" if share > TELLING and spent > 2 else ""
        self._share.setText(", ".join(filter(None, [self._which, f"{share:.0%}", left])))

    def end(self) -> None:
        """Go out of sight."""
        if self.button.hasFocus():
            self._leave.setFocus()
        self.hide()
