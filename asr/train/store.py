"""A store of clips on disk: all samples in one int16 file, one JSON line a clip.

Reading is by memory map, so that training starts at once and shares pages between processes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from asr.features import SAMPLE_RATE
from asr.train.corpora import Clip


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a clip's samples lie (`start`, `length` in samples) and what is known of it."""

    corpus: str
    speaker: str
    transcript: str
    start: int
    length: int

    @property
    def seconds(self) -> float:
        """The clip's length in seconds."""
        return self.length / SAMPLE_RATE


class Samples:
    """All int16 samples of a store, mapped into memory by each process that reads them.

    A memory map itself would be copied whole into every process that it is handed to.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mapped: np.memmap | None = None

    def __getitem__(self, span: slice) -> np.ndarray:
        """Return a stretch of samples."""
        if self._mapped is None:
            self._mapped = np.memmap(self._path, dtype=np.int16, mode="r")
        return self._mapped[span]

    def __reduce__(self) -> tuple:
        """Hand over the name of the file alone."""
        return Samples, (self._path,)


class Store:
    """The clips under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._audio, self._index = folder / "clips.i16", folder / "clips.jsonl"
        folder.mkdir(parents=True, exist_ok=True)

    def entries(self) -> list[Entry]:
        """Return all entries, in the order of adding."""
        if not self._index.exists():
            return []
        with self._index.open(encoding="utf-8") as lines:
            return [Entry(**json.loads(line)) for line in lines]

    def add(self, clips: Iterable[Clip]) -> float:
        """Append clips and return their hours. What a run has added stays whole if it is killed."""
        seconds = 0.0
        with (
            self._audio.open("ab") as audio,
            self._index.open("a", encoding="utf-8", buffering=1) as index,
        ):
            for clip in clips:
                start = audio.tell() // 2
                audio.write(clip.samples.tobytes())
                audio.flush()
                entry = Entry(clip.corpus, clip.speaker, clip.transcript, start, len(clip.samples))
                index.write(json.dumps(asdict(entry)) + "\n")
                seconds += entry.seconds
        return seconds / 3600

    def samples(self) -> Samples:
        """Return all samples, to be read by slices."""
        return Samples(self._audio)
