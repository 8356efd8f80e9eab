"""Many recordings to passages: which files, under which names, and one after the other."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.document import Line
from app.familiar import LINES, familiar_letters
from app.passages import Passage
from app.understand import rank

if TYPE_CHECKING:
    import numpy as np

    from asr import Recogniser

# What is taken from a folder; a file named on the command line is tried whatever it is called.
SUFFIXES = frozenset(
    [
        ".wav",
        ".flac",
        ".ogg",
        ".oga",
        ".opus",
        ".mp3",
        ".aif",
        ".aiff",
        ".au",
        ".caf",
        ".w64",
        ".m4a",
        ".mp4",
        ".aac",
        ".wma",
        ".webm",
        ".mkv",
        ".mka",
        ".mov",
        ".avi",
        ".3gp",
        ".amr",
    ]
)


class RecordingError(Exception):
    """A recording that gave nothing, or not all of it; the message is one sentence."""


def is_recording(path: Path) -> bool:
    """Whether a file is called like a recording."""
    return path.suffix.lower() in SUFFIXES


def find_recordings(names: Iterable[str]) -> tuple[list[Path], list[str]]:
    """Return the recordings that files, folders and patterns name, and what named none.

    Folders are searched to the bottom, in alphabetical order; each file comes once.
    """
    found: dict[Path, None] = {}
    problems = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if is_recording(p)]
            if not inside:
                problems.append(f"{name} is a folder without recordings in it.")
        elif not path.exists() and any(character in name for character in "*?["):
            inside = sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
            if not inside:
                problems.append(f"{name} matches no file.")
        else:
            inside = [path]
        found.update(dict.fromkeys(inside))
    return list(found), problems


def output_names(recordings: list[Path]) -> dict[Path, str]:
    """Return a name without suffix for each recording: its own, made longer where two share it."""
    names = {path: path.stem for path in recordings}
    for longer in (
        lambda path: path.name,
        lambda path: f"{path.parent.name}-{path.name}",
        lambda path: "-".join(part for part in path.absolute().parts if part.strip("/\\")),
    ):
        count = Counter(names.values())
        names = {path: longer(path) if count[name] > 1 else name for path, name in names.items()}
    return names


def passages_of(
    recogniser: Recogniser,
    recording: Path,
    alternatives: int = 5,
    on_seconds: Callable[[float], None] | None = None,
) -> Iterator[Passage]:
    """Yield what is said in `recording`, in constant memory.

    `on_seconds` is told how many more seconds have been read. Raises RecordingError where the file
    cannot be read, or, after everything that could be heard, where it is damaged.
    """
    from asr.audio import SAMPLE_RATE, AudioError, read

    def blocks() -> Iterator[np.ndarray]:
        for block in read(recording):
            if on_seconds:
                on_seconds(len(block) / SAMPLE_RATE)
            yield block

    before: deque[Line] = deque(maxlen=LINES)
    try:
        for utterance in recogniser.transcribe(blocks()):
            known = familiar_letters(before, len(before) - 1)
            meanings = rank(utterance.hypotheses, alternatives, known)
            if meanings:
                before.append(Line(tuple(meanings)))
                yield Passage(tuple(meanings), utterance.start, utterance.end)
    except AudioError as error:
        raise RecordingError(str(error)) from error
