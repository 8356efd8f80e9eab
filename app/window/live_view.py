"""The line that is being said or typed just now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGroupBox, QLabel, QVBoxLayout, QWidget

from app.understand import Meaning
from app.window.formula_view import FormulaView
from app.window.restyle import restyle
from app.window.theme import Look


class LiveView(QGroupBox):
    """Shows partial results without jumping: it grows while a line is said, and never shrinks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line")
        self.setAccessibleName("line being said")
        self.formula = FormulaView(self)
        self.words = QLabel(self, objectName="live_words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self._caption = QLabel(self, objectName="caption")
        layout = QVBoxLayout(self)
        for widget in (self._caption, self.formula, self.words):
            layout.addWidget(widget)
        self._height = 0
        self.hide()

    @property
    def is_shown(self) -> bool:
        """Whether something is being said or typed."""
        return not self.isHidden()

    def set_look(self, look: Look) -> None:
        """Take over colours and sizes."""
        self.formula.set_look(look.colours["ink"], look.sizes["formula"])
        gap = look.sizes["gap"]
        self.layout().setContentsMargins(look.sizes["gutter"], gap, gap, gap)

    def show_partial(self, meaning: Meaning | None, caption: str, spoken: bool) -> None:
        """Show what is known so far; None shows only that something is expected."""
        self._caption.setText(caption)
        self._caption.setProperty("live", spoken)
        self.setProperty("live", spoken)
        shown = meaning or Meaning("", "text")
        is_formula = shown.kind == "math"
        self.formula.show_meaning(shown, unfinished=True)
        self.formula.setVisible(bool(shown.transcript))
        # Words that are no formula already stand large; once is enough.
        self.words.setText(shown.transcript if is_formula or self.formula.is_drawn else "")
        self.words.setVisible(bool(self.words.text()))
        if not self.is_shown:
            restyle(self)
            restyle(self._caption)
            self.show()
        self._height = max(self._height, self.layout().sizeHint().height())
        self.setMinimumHeight(self._height)

    def clear(self) -> None:
        """Show nothing any more."""
        self._height = 0
        self.setMinimumHeight(0)
        self.formula.show_meaning(Meaning("", "text"))
        self.words.clear()
        self.hide()
