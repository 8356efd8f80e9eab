"""The page: all lines of the document in one column, and the live line among them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.document import Document, Event
from app.settings import Settings
from app.understand import meanings_of
from app.window.column import Column, Sheet
from app.window.formula_view import FormulaView
from app.window.line_view import LineView
from app.window.live_view import LiveView
from app.window.scroll import SteadyScrollArea
from app.window.shortcuts import with_keys
from app.window.theme import Look

STEPS = {
    Qt.Key.Key_Left: "previous",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Up: "out",
    Qt.Key.Key_Down: "in",
    Qt.Key.Key_Escape: "leave",
}
EXAMPLE = "x squared plus one over two"
BEGINNING = (
    "Hold {talk} while you speak, or tap it to start and to stop.\n{help} shows what you can say."
)


class Page(SteadyScrollArea):
    """Shows a document and keeps up with it; user actions on lines come out as signals."""

    picked = Signal(int)
    corrected = Signal(int, str)
    chosen = Signal(int, int)
    edited = Signal(int, bool)
    typed = Signal(str)

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAccessibleName("document")
        self._document = document
        self._look = look
        self._show_words = True
        self.views: list[LineView] = []
        self.live = LiveView()
        self.welcome = Welcome()
        self._lines = Column()
        self._middle = Sheet()
        self._column = QVBoxLayout(self._middle)
        self._column.addWidget(self.welcome)
        self._column.addWidget(self._lines)
        self._column.addStretch(1)
        self._sheet = Sheet()
        outer = QHBoxLayout(self._sheet)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(self._middle, 1000)
        outer.addStretch(1)
        self.setWidget(self._sheet)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self._following = False
        self.walk: Callable[[str], bool] = lambda direction: False
        self.set_look(look)

    # --- what is shown

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document = document
        self.refresh()

    def on_event(self, event: Event) -> None:
        """Show what has changed in the document."""
        self.refresh()
        QTimer.singleShot(0, self.reveal_current)

    def set_look(self, look: Look, show_words: bool = True) -> None:
        """Take over colours and sizes."""
        self._look, self._show_words = look, show_words
        self._middle.setMaximumWidth(look.sizes["column"] + 2 * look.sizes["gap"])
        gap = look.sizes["gap"]
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._lines.set_spacing(look.sizes["gap_small"])
        self.live.set_look(look)
        self.welcome.set_look(look)
        self.refresh(all_anew=True)

    def refresh(self, all_anew: bool = False) -> None:
        """Make the views agree with the document; views of unchanged lines are left alone."""
        lines = self._document.lines
        while len(self.views) > len(lines):
            view = self.views.pop()
            self._lines.drop(view)
            view.deleteLater()
        while len(self.views) < len(lines):
            self._add_view()
        for number, (line, view) in enumerate(zip(lines, self.views, strict=True)):
            current = number == self._document.current
            if all_anew:
                view.line = None
            view.show_line(number, line, current, self._look, self._show_words)
        self._place_live()

    def _add_view(self) -> None:
        view = LineView()
        view.picked.connect(lambda line: self.picked.emit(line.number))
        view.corrected.connect(lambda line, words: self.corrected.emit(line.number, words))
        view.chosen.connect(lambda line, reading: self.chosen.emit(line.number, reading))
        view.edited.connect(lambda line, editing: self.edited.emit(line.number, editing))
        self._lines.append(view)
        self.views.append(view)

    def _place_live(self) -> None:
        """Put the live line where its result will stand: below the current line."""
        self.welcome.setVisible(not self.views and not self.live.is_shown)
        self._lines.place(self.live, min(self._document.current, len(self.views) - 1))

    def show_live(self, *arguments: object) -> None:
        """Show a partial result; see LiveView.show_partial."""
        self.live.show_partial(*arguments)
        self._place_live()
        self._following = True
        QTimer.singleShot(0, lambda: self.ensureWidgetVisible(self.live, 0, 0))

    def clear_live(self) -> None:
        """Take the live line away."""
        self._following = False
        self.live.clear()
        self._place_live()

    def _follow(self) -> None:
        if self._following:
            self.ensureWidgetVisible(self.live, 0, 0)

    # --- where the user is

    @property
    def current_view(self) -> LineView | None:
        """The view of the current line, None in an empty document."""
        return self.views[self._document.current] if self.views else None

    def reveal_current(self) -> None:
        """Scroll until the current line can be seen."""
        view = self.current_view
        if view is not None:
            self.ensureWidgetVisible(view, 0, self._look.sizes["gap"])
            # Of a line that is taller than the page, the formula at its top is what counts.
            top = view.mapTo(self._sheet, view.rect().topLeft()).y()
            bar = self.verticalScrollBar()
            bar.setValue(min(bar.value(), top))

    def focus_current(self) -> None:
        """Give the current line the focus."""
        if self.current_view is not None:
            self.current_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the lines; letters go to the entry below.

        During a walk through a formula the arrows take steps in it.
        """
        if self.walk(STEPS.get(Qt.Key(event.key()), "")):
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step:
            number = self._document.current + step
            if 0 <= number < len(self.views):
                self.picked.emit(number)
                self.focus_current()
            else:
                self.typed.emit("")
        elif event.text().isprintable() and event.text().strip() and not event.modifiers():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current line in view."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self.reveal_current)


class Welcome(QWidget):
    """What stands on an empty page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        title = QLabel("Say a formula, or type it in words", self, objectName="welcome_title")
        example = QLabel(f"For example “{EXAMPLE}”:", self, objectName="welcome_text")
        self._formula = FormulaView(self)
        self._keys = QLabel(self, objectName="welcome_text")
        for label in (title, example, self._keys):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        for widget in (title, example, self._formula, self._keys):
            layout.addWidget(widget)
        self._layout = layout

    def show_keys(self, settings: Settings) -> None:
        """Say which keys begin everything."""
        self._keys.setText(with_keys(BEGINNING, settings))

    def set_look(self, look: Look) -> None:
        """Take over colours and sizes."""
        self._layout.setContentsMargins(look.sizes["gutter"], look.sizes["gutter"], 0, 0)
        self._layout.setSpacing(look.sizes["gap"])
        self._formula.set_look(look.colours["ink"], look.sizes["formula"])
        # The first formula loads the grammar and the fonts; the window is shown before that.
        QTimer.singleShot(0, self._show_example)

    def _show_example(self) -> None:
        if self.isVisible():
            self._formula.show_meaning(meanings_of(EXAMPLE, 1)[0])
