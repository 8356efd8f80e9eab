"""Letters spelled so that they cannot be misheard: "b as in bravo", "x ray", "charlie".

The words are listed in `data/spelling_alphabet.txt`. After "as in" any word serves: "t as in
tangent" is t, and so is "d as in tangent", since words are heard better than letters.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from asr.types import Word
from asr.units import DATA

ALPHABET = DATA / "spelling_alphabet.txt"
AS_IN = ("as", "in")


@cache
def alphabet() -> dict[tuple[str, ...], tuple[str, bool]]:
    """Spelling words to their letter, and whether they may mean something else."""
    table = {}
    for line in ALPHABET.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            letter, *words = line.split()
            ambiguous = words[-1] == "?"
            table[tuple(words[:-1] if ambiguous else words)] = (letter, ambiguous)
    return table


def unspelled(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words with each spelled letter as that letter; the times cover all its words."""
    texts = [word.text for word in words]
    found: list[Word] = []
    index = 0
    while index < len(words):
        letter, count = _letter_at(texts, index)
        if count:
            end = words[index + count - 1].end
            found.append(replace(words[index], text=letter, end=end))
        else:
            found.append(words[index])
        index += count or 1
    return tuple(found)


def _letter_at(texts: Sequence[str], index: int) -> tuple[str, int]:
    """The letter spelled from `index` on and how many words that takes; 0 when none is."""
    rest = texts[index + 1 :]
    if len(texts[index]) == 1 and tuple(rest[:2]) == AS_IN and len(rest) > 2:
        spelling, count = _code_word(texts, index + 3)
        return (spelling or texts[index + 3][0]), 3 + (count or 1)
    letter, count = _code_word(texts, index)
    if not count:
        return "", 0
    ambiguous = alphabet()[tuple(texts[index : index + count])][1]
    beside = _code_word(texts, index + count)[1] or any(
        _code_word(texts, index - back)[1] == back for back in (1, 2) if index >= back
    )
    return (letter, count) if beside or not ambiguous else ("", 0)


def _code_word(texts: Sequence[str], index: int) -> tuple[str, int]:
    for count in (2, 1):
        words = tuple(texts[index : index + count])
        if len(words) == count and words in alphabet():
            return alphabet()[words][0], count
    return "", 0


def sentences(count: int, seed: int = 1) -> Iterator[str]:
    """Random spelled phrases for the language model to learn from."""
    rng = random.Random(seed)
    codes = [(letter, " ".join(words)) for words, (letter, _) in alphabet().items()]
    for number in range(count):
        picked = rng.choices(codes, k=rng.randint(1, 5))
        if number % 2:
            yield " ".join(words for _, words in picked)
        else:
            letter, words = picked[0]
            before = rng.choice(["", "two ", "plus ", "capital ", "spell "])
            yield f"{before}{letter} as in {words}"
