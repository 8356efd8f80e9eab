"""Products, fractions, powers, indices, roots and signs."""

from __future__ import annotations

from mathparse.builders.calculus import fraction
from mathparse.builders.common import pieces, unbracketed
from mathparse.builders.money import money
from mathparse.tree import Node, number

FEET, INCHES = Node("unit", (), "ft"), Node("unit", (), "in")
TEXTUAL = ("text", "sequence")
VARIABLES = ("x", "y", "z", "t", "r", "s", "u", "v")
BARE_SIGNS = ("minus-symbol", "plus-symbol")
NUMBER_SETS = ("naturals", "integers", "rationals", "reals", "complexes")


def beside(left: Node, right: Node) -> Node | None:
    """Two operands with nothing said between them: a product, or an index, or text."""
    if left.head in TEXTUAL or right.head in TEXTUAL:
        return pieces(left, right)
    if right.head == "quantifier" and left.head == "relation":  # "a is at most b for all n"
        return pieces(left, right)
    if left.text in BARE_SIGNS:  # a sign before an operand is its sign, whatever stands before
        return None
    if left.head == "derivative" and left.args[0].head == "none" and right.head != "differential":
        return left._replace(args=(right, *left.args[1:]))
    if _is_partial(left) and _is_partial(right) and left.args[0].text not in VARIABLES:
        return Node("derivative", (left.args[0], *right.args), "partial")
    if _is_angle(right) and (left.text == "degree" or left.head == "mixed" or _is_angle(left)):
        return Node("mixed", (left, right))
    if left.head == "multiply" and (amount := money(left, right)):
        return amount
    if right == INCHES and (length := _feet(left)):
        return length
    if left.head == "integral" and len(left.args) > 3 and _is_d(right):
        # A multiple integral: its first differential ended the body already.
        return left._replace(args=(*left.args, right.args[0]))
    return Node("multiply", (left, right))


def _feet(node: Node) -> Node | None:
    """Return 5'10'' for the product "5 feet 10" before inches."""
    if node.head != "multiply" or node.args[0].head != "multiply":
        return None
    (feet, unit), inches = node.args[0].args, node.args[1]
    if unit != FEET or inches.head not in ("number", "symbol"):
        return None
    parts = (feet, "arcminute"), (inches, "arcsecond")
    return Node("mixed", tuple([Node("postfix", (part,), mark) for part, mark in parts]))


def _is_angle(node: Node) -> bool:
    """Whether a node is minutes or seconds of arc, which are added to the degrees before them."""
    return node.head == "postfix" and node.text in ("arcminute", "arcsecond")


def _is_d(node: Node) -> bool:
    return node.head == "differential" and node.text == "d"


def _is_partial(node: Node) -> bool:
    return node.head == "differential" and node.text == "partial"


def operated(left: Node, name: str, right: Node) -> Node:
    """An operator between two parts; "g composed with f of x" applies both to x."""
    if name == "compose" and right.head == "call" and right.args[0].head == "symbol":
        both = Node("operation", (left, right.args[0]), name)
        return right._replace(args=(Node("group", (both,), "paren"), *right.args[1:]))
    return Node("operation", (left, right), name)


def by(left: Node, right: Node) -> Node:
    """ "One by two" is a fraction, "m by n" a size."""
    sized = left.head == "multiply" and left.text == "times" and right.head == "number"
    if (
        sized
        or left.head == right.head == "symbol"
        or (left.head == right.head == "number" and left.text != "1")
    ):
        return Node("multiply", (left, right), "times")
    return fraction(left, right)


def one_over(operand: Node) -> Node:
    """The reciprocal."""
    return Node("fraction", (number("1"), operand))


def over(numerator: Node, denominator: Node) -> Node | None:
    """A fraction said with "over"; brackets around a whole part only told how far it goes."""
    if numerator.head in TEXTUAL and any(part.head == "relation" for part in numerator.args):
        return None  # words in a statement end no numerator that began before it
    return fraction(unbracketed(numerator), unbracketed(denominator))


def root(radicand: Node, index: Node) -> Node:
    """A root."""
    return Node("root", (unbracketed(radicand), index))


def signed(sign: Node, operand: Node) -> Node:
    """A sign in front; "the positive integers" carry it as an exponent."""
    if operand.head == "symbol" and operand.text in NUMBER_SETS:
        return Node("power", (operand, Node("symbol", (), f"{sign.text}-symbol")))
    return Node("sign", (operand,), sign.text)


def power_of(base: Node, exponent: Node) -> Node:
    """A power; on letters written together ("AB") it belongs to the last."""
    return _scripted("power", base, exponent)


def subscript(base: Node, index: Node) -> Node:
    """An index; on letters written together it belongs to the last."""
    if index.head == "group" and index.args and index.args[0].head in ("add", "subtract"):
        index = unbracketed(index)  # brackets that were said to hold the index together
    if (base.text, index.text) == ("aleph", "0"):
        return Node("symbol", (), "aleph-zero")
    return _scripted("subscript", base, index)


def _scripted(head: str, base: Node, script: Node) -> Node:
    script = unbracketed(script) if head == "power" else script
    if base.head == "multiply" and not base.text:
        return Node("multiply", (base.args[0], Node(head, (base.args[1], script))))
    return Node(head, (base, script))


def nth_power(base: Node, exponent: Node) -> Node:
    """The nth power of something; of f of x it is written on the f."""
    if base.head in ("call", "apply"):
        function, argument = base.args
        return base._replace(args=(Node("power", (function, exponent)), argument))
    return Node("power", (base, exponent))


def whole_power(base: Node, exponent: Node) -> Node:
    """A power on all that was said before: "a plus b, all squared"."""
    return Node("power", (bracketed(base), exponent))


def later_power(base: Node, exponent: Node) -> Node | None:
    """A power said after a pause, on a whole term or root: "two x, squared"."""
    if base.head == "root":
        return Node("power", (base, exponent))
    if _is_term(base):
        return Node("power", (Node("group", (base,), "paren"), exponent))
    return None


def _is_term(node: Node) -> bool:
    """Whether a node is a fraction, or a product or negative of plain numbers and letters."""
    if node.head == "sign":
        return node.args[0].head == "number" or _is_term(node.args[0])
    if node.head == "multiply" and not node.text:
        return all(arg.head in ("number", "symbol") or _is_term(arg) for arg in node.args)
    return node.head == "fraction"


def fenced(kind: Node, inner: Node) -> Node:
    """Bars around a part; brackets just inside them would say nothing more."""
    return Node("group", (unbracketed(inner),), kind.text)


def cross(left: Node, right: Node) -> Node:
    """A cross product; which of two is made first matters."""
    parts = [bracketed(part) if part.head == "operation" else part for part in (left, right)]
    return Node("operation", tuple(parts), "cross")


def bracketed(inner: Node) -> Node:
    """Brackets where a power on the whole would otherwise read as a power on its last part."""
    if inner.head in ("number", "symbol", "group", "subscript", "accent", "call", "root"):
        return inner
    return Node("group", (inner,), "paren")


def quantity(inner: Node) -> Node:
    """Brackets for "the quantity ..."; a single letter or number needs none."""
    if inner.head in ("group", "number", "symbol", "fraction", "root"):
        return inner
    return Node("group", (inner,), "paren")
