"""One line of the document: its number, the formula, the words, and the other readings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QGroupBox, QLabel, QPushButton, QVBoxLayout, QWidget

from app.document import Line
from app.understand import Meaning
from app.window.flow import FlowLayout
from app.window.formula_view import FormulaView
from app.window.restyle import restyle
from app.window.theme import Look
from app.window.transcript import Transcript

UNSURE_BELOW = 0.5  # confidence under which a line asks to be checked


class ReadingButton(QPushButton):
    """Another reading of a line, numbered as it is called by voice."""

    def __init__(self, number: int, meaning: Meaning, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"choose {number}: {meaning.speech or meaning.transcript}")
        self.setToolTip(f"“choose {number}”")
        label = QLabel(str(number), self)
        formula = FormulaView(self)
        formula.set_look(look.colours["ink"], look.sizes["formula_small"])
        formula.show_meaning(meaning)
        for child in (label, formula):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        gap = look.sizes["gap_small"]
        layout = QGridLayout(self)
        layout.setContentsMargins(gap + 2, gap, gap + 2, gap)
        layout.setHorizontalSpacing(gap + 2)
        layout.addWidget(label, 0, 0)
        layout.addWidget(formula, 0, 1)
        formula.setFixedWidth(max(1, min(formula.sizeHint().width(), look.sizes["column"] // 2)))
        self.setFixedSize(layout.sizeHint().expandedTo(QSize(look.sizes["target"], 24)))


class LineView(QGroupBox):
    """Shows one line; tells when it is picked, corrected, or another reading of it is chosen.

    To a screen reader it is a group, which Qt says of group boxes alone.
    """

    picked = Signal(object)
    corrected = Signal(object, str)
    chosen = Signal(object, int)
    edited = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line = Line()
        self.number = 0
        self._look: Look | None = None
        self._is_current = False
        self._number = QLabel(self, objectName="number")
        self._number.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.formula = FormulaView(self)
        self.transcript = Transcript(self)
        # Few lines have these, and a widget takes 20 kB.
        self._caption: QLabel | None = None
        self._readings: QWidget | None = None
        self._lay_out()
        self.transcript.corrected.connect(lambda words: self.corrected.emit(self, words))
        self.transcript.entered.connect(lambda: self.edited.emit(self, True))
        self.transcript.left.connect(lambda: self.edited.emit(self, False))

    def _lay_out(self) -> None:
        self._middle = middle = QVBoxLayout()
        middle.setSpacing(4)
        middle.addWidget(self.formula)
        middle.addWidget(self.transcript)
        grid = QGridLayout(self)
        grid.addWidget(self._number, 0, 0)
        grid.addLayout(middle, 0, 1)
        grid.setColumnStretch(1, 1)

    # --- what is shown

    def show_line(self, number: int, line: Line, current: bool, look: Look, words: bool) -> None:
        """Show `line` as line `number` (counted from 0); `words` are shown under formulas if so set."""
        same = line == self.line and look is self._look and current == self._is_current
        if same and number == self.number:
            return
        self.number = number
        self._number.setText(str(number + 1))
        self._name(line)
        if same:
            return
        self.line, self._look, self._is_current = line, look, current
        self._fit(look)
        self.formula.set_look(look.colours["ink"], look.sizes["formula"])
        # Words that are being corrected stand in the field; until they parse the last picture stays.
        unfinished = self.transcript.is_edited
        self.formula.show_meaning(line.meaning, unfinished, later=not current)
        is_formula = line.meaning.kind == "math"
        self.formula.setVisible(is_formula)
        self.transcript.show_words(line.transcript, large=not is_formula, editable=current)
        self.transcript.setVisible(current or words or not is_formula)
        self._show_caption(line)
        self._show_readings(line if current else Line(), look)
        self.setProperty("current", current)
        restyle(self)

    def _name(self, line: Line) -> None:
        said = line.meaning.speech or line.transcript or "empty"
        self.setAccessibleName(f"line {self.number + 1}: {said}")
        self.transcript.set_name(f"words of line {self.number + 1}")

    def _fit(self, look: Look) -> None:
        sizes = look.sizes
        self._number.setFixedWidth(sizes["gutter"] - sizes["gap"])
        layout = self.layout()
        layout.setContentsMargins(0, sizes["gap"], sizes["gap"], sizes["gap"])
        layout.setHorizontalSpacing(sizes["gap"])

    def _show_caption(self, line: Line) -> None:
        confidence = line.meaning.confidence
        unsure = confidence is not None and confidence < UNSURE_BELOW
        caption = f"? not sure ({confidence:.0%}), please check" if unsure else ""
        self.setAccessibleDescription(caption)
        if unsure and self._caption is None:
            self._caption = QLabel(self, objectName="caption")
            self._caption.setProperty("unsure", True)
            self._middle.insertWidget(2, self._caption)
        if self._caption is not None:
            self._caption.setText(caption)
            self._caption.setVisible(unsure)

    def _show_readings(self, line: Line, look: Look) -> None:
        if self._readings is not None:
            self._readings.hide()
            self._readings.deleteLater()
            self._readings = None
        if len(line.meanings) < 2:
            return
        self._readings = QWidget(self)
        flow = FlowLayout(self._readings)
        flow.setContentsMargins(4, 4, 0, 0)
        before: QWidget = self.transcript.field or self
        for index, meaning in enumerate(line.meanings):
            if index != line.chosen:
                button = ReadingButton(index + 1, meaning, look, self._readings)
                button.clicked.connect(lambda _=False, at=index: self.chosen.emit(self, at))
                flow.addWidget(button)
                QWidget.setTabOrder(before, button)
                before = button
        self._middle.addWidget(self._readings)
        self._readings.show()

    # --- what the user does

    def edit(self) -> None:
        """Put the cursor into the words."""
        self.transcript.setVisible(True)
        self.transcript.edit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make this the current line."""
        self.picked.emit(self)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Correct the words."""
        self.edit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make this the current line."""
        super().focusInEvent(event)
        self.picked.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return corrects the words; a digit takes the reading with that number."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit()
        elif event.text().isdigit() and 0 < int(event.text()) <= len(self.line.meanings):
            self.chosen.emit(self, int(event.text()) - 1)
        else:
            event.ignore()
