"""Documents as files for other programs: text formats, pictures, PDF and notebooks."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.document import Line
from app.passages import Passage, write_atomically
from app.render import SIZE, DrawingError
from app.writers import WRITERS


class ExportError(Exception):
    """This document cannot be written so; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Export:
    """One format: what it is called, and what makes the file's content of a title and passages."""

    title: str
    content: Callable[[str, Sequence[Passage]], str | bytes]


def export(path: Path, lines: Sequence[Line]) -> None:
    """Write `lines` in the format that the suffix of `path` names; raises ExportError or OSError."""
    kind = EXPORTS.get(path.suffix.lower().lstrip("."))
    if kind is None:
        raise ExportError(f"{path.name}: export as one of {', '.join('.' + s for s in EXPORTS)}.")
    passages = [Passage(_chosen_first(line)) for line in lines if not line.is_empty]
    if not passages:
        raise ExportError("There is nothing to export yet.")
    write_atomically(path, kind.content(path.stem, passages))


def _chosen_first(line: Line) -> tuple:
    others = [meaning for at, meaning in enumerate(line.meanings) if at != line.chosen]
    return (line.meaning, *others)


def notebook(title: str, passages: Sequence[Passage]) -> str:
    """Return a Jupyter notebook: each formula shown, and below it as SymPy code where it has any."""
    cells = [_cell("markdown", f"# {title}"), _cell("code", "from sympy import *")]
    for passage in passages:
        if not passage.is_formula:
            cells.append(_cell("markdown", passage.best.transcript))
            continue
        cells.append(_cell("markdown", f"$$\n{passage.best.latex}\n$$"))
        if passage.best.sympy:
            cells.append(_cell("code", passage.best.sympy))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _cell(kind: str, source: str) -> dict:
    cell = {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True)}
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell


def picture(title: str, passages: Sequence[Passage]) -> bytes:
    """Return all formulas, one below the other, as PNG."""
    from PySide6.QtCore import QBuffer, QIODevice, QPointF, QSizeF
    from PySide6.QtGui import QImage, QPainter

    rows, size = _rows(passages)
    scale = 4.0
    image = QImage((size * scale).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill("#ffffff")
    painter = QPainter(image)
    painter.scale(scale, scale)
    _paint(painter, rows, QPointF(0, 0), QSizeF(size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def vector(title: str, passages: Sequence[Passage]) -> bytes:
    """Return all formulas, one below the other, as SVG."""
    from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtSvg import QSvgGenerator

    rows, size = _rows(passages)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(title)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(QPointF(0, 0), size))
    painter = QPainter(generator)
    _paint(painter, rows, QPointF(0, 0), size)
    painter.end()
    return bytes(buffer.data().data())


def pdf(title: str, passages: Sequence[Passage]) -> bytes:
    """Return A4 pages with one formula or paragraph below the other."""
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    rows, _ = _rows(passages)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    scale = writer.resolution() / 72 * 14 / SIZE  # formulas at 14 points
    width, height = writer.width() / scale, writer.height() / scale
    painter = QPainter(writer)
    painter.scale(scale, scale)
    y = 0.0
    for row in rows:
        fitted = row.fitted(width)
        if y and y + fitted.height > height:
            writer.newPage()
            y = 0.0
        fitted.paint(painter, QPointF(0, y))
        y += fitted.height + GAP
    painter.end()
    return bytes(buffer.data().data())


GAP = 18.0  # px between rows


def _rows(passages: Sequence[Passage]) -> tuple[list, object]:
    from PySide6.QtCore import QSizeF

    from app.window.row import Row

    rows = [_row(passage) for passage in passages]
    assert all(isinstance(row, Row) for row in rows)
    height = sum(row.height for row in rows) + GAP * (len(rows) - 1)
    return rows, QSizeF(max(row.width for row in rows), height)


def _row(passage: Passage) -> object:
    from app.window.row import formula_row, text_row

    if passage.is_formula:
        try:
            return formula_row(passage.best.latex)
        except DrawingError:
            pass
    return text_row(passage.best.text or passage.best.transcript)


def _paint(painter: object, rows: list, at: object, size: object) -> None:
    from PySide6.QtCore import QPointF

    y = at.y()
    for row in rows:
        row.paint(painter, QPointF(at.x(), y))
        y += row.height + GAP


EXPORTS: dict[str, Export] = {
    "tex": Export("LaTeX", WRITERS["tex"].content),
    "md": Export("Markdown", WRITERS["md"].content),
    "html": Export("Web page with MathML", WRITERS["html"].content),
    "pdf": Export("PDF", pdf),
    "ipynb": Export("Jupyter notebook", notebook),
    "png": Export("Picture", picture),
    "svg": Export("Vector picture", vector),
    "txt": Export("Plain text", WRITERS["txt"].content),
}
