"""Development clips as recordings with a manifest, for listening and for asr.tuning.

    python -m tests.bench.manifest runs/english FOLDER
    python -m asr.tuning weights FOLDER/words.tsv
    python -m asr.tuning confidence FOLDER/all.tsv

`words.tsv` holds formulas, letters and numbers; `all.tsv` also read English and noise, which are to
give nothing. Only speakers of the development part are in them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from asr.features import SAMPLE_RATE
from asr.train.batches import Example
from tests.bench import clips

SPOKEN = {"synthetic_flite": 110, "synthetic_espeak-ng": 60, "an4": 85, "speech_commands": 60}
REJECTED = {"speechocean762": 40, "lj80_excerpts": 30}
NOISES = 60
_AROUND = SAMPLE_RATE // 2  # samples of silence before and after


def main() -> None:
    """Write the recordings and both manifests."""
    parser = clips.options("manifest", "Development clips as recordings with a manifest.")
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    chosen.part = "dev"
    _, examples = clips.load(chosen)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    spoken = list(_written(_rows(examples, SPOKEN), chosen.folder, "words"))
    silent = list(_written(_rows(examples, REJECTED, told=False), chosen.folder, "read"))
    silent += _written(_noises(chosen), chosen.folder, "noise")
    (chosen.folder / "words.tsv").write_text("".join(spoken), encoding="utf-8")
    (chosen.folder / "all.tsv").write_text("".join(spoken + silent), encoding="utf-8")
    print(f"{len(spoken)} recordings with words, {len(silent)} without, in {chosen.folder}")


def _rows(
    examples: list[Example], counts: dict[str, int], told: bool = True
) -> Iterator[tuple[np.ndarray, str]]:
    for corpus, count in counts.items():
        for example in clips.of(examples, [corpus], count):
            yield example.samples(), " ".join(example.words) if told else ""


def _noises(chosen: argparse.Namespace) -> Iterator[tuple[np.ndarray, str]]:
    store, entries = clips.noises(chosen.work, "dev")
    samples = store.samples()
    for entry in entries[:NOISES]:
        yield samples[entry.start : entry.start + entry.length] / np.float32(32768), ""


def _written(rows: Iterator[tuple[np.ndarray, str]], folder: Path, name: str) -> Iterator[str]:
    for number, (samples, words) in enumerate(rows):
        path = (folder / f"{name}_{number:03}.flac").resolve()
        soundfile.write(path, np.pad(samples, _AROUND), SAMPLE_RATE)
        yield f"{path}\t{words}\n"


if __name__ == "__main__":
    main()
