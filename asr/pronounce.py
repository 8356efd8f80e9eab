"""How an unknown word may sound: letters to phonemes by a joint n-gram model.

Each letter is joined with the phonemes it stands for (none, one or two), and an n-gram model over
such pairs tells how likely a spelling sounds one way or another (Bisani and Ney, "Joint-sequence models
for grapheme-to-phoneme conversion", 2008). `asr.train.letter_sounds` makes the model.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from functools import cache
from pathlib import Path

from asr.language_model import LanguageModel
from asr.lexicon import Lexicon, Pronunciation
from asr.units import DATA

MODEL = DATA / "letter_sounds.arpa.gz"
BEAM = 40

# A token of the model is the letter, a colon and its phonemes joined by "_": "x:K_S", "e:".
_LETTERS = re.compile(r"[a-z']")


def phonemes_of(token: str) -> Pronunciation:
    """The phonemes of one token of the model."""
    sounds = token.partition(":")[2]
    return tuple(sounds.split("_")) if sounds else ()


class Speller:
    """Guesses pronunciations from spelling."""

    def __init__(self, model: LanguageModel) -> None:
        """`model` is over letter-sound pairs."""
        self._model = model
        self._pairs: dict[str, list[tuple[int, Pronunciation]]] = {}
        for token, index in model.words.items():
            letter, colon, _ = token.partition(":")
            if colon and letter:
                self._pairs.setdefault(letter, []).append((index, phonemes_of(token)))

    def guess(self, word: str, count: int = 3) -> list[Pronunciation]:
        """Return up to `count` different pronunciations, likeliest first; none without letters."""
        beam: list[tuple[float, int, Pronunciation]] = [(0.0, self._model.start, ())]
        for letter in _letters(word):
            longer = []
            for score, state, sounds in beam:
                for index, more in self._pairs.get(letter, []):
                    log_prob, after = self._model.score(state, index)
                    longer.append((score + log_prob, after, sounds + more))
            beam = heapq.nlargest(BEAM, longer) or beam
        best: dict[Pronunciation, float] = {}
        for score, state, sounds in beam:
            total = score + self._model.score(state, self._model.end)[0]
            if sounds and total > best.get(sounds, float("-inf")):
                best[sounds] = total
        return heapq.nlargest(count, best, key=best.__getitem__)


def pronounce(word: str, lexicon: Lexicon, model: Path = MODEL) -> list[Pronunciation]:
    """The lexicon's pronunciations of a word, or of each of its parts, or guesses from its letters.

    An empty list means that there is nothing in `word` to say.
    """
    said: list[Pronunciation] = [()]
    for part in word.lower().split():
        known = lexicon.get(part) or _speller(model).guess(part)
        said = [before + after for before in said for after in known][:6]
    return [one for one in said if one]


@cache
def _speller(model: Path) -> Speller:
    return Speller(LanguageModel.load(model))


def _letters(word: str) -> list[str]:
    """The letters a to z of a word, accents taken off."""
    plain = unicodedata.normalize("NFKD", word.lower().replace("ß", "ss").replace("ø", "o"))
    return _LETTERS.findall(plain.replace("ł", "l"))
