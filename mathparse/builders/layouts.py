"""Lines below each other: derivations, systems of equations, and functions defined by cases."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse.builders.common import NONE
from mathparse.builders.piecewise import cut
from mathparse.tree import Node

_AND = Node("text", (), "and")


def told_lines(content: Node) -> Node | None:
    """Lines that a word announces; none where it is all that is said ("two lines")."""
    if content.head == "sequence" and set(content.args[1::2]) == {_AND}:
        content = Node("rows", content.args[::2])  # "two equations x equals one and y equals two"
    return None if content.head == "blank" else lines(content)


def system(content: Node) -> Node | None:
    """Equations that hold together, with a brace; at most "and" or a comma parts them."""
    if content.head in ("rows", "list"):
        parts = content.args
    elif content.head == "sequence" and len(content.args) % 2:
        parts = content.args[::2]
        if any(word != _AND for word in content.args[1::2]):
            return None
    else:
        parts = _run_together(content)
    if len(parts) < 2 or any(part.head != "relation" for part in parts):
        return None
    return Node("lines", tuple(parts), "system")


def _run_together(chain: Node) -> tuple[Node, ...]:
    """Cut "two x plus y equals 7 x minus y equals 1" after the first right side, which is a number."""
    if chain.head != "relation" or len(chain.args) != 3:
        return (chain,)
    left, middle, right = chain.args
    bound, start = cut(middle)
    if start is None:
        return (chain,)
    one, two = chain.text.split()
    return Node("relation", (left, bound), one), Node("relation", (start, right), two)


def lines(content: Node) -> Node:
    """Lines below each other."""
    parts = content.args if content.head == "rows" else (content,)
    return Node("lines", tuple(line_of(part) for part in parts))


def line_of(part: Node) -> Node:
    """Return one line; cells in it stay apart."""
    if part.head == "blank":
        return NONE
    return Node("row", emptied(part.args)) if part.head == "cells" else part


def emptied(cells: Sequence[Node]) -> tuple[Node, ...]:
    """A cell said to be blank is empty, and not a place still to be filled in."""
    return tuple([NONE if cell.head == "blank" else cell for cell in cells])


def cases(content: Node) -> Node:
    """Cases: each row a value and perhaps the condition under which it holds."""
    parts = content.args if content.head == "rows" else (content,)
    return Node("cases", tuple(_case(part) for part in parts))


def _case(part: Node) -> Node:
    if part.head == "cells":
        return Node("row", part.args)
    if part.head == "list" and len(part.args) == 2:
        return Node("row", part.args)
    if part.head == "relation" and part.args[0].head == "list" and len(part.args[0].args) == 2:
        value, left = part.args[0].args
        return Node("row", (value, part._replace(args=(left, *part.args[1:]))))
    return Node("row", (part,))
