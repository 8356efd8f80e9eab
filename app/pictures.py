"""Passages as pictures: rows of formulas and words, painted as PNG, SVG or PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer

from app.passages import Passage
from app.render import POINTS, SIZE, DrawingError, coloured
from app.render import svg_of as svg_of_formula
from app.window.formula_view import set_print_size

GAP = 18.0  # px between rows
BLACK = "#000000"
PNG_SCALE = 4.0  # px of the picture for each px of SIZE: sharp in print
_UNSTROKED = re.compile(r"<(path|rect) (?![^>]*stroke)")
COLUMN = 28.0 * SIZE  # px; words of a picture go on in the next line after so much


@dataclass(frozen=True, slots=True)
class Row:
    """A formula or a line of words; `draw` paints it into a rectangle of any size."""

    size: QSizeF
    draw: Callable[[QPainter, QRectF], None]

    def fitted(self, width: float, height: float) -> Row:
        """Return the row made smaller, if it is wider than `width` or taller than `height`."""
        shrink = min(
            1.0, width / max(1.0, self.size.width()), height / max(1.0, self.size.height())
        )
        return replace(self, size=self.size * shrink)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint the row at height `y`."""
        self.draw(painter, QRectF(QPointF(0, y), self.size))


def row_of(passage: Passage, width: float = COLUMN) -> Row:
    """Return the picture of a formula, or where there is none the words, in lines of `width` px."""
    if passage.is_formula:
        try:
            renderer = _renderer_for(passage.best.latex)
        except DrawingError:
            return _words(passage.best.text, width)
        return Row(renderer.viewBoxF().size(), renderer.render)
    return _words(passage.best.transcript, width)


def _renderer_for(latex: str) -> QSvgRenderer:
    """Return what paints a formula into any kind of file; raises DrawingError.

    Where a shape names no stroke, Qt writes a black one into SVG and PDF: an invisible one prevents it.
    """
    svg = _UNSTROKED.sub(r'<\1 stroke="#000000" stroke-opacity="0" ', svg_of_formula(latex))
    return QSvgRenderer(QByteArray(coloured(svg, BLACK).encode()))


def _words(words: str, width: float) -> Row:
    font = QFont()
    font.setPixelSize(round(SIZE * 0.75))
    wrap = Qt.TextFlag.TextWordWrap
    place = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e6), wrap, words)
    size = place.size() + QSizeF(4, 4)

    def draw(painter: QPainter, place: QRectF) -> None:
        painter.save()
        painter.translate(place.topLeft())
        shrink = place.width() / size.width()
        painter.scale(shrink, shrink)
        painter.setFont(font)
        painter.drawText(QRectF(QPointF(0, 0), size), wrap, words)
        painter.restore()

    return Row(size, draw)


def _paint(painter: QPainter, rows: Sequence[Row]) -> None:
    y = 0.0
    for row in rows:
        row.paint(painter, y)
        y += row.size.height() + GAP


def _size(rows: Sequence[Row]) -> QSizeF:
    height = sum(row.size.height() for row in rows) + GAP * (len(rows) - 1)
    return QSizeF(max(row.size.width() for row in rows), height)


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def png_of(title: str, passages: Sequence[Passage]) -> bytes:
    """Return all rows, one below the other, as PNG on white."""
    rows = [row_of(passage) for passage in passages]
    image = QImage((_size(rows) * PNG_SCALE).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    set_print_size(image, PNG_SCALE)
    image.fill("#ffffff")
    painter = QPainter(image)
    painter.scale(PNG_SCALE, PNG_SCALE)
    _paint(painter, rows)
    painter.end()
    buffer = _buffer()
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def svg_of(title: str, passages: Sequence[Passage]) -> bytes:
    """Return all rows, one below the other, as SVG."""
    rows = [row_of(passage) for passage in passages]
    size = _size(rows)
    buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(round(SIZE * 72 / POINTS))
    generator.setTitle(title)
    generator.setDescription("; ".join(passage.best.speech for passage in passages))
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(QPointF(0, 0), size))
    painter = QPainter(generator)
    _paint(painter, rows)
    painter.end()
    return bytes(buffer.data().data())


def pdf_of(title: str, passages: Sequence[Passage]) -> bytes:
    """Return A4 pages with one row below the other."""
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    scale = writer.resolution() / 72 * POINTS / SIZE
    width, height = writer.width() / scale, writer.height() / scale
    painter = QPainter(writer)
    painter.scale(scale, scale)
    y = 0.0
    for row in (row_of(passage, width).fitted(width, height) for passage in passages):
        if y and y + row.size.height() > height:
            writer.newPage()
            y = 0.0
        row.paint(painter, y)
        y += row.size.height() + GAP
    painter.end()
    return bytes(buffer.data().data())
