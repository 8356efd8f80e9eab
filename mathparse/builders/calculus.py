"""Derivatives, differentials and integrals."""

from __future__ import annotations

from mathparse.builders.common import NONE
from mathparse.tree import Node

# Bodies that stand in the numerator: "d y", not "d" and then a sum behind the fraction.
PRIMES = ("1", "2", "3")
_FUNCTIONS = frozenset("fghuvw")
NAMES = ("symbol", "subscript", "accent")
SHORT = ("symbol", "call", "font", "accent", "subscript")


def fraction(numerator: Node, denominator: Node) -> Node:
    """A fraction; one differential over another is a derivative."""
    split = _leading_factor(numerator)
    if split is not None and denominator_variables(denominator, split[2]):
        return Node("multiply", (split[0], fraction(split[1], denominator)))
    parts = differential_parts(numerator)
    if parts is not None:
        variables = denominator_variables(denominator, parts[0])
        if variables:
            body = parts[1]
            text = parts[0] if body.head != "none" else f"{parts[0]} operator"
            return Node("derivative", (body, *variables), text)
    return Node("fraction", (numerator, denominator))


def _leading_factor(node: Node) -> tuple[Node, Node, str] | None:
    """Split "alpha d squared y" into the factor, the differential part and its kind."""
    if node.head != "multiply" or node.text:
        return None
    left, right = node.args
    kind = sign_of_differential(right) or (right.text if right.head == "differential" else "")
    if kind and differential_parts(left) is None:
        return left, right, kind
    inner = _leading_factor(left)
    if inner is None:
        return None
    return inner[0], Node("multiply", (inner[1], right)), inner[2]


def differential_parts(node: Node) -> tuple[str, Node] | None:
    """Return the kind ("d", "partial") and body where the node reads "d y", "d squared y" or "d"."""
    if node.head == "differential":
        return node.text, node.args[0]
    kind = sign_of_differential(node)
    if kind:
        return kind, NONE
    if node.head == "multiply":
        left, right = node.args
        kind = sign_of_differential(left)
        if kind:
            return kind, right
        inner = differential_parts(left)
        if inner and inner[1].head != "none":
            return inner[0], Node("multiply", (inner[1], right), node.text)
    if node.head == "power" and node.args[0].head == "differential":
        return None
    return None


def sign_of_differential(node: Node) -> str:
    """Return "d" or "partial" where the node is that sign alone, perhaps with an order."""
    if node.head == "power":
        node = node.args[0]
    if node.head == "symbol" and node.text in ("d", "partial"):
        return node.text
    return ""


def denominator_variables(node: Node, kind: str) -> tuple[Node, ...]:
    """Return the variables of "d x", "d x squared" or "partial x partial y"; () where it is not one."""
    if node.head == "differential" and node.text == kind:
        return node.args
    if node.head == "power" and node.args[0].head == "differential":
        return (Node("power", (node.args[0].args[0], node.args[1])),)
    if node.head == "multiply":
        left = denominator_variables(node.args[0], kind)
        right = denominator_variables(node.args[1], kind)
        if left and right:
            return left + right
    return ()


def derivative(order: Node, body: Node, variables: Node, kind: str = "d") -> Node:
    """The nth derivative of a body with respect to one or several variables, or the likeliest one."""
    if variables.head == "none":
        variables = _likely_variable(body)
    names = variables.args if variables.head == "list" else (variables,)
    if len(names) == 1 and order.head != "none" and order.text != "1":
        # "The second derivative with respect to x squared" has its order said twice.
        is_said = names[0].head == "power" and names[0].args[1] == order
        names = names if is_said else (Node("power", (names[0], order)),)
    text = kind if body.head in SHORT else f"{kind} operator"
    return Node("derivative", (body, *names), text)


def derivative_at(order: Node, function: Node, point: Node) -> Node | None:
    """The first, second, ... nth derivative of a function at a point, with primes or its number."""
    if function.head not in NAMES:
        return None
    primes = "1" if order.head == "none" else order.text
    if primes in PRIMES:
        named = Node("prime", (function,), primes)
    else:
        named = Node("power", (function, Node("group", (order,), "paren")))
    return Node("call", (named, point), "paren")


def _likely_variable(body: Node) -> Node:
    letters = [node for node in body.walk() if node.head == "symbol"]
    if len(letters) > 1 and _FUNCTIONS.issuperset(letter.text for letter in letters):
        return Node("symbol", (), "x")  # "the derivative of u v"
    if body.head == "symbol":
        return Node("symbol", (), "x")
    for name in ("x", "t", "y", "z", "u", "theta"):
        if Node("symbol", (), name) in letters:
            return Node("symbol", (), name)
    return letters[-1] if letters else Node("symbol", (), "x")


def partial(order: Node, body: Node, variables: Node) -> Node:
    """The nth partial derivative of a body."""
    return derivative(order, body, variables, "partial")


def by_variable(differential: Node, variable: Node) -> Node:
    """The derivative that "partial f with respect to x" asks for."""
    return Node("derivative", (differential.args[0], variable), differential.text)


def gradient(body: Node, variables: Node) -> Node:
    """The gradient, perhaps with respect to some of the variables only."""
    nabla = Node("symbol", (), "nabla")
    if variables.head != "none":
        nabla = Node("subscript", (nabla, variables))
    return Node("multiply", (nabla, body))


def integral(name: str, lower: Node, upper: Node, body: Node, variable: Node) -> Node:
    """An integral; its body may already end in differentials of the inner variables."""
    variables = list(variable.args) if variable.head == "differential" else [variable]
    if variable.head == "none":
        variables = []
    while body.head == "multiply" and (found := _last_differential(body)):
        variables.insert(0, found[1])
        body = found[0]
    if body.head == "differential" and body.text == "d":
        variables.insert(0, body.args[0])
        body = NONE
    return Node("integral", (lower, upper, body, *variables), name)


def leibniz(variable: Node, body: Node) -> Node:
    """The operator d by d x on a body that may be missing."""
    return Node("derivative", (body, *variable.args), f"{variable.text} operator")


def _last_differential(product: Node) -> tuple[Node, Node] | None:
    """Return what stands before the differential at the end of a product, and its variable."""
    before, last = product.args
    if product.text == "dot":
        return None  # the "d r" of "f dot d r" is a vector
    if last.head == "differential":
        return before, last.args[0]
    # Two letters side by side: in an integral, "d x" is no product.
    if (
        before.head == "multiply"
        and before.args[1] == Node("symbol", (), "d")
        and last.head == "symbol"
    ):
        return before.args[0], last
    return None
