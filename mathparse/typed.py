"""Typed shorthand that is not said so: "3 x 10^8 m/s", "1/2 x"."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import vocabulary
from mathparse.tokens import Token, words
from mathparse.units import PREFIXES

_TEN = frozenset({"10", "ten"})
_LONGEST = 3  # letters of an abbreviated unit with its prefix
_BY = "/"


def spelled_out(tokens: list[Token]) -> list[Token]:
    """Return the words with typed units, the cross before a power of ten, and short fractions said."""
    if not any(token[0].isdigit() for token in tokens):
        return tokens
    out: list[Token] = []
    start = 0
    while start < len(tokens):
        token = tokens[start]
        said, length = _quantity(tokens, start)
        if not said and _is_cross(tokens, start):
            said, length = "times", 1
        if not said and _is_fraction(tokens, start):
            said, length = f"begin {token} over {tokens[start + 2]} end", 3
        out += words(said, token) if said else [token]
        start += length
    return out


def _is_cross(tokens: Sequence[Token], at: int) -> bool:
    """Whether the letter x stands between a number and ten."""
    return (
        tokens[at] == "x"
        and 0 < at < len(tokens) - 1
        and tokens[at - 1][0].isdigit()
        and tokens[at + 1] in _TEN
    )


def _is_fraction(tokens: Sequence[Token], at: int) -> bool:
    """Whether "1/2" was typed without a space, and nothing was joined to either end."""
    part = tokens[at : at + 4]
    return (
        len(part) > 2
        and part[0].isdigit()
        and part[1] == _BY
        and part[2].isdigit()
        and part[1].joined
        and part[2].joined
        and not part[0].joined
        and not (len(part) == 4 and part[3].joined)
    )


def _quantity(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Return the spoken form of the unit typed after a number, and its length in tokens."""
    if not at or not tokens[at - 1][0].isdigit() or not tokens[at].isalpha():
        return "", 1
    above = tokens[at].written
    name = _name(above)
    if not name or (len(above) > 1 and _is_word(tokens[at])):
        return "", 1
    if [*tokens[at + 1 : at + 2]] == [_BY] and at + 2 < len(tokens) and tokens[at + 2].joined:
        below = tokens[at + 2].written
        plain = len(above + below) == 2 and above.islower() and below.islower()
        if _name(below) and (not plain or above + below == "ms"):
            return f"{name} per {_name(below)}", 3
        return "", 1
    return (name, 1) if len(above) > 1 else ("", 1)


def _is_word(token: Token) -> bool:
    """Whether the letters are a word in their own right, such as "mu", "bar" or "as"."""
    return token in vocabulary.plain_words() or bool(vocabulary.load().find(token))


def _name(abbreviation: str) -> str:
    """Return the spoken name of an SI symbol with its prefix, "" where it is none."""
    if len(abbreviation) > _LONGEST:
        return ""
    units = vocabulary.unit_names()
    if abbreviation in units:
        return units[abbreviation]
    for prefix, mark in PREFIXES.items():
        rest = abbreviation.removeprefix(mark)
        if rest != abbreviation and rest in units:
            return prefix + units[rest]
    return ""
