"""A session: the journal that is in use, its lock, and the history of documents put away."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from PySide6.QtCore import QLockFile

from app.document import Document, typed_line
from app.journal import Journal, restore
from app.settings import data_folder

KEPT = 100  # documents in the history
COMPACT_BYTES = 4_000_000  # a journal longer than this begins anew with a snapshot


class Session:
    """One window's document on disk; a second window at the same time gets a journal of its own."""

    def __init__(self, folder: Path | None = None, fresh: bool = False) -> None:
        self.folder = folder or data_folder()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._path, self._lock = self._claim()
        if fresh:
            self._put_away()
        self.document, unfinished = restore(self._path)
        if self._path.exists() and self._path.stat().st_size > COMPACT_BYTES:
            self._compact(unfinished)
        self.journal = Journal(self._path)
        self.journal.follow(self.document)
        for origin, words in unfinished.items():
            self.document.add(typed_line(words, origin))

    def new_document(self) -> Document:
        """Put the document away and begin an empty one."""
        self.journal.close()
        self._put_away()
        self.document = Document()
        self.journal = Journal(self._path)
        self.journal.follow(self.document)
        return self.document

    def earlier(self) -> list[Path]:
        """Return the journals of the documents put away, newest first."""
        return sorted((self.folder / "history").glob("*.jsonl"), reverse=True)

    def close(self) -> None:
        """Close the journal and let another window have it."""
        self.journal.close()
        self._lock.unlock()

    def _claim(self) -> tuple[Path, QLockFile]:
        for number in range(1, 100):
            name = "journal.jsonl" if number == 1 else f"journal-{number}.jsonl"
            lock = QLockFile(str(self.folder / f"{name}.lock"))
            lock.setStaleLockTime(0)  # only the death of its process frees it
            if lock.tryLock(0):
                return self.folder / name, lock
        raise OSError(f"no journal can be had in {self.folder}")

    def _compact(self, unfinished: dict[str, str]) -> None:
        """Begin the journal anew with a snapshot; at every moment a whole one lies in its place."""
        shutil.copy2(self._path, self._place_in_history())
        short = self._path.with_suffix(".short")
        short.unlink(missing_ok=True)
        journal = Journal(short)
        journal.snapshot(self.document)
        for origin, words in unfinished.items():
            journal.partial(words, origin)
        journal.close()
        short.replace(self._path)

    def _put_away(self) -> None:
        if self._path.exists() and self._path.stat().st_size:
            self._path.replace(self._place_in_history())

    def _place_in_history(self) -> Path:
        """Return a new name in the history, which forgets its oldest documents."""
        history = self.folder / "history"
        history.mkdir(exist_ok=True)
        for old in sorted(history.glob("*.jsonl"))[: -(KEPT - 1)]:
            old.unlink(missing_ok=True)
        stamp = time.strftime("%Y-%m-%d %H.%M.%S")
        return history / f"{stamp} {os.getpid()}-{time.monotonic_ns()}.jsonl"
