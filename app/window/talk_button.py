"""The round button that is held or tapped to speak; a ring around it shows how loud it is."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton, QWidget

from app.window.restyle import restyle
from app.window.theme import Look

MICROPHONE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<rect x="9" y="3" width="6" height="11" rx="3" fill="{0}"/>
<path d="M6 11 a6 6 0 0 0 12 0 M12 17 v4 M9 21 h6" fill="none" stroke="{0}" stroke-width="1.8"
 stroke-linecap="round"/></svg>"""
STOP = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<rect x="6" y="6" width="12" height="12" rx="2" fill="{0}"/></svg>"""


class TalkButton(QPushButton):
    """Press and let go by mouse or space bar; what that means is decided elsewhere."""

    went_down = Signal()
    went_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("talk")
        self.setAutoDefault(False)
        self._look: Look | None = None
        self._listening = False
        self._level = 0.0
        self._key = ""  # that does the same, for the tool tip
        self.pressed.connect(self.went_down)
        self.released.connect(self.went_up)
        self.set_listening(False)

    def show_key(self, key: str) -> None:
        """Say in the tool tip which key does the same."""
        self._key = key
        self.set_listening(self._listening)

    def set_look(self, look: Look) -> None:
        """Take over colours and sizes."""
        self._look = look
        self.update()

    def set_listening(self, listening: bool) -> None:
        """Show whether sound counts; the picture changes as well as the colour."""
        self._listening = listening
        self._level = 0.0
        self.setAccessibleName("stop listening" if listening else "speak")
        self.setToolTip(
            f"Stop ({self._key})"
            if listening
            else f"Speak: hold, or click to start and stop ({self._key})"
        )
        self.setProperty("listening", listening)
        restyle(self)
        self.update()

    def set_level(self, level: float) -> None:
        """Show how loud it is; `level` is the root mean square of samples in [-1, 1]."""
        self._level = max(min(1.0, (level * 12) ** 0.6), self._level * 0.7)
        if self._listening:
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses it as well as the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.setDown(True)
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of what `keyPressEvent` pressed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.setDown(False)
            self.released.emit()
        else:
            super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc, the picture on it, and the ring."""
        super().paintEvent(event)
        if self._look is None:
            return
        colour = self._look.colours["on_live" if self._listening else "on_accent"]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = self.width() * 0.26
        picture = STOP if self._listening else MICROPHONE
        renderer = QSvgRenderer(QByteArray(picture.format(colour).encode()))
        renderer.render(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        if self._listening and self._level > 0.05:
            painter.setPen(QPen(QColor(colour), self.width() / 20))
            edge = self.width() * 0.14
            ring = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            span = round(180 * 16 * self._level)
            painter.drawArc(ring, 270 * 16 - span, 2 * span)
        painter.end()
