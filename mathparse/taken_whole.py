"""A mark said last that belongs to more than the last part: powers, complements, expectations, moduli."""

from __future__ import annotations

from collections.abc import Callable

from mathparse.builders.common import unbracketed
from mathparse.ranking import are_alike
from mathparse.regrouping import descend, merge_squares, with_first_term
from mathparse.tree import SUMS, Node, first_term, number

_ONE = number("1")
_COMPLEMENT = Node("symbol", (), "c")
_STAR = Node("symbol", (), "star")
_SETOPS = frozenset({"union", "intersection", "set-minus"})


def last_power(tree: Node) -> Node:
    """Take "all squared" for the last term: "e of x squared minus e of x all squared"."""
    return descend(tree, _last_power)


def _last_power(node: Node) -> Node:
    inner = unbracketed(node.args[0]) if node.head == "power" else node
    if (
        node.head != "power"
        or inner.head not in SUMS
        or inner.args[1].head not in ("call", "apply")
    ):
        return node
    return inner._replace(args=(inner.args[0], Node("power", (inner.args[1], node.args[1]))))


def whole_complement(tree: Node) -> Node:
    """Take the complement of a union: "a union b complement"."""
    return descend(tree, _whole_complement)


def _whole_complement(node: Node) -> Node:
    if node.head != "operation" or node.text not in _SETOPS:
        return node
    left, right = node.args
    if left.head != "symbol" or right.head != "power" or right.args[1] != _COMPLEMENT:
        return node
    both = Node("group", (Node("operation", (left, right.args[0]), node.text),), "paren")
    return Node("power", (both, _COMPLEMENT))


def congruence(tree: Node) -> Node:
    """Read "is one mod p" as a congruence."""
    if (tree.head, tree.text) != ("relation", "equals"):
        return tree
    left, right = tree.args
    if right.head != "operation" or right.text != "mod":
        return tree
    return Node("relation", (left, right._replace(text="modulo")), "equiv")


def expected(tree: Node) -> Node:
    """Take the expectation of a whole difference: "the expected value of x minus mu squared"."""
    return descend(tree, _expected)


def _expected(node: Node) -> Node:
    first = first_term(node)
    if first is node or first.head != "call" or not _is_expectation(first.args[0]):
        return node
    if first.args[0] in list(node.args[1].walk()):
        return node  # one expectation minus another is a variance
    inner = merge_squares(with_first_term(node, first.args[1]))
    return first._replace(args=(first.args[0], inner))


def _is_expectation(node: Node) -> bool:
    return node.text == "E" or (node.head == "font" and node.args[0].text == "E")


def divided(tree: Node) -> Node:
    """Take a divisor said last for the whole: "e to the x minus e to the minus x over two"."""
    return descend(tree, _divided)


def _divided(node: Node) -> Node:
    if node.head not in (*SUMS, "multiply"):
        return node
    bare, divisor = _without_divisor(node)
    if divisor is None:
        return node
    factorial = divisor.head == "postfix" and divisor.text == "factorial"
    if not factorial and (node.head == "multiply" or not are_alike(*bare.args)):
        return node
    return Node("fraction", (bare, divisor))


def _without_divisor(node: Node) -> tuple[Node, Node | None]:
    """Split the divisor off an exponent that stands last."""
    if node.head in ("add", "subtract", "multiply", "power"):
        exponent = node.head == "power"
        last, divisor = _divisor_of(node.args[1]) if exponent else _without_divisor(node.args[1])
        return node._replace(args=(node.args[0], last)), divisor
    return node, None


def _divisor_of(exponent: Node) -> tuple[Node, Node | None]:
    if exponent.head == "fraction":
        return exponent.args
    if exponent.head == "sign":
        inner, divisor = _divisor_of(exponent.args[0])
        return exponent._replace(args=(inner,)), divisor
    return exponent, None


def convolution(tree: Node) -> Node:
    """Read "f star g of t" as the convolution of f and g at t."""
    return descend(tree, _convolution)


def _convolution(node: Node) -> Node:
    if node.head != "multiply" or node.text or node.args[1].head != "call":
        return node
    first, call = node.args
    if first.head != "power" or first.args[1] != _STAR or call.args[0].head != "symbol":
        return node
    both = Node("operation", (first.args[0], call.args[0]), "asterisk-operator")
    return call._replace(args=(Node("group", (both,), "paren"), *call.args[1:]))


def one_minus(tree: Node) -> Node:
    """Read "p one minus p" as p times (1 minus p): the letter returns without its index."""
    return descend(tree, _one_minus)


def _one_minus(node: Node) -> Node:
    if node.head == "fraction":
        top = _one_minus(node.args[0])
        return node if top == node.args[0] else node._replace(args=(top, node.args[1]))
    if node.head not in SUMS:
        return node
    left, right = node.args
    before, last = left.args if left.head == "multiply" and not left.text else (None, left)
    if last.head != "subscript" or last.args[1] != _ONE:
        return node
    divisor = exponent = None
    if right.head == "fraction":
        right, divisor = right.args
    if right.head == "power":
        right, exponent = right.args
    if right != last.args[0]:
        return node
    factor = Node("group", (Node(node.head, (_ONE, right)),), "paren")
    factor = Node("power", (factor, exponent)) if exponent else factor
    product = Node("multiply", (last.args[0], factor))
    product = (
        Node("multiply", (Node("multiply", (before, last.args[0])), factor)) if before else product
    )
    return Node("fraction", (product, divisor)) if divisor else product


WHOLE: tuple[tuple[str, frozenset[str], Callable[[Node], Node]], ...] = (
    ("last power", frozenset({"power"}), last_power),
    ("whole complement", frozenset({"operation"}), whole_complement),
    ("congruence", frozenset({"operation"}), congruence),
    ("expected", frozenset({"call"}), expected),
    ("divided", frozenset({"fraction"}), divided),
    ("convolution", frozenset({"call"}), convolution),
    ("one minus", frozenset({"subscript"}), one_minus),
)
