"""Units of measurement: a word with its prefix, in the singular or plural, to the printed symbol."""

from __future__ import annotations

from mathparse import vocabulary
from mathparse.tree import Node

PREFIXES = {
    "quetta": "Q", "ronna": "R", "yotta": "Y", "zetta": "Z", "exa": "E", "peta": "P", "tera": "T",
    "giga": "G", "mega": "M", "kilo": "k", "hecto": "h", "deka": "da", "deci": "d", "centi": "c",
    "milli": "m", "micro": "µ", "nano": "n", "pico": "p", "femto": "f", "atto": "a", "zepto": "z",
    "yocto": "y", "ronto": "r", "quecto": "q", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi",
    "tebi": "Ti", "pebi": "Pi", "exbi": "Ei", "zebi": "Zi", "yobi": "Yi",
}  # fmt: skip


_MARKED = tuple(PREFIXES)


def unit(token: str) -> Node | None:
    """Return the unit that a word names, with its prefix and in the singular or plural."""
    names = vocabulary.load()
    for ending in ("", "s", "es"):
        if not token.endswith(ending):
            continue
        word = token.removesuffix(ending)
        if named := _named(names, word):
            return Node("unit", (), named)
        if word.startswith(_MARKED):
            for prefix, mark in PREFIXES.items():
                if word.startswith(prefix) and (named := _named(names, word[len(prefix) :])):
                    return Node("unit", (), mark + named)
    return None


def _named(names: vocabulary.Phrases, word: str) -> str:
    """Return the symbol of a unit without prefix, "" where the word names none."""
    for entry in names.find(word) if word else ():
        if entry.kind == "unit":
            return entry.value.text  # type: ignore[attr-defined]
    return ""
