"""A dialog in which the key to speak works as it does in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class TalkingDialog(QDialog):
    """Hands the key to speak on to its window; keys do not pass from one window to another by themselves."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the key to speak go down."""
        if not self._window.talk_key_moved(event, down=True):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """See the key to speak go up."""
        if not self._window.talk_key_moved(event, down=False):
            super().keyReleaseEvent(event)
