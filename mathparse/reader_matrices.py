"""Matrices whose cells are read without pauses: "the 2 by 2 matrix. Row 1: 2 x 1" has two cells in its row.

The size tells how many cells there are, and what stands side by side where they may part.
"""

from __future__ import annotations

from collections.abc import Sequence

from mathparse.letters import is_name
from mathparse.tokens import TABLE_WORDS, Token, words

_SIGNS = frozenset({"plus", "minus", "times"})
_SIZES = frozenset("123456789")
_NEVER = 9


def with_entries(tokens: list[Token]) -> list[Token]:
    """Return the words with commas between the cells of rows that were read without a pause."""
    if "by" not in tokens or TABLE_WORDS.isdisjoint(tokens):
        return tokens
    out: list[Token] = []
    index, width = 0, 0
    while index < len(tokens):
        width = _width(tokens, index) or width
        end = _content(tokens, index)
        if width > 1 and end:
            row = tokens[end : _row_end(tokens, end)]
            out += [*tokens[index:end], *_parted(row, width)]
            index = end + len(row)
        else:
            out.append(tokens[index])
            index += 1
    return _without_labels(out)


def _width(tokens: Sequence[Token], at: int) -> int:
    """Return the number of cells in what follows "2 by 3 matrix." or "2 by 1 column matrix.", else 0."""
    size = tokens[at : at + 3]
    if len(size) < 3 or size[1] != "by" or not (size[0] in _SIZES and size[2] in _SIZES):
        return 0
    named = tokens[at + 3 : at + 5]
    if "column" in named:
        return int(size[0])
    return 0 if TABLE_WORDS.isdisjoint(named) else int(size[2])


def _content(tokens: Sequence[Token], at: int) -> int:
    """Return where the cells begin if a mark stands here: "row 1:", or "column matrix."; else 0."""
    if tokens[at : at + 3] == ["column", "matrix", "."]:
        return at + 3
    if tokens[at] != "row" or at + 2 >= len(tokens) or not tokens[at + 1].isdigit():
        return 0
    return at + 2 + (tokens[at + 2] in (":", ";"))


def _row_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < len(tokens) and tokens[end] not in (".", "row", "end"):
        end += 1
    return end


def _parted(row: list[Token], width: int) -> list[Token]:
    """Return the row with the commas that make it as many cells; as it is where none would fit."""
    if any(token not in _SIGNS and not _is_operand(token) for token in row):
        return row
    places = sorted(range(1, len(row)), key=lambda at: (_bond(row[at - 1], row[at]), at))
    chosen = places[: width - 1]
    if len(chosen) < width - 1 or any(_bond(row[at - 1], row[at]) == _NEVER for at in chosen):
        return row
    out: list[Token] = []
    for at, token in enumerate(row):
        out += [*words(",", token), token] if at in chosen else [token]
    return out


def _bond(left: Token, right: Token) -> int:
    """Return how firmly two words hold together: "3 4" are two cells, "2 x" seldom."""
    if not (_is_operand(left) and _is_operand(right)):
        return _NEVER
    return 2 * left.isdigit() * is_name(right) + (is_name(left) and is_name(right))


def _is_operand(token: Token) -> bool:
    return token.isdigit() or is_name(token)


def _without_labels(tokens: list[Token]) -> list[Token]:
    """Leave out the number of a labelled row: "row 4 with label (3.1); 2"."""
    for at in range(len(tokens) - 2):
        if tokens[at : at + 2] == ["with", "label"]:
            end = (
                tokens.index(")", at) + 1
                if tokens[at + 2] == "(" and ")" in tokens[at:]
                else at + 3
            )
            return tokens[:at] + _without_labels(tokens[end:])
    return tokens
