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
        if following is None and len(rest) > 1 and rest[0].head != "text":
            following, *rest = rest  # "n is even" ended in words, and the next value stands alone
        if following is None and rest:
            rest = rest[rest[0].text == "and" :]
            if rest and rest[0].text == "otherwise" and len(rest) == 2:  # "otherwise zero"
                return [*rows, Node("sequence", (rest[1], rest[0]))]
            if not rest or rest[0].head == "text":
                return []
            following, *rest = rest
        if following is not None:
            value = following
            if not rest:
                return []
    return rows


def _split(condition: Node) -> tuple[Node | None, Node]:
    """Split "x greater than zero, zero" into the next value and the condition.

    Where nothing parts them, a value that begins with a sign or a letter begins after the number or
    letter with which the condition ends: "if x is positive minus x otherwise".
    """
    if (condition.head, condition.text) == ("list", "comma"):
        *before, value = condition.args
        return value, before[0] if len(before) == 1 else condition._replace(args=tuple(before))
    if condition.head != "relation":
        return None, condition
    *before, last = condition.args
    bound, value = cut(last)
    if value is None:
        return None, condition
    return value, condition._replace(args=(*before, bound))


def cut(node: Node) -> tuple[Node, Node | None]:
    """Cut "0 minus x" and "0 x squared" after the number, or after the letter before a minus sign."""
    if node.head in ("add", "fraction", "multiply", "subtract", "power") and node.args[0].args:
        first, value = cut(node.args[0])
        return (node, None) if value is None else (first, node._replace(args=(value, node.args[1])))
    if node.head == "subtract" and node.args[0].head in ("number", "symbol"):
        return node.args[0], Node("sign", (node.args[1],), "minus")
    if node.head == "multiply" and not node.text and node.args[0].head == "number":
        return node.args
    return node, None
