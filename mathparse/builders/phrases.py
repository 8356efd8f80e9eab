"""What is told in words rather than signs: "the sum of a and b", "line a b", "point a at two comma three"."""

from __future__ import annotations

from mathparse.builders.common import unbracketed
from mathparse.tree import Node, number

_TOTALS = {"sum": ("add", ""), "product": ("multiply", "times")}
_COUNTERS = frozenset("ijkmn")
_UNKNOWNS = frozenset("xyzt")  # what an equation of a line is in
_VALUES = frozenset("xyzntkmu")
_NAMES = ("symbol", "subscript", "prime")


def total(big: str, left: Node, right: Node) -> Node | None:
    """The sum or product of two things, which needs no sign with bounds."""
    if big not in _TOTALS:
        return None
    head, text = _TOTALS[big]
    return Node(head, (left, right), text)


def summed(big: str, body: Node, lower: Node, upper: Node, term: Node) -> Node:
    """A sum whose bounds are told after its body; where only one letter counts, it is the one that runs.

    "Sum of i from one to n of a i" says the letter first and then the `term`.
    """
    if term.head != "none":
        return Node("big", (Node("relation", (body, lower), "equals"), upper, term), big)
    counters = {node for node in body.walk() if node.head == "symbol" and node.text in _COUNTERS}
    counters -= set(upper.walk())
    if lower.head in ("number", "sign") and upper.head != "none" and len(counters) == 1:
        lower = Node("relation", (counters.pop(), lower), "equals")
    return Node("big", (lower, upper, body), big)


def located(name: Node, coordinates: Node) -> Node | None:
    """A point with its coordinates: A(2, 3)."""
    coordinates = unbracketed(coordinates)
    if name.head not in _NAMES or coordinates.head != "list":
        return None
    return Node("call", (name, coordinates), "paren")


_SPANS = {"arc": "arc", "overline": "segment", "vector": "ray", "both-arrow": "line"}


def straight_line(inner: Node) -> Node:
    """A line, through two points or with a name or equation of its own."""
    two = inner.head == "multiply" and not inner.text
    if two and all(arg.head in _NAMES and arg.text not in _UNKNOWNS for arg in inner.args):
        return spanned(Node("text", (), "both-arrow"), inner)
    return inner


def spanned(mark: Node, points: Node) -> Node:
    """What lies between two points; a power said last is that of its length."""
    if points.head == "text":
        return Node("text", (), f"{_SPANS[mark.text]} {points.text}")
    if points.head == "multiply" and points.args[1].head == "power":
        last, exponent = points.args[1].args
        both = points._replace(args=(points.args[0], last))
        return Node("power", (Node("accent", (both,), mark.text), exponent))
    return Node("accent", (points,), mark.text)


def mapped(function: Node, start: Node, end: Node) -> Node:
    """A function given by what it does to a variable, or by the sets from and to which it goes."""
    to_value = end.head not in _NAMES and (end.head != "power" or start.text in _VALUES)
    arrow = Node("relation", (start, end), "maps-to" if to_value else "to")
    return Node("list", (function, arrow), "colon")


def proportion(first: Node, second: Node, third: Node, fourth: Node) -> Node:
    """Two equal ratios: "a is to b as c is to d"."""
    if fourth.head == "none":
        return Node("list", (first, second), "colon")
    sides = [Node("list", pair, "colon") for pair in ((first, second), (third, fourth))]
    return Node("relation", tuple(sides), "equals")


def multiplied(base: Node, times: Node) -> Node:
    """ "Multiply x by seven": the number is written first, as a coefficient."""
    if times.head == "number" and base.head in ("symbol", "group", "power", "subscript"):
        return Node("multiply", (times, base))
    return Node("multiply", (base, times), "times")


def distributed(variable: Node, parameters: Node) -> Node | None:
    """A normal variable with its mean and variance, said one after the other: "x is normal zero one"."""
    if parameters.head == "multiply" and not parameters.text:
        parts = parameters.args
    elif parameters.head == "number" and len(parameters.text) == 2:
        parts = (number(parameters.text[0]), number(parameters.text[1]))
    elif parameters.head == "list":
        parts = parameters.args
    else:
        return None
    normal = Node("call", (Node("symbol", (), "N"), Node("list", parts, "comma")), "paren")
    return Node("relation", (variable, normal), "sim")


def more_than(step: Node, base: Node) -> Node | None:
    """ "Five more than x" adds; with anything but a number it compares."""
    return Node("add", (base, step)) if step.head in ("number", "fraction") else None
