"""Documents as files for other programs: text formats, pictures, PDF and notebooks."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.document import Line
from app.passages import Passage, write_atomically
from app.pictures import pdf_of, png_of, svg_of
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
    cells = [_cell("markdown", f"# {title}")]
    for passage in passages:
        if not passage.is_formula:
            cells.append(_cell("markdown", passage.best.transcript))
            continue
        cells.append(_cell("markdown", f"$$\n{passage.best.latex}\n$$"))
        code = _script(passage)
        if code:
            cells.append(_cell("code", code))
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


def _script(passage: Passage) -> str:
    """Return Python code that makes the formula and shows it; "" where SymPy has no form for it."""
    from mathparse.sympy_form import to_sympy_script

    try:
        return to_sympy_script(passage.best.tree) + "\nformula"
    except Exception:
        return ""


def _cell(kind: str, source: str) -> dict:
    cell = {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True)}
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell


EXPORTS: dict[str, Export] = {
    "tex": Export("LaTeX", WRITERS["tex"].content),
    "md": Export("Markdown", WRITERS["md"].content),
    "html": Export("Web page with MathML", WRITERS["html"].content),
    "pdf": Export("PDF", pdf_of),
    "ipynb": Export("Jupyter notebook", notebook),
    "png": Export("Picture", png_of),
    "svg": Export("Vector picture", svg_of),
    "txt": Export("Plain text", WRITERS["txt"].content),
}
