"""The bar at the bottom: the button to speak, the field to type in, long work, and one line of status."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.window.restyle import restyle
from app.window.talk_button import TalkButton
from app.window.theme import Look
from app.window.work_bar import WorkBar


class Entry(QLineEdit):
    """Typed words; while it is empty, undo and redo are those of the document."""

    focused = Signal(bool)
    up = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while there is nothing here to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and not self.text():
            for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
                if event.matches(key):
                    event.ignore()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up goes to the lines, Escape clears."""
        if event.key() == Qt.Key.Key_Up:
            self.up.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the bar, which shows the focus."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the bar, which shows the focus."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class EntryBar(QWidget):
    """Says what was typed, and shows what the program is doing."""

    submitted = Signal(str)
    typing = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.talk = TalkButton(self)
        self.entry = Entry(self)
        self.entry.setObjectName("entry")
        self.entry.setAcceptDrops(False)  # the window takes files, and words too
        self.entry.setPlaceholderText("Speak, or type in words")
        self.entry.setAccessibleName("formula in words")
        self.entry.setAccessibleDescription("Return adds it as a line; Up goes to the lines.")
        self._status = QLabel(self, objectName="status")
        self._status.setWordWrap(True)
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QFrame(self, objectName="bar")
        self._row = QHBoxLayout(self._bar)
        self._row.addWidget(self.talk)
        self._row.addWidget(self.entry, 1)
        self.work = WorkBar(self, leave=self.entry)
        self._column = QVBoxLayout()
        self._column.addWidget(self._bar)
        self._column.addWidget(self.work)
        self._column.addWidget(self._status)
        self._middle = QWidget(self, objectName="page")
        self._middle.setLayout(self._column)
        self._outer = outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self._middle, 1000)
        outer.addStretch(1)
        self.entry.returnPressed.connect(self._submit)
        self.entry.textEdited.connect(self.typing)
        self.entry.focused.connect(self._show_focus)

    def set_look(self, look: Look) -> None:
        """Take over colours and sizes."""
        gap, small = look.sizes["gap"], look.sizes["gap_small"]
        self._middle.setMaximumWidth(look.sizes["column"] + 2 * gap)
        self._outer.setContentsMargins(0, 0, look.sizes["scroll"], 0)  # in line with the page
        self._column.setContentsMargins(gap, small, gap, gap)
        self._column.setSpacing(small)
        self._row.setContentsMargins(small, small, gap, small)
        self._row.setSpacing(gap)
        self.talk.set_look(look)
        self.work.set_look(look)

    @property
    def status(self) -> str:
        """The line of status."""
        return self._status.text()

    def show_status(self, sentence: str, trouble: bool = False) -> None:
        """Show one sentence; trouble is marked by a sign as well as by colour."""
        self._status.setText(f"⚠ {sentence}" if trouble else sentence)
        self._status.setProperty("trouble", trouble)
        restyle(self._status)

    def _submit(self) -> None:
        words = self.entry.text().strip()
        self.entry.clear()
        self.typing.emit("")
        if words:
            self.submitted.emit(words)

    def _show_focus(self, focused: bool) -> None:
        self._bar.setProperty("focused", focused)
        restyle(self._bar)
