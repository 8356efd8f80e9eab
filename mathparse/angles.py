"""Degrees, minutes and seconds of arc: after degrees, minutes are no time."""

from __future__ import annotations

from mathparse.tokens import Token, words

_DEGREES = frozenset({"degree", "degrees", "°"})
_PARTS = {
    "minute": "arcminutes", "minutes": "arcminutes", "second": "arcseconds", "seconds": "arcseconds",
}  # fmt: skip
_FARTHEST = 4


def with_angles(tokens: list[Token]) -> list[Token]:
    """Return the words with "45 degrees, 10 minutes" as minutes of arc, without the pause."""
    if _DEGREES.isdisjoint(tokens):
        return tokens
    out: list[Token] = []
    near = 0
    for index, token in enumerate(tokens):
        near = _FARTHEST if token in _DEGREES or (near and token in _PARTS) else max(0, near - 1)
        if near and token in _PARTS:
            out += words(_PARTS[token], token)
        elif not (near and token == "," and set(tokens[index + 1 : index + 4]) & _PARTS.keys()):
            out.append(token)
    return out
