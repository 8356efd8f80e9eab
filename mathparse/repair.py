"""Spoken repair: "x squared no wait x cubed" keeps what was meant."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import numerals
from mathparse.tokens import Token

MARKERS = tuple(
    tuple(marker.split())
    for marker in (
        "no wait no", "no wait", "wait no", "oh wait no", "no sorry", "sorry no", "sorry i mean", "i mean",
        "i meant", "scratch that", "strike that", "correction", "make that", "no make that", "or rather",
        "let me correct that", "sorry", "oops", "actually no", "no no", "no i mean", "wait",
    )
)  # fmt: skip
STARTING = {
    word: sorted((marker for marker in MARKERS if marker[0] == word), key=len, reverse=True)
    for word in {marker[0] for marker in MARKERS}
}
RESTARTS = frozenset({("scratch", "that"), ("strike", "that"), ("let", "me", "correct", "that")})
OPERATORS = frozenset([
    "plus", "minus", "times", "over", "equals", "equal", "+", "-", "*", "/", "=", "divided",
    "squared", "cubed",
])  # fmt: skip


def repaired(tokens: list[Token]) -> list[Token]:
    """Return the words with every correction carried out; without one, the words as they are."""
    for start in range(1, len(tokens)):
        marker = _marker_at(tokens, start)
        if marker:
            before, after = tokens[:start], tokens[start + len(marker) :]
            while before and before[-1] in (",", "."):
                before.pop()
            while after and after[0] in (",", "."):
                after = after[1:]
            if not after:
                return before
            return repaired(_corrected(before, after, marker))
    return tokens


def _marker_at(tokens: Sequence[Token], start: int) -> tuple[str, ...]:
    for marker in STARTING.get(tokens[start], ()):
        if tuple(tokens[start : start + len(marker)]) == marker:
            return marker
    return ()


def _corrected(before: list[Token], after: list[Token], marker: tuple[str, ...]) -> list[Token]:
    """Cut `before` where the correction takes up again: at its first word, or at a word of its kind."""
    if marker in RESTARTS:
        return after
    kind = _kind(after[0])
    if kind == "operator" and _kind(before[-1]) == kind:
        return before[:-1] + after
    for index in range(len(before) - 1, -1, -1):
        if before[index] == after[0]:
            return before[:index] + after
    if kind:
        for index in range(len(before) - 1, -1, -1):
            if _kind(before[index]) == kind:
                return before[:index] + after
    return after


def _kind(token: str) -> str:
    if token[0].isdigit() or token in numerals.CARDINALS:
        return "number"
    if token in OPERATORS:
        return "operator"
    return "letter" if len(token) == 1 and token.isalpha() else ""
