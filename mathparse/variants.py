"""Other ways to write one reading: letters with two shapes, brackets that are a matter of taste."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from mathparse.builders.common import unbracketed
from mathparse.tree import Node, number
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
    for rewrite, cost in _REWRITES:
        if (other := _rewritten(tree, rewrite)) != tree:
            yield other, cost
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


def _rewritten(node: Node, rewrite: Callable[[Node], Node]) -> Node:
    """Return the tree with every node rewritten, innermost first."""
    return rewrite(node._replace(args=tuple([_rewritten(arg, rewrite) for arg in node.args])))


def _inverse_power(node: Node) -> Node:
    """Write "arc sine" as the sine to the power of -1."""
    if node.head != "function" or node.text not in _ARCS:
        return node
    return Node("power", (Node("function", (), node.text.removeprefix("arc")), number("-1")))


def _of_matrix(node: Node) -> Node:
    """Write a determinant as det of a matrix in brackets."""
    if (node.head, node.text) != ("matrix", "bar"):
        return node
    return Node("apply", (Node("function", (), "det"), node._replace(text="paren")))


def _with_bar(node: Node) -> Node:
    """Write "such that" in a set as a bar."""
    if (node.head, node.text) == ("group", "brace") and node.args[0].text == "colon":
        return node._replace(args=(node.args[0]._replace(text="bar"),))
    return node


def _with_primes(node: Node) -> Node:
    """Write minutes and feet with one prime, seconds and inches with two."""
    if node.head == "multiply" and node.args[1].head == "unit":
        name = {"min": "arcminute", "ft": "arcminute", "s": "arcsecond", "in": "arcsecond"}
        if node.args[1].text in name:
            return Node("postfix", (node.args[0],), name[node.args[1].text])
    if node.head == "list" and all(arg.head == "postfix" for arg in node.args):
        product = node.args[0]
        for arg in node.args[1:]:
            product = Node("mixed", (product, arg))
        return product
    return node


_ARCS = {f"arc{name}" for name in ("sin", "cos", "tan", "sec", "csc", "cot")}
_REWRITES = ((_inverse_power, 1.5), (_of_matrix, 1.5), (_with_bar, 1.0), (_with_primes, 2.0))


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
