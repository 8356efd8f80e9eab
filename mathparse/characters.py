"""Names of rare signs, from the names of Unicode's characters in Python's own tables."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from mathparse.numerals import CARDINALS, cardinal

# Signs of mathematics may be named by one word; in the other blocks that would be a word of prose.
BLOCKS = (
    (0x2010, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x214F), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2300, 0x23FF), (0x27C0, 0x27FF), (0x2900, 0x29FF), (0x2A00, 0x2AFF),
    (0x2B00, 0x2BFF),
)  # fmt: skip
WORDY_BLOCKS = (
    (0x0020, 0x007E), (0x00A1, 0x024F), (0x0250, 0x02FF), (0x0370, 0x03FF), (0x1D00, 0x1DBF),
    (0x1E00, 0x1EFF), (0x2150, 0x218F), (0x2460, 0x27BF), (0x3008, 0x301F), (0x3250, 0x32BF),
    (0xFE10, 0xFE6F), (0xFF00, 0xFFEF), (0x1F100, 0x1F1FF),
)  # fmt: skip
LONGEST = 14
# These begin a construct; alone they are a formula still to be finished.
OPERATORS = frozenset("√∛∜∑∏∫∬∭∮±∓∂")
_SAME = {
    "equals": "equal", "over": "above", "p'ren": "parenthesis", "paren": "parenthesis",
    "brack": "bracket", "lamda": "lambda", "overdot": "dotabove", "num": "number", "negated": "not",
    "squiggly": "squiggle", "u": "up", "d": "down", "l": "left", "r": "right", "cap": "capital",
    "upper": "capital", "uppercase": "capital", "vert": "vertical", "inverted": "turned",
    "reversed": "turned", "open": "left", "close": "right", "headed": "head",
    "halves": "half", "lozenge": "diamond", "solidus": "slash", "apostrophe": "quotation",
    "n": "north", "s": "south", "black": "filled", "negative": "filled", "low": "under",
}  # fmt: skip
_SILENT = frozenset([
    "sign", "symbol", "of", "to", "the", "than", "with", "operator", "character", "latin", "small",
    "letter", "and", "or", "wards", "is", "greek", "form", "presentation", "for", "mark", "modifying",
    "mod", "digit", "number", "modifier", "dingbat", "mathematical",
])  # fmt: skip
# What Unicode calls a mark, and its usual name.
_USUAL = (
    ("square bracket", "bracket"), ("curly bracket", "brace"), ("full stop", "period"),
    ("dot above", "dot"), ("hook above", "hook"), ("negative circled", "black circled"),
)  # fmt: skip
# What a screen reader calls a mark.
_MARKS = tuple(
    (re.compile(pattern), usual)
    for pattern, usual in (
        (r"\b(?:modifying|mod) below (.+?) with (.+)", r"\1 \2 below"),
        (r"\b(?:modifying|mod) above (.+?) with (.+)", r"\1 \2"),
        (r"\bunder ?(dot|tilde|ring|hat|bar|line|comma|breve)\b", r"\1 below"),
        (r"\b(?:double|two) (?:over)?dots?\b|\bumlaut\b", "diaeresis"),
        (r"\bover ?(dot|bar|tilde|hat)\b", r"\1"),
        (r"\b(?:hat|caret)\b", "circumflex"),
        (r"\bbar below\b", "line below"),
        (r"\bbar\b", "macron"),
        (r"\b(?:up|u) (?:right|r)\b", "north east"),
        (r"\b(?:up|u) (?:left|l)\b", "north west"),
        (r"\b(?:down|d) (?:right|r)\b", "south east"),
        (r"\b(?:down|d) (?:left|l)\b", "south west"),
        (r"\bsub(?=\s\S+$)", "subscript"),
        (r"\bsuper(?=\s\S+$)", "superscript"),
    )
)


def find(phrase: str) -> str | None:
    """Return the character whose name the phrase is, or None."""
    if not 0 < len(phrase.split()) <= LONGEST:
        return None
    told = phrase.lower()
    for pattern, usual in _MARKS:
        told = pattern.sub(usual, told)
    key = _key(told)
    char = (
        _names().get(_key(phrase)) or _names().get(key) or _in_any_order().get(tuple(sorted(key)))
    )
    return None if char in OPERATORS else char


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Return every character of the blocks by the telling words of its name."""
    names: dict[tuple[str, ...], str] = {}
    for blocks, fewest in ((BLOCKS, 1), (WORDY_BLOCKS, 2)):
        for first, last in blocks:
            for code in range(first, last + 1):
                key = _key(unicodedata.name(chr(code), ""))
                if len(key) >= fewest:
                    names.setdefault(key, chr(code))
    return names


@cache
def _in_any_order() -> dict[tuple[str, ...], str]:
    """Return the characters that the words of their name tell in any order: "white right arrow"."""
    found: dict[tuple[str, ...], set[str]] = {}
    for key, char in _names().items():
        found.setdefault(tuple(sorted(key)), set()).add(char)
    return {key: chars.pop() for key, chars in found.items() if len(chars) == 1 and len(key) > 1}


def _key(name: str) -> tuple[str, ...]:
    """Return the words that tell a name from others, with numbers as digits."""
    name = name.lower().replace("-", " ").replace(",", " ")
    for called, usual in _USUAL:
        if called in name:
            name = name.replace(called, usual)
    words = [word.removesuffix("wards").removesuffix("ward") for word in name.split()]
    telling = [_SAME.get(word, word) for word in words if word not in _SILENT]
    if CARDINALS.keys().isdisjoint(telling):
        return tuple(telling)
    out: list[str] = []
    index = 0
    while index < len(telling):
        found = cardinal(telling, index)
        out.append(found[0] if found else telling[index])
        index = found[1] if found else index + 1
    return tuple(out)
