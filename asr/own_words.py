"""The user's own words: names and symbols that the recogniser hears from the next utterance on.

They are kept in a TOML file that a person can read and edit:

    [[word]]
    word = "gumbel"            # as it is heard, and handed to the grammar
    kind = "function"          # symbol, function or text: where it may stand in a sentence
    sounds_like = "gum bell"   # optional, in ordinary spelling or as phonemes ("G AH M B EH L")
    writes = "\\operatorname{Gumbel}"   # optional LaTeX, for whoever prints the formula
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from asr.lexicon import Lexicon, Pronunciation
from asr.pronounce import pronounce
from asr.units import INDEX

# The language model treats a word of each kind like this well-known word.
LIKE = {"symbol": "x", "function": "sine", "text": "the"}
LONGEST = 60  # letters
_DAMAGES = (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, KeyError, AttributeError)


class OwnWordError(ValueError):
    """A word cannot be taught; the message says what to do."""


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A taught word; see the module's documentation for the fields."""

    word: str
    kind: str = "symbol"
    sounds_like: str = ""
    writes: str = ""

    @property
    def like(self) -> str:
        """The word whose place in the language model it takes."""
        return LIKE[self.kind]

    def pronunciations(self, lexicon: Lexicon) -> list[Pronunciation]:
        """How it is said: as the user says, or as its spelling suggests. Raises OwnWordError."""
        phonemes = tuple(self.sounds_like.split())
        if phonemes and all(phoneme in INDEX for phoneme in phonemes):
            return [phonemes]
        found = pronounce(self.sounds_like or self.word, lexicon)
        if not found:
            raise OwnWordError(
                f"“{self.sounds_like or self.word}” has no letters to say: "
                "write in plain letters how it sounds."
            )
        return found


class OwnWords:
    """The words in one file, by name."""

    def __init__(self, path: Path) -> None:
        """Read `path`, which need not exist yet; raises OwnWordError for a damaged file."""
        self.path = path
        self._words: dict[str, OwnWord] = {}
        if path.exists():
            try:
                rows = tomllib.loads(path.read_text(encoding="utf-8")).get("word", [])
                self._words = {row["word"]: checked(OwnWord(**row)) for row in rows}
            except _DAMAGES as error:
                raise OwnWordError(
                    f"{path} is not a list of own words ({error}): correct it or remove it."
                ) from None

    def __iter__(self) -> Iterator[OwnWord]:
        """The words in the order in which they were taught."""
        return iter(self._words.values())

    def __len__(self) -> int:
        """How many words were taught."""
        return len(self._words)

    def add(self, word: OwnWord) -> None:
        """Keep a word, in place of an older one of that name; raises OwnWordError."""
        self._words[word.word] = checked(word)
        self._save()

    def remove(self, word: str) -> None:
        """Forget a word; raises OwnWordError if there is none of that name."""
        if self._words.pop(word, None) is None:
            raise OwnWordError(f"“{word}” is not among your own words.")
        self._save()

    def _save(self) -> None:
        blocks = []
        for word in self._words.values():
            # JSON's strings are TOML's basic strings, escapes included.
            rows = [f"{key} = {json.dumps(value)}" for key, value in asdict(word).items() if value]
            blocks.append("\n".join(["[[word]]", *rows]))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_name(self.path.name + ".part")
        part.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        part.replace(self.path)


def checked(word: OwnWord) -> OwnWord:
    """Return the word as it is kept; raises OwnWordError for one that cannot be."""
    if word.kind not in LIKE:
        raise OwnWordError(f"“{word.kind}” is no kind of word: use {', '.join(LIKE)}.")
    name = " ".join(word.word.lower().split())
    if not name or len(name) > LONGEST:
        raise OwnWordError(f"A word has 1 to {LONGEST} letters: shorten it.")
    return OwnWord(name, word.kind, " ".join(word.sounds_like.split()), word.writes)
