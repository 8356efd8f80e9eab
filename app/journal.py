"""The journal: every change is on disk before it is shown, so a killed process loses nothing.

A journal is an append-only file of JSON lines. A line that was cut off is left out when it is read.
One write for each entry reaches the kernel at once; that survives the death of the process, and
`sync` at the end of a sentence has it survive the loss of power as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

from app.document import Document, Event, Line, Splice
from app.storage import line_from_json, line_to_json


class Journal:
    """Writes what happens to a document; `partial` also what is being said just now."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file: int | None = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if path.stat().st_size:
            # The last line may have been cut off; what comes next must not be glued to it.
            os.write(self._file, b"\n")

    def close(self) -> None:
        """Close the file; what happens to the document afterwards is not written."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def sync(self) -> None:
        """Have the disk take it; in a thread of its own, for a busy disk can take a second."""
        if self._file is not None:
            Thread(target=_sync, args=(os.dup(self._file),), daemon=True, name="sync").start()

    def follow(self, document: Document) -> None:
        """Write every event of `document`; call before anything that shows them listens."""
        document.listen(self._event)

    def partial(self, words: str, origin: str = "spoken") -> None:
        """Note the words so far of a line that is still being said or typed; "" when it is over.

        `origin` is "spoken" or "typed": one may go on while the other does.
        """
        self._write({"partial": words, "origin": origin})

    def snapshot(self, document: Document) -> None:
        """Begin with the lines of a document that another journal or file holds."""
        lines = [line_to_json(line) for line in document.lines]
        self._write({"lines": lines, "current": document.current})

    def _event(self, event: Event) -> None:
        entry: dict[str, Any] = {"do": event.kind, "current": event.current}
        if event.kind == "change" and event.splice:
            entry |= splice_to_json(event.splice)
            # One write tells of the line and of the end of its partial words: never both, never none.
            entry["ends"] = _finished_by(event.splice)
        self._write(entry)

    def _write(self, entry: dict[str, Any]) -> None:
        data = json.dumps(entry, ensure_ascii=False).encode("utf-8") + b"\n"
        while data and self._file is not None:
            data = data[os.write(self._file, data) :]


def _finished_by(splice: Splice) -> list[str]:
    """Return the origins of lines that are new with a change, not only moved or chosen anew."""
    if any(not line.is_empty for line in splice.removed):
        return []
    return sorted({line.origin for line in splice.inserted if line.transcript})


def _sync(file: int) -> None:
    try:
        os.fsync(file)
    except OSError:
        pass  # what has no disk behind it needs none
    finally:
        os.close(file)


def splice_to_json(splice: Splice) -> dict[str, Any]:
    """Return a change as JSON values; the lines it removed follow from those before it."""
    return {
        "at": splice.at,
        "remove": len(splice.removed),
        "insert": [line_to_json(line) for line in splice.inserted],
        "label": splice.label,
        "merges": splice.merges,
    }


def restore(path: Path) -> tuple[Document, dict[str, str]]:
    """Return the document that a journal tells of, with its history; empty where there is none.

    With it come the words that were being "spoken" and "typed" when the process ended, if any.
    Entries that cannot be read are left out.
    """
    document = Document()
    partial: dict[str, str] = {}
    for entry in _entries(path):
        try:
            if "partial" in entry:
                partial[str(entry.get("origin", "spoken"))] = str(entry["partial"])
            else:
                document = _replayed(document, entry)
                # The line itself is there, so the words on the way to it are over.
                for origin in entry.get("ends", ()):
                    partial.pop(origin, None)
        except (KeyError, TypeError, ValueError, IndexError):
            continue
    return document, {origin: words for origin, words in partial.items() if words}


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    try:
        data = path.read_bytes()
    except OSError:
        return
    for line in data.split(b"\n"):
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict):
            yield entry


def _replayed(document: Document, entry: dict[str, Any]) -> Document:
    """Do again what one entry tells; "lines" begins anew."""
    if "lines" in entry:
        document = Document([line_from_json(line) for line in entry["lines"]])
    elif entry["do"] == "change":
        document.apply(_splice(document, entry))
    elif entry["do"] == "undo":
        document.undo()
    elif entry["do"] == "redo":
        document.redo()
    document.go_to(int(entry["current"]))
    return document


def _splice(document: Document, entry: dict[str, Any]) -> Splice:
    at, remove = int(entry["at"]), int(entry["remove"])
    if not (at >= 0 and remove >= 0 and at + remove <= len(document.lines)):
        raise ValueError("a change does not fit its document")
    inserted: tuple[Line, ...] = tuple(line_from_json(line) for line in entry["insert"])
    removed = document.lines[at : at + remove]
    current = int(entry["current"])
    label, merges = str(entry["label"]), bool(entry["merges"])
    return Splice(at, removed, inserted, current, document.current, label, merges)
