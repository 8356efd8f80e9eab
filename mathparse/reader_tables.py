"""Lines and cases as ClearSpeak says them: cells are parted by pauses, which are made explicit here.

"2 lines, Line 1: x; plus; y; equals; 7. Line 2: ..." has five cells in its first line; the words
"next column" are put between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from mathparse.table_words import HEADS, MARKS
from mathparse.tokens import Token, words

_RELATIONS = (["is", "equal", "to"], ["is", "less", "than"], ["is", "greater", "than"])
_PAUSES = (".", ";", ",")
_WHOLE = frozenset(["matrix", "determinant", "vector"])
_SIGNS = frozenset(["plus", "minus", "equals", "blank", "times"])
_CONDITIONS = frozenset(["if", "for", "otherwise", "when"])


def with_cells(tokens: list[Token]) -> list[Token]:
    """Return the words with "next column" between the cells of each line."""
    if marks := _counted_marks(tokens):
        return _aligned(tokens, marks)
    marks = _marks(tokens)
    if not marks or any(token in _WHOLE for token in tokens):
        return tokens
    out = tokens[: marks[0][0]]
    for index, (start, end) in enumerate(marks):
        last = marks[index + 1][0] if index + 1 < len(marks) else len(tokens)
        if end > start:
            out += tokens[start:end]
        elif index:
            out += words(f"next {tokens[marks[0][0] - 2].removesuffix('s')}", tokens[start])
        out += _cells(tokens[end:last], str(tokens[start]) if end > start else "")
    return out


def _marks(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where each "Line 1:" starts and ends; rows without marks start after a full stop."""
    found = [
        (index, index + 3)
        for index in range(len(tokens) - 3)
        if tokens[index] in MARKS and tokens[index + 1].isdigit() and tokens[index + 2] == ":"
    ]
    if found:
        return found
    for index in range(1, len(tokens) - 2):
        if tokens[index] in HEADS and tokens[index - 1].isdigit() and tokens[index + 1] == ",":
            stops = [at + 1 for at in range(index, len(tokens) - 1) if tokens[at] == "."]
            return [(at, at) for at in (index + 2, *stops)]
    return []


def _counted_marks(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where each mark starts and ends in "2 lines; line 1; ... line 2; ...", as MathCAT reads them."""
    heads = [
        at for at in range(1, len(tokens) - 1) if tokens[at] in HEADS and tokens[at - 1].isdigit()
    ]
    if len(heads) != 1 or "=" in tokens or not _CONDITIONS.isdisjoint(tokens):
        return []
    (head,) = heads
    name = tokens[head].removesuffix("s")
    found = []
    for at in range(head + 1, len(tokens) - 2):
        if tokens[at] == name and tokens[at + 1] == str(len(found) + 1) and tokens[at + 2] != ":":
            found.append((at, at + 2 + (tokens[at + 2] == ";")))
    if not found or str(len(found)) != tokens[head - 1]:
        return []
    return found if _relation(tokens[found[0][1] : found[-1][0]]) != (0, 0) else []


def _aligned(tokens: list[Token], marks: Sequence[tuple[int, int]]) -> list[Token]:
    """Return the lines with the relation of each in a cell of its own; a line without one goes on."""
    out = tokens[: marks[0][0]]
    ends = [*(start for start, _ in marks[1:]), len(tokens)]
    for (start, begin), end in zip(marks, ends, strict=True):
        row = [token for token in tokens[begin:end] if token not in _PAUSES]
        first, last = _relation(row)
        column = words("next column", tokens[start])
        left = row[:first] or words("blank", tokens[start])
        middle = row[first:last] or words("blank", tokens[start])
        out += [*tokens[start:begin], *left, *column, *middle, *column, *row[last:]]
    return out


def _relation(row: Sequence[Token]) -> tuple[int, int]:
    """Return where "is equal to" or the like starts and ends, (0, 0) where it is not said."""
    for at in range(len(row) - 2):
        if row[at : at + 3] in _RELATIONS:
            return at, at + 3 + 3 * (row[at + 3 : at + 6] == ["or", "equal", "to"])
    return 0, 0


def _cells(row: list[Token], mark: str) -> list[Token]:
    """Return a line's words with its cells parted."""
    if row and row[-1] in _PAUSES:
        row = row[:-1]
    cells = [row]
    for sign in _PAUSES:
        pieces = _split(row, sign)
        if sign == ",":
            pieces = _joined(pieces) if any(map(_stands_alone, pieces)) else [row]
        if len(pieces) > 1:
            cells = pieces
            break
    out: list[Token] = []
    for cell in cells:
        out += words("next column", cell[0]) if out and cell else []
        out += _labelled(cell, mark)
    return out


def _split(row: list[Token], sign: str) -> list[list[Token]]:
    cells: list[list[Token]] = [[]]
    for token in row:
        if token == sign:
            cells.append([])
        else:
            cells[-1].append(token)
    return [cell for cell in cells if cell]


def _joined(pieces: list[list[Token]]) -> list[list[Token]]:
    """Return the cells where a comma may be a pause as well: "2 x, plus 3 y" is one."""
    cells = pieces[:1]
    for piece in pieces[1:]:
        if piece[0] in _SIGNS and len(piece) > 1:
            cells[-1] = cells[-1] + piece
        else:
            cells.append(piece)
    return cells


def _stands_alone(cell: Sequence[Token]) -> bool:
    """Whether a piece between pauses is a cell for certain: a sign alone, or a label."""
    return (len(cell) == 1 and cell[0] in _SIGNS) or cell[0] in _CONDITIONS or _is_label(cell)


def _is_label(cell: Sequence[Token]) -> bool:
    return len(cell) > 2 and cell[0] in MARKS and cell[1].isdigit() and cell[2] in ("colon", ":")


def _labelled(cell: list[Token], mark: str) -> list[Token]:
    """Return the cell with "Equation 1 colon" as words of its own."""
    if not _is_label(cell) or cell[0] == mark:
        return cell
    return [*words(f"quote {cell[0].written} {cell[1]} : unquote", cell[0]), *cell[3:]]
