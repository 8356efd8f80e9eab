"""What goes to the clipboard: one formula, in every form that a program may want to paste."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QMimeData

from app.render import DrawingError, coloured, svg_of
from app.understand import Meaning
from app.window.formula_view import picture_of

# Word processors look for MathML under either name.
MATHML_TYPES = ("application/mathml-presentation+xml", "application/mathml+xml")


def mime_of(meaning: Meaning, form: str) -> QMimeData:
    """Return `meaning` for the clipboard.

    `form` is what a plain text paste gives: "latex", "mathml", "sympy" or "text"; "picture" gives
    no text at all, so that programs paste the picture.
    """
    data = QMimeData()
    if form == "picture":
        _add_pictures(data, meaning)
        return data
    data.setText(getattr(meaning, form))
    if meaning.kind == "math" and form in ("latex", "mathml"):
        _add_mathml(data, meaning)
        if form == "latex":
            data.setData("application/x-latex", meaning.latex.encode())
            _add_pictures(data, meaning)
    return data


def _add_mathml(data: QMimeData, meaning: Meaning) -> None:
    if not meaning.mathml:
        return
    for kind in MATHML_TYPES:
        data.setData(kind, meaning.mathml.encode())
    data.setHtml(
        f"<!doctype html><meta charset=utf-8><title>{escape(meaning.text)}</title>{meaning.mathml}"
    )


def _add_pictures(data: QMimeData, meaning: Meaning) -> None:
    try:
        data.setData("image/svg+xml", coloured(svg_of(meaning.latex), "#000000").encode())
        data.setData("image/png", png_of(meaning.latex))
    except DrawingError:
        return


def png_of(latex: str, scale: float = 4, background: str = "#ffffff") -> bytes:
    """Return a formula as PNG on white; raises DrawingError."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture_of(latex, background=background, scale=scale).save(buffer, "PNG")
    return bytes(buffer.data().data())
