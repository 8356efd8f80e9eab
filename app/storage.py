"""Lines as JSON: the one form used by document files and by the journal (docs/file-format.md)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.document import Line
from app.passages import write_atomically
from app.understand import Meaning

if TYPE_CHECKING:
    from mathparse.tree import Node

FORMAT = "speech-to-math document"
VERSION = 1
SUFFIX = ".stm"
DEEPEST = 200  # levels of a formula; deeper ones come from a damaged or hostile file


class FormatError(Exception):
    """This is not a document of ours; the message says what is wrong."""


def save(path: Path, lines: Sequence[Line]) -> None:
    """Write a document file; raises OSError."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "lines": [line_to_json(line) for line in lines],
    }
    write_atomically(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def load(path: Path) -> list[Line]:
    """Read a document file; raises OSError, or FormatError with what to do."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path.name} is not a document of this program.") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FormatError(f"{path.name} is not a document of this program.")
    if content.get("version") != VERSION:
        raise FormatError(f"{path.name} was made by a newer version of this program: update it.")
    try:
        return [line_from_json(line) for line in content["lines"]]
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(f"{path.name} is damaged ({error}).") from error


def line_to_json(line: Line) -> dict[str, Any]:
    """Return a line as JSON values."""
    return {
        "chosen": line.chosen,
        "origin": line.origin,
        "meanings": [meaning_to_json(meaning) for meaning in line.meanings],
    }


def line_from_json(value: dict[str, Any]) -> Line:
    """Return the line that `line_to_json` made; raises KeyError, TypeError or ValueError."""
    meanings = tuple(meaning_from_json(meaning) for meaning in value["meanings"])
    chosen = int(value["chosen"])
    if meanings and not 0 <= chosen < len(meanings):
        raise ValueError("a line has no such reading")
    return Line(meanings, chosen, str(value["origin"]))


def meaning_to_json(meaning: Meaning) -> dict[str, Any]:
    """Return a meaning as JSON values; `latex` is there for other programs and not read back."""
    value: dict[str, Any] = {
        "transcript": meaning.transcript,
        "kind": meaning.kind,
        "score": meaning.score,
        "confidence": meaning.confidence,
    }
    if meaning.tree is not None:
        value["tree"] = tree_to_json(meaning.tree)
        value["latex"] = meaning.latex
    return value


def meaning_from_json(value: dict[str, Any]) -> Meaning:
    """Return the meaning that `meaning_to_json` made."""
    if value["kind"] not in ("math", "text"):
        raise ValueError(f"unknown kind {value['kind']!r}")
    confidence = value["confidence"]
    return Meaning(
        transcript=str(value["transcript"]),
        kind=value["kind"],
        tree=tree_from_json(value["tree"]) if value["kind"] == "math" else None,
        score=float(value["score"]),
        confidence=None if confidence is None else float(confidence),
    )


def tree_to_json(tree: Node) -> list[Any]:
    """Return a formula as nested lists: [head, text, part, part...]."""
    return [tree.head, tree.text, *(tree_to_json(arg) for arg in tree.args)]


def tree_from_json(value: list[Any], depth: int = 0) -> Node:
    """Return the formula that `tree_to_json` made."""
    from mathparse.tree import Node

    if depth > DEEPEST or not isinstance(value, list) or len(value) < 2:
        raise ValueError("a formula is not as it should be")
    head, text, *parts = value
    if not isinstance(head, str) or not isinstance(text, str):
        raise TypeError("a formula is not as it should be")
    return Node(head, tuple(tree_from_json(part, depth + 1) for part in parts), text)
