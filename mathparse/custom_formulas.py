"""Customs of well-known formulas: volumes, distances, scores, half angles, terms of a progression."""

from __future__ import annotations

from mathparse.builders.common import unbracketed
from mathparse.custom_laws import product, product_of
from mathparse.custom_products import squared_sums
from mathparse.custom_scripts import critical_value
from mathparse.regrouping import with_first_term
from mathparse.rewrites import in_brackets
from mathparse.tree import SUMS, Node, first_term, number, symbol

_ONE, _TWO, _SIGMA = number("1"), number("2"), symbol("sigma")
_THREE_PI = Node("multiply", (number("3"), symbol("pi")))
_DELTA, _CHANGE = symbol("delta"), symbol("Delta")
_CHANGING = frozenset("abefghlmpqrstuvwxyzEHGPSTUV")
_COUNTERS = frozenset({"n", "k", "m", "i", "j"})
_DEVIATIONS = frozenset({"sigma", "s"})
_ARCS = frozenset({"arcsin", "arccos", "arctan"})


def volume(node: Node) -> Node:
    """Multiply by what follows: nobody divides by the cube in "four over three pi r cubed"."""
    above, below = node.args
    factors: list[Node] = []
    while below.head == "multiply" and not below.text and below != _THREE_PI:
        below, last = below.args
        factors.insert(0, last)
    if above.head != "number" or below != _THREE_PI or all(f.head != "power" for f in factors):
        return node
    product = node._replace(args=(above, below.args[0]))
    for factor in (below.args[1], *factors):
        product = Node("multiply", (product, factor))
    return product


def half_angle(node: Node) -> Node:
    """Take the root of the whole: "the square root of one plus cosine theta over two"."""
    root, below = node.args
    if root.head != "root" or below != _TWO or root.args[0].head not in SUMS:
        return node
    one, cosine = root.args[0].args
    if one != _ONE or cosine.head != "apply" or cosine.args[0].text != "cos":
        return node
    return root._replace(args=(node._replace(args=(root.args[0], below)), root.args[1]))


def arc_of_ratio(node: Node) -> Node:
    """Take the angle of a ratio: "theta equals arc tangent y over x"."""
    above, below = node.args
    if above.head != "apply" or above.args[0].text not in _ARCS or above.args[1] in below.walk():
        return node
    arc, ratio = above.args
    return above._replace(args=(arc, node._replace(args=(ratio, below))))


def sums_of_data(tree: Node) -> Node:
    """Add up what a mean is of: "x bar equals sigma x over n"."""
    if tree.text != "equals" or tree.args[0].head != "accent" or tree.args[0].text != "bar":
        return tree
    mean, value = tree.args[0], tree.args[-1]
    if len(tree.args) != 2 or value.head != "fraction":
        return tree
    quotient = value._replace(args=tuple(map(_as_sum, value.args)))
    return tree._replace(args=(mean, quotient))


def _as_sum(node: Node) -> Node:
    if node.head != "multiply" or node.text:
        return node
    sign, *factors = product_of(node)
    return (
        Node("big", (Node("none"), Node("none"), product(factors)), "sum")
        if sign == _SIGMA
        else node
    )


def margin(node: Node) -> Node:
    """Divide the margin alone: "x bar plus or minus t times s over root n"."""
    whole, below = node.args
    if (whole.head, whole.text) != ("operation", "plus-minus") or whole.args[0].head != "accent":
        return node
    mean, error = whole.args
    if error.head == "multiply" and error.text:
        error = error._replace(args=(error.args[0], node._replace(args=(error.args[1], below))))
    else:
        error = critical_value(node._replace(args=(error, below)))
    return whole._replace(args=(mean, error))


def of_proportion(node: Node) -> Node:
    """Divide below the root: "the square root of p times one minus p over n"."""
    whole = node.args[0] if node.head == "root" else node
    if (whole.head, whole.text) != ("multiply", "times"):
        return node
    share, rest = whole.args[0], whole.args[1]
    if share.head == "multiply" and share.args[1].head == "root":  # "two times the root of p ..."
        other = of_proportion(whole._replace(args=(share.args[1], rest)))
        return node if other.head != "root" else share._replace(args=(share.args[0], other))
    rest = unbracketed(rest)
    root = node if node.head == "root" else share
    if root.head != "root" or rest.head != "subtract" or rest.args[0] != _ONE:
        return node
    share = share.args[0] if root is share else share
    if rest.args[1].head != "fraction" or rest.args[1].args[0] != share:
        return node
    other = in_brackets(rest._replace(args=(_ONE, share)))
    above = Node("multiply", (share, other), "times")
    below = rest.args[1]._replace(args=(above, rest.args[1].args[1]))
    return root._replace(args=(below, root.args[1]))


def standard_score(node: Node) -> Node:
    """Divide the difference: nobody divides the mean in "x minus mu over sigma"."""
    if node.args[1].head != "fraction":
        return node
    above, below = node.args[1].args
    if above.head == "fraction" and below.head == "root":  # "over sigma over root n"
        above, below = above.args[0], Node("fraction", (above.args[1], below))
    mean = above.text == "mu" or (above.head, above.text) == ("accent", "bar")
    first = below.args[0] if below.head in ("fraction", "subscript") else below
    if not mean or first.text not in _DEVIATIONS:
        return node
    return Node("fraction", (node._replace(args=(node.args[0], above)), below))


def distance(node: Node) -> Node:
    """Square what is below the root: "the root of x minus a all squared plus y minus b all squared"."""
    whole = unbracketed(node.args[0])
    first = first_term(whole)
    if whole.head not in SUMS or first.head != "power" or first.args[1] != _TWO:
        return node
    root = first.args[0]
    if root.head != "root" or root.args[0].head not in SUMS:
        return node
    squared = first._replace(args=(in_brackets(root.args[0]), _TWO))
    sums = node._replace(args=(in_brackets(with_first_term(whole, squared)), node.args[1]))
    other = squared_sums(sums)
    return node if other is sums else root._replace(args=(other, root.args[1]))


def change(node: Node) -> Node:
    """Write the capital for a difference: "delta t" is hardly ever a number times t."""
    before, letter = node.args[0], node.args[-1]
    while letter.head in ("power", "subscript"):
        letter = letter.args[0]
    if node.text or (letter.head, letter.text in _CHANGING) != ("symbol", True):
        return node
    if before == _DELTA:
        return node._replace(args=(_CHANGE, *node.args[1:]))
    if before.head == "multiply" and not before.text and before.args[-1] == _DELTA:
        return node._replace(args=(before._replace(args=(before.args[0], _CHANGE)), node.args[1]))
    return node


def stepped(tree: Node) -> Node:
    """Multiply the number of steps: nobody says "one times d" in "a plus n minus one times d"."""
    if tree.head == "relation":
        return tree._replace(args=tuple([stepped(arg) for arg in tree.args]))
    if tree.head not in SUMS or tree.args[0].head not in SUMS:
        return tree
    before, step = tree.args
    if (step.head, step.text) != ("multiply", "times") or step.args[0] != _ONE:
        return tree
    start, count = before.args
    if count.text not in _COUNTERS or step.args[1].head not in ("symbol", "subscript"):
        return tree
    steps = in_brackets(tree._replace(args=(count, _ONE)))
    return before._replace(args=(start, step._replace(args=(steps, step.args[1]))))
