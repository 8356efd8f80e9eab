"""Other ways to write one reading: letters with two shapes, brackets that are a matter of taste."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mathparse.builders.common import unbracketed
from mathparse.tree import Node
from mathparse.vocabulary import DATA

BRACKETS_COST = 1.6
ARGUMENT_COST = 1.5
WORDS_COST = 1.8
SLASH_COST = 1.7
SCRIPT_COST = 4.5
MOST_CAPITALS = 2
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@cache
def swaps() -> dict[tuple[str, str], list[tuple[str, float]]]:
    """Return (kind, name) to what may stand instead, with costs, from variants.txt."""
    table: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for line in (DATA / "variants.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            found, instead = line.split(": ")
            kind, name = found.split()
            other, cost = instead.rsplit(" ", 1)
            table.setdefault((kind, name), []).append((other, float(cost)))
    return table


def variants(tree: Node) -> Iterator[tuple[Node, float]]:
    """Yield other trees that the same words could mean, each with its extra cost."""
    seen = {("symbol", node.text) for node in tree.walk() if node.head == "symbol"}
    seen |= {("font", node.text) for node in tree.walk() if node.head == "font"}
    seen |= {
        ("relation", name)
        for node in tree.walk()
        if node.head == "relation"
        for name in node.text.split()
    }
    for key in sorted(seen & swaps().keys()):
        for other, cost in swaps()[key]:
            yield _swapped(tree, *key, other), cost
    capitals = {name for kind, name in seen if kind == "symbol" and name in _CAPITALS}
    if len(capitals) <= MOST_CAPITALS:
        for name in sorted(capitals):
            yield _swapped(tree, "symbol", name, f"script {name}"), SCRIPT_COST
    if any(node.head == "fraction" for node in tree.walk()):
        yield _slashed(tree), SLASH_COST
    if any(node.head == "divide" and node.text == "slash" for node in tree.walk()):
        yield _stacked(tree), SLASH_COST
    if tree.head == "list" and tree.text == "comma":
        yield Node("group", (tree,), "paren"), BRACKETS_COST
    if any(node.head == "apply" and node.args[1].head != "group" for node in tree.walk()):
        yield _argued(tree), ARGUMENT_COST
    if tree.head == "sequence" and tree.args[0].head == "text" and len(tree.args) == 2:
        yield tree.args[1], WORDS_COST


def _slashed(node: Node) -> Node:
    """Write every fraction on one line."""
    args = tuple([_slashed(arg) for arg in node.args])
    if node.head == "fraction":
        return Node("divide", args, "slash")
    return Node(node.head, args, node.text)


def _stacked(node: Node) -> Node:
    """Write every quotient with a bar."""
    args = tuple([_stacked(arg) for arg in node.args])
    if node.head == "divide" and node.text == "slash":
        return Node("fraction", tuple([unbracketed(arg) for arg in args]))
    return Node(node.head, args, node.text)


def _swapped(node: Node, kind: str, name: str, other: str) -> Node:
    args = tuple([_swapped(arg, kind, name, other) for arg in node.args])
    text = node.text
    if (node.head, text) == (kind, name):
        if other == "plain":
            return args[0]
        if " " in other:
            font, letter = other.split()
            return Node("font", (Node("symbol", (), letter),), font)
    if node.head == kind:
        text = " ".join(other if word == name else word for word in text.split())
    return Node(node.head, args, text)


def _argued(node: Node) -> Node:
    """Put brackets around the argument of every named function."""
    args = tuple([_argued(arg) for arg in node.args])
    if node.head == "apply" and args[1].head not in ("group", "none"):
        args = (args[0], Node("group", (args[1],), "paren"))
    return Node(node.head, args, node.text)
