"""Repeating decimals: "0.3 repeating", "0 point 1 followed by repeating digits 4 2"."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import numerals
from mathparse.tree import Node, number

_REPEATS = frozenset({"repeating", "recurring"})
_OPENINGS = (("the", "repeating", "decimal"), ("repeating", "decimal"))
_JOINTS = (
    ("followed", "by", "repeating", "digits"), ("followed", "by", "repeating", "digit"),
    ("with", "repeating", "digits"), ("with", "repeating", "digit"), ("with",), ("then",),
)  # fmt: skip


def repeating(tokens: Sequence[str], start: int) -> tuple[Node, int] | None:
    """Return the repeating decimal that starts here and where it ends."""
    for opening in _OPENINGS:
        if tuple(tokens[start : start + len(opening)]) == opening:
            return _told(tokens, start + len(opening), True)
    if tokens[start] not in numerals.CARDINALS and not tokens[start].replace(".", "").isdigit():
        return None
    found = numerals.cardinal(tokens, start)
    if found is None or "." not in found[0]:
        return None
    text, end = found
    if end < len(tokens) and tokens[end] in _REPEATS:
        whole, _, period = text.partition(".")
        return _node(whole + ".", period), end + 1
    return _told(tokens, start, False)


def _told(tokens: Sequence[str], start: int, certain: bool) -> tuple[Node, int] | None:
    """Read digits, then a joint, then the digits that repeat; somewhere that must have been said."""
    fixed, at = _digits(tokens, start)
    for joint in _JOINTS:
        if fixed and tuple(tokens[at : at + len(joint)]) == joint:
            period, end = _digits(tokens, at + len(joint))
            if period.isdigit():
                closed = end < len(tokens) and tokens[end] in _REPEATS
                fixed = fixed if "." in fixed else fixed + "."
                if certain or closed or "repeating" in joint:
                    return _node(fixed, period), end + closed
    return None


def _digits(tokens: Sequence[str], start: int) -> tuple[str, int]:
    """Return the digits and the point said one after the other."""
    digits = ""
    while start < len(tokens):
        token = tokens[start]
        if token in ("point", ".") and "." not in digits:
            digits += "."
        elif token.replace(".", "", 1).isdigit():
            digits += token
        elif numerals.CARDINALS.get(token, 10) < 10:
            digits += str(numerals.CARDINALS[token])
        else:
            break
        start += 1
    return digits, start


def _node(fixed: str, period: str) -> Node:
    return Node("repeating", (number(fixed), number(period)))
