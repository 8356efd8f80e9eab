"""Statements that are letters: "not p or q" is written in signs, "x is two or x is three" with the word."""

from __future__ import annotations

from mathparse.tree import Node

PROPOSITIONS = frozenset("pqrsPQRS")
_SPOKEN_IN = frozenset({"sequence", "relation", "sign", "group", "operation"})
_CONNECTIVES = ("or", "and")  # the loosest first
_IF, _THEN = Node("text", (), "if"), Node("text", (), "then")


def with_signs(node: Node) -> Node:
    """Return the tree with what is said of propositions in signs; any other tree as it is."""
    if node.head in _SPOKEN_IN:
        args = tuple([with_signs(arg) for arg in node.args])
        node = node._replace(args=args) if args != node.args else node
    if node.head != "sequence":
        return node
    parts = node.args
    if parts[0] == _IF and _THEN in parts:
        then = parts.index(_THEN)
        sides = _joined(parts[1:then]), _joined(parts[then + 1 :])
        return Node("relation", sides, "implies") if all(sides) else node  # type: ignore[arg-type]
    return _joined(parts) or node


def _joined(parts: tuple[Node, ...]) -> Node | None:
    """Join propositions by the words between them; "and" binds more tightly than "or"."""
    if len(parts) == 1:
        return parts[0] if _is_proposition(parts[0]) else None
    for word in _CONNECTIVES:
        for at in range(len(parts) - 2, 0, -2):
            if (parts[at].head, parts[at].text) == ("text", word):
                left, right = _joined(parts[:at]), _joined(parts[at + 1 :])
                return Node("operation", (left, right), word) if left and right else None
    return None


def _is_proposition(node: Node) -> bool:
    if node.head in ("sign", "group"):
        return node.text in ("not", "paren") and _is_proposition(node.args[0])
    if node.head == "operation":
        return node.text in _CONNECTIVES
    return node.head == "symbol" and node.text in PROPOSITIONS
