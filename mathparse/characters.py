"""Names of rare signs, from the names of Unicode's characters in Python's own tables."""

from __future__ import annotations

import unicodedata
from functools import cache

BLOCKS = (
    (0x00A1, 0x00FF), (0x2010, 0x205E), (0x20A0, 0x20C0), (0x2100, 0x214F), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2500, 0x27BF), (0x27C0, 0x27FF), (0x2900, 0x29FF),
    (0x2A00, 0x2AFF), (0x2B00, 0x2BFF),
)  # fmt: skip
LONGEST = 14
# These begin a construct; alone they are a formula still to be finished.
OPERATORS = frozenset("√∛∜∑∏∫∬∭∮±∓∂")
_SAME = {
    "equals": "equal", "over": "above", "p'ren": "parenthesis", "paren": "parenthesis",
    "brack": "bracket", "lamda": "lambda", "overdot": "dotabove", "num": "number", "negated": "not",
    "squiggly": "squiggle", "u": "up", "d": "down", "l": "left", "r": "right",
}  # fmt: skip
_SILENT = frozenset([
    "sign", "symbol", "of", "to", "the", "than", "with", "a", "operator", "character",
    "and", "or", "wards",
])  # fmt: skip


def find(phrase: str) -> str | None:
    """Return the character whose name the phrase is, or None."""
    words = phrase.split()
    if not 0 < len(words) <= LONGEST:
        return None
    char = _names().get(_key(phrase))
    return None if char in OPERATORS else char


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Return every character of the mathematical blocks by the telling words of its name."""
    names: dict[tuple[str, ...], str] = {}
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            name = unicodedata.name(chr(code), "")
            if name:
                names.setdefault(_key(name), chr(code))
    return names


def _key(name: str) -> tuple[str, ...]:
    words = name.lower().replace("-", " ").replace(",", " ").split()
    plain = [word.removesuffix("wards").removesuffix("ward") for word in words]
    return tuple(_SAME.get(word, word) for word in plain if word not in _SILENT)
