"""Rewritings of a reading for what screen readers say alike: "10 choose 3", "the empty set", "f times x".

They read notation by its meaning, so that several ways to write one thing come out as the same words.
"""

from __future__ import annotations

from mathparse.builders.common import NONE, unbracketed
from mathparse.rewrites import Rewrite
from mathparse.tree import Node, number, symbol

_ARCS = {f"arc{name}": name for name in ("sin", "cos", "tan", "sec", "csc", "cot")}
_ARCS |= {f"ar{name}": name for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")}
_ARCS |= {f"arc{name}": name for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")}
_PRIMES = {"min": "arcminute", "ft": "arcminute", "s": "arcsecond", "in": "arcsecond"}
_FUNCTIONS = frozenset({"f", "g", "h"})
_BARS = frozenset({"bar", "double-bar"})
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound"}


def _inverse_power(node: Node) -> Node:
    """Write "arc sine" as the sine to the power of -1."""
    if node.head != "function" or node.text not in _ARCS:
        return node
    return Node("power", (Node("function", (), _ARCS[node.text]), number("-1")))


def _of_matrix(node: Node) -> Node:
    """Write a determinant as det of a matrix in brackets."""
    if (node.head, node.text) != ("matrix", "bar"):
        return node
    return Node("apply", (Node("function", (), "det"), node._replace(text="paren")))


def _with_primes(node: Node) -> Node:
    """Write minutes and feet with one prime, seconds and inches with two."""
    if node.head == "multiply" and node.args[1].head == "unit" and node.args[1].text in _PRIMES:
        return Node("postfix", (node.args[0],), _PRIMES[node.args[1].text])
    if node.head == "list" and all(arg.head == "postfix" for arg in node.args):
        product = node.args[0]
        for arg in node.args[1:]:
            product = Node("mixed", (product, arg))
        return product
    return node


def _called(node: Node) -> Node:
    """Read "f times x" as a screen reader's f of x."""
    if node.head != "multiply" or not node.text:
        return node
    left, right = node.args
    inner = left.args[1] if left.head == "multiply" else left
    name = inner.args[0] if inner.head in ("power", "subscript") else inner
    name = name.args[0] if name.head in ("power", "subscript") else name
    if name.text not in _FUNCTIONS:
        return node
    call = Node("call", (inner, unbracketed(right)), "paren")
    return left._replace(args=(left.args[0], call)) if left is not inner else call


def _combination(node: Node) -> Node:
    """Write the number of choices with a C between its two numbers."""
    if node.head != "binomial":
        return node
    return Node("subscript", (Node("prescript", (symbol("C"), node.args[0], NONE)), node.args[1]))


def _permutation(node: Node) -> Node:
    """Write the first number of a permutation above: P with n above and k below."""
    if node.head != "subscript" or node.args[0].head != "prescript":
        return node
    (letter, below, _), last = node.args[0].args, node.args[1]
    if letter.text not in ("P", "C") or below.head == "none":
        return node
    return Node("power", (Node("subscript", (letter, last)), below))


def _empty_braces(node: Node) -> Node:
    """Write the empty set as braces with nothing between them."""
    if (node.head, node.text) == ("symbol", "empty-set"):
        return Node("group", (NONE,), "brace")
    return node


def _bare_call(node: Node) -> Node:
    """Leave out the brackets around an argument that stands between bars: "f of the norm of a"."""
    if node.head == "call" and node.args[1].head == "group" and node.args[1].text in _BARS:
        return Node("multiply", node.args)
    return node


def _sign_after(node: Node) -> Node:
    """Write the sign of a currency after the number, as it is said."""
    if node.head != "multiply" or node.text or node.args[1].head != "unit":
        return node
    name = _CURRENCIES.get(node.args[1].text)
    return node._replace(args=(node.args[0], symbol(name))) if name else node


EVERYWHERE: tuple[tuple[str, frozenset[str], Rewrite], ...] = (
    ("inverse power", frozenset({"function"}), _inverse_power),
    ("determinant", frozenset({"matrix"}), _of_matrix),
    ("primes", frozenset({"unit"}), _with_primes),
    ("call", frozenset({"multiply"}), _called),
    ("combination", frozenset({"binomial"}), _combination),
    ("permutation", frozenset({"prescript"}), _permutation),
    ("empty braces", frozenset({"symbol"}), _empty_braces),
    ("bare call", frozenset({"call"}), _bare_call),
    ("sign after", frozenset({"unit"}), _sign_after),
)
