"""The words of a line: as many rows as they need, corrected in place.

A field to write in takes far more memory than a label, and only one line is written in at a time.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.window.restyle import restyle

FRAME = 4  # px above and below the words: border and padding of the style sheet
LEAVE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
ROWS = {
    Qt.Key.Key_Up: QTextCursor.MoveOperation.Up,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.Down,
}


class WordsField(QPlainTextEdit):
    """Return, Escape and the arrows beyond its first and last row lead out of it."""

    corrected = Signal(str)
    entered = Signal()
    left = Signal()
    unfocused = Signal()

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

    def fit(self) -> None:
        """Be as tall as the words."""
        rows = max(1, round(self.document().size().height()))
        self.setFixedHeight(rows * self.fontMetrics().lineSpacing() + 2 * FRAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of rows."""
        super().resizeEvent(event)
        self.fit()

    def select(self, start: int, length: int) -> None:
        """Select `length` characters from `start` on."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the line that it is being edited."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it may be no longer needed."""
        super().focusOutEvent(event)
        self.unfocused.emit()

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


class Transcript(QWidget):
    """A label; while its line is the current one, and as long as it is written in, a field instead."""

    corrected = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field: WordsField | None = None
        self._is_wanted = False
        self._name = ""
        self._label = QLabel(self, objectName="transcript")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)

    @property
    def is_edited(self) -> bool:
        """Whether somebody writes here."""
        return self.field is not None and self.field.hasFocus()

    def text(self) -> str:
        """Return the words as they stand here."""
        return self.field.text() if self.field is not None else self._label.text()

    def set_name(self, name: str) -> None:
        """Say what a screen reader calls the field."""
        self._name = name
        if self.field is not None:
            self.field.setAccessibleName(name)

    def show_words(self, words: str, large: bool, editable: bool) -> None:
        """Show `words`: large where they are all that there is, in a field where they are `editable`."""
        self._is_wanted = editable
        self._label.setText(words)
        _enlarge(self._label, large)
        if editable:
            self._open()
        elif not self.is_edited:
            self._close()
        if self.field is not None:
            self.field.show_words(words)
            if not self.is_edited:  # words being written do not change their size
                _enlarge(self.field, large)
                self.field.fit()

    def edit(self) -> None:
        """Put the cursor behind the words."""
        self._open()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.moveCursor(QTextCursor.MoveOperation.End)

    def mark(self, start: int, length: int) -> None:
        """Mark `length` characters from `start` on, none for 0."""
        if self.field is not None:
            self.field.select(start, length)
        else:
            # Without this flag a label has no selection.
            self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._label.setSelection(start, length)
            if not length:
                self._label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    @property
    def marked(self) -> str:
        """The characters that are marked."""
        if self.field is not None:
            return self.field.textCursor().selectedText()
        return self._label.selectedText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Correct the words."""
        self.edit()

    def _open(self) -> None:
        if self.field is not None:
            return
        self.field = field = WordsField(self)
        field.setAccessibleName(self._name)
        field.show_words(self._label.text())
        _enlarge(field, bool(self._label.property("large")))
        field.corrected.connect(self.corrected)
        field.entered.connect(self.entered)
        field.left.connect(self.left)
        field.unfocused.connect(self._unfocused)
        self._label.hide()
        self.layout().addWidget(field)
        QWidget.setTabOrder(self.parentWidget(), field)
        field.show()

    def _close(self) -> None:
        if self.field is not None:
            self.field.hide()
            self.field.deleteLater()
            self.field = None
            self._label.show()

    def _unfocused(self) -> None:
        if not self._is_wanted:
            self._close()


def _enlarge(widget: QWidget, large: bool) -> None:
    if bool(widget.property("large")) != large:
        widget.setProperty("large", large)
        restyle(widget)
