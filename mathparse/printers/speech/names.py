"""How letters, symbols, functions and units are called."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from mathparse.printers.heads import by_character, find

_PREFIXES = {"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "c": "centi", "m": "milli",
             "µ": "micro", "n": "nano", "p": "pico", "d": "deci", "h": "hecto", "da": "deka"}  # fmt: skip


def name_of(text: str, kind: str) -> str:
    """Return the usual spoken name of a row of the symbol table."""
    row = find(text, kind)
    return row.names[0] if row and row.names else text.replace("-", " ")


@cache
def symbol_words(text: str) -> str:
    """Return how a letter or a named symbol is said."""
    if len(text) == 1 and text.isascii():
        return f"capital {text.lower()}" if text.isupper() else text
    row = find(text, "symbol") or by_character().get(text)
    if row and row.names:
        return row.names[0]
    if text[:1].isupper() and find(text.lower(), "symbol"):
        return f"capital {text.lower()}"
    return row.name.replace("-", " ") if row else _enclosed_words(text)


def _enclosed_words(text: str) -> str:
    """Return "circled b" and "parenthesized 2" for such signs, any other as it is."""
    name = unicodedata.name(text, "").lower().split() if len(text) == 1 else []
    if name[:1] not in (["circled"], ["parenthesized"]) or "capital" in name:
        return text
    return f"{name[0]} {unicodedata.digit(text, name[-1])}"


@cache
def _unit_names() -> dict[str, str]:
    """Return the first spoken name of every unit, by its symbol."""
    lines = (
        (Path(__file__).parents[2] / "data" / "units.txt").read_text(encoding="utf-8").splitlines()
    )
    pairs = (line.split(": ", 1) for line in lines if ": " in line and not line.startswith("#"))
    return {symbol: names.split(", ")[0] for symbol, names in pairs}


def unit_words(text: str) -> str:
    """Return a unit in the plural: "kilometers", "hertz"."""
    names = _unit_names()
    name = names.get(text)
    for prefix, spoken in _PREFIXES.items():
        if name is None and text.startswith(prefix):
            name = names.get(text.removeprefix(prefix))
            name = name and spoken + name
    if name is None:
        return text
    return name if name.endswith(("s", "z")) or not name.isalpha() else name + "s"
