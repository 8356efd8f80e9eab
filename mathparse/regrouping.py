"""Sums and products grouped otherwise than their signs bind, as a speaker's voice may group them."""

from __future__ import annotations

from collections.abc import Callable

from mathparse.tree import Node

_SUMS = ("add", "subtract")


def _paren(node: Node) -> Node:
    return Node("group", (node,), "paren") if node.head in _SUMS else node


def _descend(node: Node, regroup: Callable[[Node], Node]) -> Node:
    """Regroup the largest sums and products in a tree, each once."""
    other = regroup(node)
    if other is not node:
        return other
    args = tuple([_descend(arg, regroup) if arg.args else regroup(arg) for arg in node.args])
    return Node(node.head, args, node.text) if args != node.args else node


def factors(tree: Node) -> Node:
    """Let "times" reach further than "plus": "n times n plus one" is n times their sum.

    A divisor said last then stands below the whole product: "n times n plus one over six".
    """
    return _descend(tree, _factors)


def products(tree: Node) -> Node:
    """The same, where more than one factor is a sum: "n plus one times two n plus one"."""
    return _descend(tree, lambda node: _factors(node, least=2))


def _factors(node: Node, least: int = 1) -> Node:
    if node.head not in (*_SUMS, "multiply"):
        return node
    chain = _chain(node)
    if "times" not in [sign for sign, _ in chain] or not set(_SUMS) & {sign for sign, _ in chain}:
        return node
    _, last = chain[-1]
    divisor = None
    if last.head == "fraction" and chain[-1][0] in _SUMS:
        chain[-1], divisor = (chain[-1][0], last.args[0]), last.args[1]
    product, current = None, chain[0][1]
    for sign, term in chain[1:]:
        if sign == "times":
            product = _times(product, current)
            current = term
        else:
            current = Node(sign, (current, term))
    product = _times(product, current)
    if sum(part.head == "group" for part in _operands(product)) < least:
        return node
    return product if divisor is None else Node("fraction", (product, divisor))


def _operands(product: Node) -> list[Node]:
    if product.head == "multiply" and product.text:
        return [*_operands(product.args[0]), product.args[1]]
    return [product]


def _times(product: Node | None, factor: Node) -> Node:
    if product is None:
        return _paren(factor)
    return Node("multiply", (product, _paren(factor)), "times")


def _chain(node: Node) -> list[tuple[str, Node]]:
    """Return what stands between the signs of a sum of products, each with the sign before it."""
    if node.head in _SUMS or (node.head == "multiply" and node.text):
        sign = node.head if node.head in _SUMS else "times"
        left, right = _chain(node.args[0]), _chain(node.args[1])
        return [*left, (sign, right[0][1]), *right[1:]]
    return [("", node)]


def counted(tree: Node) -> Node:
    """Read "a plus n minus one d" as a plus (n minus one) times d: nobody says "one d" for d."""
    return _descend(tree, _counted)


def _counted(node: Node) -> Node:
    if node.head not in _SUMS or node.args[1].head != "multiply" or node.args[1].text:
        return node
    one, rest = node.args[1].args
    if one.text != "1":
        return node
    before = node.args[0]
    if (before.args[1] if before.head in _SUMS else before).head != "symbol":
        return node
    if before.head in _SUMS:
        inner = Node(node.head, (before.args[1], one))
        return before._replace(args=(before.args[0], Node("multiply", (_paren(inner), rest))))
    return Node("multiply", (_paren(Node(node.head, (before, one))), rest))


def counted_factors(tree: Node) -> Node:
    """Do both: "n over two times two a plus n minus one d"."""
    other = counted(tree)
    return factors(other) if other != tree else tree


def negated(tree: Node) -> Node:
    """Let a minus in front reach over the whole sum: "negative x plus two"."""
    return _descend(tree, _negated)


def _negated(node: Node) -> Node:
    first = node
    while first.head in _SUMS:
        first = first.args[0]
    if first is node or (first.head, first.text) != ("sign", "minus"):
        return node
    return Node("sign", (Node("group", (_replaced_first(node, first.args[0]),), "paren"),), "minus")


def _replaced_first(node: Node, first: Node) -> Node:
    if node.head not in _SUMS:
        return first
    return node._replace(args=(_replaced_first(node.args[0], first), node.args[1]))


def whole_power(tree: Node) -> Node:
    """Put a power said last on the whole sum: "one plus one over n, to the n"."""
    return _descend(tree, _whole_power)


def _whole_power(node: Node) -> Node:
    if node.head not in _SUMS or node.args[1].head != "fraction":
        return node
    bare, exponent = _without_power(node)
    if exponent is None:
        return node
    return Node("power", (Node("group", (bare,), "paren"), exponent))


def _without_power(node: Node) -> tuple[Node, Node | None]:
    """Split the power off the last letter or number of a tree."""
    if node.head == "power":
        return node.args if node.args[0].head in ("symbol", "number", "subscript") else (node, None)
    if node.head not in (*_SUMS, "fraction", "multiply"):
        return node, None
    last, exponent = _without_power(node.args[1])
    return node._replace(args=(node.args[0], last)), exponent


WHOLE: tuple[tuple[str, frozenset[str], Callable[[Node], Node]], ...] = (
    ("factors", frozenset({"multiply"}), factors),
    ("products", frozenset({"multiply"}), products),
    ("negated", frozenset({"sign"}), negated),
    ("counted", frozenset({"multiply"}), counted),
    ("counted factors", frozenset({"multiply"}), counted_factors),
    ("whole power", frozenset({"power"}), whole_power),
)
