"""Sums and products grouped otherwise than their signs bind, as a speaker's voice may group them."""

from __future__ import annotations

from collections.abc import Callable

from mathparse.tree import SUMS, Node, first_term, number

_INVERSE, _TRANSPOSE = number("-1"), Node("symbol", (), "T")
_INCREMENTS = frozenset({"delta", "Delta"})
_FACTORIAL = ("postfix", "factorial")


def _paren(node: Node) -> Node:
    return Node("group", (node,), "paren") if node.head in SUMS else node


def descend(node: Node, regroup: Callable[[Node], Node]) -> Node:
    """Regroup the largest sums and products in a tree, each once."""
    other = regroup(node)
    if other is not node:
        return other
    args = tuple([descend(arg, regroup) if arg.args else regroup(arg) for arg in node.args])
    return Node(node.head, args, node.text) if args != node.args else node


def factors(tree: Node) -> Node:
    """Let "times" reach further than "plus": "n times n plus one" is n times their sum.

    A divisor said last then stands below the whole product: "n times n plus one over six".
    """
    return descend(tree, _factors)


def products(tree: Node) -> Node:
    """The same, where more than one factor is a sum: "n plus one times two n plus one"."""
    return descend(tree, lambda node: _factors(node, least=2))


def factors_inside(tree: Node) -> Node:
    """The same, where a fraction stays in the last sum: "x times one minus x over k"."""
    return descend(tree, lambda node: _factors(node, dividing=False))


def _factors(node: Node, least: int = 1, dividing: bool = True) -> Node:
    if node.head not in (*SUMS, "multiply"):
        return node
    chain = _chain(node)
    if "times" not in [sign for sign, _ in chain] or not set(SUMS) & {sign for sign, _ in chain}:
        return node
    _, last = chain[-1]
    divisor = None
    if dividing and last.head == "fraction" and chain[-1][0] in SUMS:
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
    if node.head in SUMS or (node.head == "multiply" and node.text):
        sign = node.head if node.head in SUMS else "times"
        left, right = _chain(node.args[0]), _chain(node.args[1])
        return [*left, (sign, right[0][1]), *right[1:]]
    return [("", node)]


def counted(tree: Node) -> Node:
    """Read "a plus n minus one d" as a plus (n minus one) times d: nobody says "one d" for d."""
    return descend(tree, _counted)


def _counted(node: Node) -> Node:
    if node.head not in SUMS or node.args[1].head != "multiply" or node.args[1].text:
        return node
    one, rest = node.args[1].args
    if one.text != "1":
        return node
    before = node.args[0]
    if (before.args[1] if before.head in SUMS else before).head != "symbol":
        return node
    if before.head in SUMS:
        inner = Node(node.head, (before.args[1], one))
        return before._replace(args=(before.args[0], Node("multiply", (_paren(inner), rest))))
    return Node("multiply", (_paren(Node(node.head, (before, one))), rest))


def counted_factors(tree: Node) -> Node:
    """Do both: "n over two times two a plus n minus one d"."""
    other = counted(tree)
    return factors(other) if other != tree else tree


def negated(tree: Node) -> Node:
    """Let a minus in front reach over the whole sum: "negative x plus two"."""
    return descend(tree, _negated)


def _negated(node: Node) -> Node:
    first = first_term(node)
    if first is node or (first.head, first.text) != ("sign", "minus"):
        return node
    return Node("sign", (Node("group", (with_first_term(node, first.args[0]),), "paren"),), "minus")


def with_first_term(node: Node, first: Node) -> Node:
    """Return a sum with another first term."""
    if node.head not in SUMS:
        return first
    return node._replace(args=(with_first_term(node.args[0], first), node.args[1]))


def whole_power(tree: Node) -> Node:
    """Put a power said last on the whole sum: "one plus one over n, to the n"."""
    return descend(tree, _whole_power)


def _whole_power(node: Node) -> Node:
    if node.head not in SUMS or node.args[1].head != "fraction":
        return node
    bare, exponent = _without_power(node)
    if exponent is None:
        return node
    return Node("power", (Node("group", (bare,), "paren"), exponent))


def _without_power(node: Node) -> tuple[Node, Node | None]:
    """Split the power off the last letter or number of a tree."""
    if node.head == "power":
        return node.args if node.args[0].head in ("symbol", "number", "subscript") else (node, None)
    if node.head not in (*SUMS, "fraction", "multiply"):
        return node, None
    last, exponent = _without_power(node.args[1])
    return node._replace(args=(node.args[0], last)), exponent


def squares(tree: Node) -> Node:
    """Square differences: "x minus a squared plus y minus b squared"."""
    return descend(tree, merge_squares)


def merge_squares(node: Node) -> Node:
    """Return a sum with each plain term and the square after it as one square."""
    if node.head not in SUMS:
        return node
    terms = [("add", first_term(node)), *_later_terms(node)]
    merged: list[tuple[str, Node]] = []
    for sign, term in terms:
        term = _increment_power(term)
        if merged and _is_plain(merged[-1][1]) and term.head == "power" and _is_plain(term.args[0]):
            before, base = merged.pop()
            both = Node("group", (Node(sign, (base, term.args[0])),), "paren")
            sign, term = before, term._replace(args=(both, term.args[1]))
        merged.append((sign, term))
    if len(merged) == len(terms):
        return node
    result = merged[0][1]
    for sign, term in merged[1:]:
        result = Node(sign, (result, term))
    return result


def _later_terms(node: Node) -> list[tuple[str, Node]]:
    if node.head not in SUMS:
        return []
    return [*_later_terms(node.args[0]), (node.head, node.args[1])]


def _increment_power(term: Node) -> Node:
    """Take the power of an increment for one of both its letters: "delta x squared"."""
    if (
        term.head == "multiply"
        and term.args[0].text in _INCREMENTS
        and term.args[1].head == "power"
    ):
        base, exponent = term.args[1].args
        return Node("power", (term._replace(args=(term.args[0], base)), exponent))
    return term


def _is_plain(node: Node) -> bool:
    if node.head == "multiply" and node.args[0].text in _INCREMENTS:
        return node.args[1].head == "symbol"
    base = node.args[0] if node.head == "subscript" else node
    return base.head == "symbol" or node.head in ("number", "accent")


def whole_inverse(tree: Node) -> Node:
    """Take the inverse or transpose of both factors: "a transpose a inverse", "a b transpose"."""
    return descend(tree, _whole_inverse)


def _whole_inverse(node: Node) -> Node:
    if node.head != "multiply" or node.text or node.args[1].head != "power":
        return node
    left, (last, exponent) = node.args[0], node.args[1].args
    before = left.args[:-1] if left.head == "multiply" and not left.text else ()
    factor = left.args[-1] if before else left
    transposed = factor.head == "power" and factor.args[1] == _TRANSPOSE
    if exponent not in (_INVERSE, _TRANSPOSE) or factor.head not in ("symbol", "power"):
        return node
    if factor.head == "power" and not (transposed and exponent == _INVERSE):
        return node
    both = Node("group", (Node("multiply", (factor, last)),), "paren")
    power = Node("power", (both, exponent))
    return Node("multiply", (*before, power)) if before else power


def whole_factorial(tree: Node) -> Node:
    """Take the factorial of a sum: "n minus k factorial" is seldom n minus (k factorial)."""
    return descend(tree, _whole_factorial)


def _whole_factorial(node: Node) -> Node:
    product = node.head == "multiply" and not node.text and node.args[0].head == "number"
    if not (product or node.head in SUMS) or node.args[1][::2] != _FACTORIAL:
        return node
    before, last = node.args[0], node.args[1].args[0]
    if not (product or before.head == "symbol") or last.head not in ("symbol", "number"):
        return node
    return Node(
        "postfix", (Node("group", (Node(node.head, (before, last)),), "paren"),), "factorial"
    )


WHOLE: tuple[tuple[str, frozenset[str], Callable[[Node], Node]], ...] = (
    ("factors", frozenset({"multiply"}), factors),
    ("products", frozenset({"multiply"}), products),
    ("negated", frozenset({"sign"}), negated),
    ("counted", frozenset({"multiply"}), counted),
    ("counted factors", frozenset({"multiply"}), counted_factors),
    ("whole power", frozenset({"power"}), whole_power),
    ("factors inside", frozenset({"multiply"}), factors_inside),
    ("squares", frozenset({"power"}), squares),
    ("whole inverse", frozenset({"power"}), whole_inverse),
    ("whole factorial", frozenset({"postfix"}), whole_factorial),
)
