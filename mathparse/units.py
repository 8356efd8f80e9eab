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


def unit(token: str) -> Node | None:
    """Return the unit that a word names, with its prefix and in the singular or plural."""
    names = vocabulary.load()
    for word in (
        token,
        token[:-1] if token.endswith("s") else token,
        token[:-2] if token.endswith("es") else token,
    ):
        for prefix, mark in (("", ""), *PREFIXES.items()):
            if word.startswith(prefix):
                for entry in names.find(word[len(prefix) :]) if word[len(prefix) :] else ():
                    if entry.kind == "unit":
                        return Node("unit", (), mark + entry.value.text)  # type: ignore[attr-defined]
    return None
