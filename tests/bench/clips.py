"""Clips of speakers who were held out of training, for the benchmarks of hearing."""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch

from asr.recogniser import RECIPE, Recogniser, shipped_model
from asr.train import recipe
from asr.train.batches import Example, load_examples
from asr.train.store import Entry, Store


def options(name: str, description: str) -> argparse.ArgumentParser:
    """The options that these benchmarks share."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.bench.{name}", description=description)
    parser.add_argument("work", type=Path, help="the work folder of speech-to-math train")
    parser.add_argument("--model", type=Path, help="folder of another model than the shipped one")
    parser.add_argument("--part", default="test", choices=("dev", "test"))
    parser.add_argument("--clips", type=int, default=80, help="at most, of each corpus")
    return parser


def load(chosen: argparse.Namespace) -> tuple[Recogniser, list[Example]]:
    """The recogniser, in one thread on the processor, and all clips of the chosen part."""
    torch.set_num_threads(1)
    model = chosen.model or shipped_model()
    stores = [chosen.work / name for name in ("human", "synthetic")]
    examples = load_examples(recipe.load(model / RECIPE), stores)
    recogniser = Recogniser.load(model, device="cpu")
    return recogniser, [one for one in examples if one.part == chosen.part]


def of(examples: Iterable[Example], corpora: Sequence[str], count: int) -> list[Example]:
    """At most `count` clips of each corpus, at random but the same each time."""
    found: list[Example] = []
    ordered = sorted(examples, key=lambda one: mixed(one.entry))
    for corpus in corpora:
        found += [one for one in ordered if one.entry.corpus == corpus][:count]
    return found


def noises(work: Path, part: str) -> tuple[Store, list[Entry]]:
    """Half of the noise clips of the work folder: one for tuning (dev), one for measuring (test)."""
    store = Store(work / "noise")
    entries = store.entries()
    return store, entries[::2] if part == "dev" else entries[1::2]


def mixed(entry: Entry) -> int:
    """A number that neither words nor speakers decide."""
    return zlib.crc32(f"{entry.corpus} {entry.start}".encode())
