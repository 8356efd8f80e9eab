"""Functions and their arguments, intervals, points and sets."""

from __future__ import annotations

from mathparse.builders.arithmetic import beside
from mathparse.builders.common import INFINITY, unbracketed
from mathparse.tree import Node

_BELOW = {
    "bar": "underline", "overline": "underline", "tilde": "undertilde", "dot": "dot-below",
    "hat": "hat-below", "ring": "ring-below",
}  # fmt: skip
UNCALLABLE = ("big", "integral", "quantifier", "list", "unit", "relation", "sign", "multiply")
VARIABLES = ("x", "y", "z", "t", "u", "v", "r", "s", "theta", "phi")
FIELDS = ("u", "v", "z")  # functions of others, as often as not: "u of x t"
EVENTFUL = ("e", "E", "p", "P")  # the expectation of a product
SEVERAL = ("max", "min", "gcd", "lcm", "hcf", "cov", "corr", "span")
COUPLED = ("gcd", "lcm", "hcf", "cov", "corr")
DETERMINANT = Node("function", (), "det")


def call(function: Node, argument: Node) -> Node | None:
    """f of x; a number "of" something is a product."""
    if function.head in UNCALLABLE or (function.head, function.text) == ("symbol", "infinity"):
        return None
    if function.head in ("number", "blank"):
        return None
    if function.head == "fraction" and argument.head in ("number", "mixed"):
        return Node("multiply", (function, argument), "times")  # "one third of ninety"
    if function.head in ("fraction", "mixed", "postfix", "text"):
        return beside(function, argument) or argument
    if argument.head == "group" and argument.text in ("paren", "bracket", "brace"):
        return Node("call", (function, argument.args[0]), argument.text)
    return Node("call", (function, _arguments(function, argument) or argument), "paren")


def _arguments(function: Node, product: Node) -> Node | None:
    """Read the product in "f of x y" as the arguments of f, where each is a variable."""
    if function.text in EVENTFUL:
        return None
    if any(part.text in VARIABLES for part in function.walk()) and function.text not in FIELDS:
        return None
    factors: list[Node] = []
    while product.head == "multiply" and not product.text:
        product, last = product.args
        factors.append(last)
    factors.append(product)
    if len(factors) == 1 or len(set(factors)) < len(factors):
        return None
    if any(factor.head != "symbol" or factor.text not in VARIABLES for factor in factors):
        return None
    if function in factors:
        return None
    return Node("list", tuple(reversed(factors)), "comma")


def apply(function: Node, argument: Node) -> Node:
    """A named function on its argument; the determinant of a matrix is drawn with bars."""
    inner = unbracketed(argument)
    if inner.head == "sequence" and function.text in SEVERAL and len(inner.args) == 3:
        argument = Node("group", (Node("list", (inner.args[0], inner.args[2]), "comma"),), "paren")
    elif function.text in COUPLED and _is_pair(argument):
        argument = Node("group", (Node("list", argument.args, "comma"),), "paren")
    elif function.text == "span" and (spanning := _row(inner)):
        argument = Node("group", (Node("list", spanning, "comma"),), "paren")
    elif inner.head == "list" and argument.head == "list":
        argument = Node("group", (argument,), "paren")
    if function == DETERMINANT and inner.head == "matrix":
        return inner._replace(text="bar")
    return Node("apply", (function, argument))


def _row(product: Node) -> tuple[Node, ...]:
    """Return names that were said one after the other: "span of v one v two v three"."""
    names: list[Node] = []
    while product.head == "multiply" and not product.text:
        product, last = product.args
        names.insert(0, last)
    names.insert(0, product)
    named = all(name.head in ("symbol", "subscript", "accent") for name in names)
    return tuple(names) if named and len(names) > 1 else ()


def _is_pair(product: Node) -> bool:
    """Whether two letters were said one after the other: "covariance of x y"."""
    plain = product.head == "multiply" and not product.text
    return plain and all(arg.head in ("symbol", "subscript") for arg in product.args)


def parenthesis(argument: Node) -> Node:
    """The argument of a named function in brackets, as "sine of x" is usually written."""
    return argument if argument.head == "group" else Node("group", (argument,), "paren")


def interval(lower: Node, upper: Node, included: Node, excluded: Node) -> Node:
    """An interval; ends are open where said so, or where they are infinite."""
    said_in, said_out = list(included.walk()), list(excluded.walk())
    ends = []
    for end, other in ((lower, upper), (upper, lower)):
        infinite = any(part == INFINITY for part in end.walk())
        out = end in said_out or (other in said_in and end not in said_in) or infinite
        ends.append("paren" if out else "bracket")
    text = ends[0] if ends[0] == ends[1] else " ".join(ends)
    return Node("group", (Node("list", (lower, upper), "comma"),), text)


def pair(ends: Node, fence: Node) -> Node | None:
    """An interval whose two ends are said one after the other: "the open interval a b"."""
    if ends.head != "multiply" or ends.text or ends.args[0].head == "multiply":
        return None
    return Node("group", (Node("list", ends.args, "comma"),), fence.text)


def braket(bra: Node, ket: Node) -> Node:
    """A bra and a ket; an operator said between them stands between bars."""
    parts = bra.args if bra.head == "multiply" and not bra.text else (bra,)
    return Node("group", (Node("list", (*parts, ket), "bar"),), "angle")


def point(inner: Node) -> Node:
    """A point given by its coordinates."""
    return Node("group", (inner,), "paren") if inner.head == "list" else inner


def opened(inner: Node) -> Node | None:
    """What stands in a bracket that is left open, never one number: "brackets two a plus b"."""
    return None if inner.head == "number" else Node("group", (inner,), "paren")


def numbered_vector(inner: Node) -> Node | None:
    """A vector given by its numbers; before a letter the word is its mark."""
    if (inner.head, inner.text) != ("list", "comma") or inner.args[0].head == "symbol":
        return None
    return point(inner)


def set_builder(inner: Node, condition: Node, sign: Node | None = None) -> Node:
    """The set of all x such that ...; braces are drawn only where a condition is said.

    "Such that" is mostly written with a bar, after "x in A" with a colon.
    """
    if condition.head == "none":
        inner = _enumerated(inner)
        return Node("group", (inner,), "brace") if inner.head == "list" else inner
    if (inner.head, inner.text) == ("list", "comma"):
        inner = Node("group", (inner,), "paren")
    usual = "colon" if inner.head == "relation" else "bar"
    parts = Node("list", (inner, condition), sign.text if sign else usual)
    return Node("group", (parts,), "brace")


def set_of_items(inner: Node) -> Node:
    """ "The set 1 comma 2" is drawn with braces, "the set a" is the letter."""
    plain = inner.head == "list" and not {"relation", "text"} & {part.head for part in inner.args}
    return Node("group", (inner,), "brace") if plain else inner


def _enumerated(inner: Node) -> Node:
    """Read "0 and 1" between set braces as a list."""
    if inner.head == "sequence" and len(inner.args) == 3 and inner.args[1].text == "and":
        return Node("list", (inner.args[0], inner.args[2]), "comma")
    return inner


def below(mark: str, base: Node) -> Node:
    """A mark below; a bar below is an underline."""
    return Node("accent", (base,), _BELOW.get(mark, mark))


def marked(mark: str, base: Node) -> Node:
    """A mark on what was said before it: that of "d r vec" is on the r."""
    if base.head == "differential":
        return base._replace(args=(marked(mark, base.args[0]),))
    return Node("accent", (base,), mark)
