"""A scroll area whose contents keep their place whether or not there is something to scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class SteadyScrollArea(QScrollArea):
    """Scrolls up and down only; the room of the scroll bar is kept free while the bar is not there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._keep_room)
        self._keep_room()

    def _keep_room(self) -> None:
        bar = self.verticalScrollBar()
        is_shown = bar.maximum() > bar.minimum()
        self.setViewportMargins(0, 0, 0 if is_shown else bar.sizeHint().width(), 0)

    def changeEvent(self, event: QEvent) -> None:
        """Keep as much room as another style's bar takes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._keep_room()
