"""The words of a line: as many rows as they need, corrected in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.window.restyle import restyle

FRAME = 4  # px above and below the words: border and padding of the style sheet
LEAVE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
ROWS = {
    Qt.Key.Key_Up: QTextCursor.MoveOperation.Up,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.Down,
}


class Transcript(QPlainTextEdit):
    """Return, Escape and the arrows beyond its first and last row lead out of it."""

    corrected = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setPlaceholderText("The next formula comes here")
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # files are for the window
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.fit())
        self.textChanged.connect(lambda: self.corrected.emit(self.text()))

    def text(self) -> str:
        """Return the words."""
        return self.toPlainText()

    def show_words(self, words: str) -> None:
        """Show `words`; while they are being edited, spaces and cursor stay as the user has them."""
        if " ".join(self.text().split()) != words:
            self.blockSignals(True)
            self.setPlainText(words)
            self.blockSignals(False)

    def show_as_text(self, is_text: bool) -> None:
        """Show the words large, where they are all that there is; words being edited stay as they are."""
        if bool(self.property("text")) != is_text and not self.hasFocus():
            self.setProperty("text", is_text)
            restyle(self)
            self.fit()

    def fit(self) -> None:
        """Be as tall as the words."""
        rows = max(1, round(self.document().size().height()))
        self.setFixedHeight(rows * self.fontMetrics().lineSpacing() + 2 * FRAME)

    def setSelection(self, start: int, length: int) -> None:
        """Select `length` characters from `start` on."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def deselect(self) -> None:
        """Select nothing."""
        self.setSelection(0, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the line that it is being edited."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Return or Escape, and with the arrows to the lines above and below."""
        key = Qt.Key(event.key())
        if key in LEAVE:
            self.left.emit()
        elif key in ROWS and not self.textCursor().movePosition(ROWS[key]):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()
