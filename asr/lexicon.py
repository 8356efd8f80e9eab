"""Words and their pronunciations.

A lexicon file has one pronunciation a line: the word, a tab, its phonemes separated by spaces. A word
with several pronunciations has several lines, the most usual first. Lines that start with # are notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from asr.units import DATA, INDEX

Pronunciation = tuple[str, ...]
Lexicon = dict[str, list[Pronunciation]]

SHIPPED = DATA / "lexicon.txt"


def load(path: Path = SHIPPED) -> Lexicon:
    """Read a lexicon file; raises ValueError naming the first line that is not one."""
    lexicon: Lexicon = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        word, _, phonemes = line.partition("\t")
        pronunciation = tuple(phonemes.split())
        if not pronunciation or any(phoneme not in INDEX for phoneme in pronunciation):
            raise ValueError(f"{path}, line {number}: expected a word, a tab and ARPAbet phonemes")
        add(lexicon, word, pronunciation)
    return lexicon


def add(lexicon: Lexicon, word: str, pronunciation: Pronunciation) -> None:
    """Add one pronunciation of `word`, unless the lexicon has it already."""
    known = lexicon.setdefault(word, [])
    if pronunciation not in known:
        known.append(pronunciation)


def save(lexicon: Mapping[str, Iterable[Pronunciation]], path: Path, note: str) -> None:
    """Write `lexicon` in alphabetical order under `note`, which says where it comes from."""
    lines = [f"# {line}" for line in note.splitlines()]
    for word in sorted(lexicon):
        lines += [f"{word}\t{' '.join(pronunciation)}" for pronunciation in lexicon[word]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
