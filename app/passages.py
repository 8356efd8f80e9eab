"""Passages: stretches of a recording or lines of a document, on their way to a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.understand import Meaning


@dataclass(frozen=True, slots=True)
class Passage:
    """What one utterance or line means, best meaning first; times in seconds, 0 for typed lines."""

    meanings: tuple[Meaning, ...]
    start: float = 0.0
    end: float = 0.0

    @property
    def best(self) -> Meaning:
        """The meaning that is shown."""
        return self.meanings[0]

    @property
    def is_formula(self) -> bool:
        """Whether the best meaning is mathematics."""
        return self.best.kind == "math"


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write `content` to `path` whole or not at all; raises OSError."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101 - mkstemp gives a name, not a Path
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def plain_lines(passages: Sequence[Passage]) -> list[str]:
    """Return each passage as one line of plain Unicode text."""
    return [passage.best.text or passage.best.transcript for passage in passages]
