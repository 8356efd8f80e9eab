"""Matrices, cases and lines, and the last touches to a finished tree."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from mathparse.builders.common import NONE, pieces
from mathparse.builders.layouts import emptied, line_of
from mathparse.builders.logic import with_signs
from mathparse.builders.piecewise import is_conditional, with_cases
from mathparse.tree import Node, number

_ENTRIES = frozenset({"number", "symbol", "sign"})


def rows(left: Node, right: Node) -> Node:
    """Rows of a table, gathered as they come."""
    parts = left.args if left.head == "rows" else (left,)
    return Node("rows", (*parts, right))


def cells(left: Node, right: Node) -> Node:
    """Cells of a row, gathered as they come."""
    parts = left.args if left.head == "cells" else (left,)
    return Node("cells", (*parts, right))


def matrix(size: Node | str, content: Node, fence: Node | None = None) -> Node:
    """A matrix from rows and cells; lists and, where the size asks for it, products are cells."""
    if content.head not in ("rows", "cells", "list", "multiply", "blank") and not isinstance(
        size, str
    ):
        return content
    if content.head == "blank" and isinstance(size, str):
        return _empty(size)
    if content.head == "cells" and len(content.args) > 1:
        heights = {len(cell.args) if cell.head == "list" else 1 for cell in content.args}
        if len(heights) == 1 and heights != {1}:  # "first column one two and second column ..."
            turned = zip(*[cell.args for cell in content.args], strict=True)
            content = Node("rows", tuple([Node("cells", entries) for entries in turned]))
    entries = _factors(content) if content.head == "multiply" else content.args
    if content.head in ("list", "multiply") and (cut := _at_once(size, entries)):
        return Node("matrix", cut, fence.text if fence else "paren")
    lines_said = content.head == "rows" or (content.head, content.text) == ("list", "semicolon")
    rows_said = content.args if lines_said else (content,)
    width = int(size.split("x")[1]) if isinstance(size, str) else 0
    if not width and len(rows_said) > 1:
        width = _common_width(rows_said)
    rows_made = [Node("row", emptied(_cells(row, width))) for row in rows_said]
    return Node("matrix", tuple(rows_made), fence.text if fence else "paren")


def _common_width(rows_said: Sequence[Node]) -> int:
    """Return how many letters and numbers each row holds side by side; 0 where they differ."""
    widths = {len(_factors(row)) for row in rows_said}
    plain = all(part.head in _ENTRIES for row in rows_said for part in _factors(row))
    return widths.pop() if len(widths) == 1 and plain else 0


def matrix_of_rows(content: Node) -> Node | None:
    """A matrix "with rows one two and three four": "and" parts the rows, which are equally long."""
    rows_said: list[list[Node]] = [[]]
    for part in _spread(content):
        if (part.head, part.text) == ("text", "and"):
            rows_said.append([])
        else:
            rows_said[-1].append(part)
    width = max(map(len, rows_said))
    filled = [_signs_apart(row, width) for row in rows_said]
    if any(len(row) != width for row in filled) or any(
        entry.head == "text" for row in filled for entry in row
    ):
        return None
    return Node("matrix", tuple(Node("row", tuple(row)) for row in filled), "paren")


def matrix_of_columns(content: Node) -> Node | None:
    """The same, where the columns are said."""
    said = matrix_of_rows(content)
    if said is None:
        return None
    turned = zip(*[row.args for row in said.args], strict=True)
    return said._replace(args=tuple([Node("row", entries) for entries in turned]))


def matrix_of_size(size: str, content: Node) -> Node | None:
    """A matrix with rows whose size tells where each ends, with "and" between them or not."""
    entries = [part for part in _spread(content) if (part.head, part.text) != ("text", "and")]
    rows_said = _at_once(size, entries)
    return Node("matrix", rows_said, "paren") if rows_said else matrix_of_rows(content)


def _signs_apart(row: list[Node], width: int) -> list[Node]:
    """In a row that is too short, "three minus four" was 3 and then -4."""
    out: list[Node] = []
    missing = width - len(row)
    for entry in row:
        if missing > 0 and entry.head == "subtract":
            left, right = entry.args
            out += [left, Node("sign", (right,), "minus")]
            missing -= 1
        else:
            out.append(entry)
    return out


def _spread(node: Node) -> list[Node]:
    """Return the entries, and the words between them, in the order said."""
    if node.head in ("list", "sequence", "cells", "rows") or (
        node.head == "multiply" and not node.text
    ):
        return [part for arg in node.args for part in _spread(arg)]
    if node.head == "subtract":
        *before, last = _spread(node.args[0])
        return [*before, node._replace(args=(last, node.args[1]))]
    return [node]


def _factors(product: Node) -> tuple[Node, ...]:
    """The letters of "a b c d" one by one."""
    if product.head != "multiply" or product.text:
        return (product,)
    return (*_factors(product.args[0]), product.args[1])


def _at_once(size: Node | str, entries: Sequence[Node]) -> tuple[Node, ...]:
    """The rows of a matrix whose entries were said in one go; none where they do not fill it.

    Without a size it is a square one.
    """
    width = int(size.split("x")[1]) if isinstance(size, str) else isqrt(len(entries))
    height = int(size.split("x")[0]) if isinstance(size, str) else width
    if width < 2 or width * height != len(entries):
        return ()
    return tuple(
        Node("row", tuple(entries[at : at + width])) for at in range(0, len(entries), width)
    )


def _empty(size: str) -> Node:
    """A matrix still to be filled in."""
    height, width = (min(int(part), 10) for part in size.split("x"))
    return Node(
        "matrix", tuple(Node("row", (Node("blank"),) * width) for _ in range(height)), "paren"
    )


def _cells(row: Node, width: int) -> list[Node]:
    if row.head == "cells":
        return list(row.args)
    if row.head == "list":
        return [cell for item in row.args for cell in _cells(item, 0)]
    if row.head == "multiply" and not row.text and width > 1:
        cells = [row]
        while len(cells) < width and cells[0].head == "multiply" and not cells[0].text:
            cells[:1] = list(cells[0].args)
        return cells
    if row.head == "number" and row.text.isdigit() and 1 < width <= len(row.text) < 99:
        # "Row one one two" is heard as the number 12; the size of the matrix tells.
        step, rest = divmod(len(row.text), width)
        if not rest:
            return [number(row.text[at : at + step]) for at in range(0, len(row.text), step)]
    return [row]


def _entries(content: Node) -> list[Node]:
    """Return the entries of a vector; digits said in a row are entries of their own."""
    entries = [cell for row in matrix("1x99", content).args for cell in row.args]
    if len(entries) == 1 and entries[0].head == "number" and entries[0].text.isdigit():
        return [number(digit) for digit in entries[0].text]
    return entries


def column(content: Node) -> Node:
    """A column vector: every entry is a row."""
    return Node("matrix", tuple(Node("row", (entry,)) for entry in _entries(content)), "paren")


def row_vector(content: Node) -> Node:
    """A row vector: all entries in one row."""
    return Node("matrix", (Node("row", tuple(_entries(content))),), "paren")


def identity(size: str) -> Node:
    """The identity matrix of a size such as "3x3"."""
    width = size.split("x")[0]
    return _with_diagonal(f"{width}x{width}", [number("1")] * 10)


def zeros(size: str) -> Node:
    """The zero matrix of a size such as "2x3"."""
    return _with_diagonal(size, [number("0")] * 10)


def diagonal(size: str, content: Node) -> Node | None:
    """A diagonal matrix, given by as many entries as it has rows."""
    entries = _entries(content)
    return _with_diagonal(size, entries) if str(len(entries)) == size.split("x")[0] else None


def _with_diagonal(size: str, entries: Sequence[Node]) -> Node:
    height, width = (min(int(part), 10) for part in size.split("x"))
    rows_made = [
        Node("row", tuple(entries[i] if i == j else number("0") for j in range(width)))
        for i in range(height)
    ]
    return Node("matrix", tuple(rows_made), "paren")


def identity_of(size: Node) -> Node | None:
    """The identity matrix whose size is a number."""
    return identity(f"{size.text}x{size.text}") if size.text.isdigit() else None


def tidy(node: Node) -> Node:
    """Bring a finished tree into the form of heads.toml, with words in front set apart."""
    node = _without_tables(node)
    if node.head == "cases" and not any(_has_condition(row) for row in node.args):
        return Node("lines", node.args)
    words, rest = _leading_text(with_signs(with_cases(node)))
    return pieces(words, rest) if words is not None else rest


def _has_condition(row: Node) -> bool:
    """Whether a row gives a value, not an equation, and the condition under which it holds."""
    value = row.args[0]
    if is_conditional(value):
        value = value.args[0]
    elif len(row.args) < 2 or any(cell.args[:1] == (NONE,) for cell in row.args):
        return False
    return value.head != "relation"


def _leading_text(node: Node) -> tuple[Node | None, Node]:
    """Split words in front of a formula off its leftmost part."""
    if node.head == "sequence" and len(node.args) > 1 and node.args[0].head == "text":
        return node.args[0], node.args[1] if len(node.args) == 2 else node._replace(
            args=node.args[1:]
        )
    if node.head in ("relation", "add", "subtract", "multiply", "operation", "list") and node.args:
        words, first = _leading_text(node.args[0])
        if words is not None:
            return words, node._replace(args=(first, *node.args[1:]))
    return None, node


def _without_tables(node: Node) -> Node:
    """Replace the parser's own nodes: rows become lines, cells outside a table a list.

    "begin ... end" only told how far a part goes; printers draw brackets where they are needed.
    """
    if node.args:
        if node.head == "rows":
            node = node._replace(args=tuple([line_of(arg) for arg in node.args]))
        args = tuple([_without_tables(arg) for arg in node.args])
        if (node.head, node.text) == ("group", "none"):
            return args[0]
        if node.head == "rows":
            return Node("lines", args)
        if node.head == "cells":
            return Node("list", args, "comma")
        if args != node.args:
            return node._replace(args=args)
    return node
