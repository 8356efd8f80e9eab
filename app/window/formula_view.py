"""One formula, drawn: sharp at any size, in the theme's colour, never blank for lack of LaTeX."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from shiboken6 import isValid

from app.render import POINTS, SIZE, DrawingError, coloured, is_drawn, svg_of
from app.understand import Meaning
from app.window.part_finder import part_finder

if TYPE_CHECKING:
    from app.picture_parts import Box, PictureParts

_renderers: OrderedDict[tuple[str, str], QSvgRenderer] = OrderedDict()
RENDERERS_KEPT = 256
LIT_MARGIN = 3.0  # px of SIZE around what is lit up
LIT_LINE = 2.0  # px of the frame around it, so that it is not told by colour alone


def renderer_for(latex: str, colour: str) -> QSvgRenderer:
    """Return what draws a formula in a colour (#rrggbb); raises DrawingError."""
    key = (latex, colour)
    if key in _renderers:
        _renderers.move_to_end(key)
        return _renderers[key]
    renderer = QSvgRenderer(QByteArray(coloured(svg_of(latex), colour).encode()))
    if not renderer.isValid():
        raise DrawingError("Qt cannot draw this SVG")
    _renderers[key] = renderer
    while len(_renderers) > RENDERERS_KEPT:
        _renderers.popitem(last=False)
    return renderer


def picture_of(
    latex: str, colour: str = "#000000", background: str = "", scale: float = 4
) -> QImage:
    """Return a formula as a picture, transparent unless a background is given; raises DrawingError."""
    renderer = renderer_for(latex, colour)
    size = renderer.viewBoxF().size() * scale
    image = QImage(size.toSize().expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    set_print_size(image, scale)
    image.fill(background or Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def set_print_size(image: QImage, scale: float) -> None:
    """Let a letter M of `scale` times SIZE px print as POINTS, the size of text."""
    dots_per_metre = round(scale * SIZE / (POINTS / 72 * 0.0254))
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)


class Waiting:
    """Formulas that are drawn one by one while nothing else happens, so that long documents open."""

    def __init__(self) -> None:
        self._views: deque[FormulaView] = deque()
        self._is_scheduled = False

    def add(self, view: FormulaView) -> None:
        """Draw the formula of `view` when there is time."""
        self._views.append(view)
        self._schedule()

    def _schedule(self) -> None:
        if self._views and not self._is_scheduled:
            self._is_scheduled = True
            QTimer.singleShot(1, self._draw_one)

    def _draw_one(self) -> None:
        self._is_scheduled = False
        view = self._views.popleft()
        if isValid(view):
            view.draw_now()
        self._schedule()


_waiting = Waiting()


class FormulaView(QLabel):
    """Shows a meaning: the formula as a picture, text and undrawable formulas as words.

    A formula that is still being said keeps its last good picture where the new one cannot be drawn.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer: QSvgRenderer | None = None
        self._meaning = Meaning("", "text")
        self._colour = "#000000"
        self._size = SIZE
        self._lit: tuple[Box, ...] = ()
        self._pick: Callable[[PictureParts], Sequence[Box]] | None = None
        self.setObjectName("words")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def lit(self) -> tuple[Box, ...]:
        """What is lit up, in the units of the picture."""
        return self._lit

    def light(self, pick: Callable[[PictureParts], Sequence[Box]] | None = None) -> None:
        """Light up what `pick` picks of the picture's parts, as soon as they are known; None for nothing.

        It stays lit until something else is, or the picture changes.
        """
        self._pick = pick
        if pick is None:
            self._lit = ()
            self.update()
        elif self._renderer is not None:
            part_finder().find(self._meaning.tree, lambda parts: self._show_lit(pick, parts))

    def _show_lit(self, pick: Callable[[PictureParts], Sequence[Box]], parts: PictureParts) -> None:
        if isValid(self) and pick is self._pick:
            self._lit = tuple(pick(parts))
            self.update()

    @property
    def is_drawn(self) -> bool:
        """Whether a picture stands here, not words."""
        return self._renderer is not None

    def set_look(self, colour: str, size: int) -> None:
        """Draw in `colour` (#rrggbb), with a letter M of `size` px."""
        if (colour, size) != (self._colour, self._size):
            self._colour, self._size = colour, size
            self.show_meaning(self._meaning)

    def show_meaning(self, meaning: Meaning, unfinished: bool = False, later: bool = False) -> None:
        """Show `meaning`; `unfinished` keeps the last picture rather than fall back to words.

        `later` shows words until there is time to draw, unless the picture is at hand.
        """
        self._meaning = meaning
        self._lit, self._pick = (), None
        if later and meaning.kind == "math" and not is_drawn(meaning.latex):
            self._set_picture(None, meaning)
            _waiting.add(self)
            return
        try:
            renderer = renderer_for(meaning.latex, self._colour) if meaning.kind == "math" else None
        except DrawingError:
            renderer = self._renderer if unfinished else None
        self._set_picture(renderer, meaning)

    def show_latex(self, latex: str, otherwise: Meaning) -> None:
        """Show LaTeX that belongs to no formula, or `otherwise` where it cannot be drawn."""
        try:
            renderer = renderer_for(latex, self._colour)
        except DrawingError:
            renderer = None
        self._meaning = otherwise
        self._set_picture(renderer, otherwise)

    def draw_now(self) -> None:
        """Draw what was left for later."""
        self.show_meaning(self._meaning)

    def _set_picture(self, renderer: QSvgRenderer | None, meaning: Meaning) -> None:
        self._renderer = renderer
        self.setText("" if renderer else meaning.text or meaning.transcript)
        self.setAccessibleName(meaning.speech or meaning.transcript or "empty line")
        self._fit()
        self.update()

    def _natural(self) -> QSize:
        scale = self._size / SIZE
        return (self._renderer.viewBoxF().size() * scale).toSize() if self._renderer else QSize()

    def _fit(self) -> None:
        if self._renderer:
            height = self._natural().height()
            self.setMinimumSize(1, height)
            self.setMaximumHeight(height)
        else:
            self.setMinimumSize(1, 0)
            self.setMaximumHeight(16_777_215)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the picture, or of the words."""
        return self._natural() if self._renderer else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture at the left, scaled down if it is too wide; or the words."""
        if self._renderer is None:
            super().paintEvent(event)
            return
        natural = self._natural()
        scale = min(1.0, self.width() / max(1, natural.width()))
        width, height = natural.width() * scale, natural.height() * scale
        place = QRectF(0, (self.height() - height) / 2, width, height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lit(painter, place)
        self._renderer.render(painter, place)
        painter.end()

    def _paint_lit(self, painter: QPainter, place: QRectF) -> None:
        """Paint a framed ground behind what is lit up; it stays within the widget."""
        view = self._renderer.viewBoxF()
        scale = place.width() / max(1.0, view.width())
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), LIT_LINE))
        painter.setBrush(QColor(self.palette().color(QPalette.ColorRole.AlternateBase)))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        for box in self._lit:
            frame = QRectF(
                place.left() + (box.left - LIT_MARGIN - view.left()) * scale,
                place.top() + (box.top - LIT_MARGIN - view.top()) * scale,
                (box.right - box.left + 2 * LIT_MARGIN) * scale,
                (box.bottom - box.top + 2 * LIT_MARGIN) * scale,
            )
            painter.drawRoundedRect(frame.intersected(inside), 4, 4)
