"""Customs of indices, exponents and bounds: waves, critical values, sequences, moduli, the unit interval."""

from __future__ import annotations

from mathparse.custom_laws import product, product_of
from mathparse.rewrites import in_brackets
from mathparse.tree import Node, number

_TWO = number("2")
_IMAGINARY = frozenset({"i", "j"})
_CRITICAL = frozenset({"z", "t", "Z", "T"})  # values that a tail is cut off at
_TAILS = frozenset({"alpha", "a"})
_PARAMETERS = frozenset({"mu", "p", "beta", "theta", "sigma", "rho", "lambda", "pi"})
_FENCES = frozenset({"bar", "double-bar"})


def wave(node: Node) -> Node:
    """Multiply the whole phase by i: "e to the i k x minus omega t"."""
    exponent = node.args[1]
    if exponent.head not in ("subtract", "add"):
        return node
    first, second = (product_of(part) for part in exponent.args)
    if first[0].text not in _IMAGINARY or len(first) < 3 or first[0] in second:
        return node
    if second[0].text not in ("omega", "phi", "k") or len(second) > 2:
        return node
    phase = in_brackets(exponent._replace(args=(product(first[1:]), exponent.args[1])))
    return node._replace(args=(node.args[0], product([first[0], phase])))


def critical_value(node: Node) -> Node:
    """Halve the tail, not the value: "z sub alpha over two"."""
    above, below = node.args
    if below != _TWO or above.head != "subscript":
        return node
    value, tail = above.args
    if value.text not in _CRITICAL or tail.text not in _TAILS:
        return node
    return above._replace(args=(value, node._replace(args=(tail, below))))


def distance_of_functions(node: Node) -> Node:
    """End the index before the limit, and the norm after it: "the norm of f sub n minus f"."""
    base, index = node.args
    inner = base.args[0] if base.head == "group" and base.text in _FENCES else base
    if index.head != "subtract" or inner != index.args[1]:
        return node
    apart = index._replace(args=(node._replace(args=(inner, index.args[0])), index.args[1]))
    return apart if inner is base else base._replace(args=(apart,))


def limit_index(node: Node) -> Node:
    """Read infinity beside a letter as its index, where nothing is multiplied: "s infinity"."""
    letter, index = node.args
    if node.text or letter.head != "symbol" or index.text != "infinity":
        return node
    return Node("subscript", (letter, index))


def unit_interval(node: Node) -> Node:
    """Read "x in zero one" as lying between the two."""
    last = node.args[-1]
    if node.text.split()[-1] not in ("in", "not-in") or last.head != "number":
        return node
    if len(last.text) != 2 or not last.text.startswith("0"):
        return node
    ends = Node("list", tuple([number(digit) for digit in last.text]), "comma")
    return node._replace(args=(*node.args[:-1], Node("group", (ends,), "bracket")))


def hypothesis(node: Node) -> Node:
    """Tell a hypothesis from what it says: "h zero is mu equals zero", "h sub a mu is greater than fifty"."""
    first, *others = node.args
    if first.head == "multiply" and not first.text:
        name, first = first.args
    elif len(others) > 1 and node.text.startswith("equals "):
        name, first = first, others.pop(0)
    elif first.head == "subscript" and first.args[1].head == "multiply":
        label, parameter = first.args[1].args
        name, first = first._replace(args=(first.args[0], label)), parameter
    else:
        return node
    if not _is_hypothesis(name) or first.text not in _PARAMETERS:
        return node
    names = " ".join(node.text.split()[-len(others) :])
    return Node("list", (name, node._replace(args=(first, *others), text=names)), "colon")


def _is_hypothesis(name: Node) -> bool:
    if name.head != "subscript":
        return False
    return name.args[0].text in ("h", "H") and name.args[1].text in ("0", "1", "a", "A")


def parameters(node: Node) -> Node:
    """Part the mean from the variance: "x tilde n of mu sigma squared"."""
    if node.head != "call" or node.args[0].text not in ("n", "N"):
        return node
    both = product_of(node.args[1])
    if len(both) != 2 or both[0].text != "mu" or both[1].head != "power":
        return node
    return node._replace(args=(node.args[0], Node("list", tuple(both), "comma")))


def moduli(node: Node) -> Node:
    """Part two absolute values, where no remainder is taken: "mod a mod b cosine theta"."""
    inner = node.args[0]
    if node.text != "bar" or (inner.head, inner.text) != ("operation", "mod"):
        return node
    first, (second, *others) = inner.args[0], product_of(inner.args[1])
    if "number" in (first.head, second.head):
        return node
    both = [node._replace(args=(side,)) for side in (first, second)]
    return product([*both, *others])
