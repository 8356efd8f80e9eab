"""Pieces of a formula that school says without saying where they end: "root two", "log two of x"."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from mathparse import numerals
from mathparse.differentials import is_name
from mathparse.states import Lexeme
from mathparse.tokens import Token
from mathparse.tree import Node, number, symbol

_AFTER_SURD = frozenset(["times", "plus", "minus", "over", "equals", "is", "divided", "and", "all"])
_CLOSERS = frozenset({"end", "endroot", "close"})
_SURD_COST = -2.0
_BASE_COST = -1.0
_POINTS = frozenset("abcdefghopqrs")
_ARROWS = tuple(
    tuple(words.split())
    for words in (
        "with an arrow on top of it", "with an arrow over it", "with an arrow above it",
        "with an arrow on top", "with an arrow on it", "with an arrow", "with arrow above", "with arrow",
    )
)  # fmt: skip
_AFTER_SEGMENT = frozenset(["is", "equals", "and", "congruent", "perpendicular", "parallel"])
_UNIT_VECTORS = frozenset("ijknuvre")
# Quantities that are named by the word for finding them, where nothing is said to find them of.
_NAMED = tuple(
    tuple(name.split())
    for name in (
        "gradient", "probability", "norm", "modulus", "magnitude", "limit", "sum", "product", "angle",
        "argument", "sum to infinity", "half life", "percentage change", "percentage error", "degree",
    )
)  # fmt: skip
_NAMING = frozenset({name[0] for name in _NAMED})
_RELATED = frozenset({"equals", "="})
_NAME_COST = -3.0
_VECTOR_COST, _ARROW_COST = -1.0, -4.0


def school_words(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Return the surd, the base or the vector between two points that is said here."""
    if tokens[start] == "root":
        return _surd(tokens, start)
    if tokens[start] in _NAMING:
        return _named(tokens, start)
    if tokens[start] == "log":
        return _base(tokens, start)
    if tokens[start] == "vector":
        return _vector(tokens, start)
    if tokens[start : start + 3] == ["k", "b", "t"]:  # the energy of heat
        constant = Node("subscript", (symbol("k"), symbol("B")))
        return [Lexeme("symbol", constant, start + 2, _VECTOR_COST)]
    if tokens[start : start + 2] == ["unit", "vector"]:
        return _unit_vector(tokens, start)
    if tokens[start] == "overline":
        return _overline(tokens, start)
    return []


def _surd(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "root two" before an operator as one number; the root of a square would not be said."""
    if start + 1 >= len(tokens) or (start and numerals.ordinal(tokens, start - 1)):
        return []
    if (start and tokens[start - 1] in ("square", "cube")) or not _CLOSERS.isdisjoint(tokens):
        return []
    found = numerals.cardinal(tokens, start + 1)
    if not found or not found[0].isdigit() or isqrt(int(found[0])) ** 2 == int(found[0]):
        return []
    text, end = found
    if end >= len(tokens) or tokens[end] not in _AFTER_SURD:
        return []
    if tokens[end] == "over" and not numerals.is_number(tokens[end + 1 : end + 2]):
        return []
    return [Lexeme("symbol", Node("root", (number(text), Node("none"))), end, _SURD_COST)]


def _named(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "gradient equals" as the name of a quantity."""
    for name in _NAMED:
        end = start + len(name)
        if tuple(tokens[start:end]) == name and not _RELATED.isdisjoint(tokens[end : end + 1]):
            return [Lexeme("symbol", Node("text", (), " ".join(name)), end, _NAME_COST)]
    return []


def _base(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "log two of x" as a logarithm with its base."""
    found = numerals.cardinal(tokens, start + 1) if start + 1 < len(tokens) else None
    if not found or tokens[found[1] : found[1] + 1] != ["of"]:
        return []
    base = Node("subscript", (Node("function", (), "log"), number(found[0])))
    return [Lexeme("function", base, found[1], _BASE_COST)]


def _overline(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "overline a b" as the segment between two points, where nothing but a relation follows."""
    names, after = tokens[start + 1 : start + 3], tokens[start + 3 : start + 4]
    if len(names) < 2 or names[0] == names[1] or not _POINTS.issuperset(names):
        return []
    if not _AFTER_SEGMENT.issuperset(after):
        return []
    between = Node("multiply", (symbol(names[0].written), symbol(names[1].written)))
    return [Lexeme("symbol", Node("accent", (between,), "overline"), start + 3, _VECTOR_COST)]


def leads(tokens: Sequence[Token], start: int) -> bool:
    """Whether "vector" stands before the letter that it marks: "two r vector v", but "a vector b vector"."""
    following = tokens[start + 1 : start + 3]
    return bool(following) and is_name(following[0]) and following[1:] not in (["vector"], ["vec"])


def _unit_vector(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "unit vector i" as the letter with a hat, which then need not be said."""
    at, following = start + 2, tokens[start + 3 : start + 4]
    if at >= len(tokens) or tokens[at] not in _UNIT_VECTORS or following in (["hat"], ["cap"]):
        return []
    name = Node("accent", (symbol(tokens[at].written),), "hat")
    return [Lexeme("symbol", name, at + 1, _VECTOR_COST)]


def _vector(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "vector a b" as that from a to b; "with an arrow" then says nothing more."""
    names = tokens[start + 1 : start + 3]
    end = start + 3
    if len(names) < 2 or names[0] == names[1] or not _POINTS.issuperset(names):
        return []
    between = Node("multiply", (symbol(names[0].written), symbol(names[1].written)))
    vector = Node("accent", (between,), "vector")
    for words in _ARROWS:
        if tuple(tokens[end : end + len(words)]) == words:
            return [Lexeme("symbol", vector, end + len(words), _ARROW_COST)]
    if end < len(tokens) and is_name(tokens[end]):
        return []
    return [Lexeme("symbol", vector, end, _VECTOR_COST)]
