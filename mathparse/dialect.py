"""How screen readers speak: pauses where a writer puts commas, ends of scripts and cells left open."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import (
    angles,
    chemistry,
    clearspeak,
    mathspeak,
    reader_matrices,
    reader_tables,
    said_order,
    typed,
)
from mathparse.letters import is_name
from mathparse.tokens import Token

PAUSES = (",", ";")
_CONNECTIVES = frozenset([
    "plus", "minus", "times", "over", "squared", "cubed", "raised", "superscript", "subscript",
])  # fmt: skip
_HALVES = frozenset(
    ["over", "divided", "by", "numerator", "denominator", "begin", "end", "/", "and", "to"]
)
_LEADING = frozenset([
    "plus", "minus", "times", "of", "equals", "sub", "power", "comma", "over", "sine", "cosine",
    "tangent", "secant", "cosecant", "cotangent", "negative",
])  # fmt: skip


def explicit(tokens: list[Token]) -> list[Token]:
    """Return the words with the ends of scripts and of cells said, which screen readers leave open."""
    if tokens[:1] == ["fraction"] and _HALVES.isdisjoint(tokens):
        tokens = tokens[1 + (tokens[1:2] == [","]) :]  # announced, but nothing is told apart
    tokens = chemistry.with_indices(said_order.as_written(typed.spelled_out(tokens)))
    if read_aloud(tokens, letters=False):
        tokens = clearspeak.as_meant(tokens)
    tokens = reader_tables.with_cells(mathspeak.with_ends(tokens))
    return angles.with_angles(reader_matrices.with_entries(tokens))


def read_aloud(tokens: Sequence[str], letters: bool = True) -> bool:
    """Whether a phrase reads like a screen reader's: a comma where nobody writes one, or "cap a"."""
    for index, token in enumerate(tokens[:-1]):
        following = tokens[index + 1]
        if letters and token == "cap" and is_name(following):
            return True
        if token in PAUSES and (following in _CONNECTIVES or tokens[index - 1] in _LEADING):
            return True
    return False
