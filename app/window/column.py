"""Many widgets below each other, in blocks, so that a long column costs no more than a short one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

BLOCK = 20  # widgets, whose heights are worked out anew together


class Sheet(QWidget):
    """Gets its height from its width alone; how large it would like to be is never worked out.

    A layout remembers heights for one width only, and the width that it would like is another.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")

    def sizeHint(self) -> QSize:
        """Return as little as may be: the height follows from the width, or else from what is in it."""
        follows = self.layout() is None or self.layout().hasHeightForWidth()
        return QSize(1, 1 if follows else super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing in it can be made less tall."""
        return self.sizeHint()


class Column(Sheet):
    """A column of widgets, numbered from 0, and one guest that may stand below any of them.

    A layout works out the height of everything in it whenever something in it changes. For hundreds
    of lines that takes longer than a word; a block that has not changed knows its height.
    """

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._blocks: list[QVBoxLayout] = []
        self._count = 0
        self._add_block()

    def set_spacing(self, spacing: int) -> None:
        """Keep widgets `spacing` px apart."""
        for layout in (self._layout, *self._blocks):
            layout.setSpacing(spacing)

    def append(self, widget: QWidget) -> None:
        """Put `widget` at the end."""
        number, self._count = self._count, self._count + 1
        if number // BLOCK == len(self._blocks):
            self._add_block()
        block = self._blocks[number // BLOCK]
        block.addWidget(widget)
        block.parentWidget().show()

    def drop(self, widget: QWidget) -> None:
        """Take away the last widget."""
        self._count -= 1
        block = self._blocks[self._count // BLOCK]
        block.removeWidget(widget)
        # A block without widgets would still be kept apart from the next.
        block.parentWidget().setVisible(self._count % BLOCK > 0 or self._count == 0)

    def place(self, guest: QWidget, number: int) -> None:
        """Let `guest` stand below widget `number`; at the top for -1."""
        block, at = self._blocks[max(number, 0) // BLOCK], number % BLOCK + 1 if number >= 0 else 0
        if block.indexOf(guest) == at:
            return
        is_shown = not guest.isHidden()
        for other in self._blocks:
            other.removeWidget(guest)
        block.insertWidget(at, guest)
        guest.setVisible(is_shown)  # a widget that gets another parent is hidden

    def _add_block(self) -> None:
        block = Sheet(self)
        layout = QVBoxLayout(block)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._layout.spacing())
        self._layout.addWidget(block)
        self._blocks.append(layout)
