"""Brackets that nobody said but the formula needs, put into the tree once for all printers."""

from __future__ import annotations

from mathparse.printers.heads import fold, heads, sound
from mathparse.printers.template import binding
from mathparse.tree import Node

_CONNECTIVES = frozenset({"and", "or"})
_INFERENCES = frozenset({"implies", "implied-by", "iff", "equiv"})
PRODUCT = 30  # binds as a product does
# Between two parts without a sign, these read as taking in what follows them.
_OPEN_ENDED = frozenset({"apply", "big", "quantifier", "differential"})


def with_brackets(tree: Node) -> Node:
    """Return the tree with a `group` wherever its print would otherwise read as another tree.

    Trees that are drawn alike become one: relations inside relations are a chain, factors side by side
    a row, and a case has its value and its condition in two cells.
    """
    return fold(tree, _bracketed)  # type: ignore[return-value]


def _bracketed(node: Node, parts: list[Node]) -> Node:
    node = sound(node, parts)
    head = heads().get(node.head)
    if head is None or not parts:
        return node
    if node.head == "relation":
        return _chain(node, parts)
    if node.head == "cases":
        return sound(node, [_case(part) for part in parts])
    changed = [
        part if binding(part) >= head.needs(index) else Node("group", (part,), "paren")
        for index, part in enumerate(parts)
    ]
    if node.head == "multiply" and not node.text and _is_row(changed[1]):
        return _row(changed[0], changed[1])
    if node.head == "multiply" and _swallows(changed[0], changed[1]):
        changed[0] = Node("group", (changed[0],), "paren")
    if node.head == "derivative" and node.text.endswith("operator") and binding(parts[0]) < PRODUCT:
        changed[0] = Node("group", (changed[0],), "paren")
    if node.head == "power" and parts[1].text in ("plus-symbol", "minus-symbol"):
        # A side that a limit is taken from: -3 from below is no power of -3.
        changed = parts
    if node.head == "apply":
        changed = [changed[0], _nested(changed[0], _argument(changed[1]))]
    return sound(node, changed)


def _case(row: Node) -> Node:
    """Return a case as value and condition where both stand in one cell: "x if x > 0"."""
    cell = row.args[0] if row.head == "row" and len(row.args) == 1 else row
    words = [index for index, piece in enumerate(cell.args) if piece.head == "text"]
    if cell.head != "sequence" or not words or words[0] != 1:
        return row
    return Node("row", (cell.args[0], cell._replace(args=cell.args[1:])))


def _is_row(node: Node) -> bool:
    """Whether factors stand side by side, with no sign between them."""
    return node.head == "multiply" and not node.text


def _row(left: Node, right: Node) -> Node:
    """Return factors side by side as one row, which is what is drawn: a(bc) is (ab)c."""
    if _is_row(right):
        return Node("multiply", (_row(left, right.args[0]), right.args[1]))
    return Node("multiply", (left, right))


def _chain(node: Node, parts: list[Node]) -> Node:
    """Return one chain; the names stand between the parts."""
    names = node.text.split()
    flat: list[Node] = []
    signs: list[str] = []
    for index, part in enumerate(parts):
        if index:
            signs.append(names[index - 1] if index <= len(names) else "equals")
        if part.head == "relation" and len(part.args) > 1:
            flat.extend(part.args)
            signs.extend(part.text.split())
        elif binding(part) <= 10 and not _stands_bare(part, names):
            flat.append(Node("group", (part,), "paren"))
        else:
            flat.append(part)
    return Node("relation", tuple(flat), " ".join(signs))


def _stands_bare(part: Node, names: list[str]) -> bool:
    """Whether a loose part needs no brackets in a chain: words, and statements between which one follows."""
    if part.head in ("sequence", "text"):
        return True
    return part.head == "operation" and part.text in _CONNECTIVES and _INFERENCES.issuperset(names)


def _swallows(left: Node, right: Node) -> bool:
    """Whether the end of `left` would be read as taking in `right`."""
    while left.head == "multiply" and left.args:
        left = left.args[-1]
    if left.head == "apply" and left.args:
        closed = left.args[-1].head == "group"
        return not closed and right.head not in _OPEN_ENDED and right.head != "group"
    return left.head == "big" or (left.head == "derivative" and left.text.endswith("operator"))


def _argument(argument: Node) -> Node:
    """Return the argument of a named function, in brackets where it has more than one factor sign."""
    if argument.head == "multiply" and argument.text:
        return Node("group", (argument,), "paren")
    return argument


def _nested(function: Node, argument: Node) -> Node:
    """Return a function as the argument of another, in brackets; "log log n" needs none."""
    if argument.head == "apply" and argument.args[0] != function:
        return Node("group", (argument,), "paren")
    return argument
