"""Rewritings of what speakers leave unsaid: brackets below a square, indices, a comma before a statement."""

from __future__ import annotations

from mathparse.builders.common import NONE
from mathparse.rewrites import Rewrite, everywhere, in_brackets
from mathparse.tree import Node

_AXES = frozenset("xyzXYZ")
_ORDERS = frozenset({"2", "3", "4"})


def _squared_fraction(node: Node) -> Node:
    """Square the whole fraction: "x minus mu over sigma squared"."""
    if node.head != "fraction" or node.args[1].head != "power":
        return node
    above, (base, order) = node.args[0], node.args[1].args
    if order.text not in _ORDERS or above.head == "power":
        return node
    return Node("power", (in_brackets(node._replace(args=(above, base))), order))


def _indexed_call(node: Node) -> Node:
    """Put the letter before "of" below the one before it: "m x of t", the function of x."""
    if node.head != "multiply" or node.text or node.args[1].head != "call":
        return node
    name, call = node.args
    if name.head != "symbol" or call.args[0].head != "symbol":
        return node
    return call._replace(args=(Node("subscript", (name, call.args[0])), *call.args[1:]))


def _with_comma(tree: Node) -> Node:
    """Part the statement from the last quantifier with a comma."""
    if tree.head != "quantifier" or len(tree.args) < 2 or tree.args[1].head == "none":
        return tree
    variable, body = tree.args
    if body.head == "quantifier":
        inner = _with_comma(body)
        if inner is body:
            return tree
        return inner._replace(args=(tree._replace(args=(variable, inner.args[0])), *inner.args[1:]))
    return Node("list", (tree._replace(args=(variable, NONE)), body), "comma")


def _on_axes(tree: Node) -> Node:
    """Read "n x minus m y" as parts along the axes, where more than one is said."""
    found = [node for node in tree.walk() if _is_part(node)]
    if len({node.args[1] for node in found}) < 2:
        return tree
    return everywhere(tree, lambda node: Node("subscript", node.args) if _is_part(node) else node)


def _is_part(node: Node) -> bool:
    if node.head != "multiply" or node.text or any(arg.head != "symbol" for arg in node.args):
        return False
    return node.args[1].text in _AXES and node.args[0].text not in _AXES


EVERYWHERE: tuple[tuple[str, frozenset[str], Rewrite], ...] = (
    ("squared fraction", frozenset({"fraction"}), _squared_fraction),
    ("indexed call", frozenset({"call"}), _indexed_call),
)
WHOLE: tuple[tuple[str, frozenset[str], Rewrite], ...] = (
    ("with comma", frozenset({"quantifier"}), _with_comma),
    ("on axes", frozenset({"multiply"}), _on_axes),
)
