"""A graph: axes, grid and curve, drawn in the theme's colours, described for those who cannot see it."""

from __future__ import annotations

from itertools import pairwise
from math import floor, log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.understand import Meaning
from app.window.dialogs import STACKED_FROM, close_box, fit, hint, number_field, scrolling, stack
from app.window.formula_view import FormulaView
from app.window.talking import TalkingDialog
from app.window.theme import Look

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

Points = list[tuple[float, float]]
TICKS = 8  # at most about so many on each axis
LETTERS_A_TICK = (7, 3)  # of room for a number on the axes of x and y, in letter heights
MENTIONED = 6  # places in the description, at most


def tick_step(span: float, ticks: float = TICKS) -> float:
    """Return 1, 2 or 5 times a power of ten, so that about `ticks` steps make `span`."""
    rough = span / ticks
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough)


def shown_range(points: Points) -> tuple[float, float]:
    """Return the range of y to show: all of it, unless a few values are far from the rest."""
    values = sorted(y for _, y in points)
    margin = len(values) // 20
    inner_low, inner_high = values[margin], values[-1 - margin]
    span = (inner_high - inner_low) or abs(inner_high) or 1.0
    low = values[0] if inner_low - values[0] < span else inner_low - span / 4
    high = values[-1] if values[-1] - inner_high < span else inner_high + span / 4
    padding = (high - low) * 0.06 or 1.0
    return low - padding, high + padding


def crossings(points: Points) -> list[float]:
    """Return where the curve crosses zero, between two points on a straight line; jumps do not count."""
    low, high = shown_range(points)
    return [
        x0 - y0 * (x1 - x0) / (y1 - y0)
        for (x0, y0), (x1, y1) in pairwise(points)
        if (y0 < 0) != (y1 < 0) and abs(y1 - y0) < (high - low) / 4
    ]


def breaks(points: Points) -> list[float]:
    """Return where the curve leaps or is undefined for a stretch; the middle of each such stretch."""
    low, high = shown_range(points)
    usual = min(x1 - x0 for (x0, _), (x1, _) in pairwise(points))
    stretches: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y1 - y0) > high - low or x1 - x0 > 1.5 * usual:
            goes_on = stretches and stretches[-1][1] == x0
            stretches.append((stretches.pop()[0] if goes_on else x0, x1))
    return [(start + end) / 2 for start, end in stretches]


def turns(points: Points) -> list[float]:
    """Return where the curve turns from rising to falling or back."""
    return [
        x1
        for (_, y0), (x1, y1), (_, y2) in zip(points, points[1:], points[2:], strict=False)
        if (y1 - y0) * (y2 - y1) < 0
    ]


def telling_range(points: Points) -> tuple[float, float] | None:
    """Return the range of x in which things happen, None where the range of `points` shows it well."""
    places = [*crossings(points), *turns(points)]
    if not places:
        return None
    middle, half = (min(places) + max(places)) / 2, 1.25 * max(2.0, max(places) - min(places))
    low, high = round(middle - half, 1), round(middle + half, 1)
    return (low, high) if high - low < 0.6 * (points[-1][0] - points[0][0]) else None


class Graph(QWidget):
    """The curve through `points`, broken where the formula is undefined."""

    def __init__(
        self, points: Points, low: float, high: float, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._points, self._look = points, look
        self._x = (low, high)
        self._y = shown_range(points)
        self._gap = 2.5 * (high - low) / 400
        self.setMinimumSize(320, max(240, 9 * look.sizes["small"]))

    def _place(self, x: float, y: float) -> QPointF:
        (left, right), (bottom, top) = self._x, self._y
        return QPointF(
            (x - left) / (right - left) * self.width(), (top - y) / (top - bottom) * self.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grid, the axes with their numbers, and the curve."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._look.colours["card"]))
        self._draw_grid(painter)
        painter.setPen(QPen(QColor(self._look.colours["accent"]), 2.5 * max(1.0, self._look.zoom)))
        painter.drawPath(self._curve())
        painter.end()

    def _draw_grid(self, painter: QPainter) -> None:
        colours = self._look.colours
        font = painter.font()
        font.setPixelSize(self._look.sizes["small"])
        painter.setFont(font)
        for axis, (low, high) in enumerate((self._x, self._y)):
            room = (self.width(), self.height())[axis] / self._look.sizes["small"]
            step = tick_step(high - low, max(1.0, min(TICKS, room / LETTERS_A_TICK[axis])))
            for index in range(floor(low / step) + 1, floor(high / step) + 1):
                value = index * step
                thick = index == 0
                painter.setPen(
                    QPen(QColor(colours["ink" if thick else "hairline"]), 1.5 if thick else 1)
                )
                if axis == 0:
                    start, end = self._place(value, self._y[0]), self._place(value, self._y[1])
                else:
                    start, end = self._place(self._x[0], value), self._place(self._x[1], value)
                painter.drawLine(start, end)
                painter.setPen(QColor(colours["quiet"]))
                self._draw_number(painter, axis, value)

    def _draw_number(self, painter: QPainter, axis: int, value: float) -> None:
        zero = self._place(0, 0)
        size = self._look.sizes["small"]
        x = min(max(zero.x() + 4, 4), self.width() - 5 * size)
        y = min(max(zero.y() + size + 2, size), self.height() - 4)
        place = self._place(value, value)
        text = number(value)
        if axis == 0:
            painter.drawText(QPointF(place.x() + 3, y), text)
        elif value and place.y() > size:  # not cut off at the top
            painter.drawText(QPointF(x, place.y() - 3), text)

    def _curve(self) -> QPainterPath:
        path = QPainterPath()
        tall = 4 * (self._y[1] - self._y[0])
        path.moveTo(self._place(*self._points[0]))
        for (x0, y0), (x1, y1) in pairwise(self._points):
            broken = x1 - x0 > self._gap or abs(y1 - y0) > tall
            y1 = min(max(y1, self._y[0] - tall), self._y[1] + tall)
            (path.moveTo if broken else path.lineTo)(self._place(x1, y1))
        return path


class PlotDialog(TalkingDialog):
    """A graph with its formula above and its range below; `again` asks for another range."""

    again = Signal(float, float)

    def __init__(self, window: MainWindow, formula: Meaning, variable: str, points: Points) -> None:
        super().__init__(window)
        self.setWindowTitle("Plot")
        look = window.look
        low, high = points[0][0], points[-1][0]
        self.description = describe(formula, variable, points)
        title = FormulaView(self)
        title.set_look(look.colours["ink"], look.sizes["formula_small"])
        title.show_meaning(formula)
        self.graph = Graph(points, low, high, look, self)
        self.graph.setAccessibleName(self.description)
        words = hint(self.description)
        fields = self._range(variable, low, high)
        box = close_box(self)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setSpacing(look.sizes["gap"])
        for widget in (title, self.graph, words):
            column.addWidget(widget, 1 if widget is self.graph else 0)
        column.addLayout(fields)
        area = scrolling(self, "plot", sheet)
        stack(self, look, area, box, tall=area)
        fit(self, QSize(760, 680), look)

    def _range(self, variable: str, low: float, high: float) -> QBoxLayout:
        look = self._window.look
        direction = QBoxLayout.Direction
        upright = look.zoom > STACKED_FROM
        row = QBoxLayout(direction.TopToBottom if upright else direction.LeftToRight)
        row.setSpacing(look.sizes["gap_small"])
        fields = []
        for name, value in ((f"{variable} from", low), (f"{variable} to", high)):
            field = number_field(look, whole=False)
            field.setRange(-1e6, 1e6)
            field.setValue(value)
            field.setAccessibleName(name)
            label = QLabel(name, self)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, 1)
            fields.append(field)
        draw = QPushButton("Draw", self)
        draw.setDefault(True)
        draw.clicked.connect(lambda: self._ask(*(field.value() for field in fields)))
        row.addWidget(draw)
        return row

    def _ask(self, low: float, high: float) -> None:
        if low < high:
            self.again.emit(low, high)


def describe(formula: Meaning, variable: str, points: Points) -> str:
    """Return what the graph shows, in words: where it is, its extremes, where it crosses zero."""
    low, high = points[0][0], points[-1][0]
    name = formula.speech or formula.text
    sentences = [f"Graph of {name} for {variable} from {number(low)} to {number(high)}."]
    if broken := breaks(points):
        sentences.append(f"It breaks off near {_listed(broken)}.")
    else:
        lowest, highest = (pick(points, key=lambda point: point[1]) for pick in (min, max))
        sentences.append(
            f"Lowest {number(lowest[1])} at {number(lowest[0])}, "
            f"highest {number(highest[1])} at {number(highest[0])}."
        )
    if crossed := crossings(points):
        sentences.append(f"It crosses zero near {_listed(crossed)}.")
    return " ".join(sentences)


def _listed(places: list[float]) -> str:
    return ", ".join(map(number, places[:MENTIONED]))


def number(value: float) -> str:
    """Return a number as it stands beside an axis: three digits, and a true minus sign."""
    return f"{value:.3g}".replace("-", "−")
