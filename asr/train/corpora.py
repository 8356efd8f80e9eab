"""Readers of speech corpora; each yields clips of 16 kHz mono 16-bit audio.

A corpus is one of
- `NAME.tar` of audio files beside `NAME.tsv` (columns file, speaker, transcript among others),
- a folder with `manifest.tsv` (the same columns; files relative to the folder),
- a folder in LibriSpeech's layout (`SPEAKER/CHAPTER/*.flac` and `*.trans.txt`).
"""

from __future__ import annotations

import csv
import io
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from asr.features import SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording: int16 samples at 16 kHz, who speaks, and the words (not yet normalised)."""

    corpus: str
    speaker: str
    transcript: str
    samples: np.ndarray


def find(folder: Path) -> list[Path]:
    """Return the corpora in `folder`: its tar files, or the folder itself."""
    return sorted(folder.glob("*.tar")) or [folder]


def read(corpus: Path) -> Iterator[Clip]:
    """Yield the clips of one corpus; raises ValueError when `corpus` is none of the known layouts."""
    if corpus.suffix == ".tar":
        yield from _read_tar(corpus)
    elif (corpus / "manifest.tsv").is_file():
        yield from _read_manifest(corpus)
    elif any(corpus.rglob("*.trans.txt")):
        yield from _read_librispeech(corpus)
    else:
        raise ValueError(
            f"{corpus}: no .tar, manifest.tsv or *.trans.txt here, so no corpus to read"
        )


def decode(data: bytes | Path) -> np.ndarray:
    """Return an audio file as int16 mono samples at 16 kHz."""
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    samples, rate = soundfile.read(source, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    if rate != SAMPLE_RATE:
        mono = soxr.resample(mono, rate, SAMPLE_RATE)
    return (np.clip(mono, -1, 1) * 32767).astype(np.int16)


def _clip(corpus: str, row: dict[str, str], data: bytes | Path) -> Iterator[Clip]:
    """The clip of one row; a file that cannot be read is named and left out."""
    try:
        samples = decode(data)
    except (soundfile.LibsndfileError, OSError) as error:
        print(f"{corpus}: left out {row['file']}: {error}", file=sys.stderr)
        return
    yield Clip(corpus, row.get("speaker", corpus), row.get("transcript", ""), samples)


def rows(table: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file with a header line."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _read_tar(tar: Path) -> Iterator[Clip]:
    labels = {row["file"]: row for row in rows(tar.with_suffix(".tsv"))}
    with tarfile.open(tar) as archive:
        for member in archive:
            row, file = labels.get(member.name.removeprefix("./")), archive.extractfile(member)
            if row and file:
                yield from _clip(tar.stem, row, file.read())


def _read_manifest(folder: Path) -> Iterator[Clip]:
    for row in rows(folder / "manifest.tsv"):
        yield from _clip(folder.name, row, folder / row["file"])


def _read_librispeech(folder: Path) -> Iterator[Clip]:
    for listing in sorted(folder.rglob("*.trans.txt")):
        for line in listing.read_text(encoding="utf-8").splitlines():
            name, _, words = line.partition(" ")
            row = {"file": name, "speaker": f"ls_{name.split('-')[0]}", "transcript": words}
            yield from _clip(folder.name, row, listing.parent / f"{name}.flac")
