"""Chooses the clips of other people by which adapting to one voice is judged.

    python -m asr.train.other_voices WORK    writes `asr/data/other_voices/`

They are by development speakers of corpora with free licences, none of them trained on: letters, digits,
command words and synthetic formulas, in the form of a profile (asr/profile.py).
"""

from __future__ import annotations

import shutil
import sys
import zlib
from pathlib import Path

import soundfile

from asr.adaptation import OTHERS
from asr.features import SAMPLE_RATE
from asr.recogniser import RECIPE, shipped_model
from asr.train import recipe
from asr.train.batches import Example, load_examples

WANTED = {"an4": 18, "speech_commands": 12, "synthetic_flite": 18, "synthetic_rhvoice": 3}
LONGEST = 5.0  # seconds


def choose(examples: list[Example]) -> list[Example]:
    """Short clips of each wanted corpus, in an order that its speakers and words do not decide."""
    chosen = []
    for corpus, count in WANTED.items():
        there = [
            one
            for one in examples
            if one.part == "dev" and one.entry.corpus == corpus and one.entry.seconds < LONGEST
        ]
        there.sort(key=lambda one: zlib.crc32(f"{one.entry.speaker} {one.entry.start}".encode()))
        chosen += there[:count]
    return chosen


def main() -> None:
    """Write the clips as Opus files with their words."""
    work = Path(sys.argv[1])
    stores = [work / name for name in ("human", "synthetic")]
    examples = load_examples(recipe.load(shipped_model() / RECIPE), stores)
    shutil.rmtree(OTHERS, ignore_errors=True)
    OTHERS.mkdir()
    lines = []
    for number, example in enumerate(choose(examples), 1):
        name = f"{number:02}.opus"
        soundfile.write(OTHERS / name, example.samples(), SAMPLE_RATE, format="OGG", subtype="OPUS")
        lines.append(f"{name}\t{' '.join(example.words)}\n")
    (OTHERS / "recordings.tsv").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
