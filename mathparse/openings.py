"""Sentences that lead up to a formula: "if we divide both sides by two we get x equals three"."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import prose
from mathparse.tokens import Token

# What is said at last before the formula, by who has told how it comes about.
_TURNS = tuple(
    tuple(turn.split())
    for turn in (
        "we get", "you get", "i get", "we have", "you have", "we find", "we see that", "we obtain",
        "we end up with", "you end up with", "we're left with", "gives us", "gives you", "leaves us with",
        "that gives", "this gives", "which gives", "it follows that", "we know that", "we conclude that",
        "that means", "this means", "which means", "tells us that", "says that",
    )
)  # fmt: skip
_STARTING = frozenset({turn[0] for turn in _TURNS})
_FEWEST = 3  # words before the turn; fewer are fillers


def without_opening(tokens: list[Token]) -> list[Token]:
    """Return the words after the last turn to the formula, where those before it are prose."""
    for start in range(len(tokens) - 2, _FEWEST - 1, -1):
        if tokens[start] in _STARTING and (end := _turn(tokens, start)):
            rest = tokens[end + (tokens[end] == "that") :]
            told = prose.is_prose(tokens[:start]) and rest and not prose.is_prose(rest)
            return rest if told else tokens
    return tokens


def _turn(tokens: Sequence[Token], start: int) -> int:
    """Return where a turn to the formula that begins here ends, 0 where there is none."""
    for turn in _TURNS:
        end = start + len(turn)
        if end < len(tokens) and tuple(tokens[start:end]) == turn:
            return end
    return 0
