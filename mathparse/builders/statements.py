"""Relations, lists, and words between formulas."""

from __future__ import annotations

from mathparse.builders.common import INFINITY, pieces
from mathparse.builders.money import money
from mathparse.tree import Node

_CALCULATED = frozenset({"fraction", "power", "multiply", "add", "subtract", "apply", "sign"})
DOTS = Node("symbol", (), "ldots")


def relation(left: Node, name: str, right: Node) -> Node:
    """Join a relation onto a chain: a < b and then = c is one node with three parts."""
    if name in ("cong", "equiv") and (right.head, right.text) == ("operation", "mod"):
        # "Congruent" is said of triangles and of remainders; a modulus tells which.
        name, right = "equiv", right._replace(text="modulo")
    if left.head == "relation" and left.text == "equals" and left.args[0].head == "text":
        left = left.args[1]  # "the plane is x plus y equals one" tells what the equation describes
        return Node("relation", (left, right), name)
    if left.head == "relation":
        return Node("relation", (*left.args, right), f"{left.text} {name}")
    return Node("relation", (left, right), name)


def arrow(left: Node, right: Node) -> Node:
    """ "A to B" is an arrow, "three to one" a ratio, "zero to infinity" an interval, "x 1 to x n" a list."""
    if left.head == right.head == "number":
        return Node("list", (left, right), "colon")
    if left.head == right.head == "subscript" and left.args[0] == right.args[0]:
        return Node("list", (left, DOTS, right), "comma")
    if INFINITY in (right, left) or Node("sign", (INFINITY,), "minus") == left:
        return Node("group", (Node("list", (left, right), "comma"),), "paren")
    if left.head == "relation" and left.text == "equals" and left.args[0].head == "fraction":
        ratio, first = left.args  # "the ratio of a to b is two to three"
        if first.head == right.head == "number":
            pairs = ratio.args, (first, right)
            return Node(
                "relation", tuple([Node("list", pair, "colon") for pair in pairs]), "equals"
            )
    return relation(left, "to", right)


def mapping(left: Node, start: Node, end: Node) -> Node:
    """ "F from a to b" is a map; a calculated part from one number to another is evaluated at both."""
    if left.head in _CALCULATED and start.head in ("number", "fraction", "sign"):
        return Node("evaluated", (left, start, end))
    return Node("list", (left, arrow(start, end)), "colon")


def listed(separator: str, left: Node, right: Node) -> Node:
    """Append to a list with the same separator, or begin one."""
    if separator == "comma" and right.head == "multiply" and not right.text:
        before, last = right.args
        if last == DOTS and before.head != "multiply":  # "three dot dot dot" ends a list
            return listed(separator, listed(separator, left, before), last)
    if left.head == "list" and left.text == separator:
        return Node("list", (*left.args, right), separator)
    return Node("list", (left, right), separator)


def comma(left: Node, right: Node) -> Node:
    """A list with commas; "and so on up to n" goes on with it."""
    if right.head == "list" and right.args[0] == DOTS:
        return continued_to(left, right.args[1])
    return listed("comma", left, right)


def continued(left: Node) -> Node:
    """What goes on in the same way: a sum with more terms, or a list."""
    dots = Node("symbol", (), "ldots")
    if left.head in ("add", "subtract"):
        return Node("add", (left, dots))
    return listed("comma", left, dots)


def continued_to(left: Node, last: Node) -> Node:
    """A list that goes on in the same way up to its last part; the first parts may come later."""
    parts = left.args if (left.head, left.text) == ("list", "comma") else (left,)
    before = () if left.head == "none" else parts
    if left.head in ("add", "subtract"):  # "one plus two plus three and so on up to n"
        return Node("add", (Node("add", (left, DOTS)), last))
    return Node("list", (*before, DOTS, last), "comma")


def semicolon(left: Node, right: Node) -> Node:
    """A list with semicolons."""
    return listed("semicolon", left, right)


def conjunction(left: Node, word: Node, right: Node) -> Node | None:
    """Two statements with a word between them; "5 and 3 over 4" is a mixed number.

    "x is positive and less than one" says the second of x as well.
    """
    if word.text == "and" and (amount := money(left, right)):
        return amount
    if word.text == "and" and _is_total(left) and right.head != "big":
        return None  # "the sum of x and y" is that of both
    numeric = left.head == "number" and all(arg.head == "number" for arg in right.args)
    if word.text == "and" and numeric and right.head == "fraction":
        return Node("mixed", (left, right))
    if left.head == right.head == "relation" and right.args[0].head == "none":
        right = right._replace(args=(left.args[0], *right.args[1:]))
    return pieces(pieces(left, word), right)


def _is_total(node: Node) -> bool:
    """Whether a sum or product has no bounds."""
    return node.head == "big" and node.text in ("sum", "product") and node.args[0] == node.args[1]


def condition(left: Node, word: Node, right: Node) -> Node:
    """A value and the condition under which it holds; a row where it stands in cases."""
    if right.head == "none":
        return pieces(left, word)
    return pieces(pieces(left, word), right)


def led_by_text(text: Node, rest: Node) -> Node:
    """Words, and the formula that follows them."""
    return text if rest.head == "none" else pieces(text, rest)


def with_text(left: Node, text: Node, rest: Node) -> Node:
    """A formula, words, and perhaps a formula that follows them."""
    return pieces(left, led_by_text(text, rest))


def implication(condition: Node, consequence: Node) -> Node:
    """ "If a then b"."""
    said = pieces(Node("text", (), "if"), condition)
    if consequence.head == "none":
        return said
    return pieces(pieces(said, Node("text", (), "then")), consequence)
