"""Cases said in one breath: "x if x is positive and zero otherwise"."""

from __future__ import annotations

from mathparse.builders.common import pieces
from mathparse.tree import Node

_CONDITIONS = frozenset({"if", "for", "when", "where"})
_PARTING = _CONDITIONS | {"and", "or", "otherwise"}
_DEFINES = frozenset({"equals", "defined-as"})


def with_cases(tree: Node) -> Node:
    """Return the tree with a row of values and conditions as cases; any other tree as it is."""
    if tree.head == "lines":
        return _of_lines(tree)
    if tree.head == "relation":
        return tree._replace(args=tuple([_of_brace(arg) for arg in tree.args]))
    if tree.head != "sequence" or len(tree.args) < 4:
        return tree
    first, *rest = tree.args
    lead: tuple[Node, ...] = ()
    if first.head == "relation" and first.text.split()[-1] in _DEFINES:
        *lead_parts, value = first.args
        lead = tuple(lead_parts)
    else:
        value = first
    rows = _rows(value, rest)
    if len(rows) < 2:
        return tree
    cases = Node("cases", tuple([Node("row", (row,)) for row in rows]))
    return Node("relation", (*lead, cases), first.text) if lead else cases


def _of_lines(tree: Node) -> Node:
    """Read "f of x equals x if x is positive", and below it "zero otherwise"."""
    first, *rest = tree.args
    if not rest or not all(is_conditional(row) for row in tree.args):
        return tree
    value = first.args[0]
    if value.head != "relation" or value.text.split()[-1] not in _DEFINES:
        return tree
    top = first._replace(args=(value.args[-1], *first.args[1:]))
    cases = Node("cases", tuple([Node("row", (row,)) for row in (top, *rest)]))
    return value._replace(args=(*value.args[:-1], cases))


def _of_brace(group: Node) -> Node:
    """Read lines with conditions after an open brace, which nobody closes, as cases."""
    if (group.head, group.text) != ("group", "brace") or group.args[0].head != "lines":
        return group
    rows = group.args[0].args
    if not all(is_conditional(row) for row in rows):
        return group
    return Node("cases", tuple([Node("row", (row,)) for row in rows]))


def is_conditional(row: Node) -> bool:
    """Whether a line is a value and the condition under which it holds."""
    return row.head == "sequence" and any(
        part.head == "text" and part.text in (*_CONDITIONS, "otherwise") for part in row.args[1:]
    )


def _rows(value: Node, rest: list[Node]) -> list[Node]:
    """Read value, "if", condition over and over; () where something else comes."""
    rows: list[Node] = []
    while rest:
        word, *rest = rest
        if value.head in ("relation", "text"):
            return []
        if word.text == "otherwise" and not rest:
            return [*rows, Node("sequence", (value, word))]
        if word.text not in _CONDITIONS or not rest:
            return []
        condition, *rest = rest
        while rest and rest[0].head == "text" and rest[0].text not in _PARTING:
            condition, *rest = pieces(condition, rest[0]), *rest[1:]  # "n", "is even"
        following, condition = (
            _split(condition) if rest and rest[0].text != "and" else (None, condition)
        )
        rows.append(Node("sequence", (value, word, condition)))
        if following is None and rest:
            if rest[0].text != "and" or len(rest) < 2:
                return []
            _, following, *rest = rest
        if following is not None:
            value = following
            if not rest:
                return []
    return rows


def _split(condition: Node) -> tuple[Node | None, Node]:
    """Split "x greater than zero, zero" into the next value and the condition."""
    if (condition.head, condition.text) != ("list", "comma"):
        return None, condition
    *before, value = condition.args
    return value, before[0] if len(before) == 1 else condition._replace(args=tuple(before))
