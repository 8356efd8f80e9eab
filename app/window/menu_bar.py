"""The menu bar; where not all menus fit beside each other, the button to the rest is large enough to hit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenuBar, QToolButton

LEAST = 32  # px; Qt makes the button 12 wide at any size of type


class MenuBar(QMenuBar):
    """Widens Qt's button for what does not fit, into the empty end of the bar."""

    def _widen(self) -> None:
        button = self.findChild(QToolButton, "qt_menubar_ext_button")
        if button is not None and button.isVisible():
            button.setGeometry(self.width() - LEAST, 0, LEAST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Widen it again after Qt has set it."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self._widen)

    def changeEvent(self, event: QEvent) -> None:
        """Widen it again when the size of the type has changed."""
        super().changeEvent(event)
        QTimer.singleShot(0, self._widen)
