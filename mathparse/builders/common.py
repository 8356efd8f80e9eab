"""Parts that several builders share."""

from __future__ import annotations

from mathparse.tree import Node

NONE = Node("none")
INFINITY = Node("symbol", (), "infinity")


def pieces(left: Node, right: Node) -> Node:
    """Put two pieces side by side in one sequence."""
    parts = (left.args if left.head == "sequence" else (left,)) + (
        right.args if right.head == "sequence" else (right,)
    )
    return Node("sequence", parts)


def unbracketed(node: Node) -> Node:
    """Drop brackets that a root sign or fraction bar makes needless."""
    return node.args[0] if node.head == "group" and node.text == "paren" else node
