"""Customs of laws that everybody knows: the bell curve, rules of derivation, logarithms, eigenvalues.

Who says "e to the minus x minus mu squared over two sigma squared" says each word in the order of the
formula, and where its parts end the listener knows.
"""

from __future__ import annotations

from mathparse.builders.common import unbracketed
from mathparse.custom_products import is_factorial
from mathparse.regrouping import descend
from mathparse.rewrites import in_brackets
from mathparse.tree import SUMS, Node, number, symbol

_ONE, _TWO, _ZERO = number("1"), number("2"), number("0")
_HALF = Node("fraction", (_ONE, _TWO))
_E, _LAMBDA, _I = symbol("e"), symbol("lambda"), symbol("i")
_HBAR, _OMEGA = "hbar", "omega"
_EQUATING = frozenset({"equals", "equiv", "iff"})
_OTHER = {"and": "or", "or": "and"}


def product_of(node: Node) -> list[Node]:
    """Return the factors of a product without signs, in order; any other node is its own."""
    if node.head == "multiply" and not node.text:
        return [*product_of(node.args[0]), node.args[1]]
    return [node]


def product(factors: list[Node]) -> Node:
    """Return factors as one product."""
    whole = factors[0]
    for factor in factors[1:]:
        whole = Node("multiply", (whole, factor))
    return whole


def bell_curve(node: Node) -> Node:
    """Put the square over its divisor into the exponent: "e to the minus x minus mu squared over ..."."""
    front, above, below = (), node, None
    if node.head == "fraction":
        above, below = node.args
    if above.head != "subtract":
        return node
    growth, square = above.args
    if below is None and square.head == "fraction":
        square, below = square.args
    if growth.head == "fraction":  # "one over sigma root two pi e to the minus x ..."
        numerator, growth = growth.args
        *factors, growth = product_of(growth)
        front = (Node("fraction", (numerator, product(factors))),) if factors else ()
    else:
        *factors, growth = product_of(growth)
        front = tuple(factors)
    exponent = _negative_exponent(growth)
    if exponent is None or below is None or square.head != "power" or square.args[1] != _TWO:
        return node
    mean = square.args[0]
    if mean.head != "accent" and "mu" not in [part.text for part in mean.walk()]:
        return node
    apart = Node("power", (in_brackets(Node("subtract", (exponent, mean))), _TWO))
    exponent = Node("sign", (Node("fraction", (apart, below)),), "minus")
    return product([*front, growth._replace(args=(_E, exponent))])


def _negative_exponent(growth: Node) -> Node | None:
    """Return x where the node is e to the minus x."""
    if growth.head != "power" or growth.args[0] != _E:
        return None
    sign = growth.args[1]
    return sign.args[0] if (sign.head, sign.text) == ("sign", "minus") else None


def eigenvalue(tree: Node) -> Node:
    """Apply the whole difference: "a minus lambda i v equals zero"."""
    if tree.text != "equals" or len(tree.args) != 2 or tree.args[1] != _ZERO:
        return tree
    left = tree.args[0]
    factors = product_of(left.args[1]) if left.head == "subtract" else []
    if len(factors) != 3 or factors[:1] != [_LAMBDA] or factors[1].text not in ("i", "I"):
        return tree
    matrix = in_brackets(left._replace(args=(left.args[0], product(factors[:2]))))
    return tree._replace(args=(product([matrix, factors[2]]), tree.args[1]))


def vertex(node: Node) -> Node:
    """Square the difference from the vertex: "a x minus h squared plus k"."""
    if node.args[0].head != "subtract" or node.args[1].text not in ("k", "c"):
        return node
    scaled, square = node.args[0].args
    factors = product_of(scaled)
    if square.head != "power" or square.args[1] != _TWO or square.args[0].text not in ("h", "p"):
        return node
    if len(factors) != 2 or factors[1].head != "symbol":
        return node
    apart = Node("subtract", (factors[1], square.args[0]))
    whole = product([factors[0], Node("power", (in_brackets(apart), _TWO))])
    return node._replace(args=(whole, node.args[1]))


def negations(tree: Node) -> Node:
    """Negate the whole, where the other side negates each: "not p and q is equivalent to not p or not q"."""
    if tree.text not in _EQUATING or len(tree.args) != 2:
        return tree
    left, right = (unbracketed(side) for side in tree.args)
    if left.head != "operation" or right.head != "operation":
        return tree
    bare = tuple([arg.args[0] if arg.text == "not" else arg for arg in left.args])
    each = tuple([Node("sign", (arg,), "not") for arg in bare])
    if left.args == each or right.args != each or right.text != _OTHER.get(left.text):
        return tree
    whole = Node("sign", (in_brackets(left._replace(args=bare)),), "not")
    return tree._replace(args=(whole, right))


def stirling(node: Node) -> Node:
    """Take the root of the first factor alone: "the root of two pi n times n over e to the n"."""
    inner = node.args[0]
    if node.args[1].head != "none" or inner.head != "fraction":
        return node
    above, growth = inner.args
    if (above.head, above.text) != ("multiply", "times") or growth.head != "power":
        return node
    first, base = above.args
    if growth.args != (_E, base):
        return node
    ratio = in_brackets(Node("fraction", (base, _E)))
    power = Node("power", (ratio, base))
    return above._replace(args=(node._replace(args=(first, node.args[1])), power))


def interest(node: Node) -> Node:
    """Raise what interest makes of one: "p times the quantity one plus r over n raised to the n t"."""
    above, below = node.args
    if above.head != "multiply" or below.head != "power":
        return node
    principal, grown = above.args
    inner, (count, times) = unbracketed(grown), below.args
    if grown.head != "group" or inner.head != "add" or inner.args[0] != _ONE:
        return node
    if product_of(times)[0] != count:
        return node
    rate = Node("fraction", (inner.args[1], count))
    power = Node("power", (in_brackets(inner._replace(args=(_ONE, rate))), times))
    return above._replace(args=(principal, power))


def poisson(node: Node) -> Node:
    """Raise the whole of "lambda t to the k" where e is raised to minus the same."""
    factors = product_of(node)
    last = factors[-1]
    rate = _negative_exponent(last)
    if rate is None or len(factors) < 3:
        return node
    names = product_of(rate)
    size = len(names)
    power = factors[-2]
    if size < 2 or power.head != "power" or [*factors[-1 - size : -2], power.args[0]] != names:
        return node
    whole = Node("power", (in_brackets(rate), power.args[1]))
    return product([*factors[: -1 - size], whole, last])


def poisson_last(node: Node) -> Node:
    """The same, where e comes first: "e to the minus lambda t lambda t to the k over k factorial"."""
    rate = _negative_exponent(node)
    if rate is None or rate.head != "fraction" or not is_factorial(rate.args[1]):
        return node
    *names, last = product_of(rate.args[0])
    half = (len(names) + 1) // 2
    if last.head != "power" or names[:half] != [*names[half:], last.args[0]]:
        return node
    times = product(names[:half])
    growth = node._replace(args=(_E, Node("sign", (times,), "minus")))
    base = in_brackets(times) if half > 1 else times
    power = Node("power", (base, last.args[1]))
    return Node("fraction", (product([growth, power]), rate.args[1]))


def oscillator(node: Node) -> Node:
    """Multiply the sum by the quantum: "n plus one half h bar omega"."""
    factors = product_of(node.args[1])
    if factors[0] != _HALF or [f.text for f in factors[1:]] != [_HBAR, _OMEGA]:
        return node
    if any(part.text == _HBAR for part in node.args[0].walk()) or node.args[0].head in SUMS:
        return node
    return product([in_brackets(node._replace(args=(node.args[0], _HALF))), *factors[1:]])


def logarithm(tree: Node) -> Node:
    """Take the logarithm of the product: "the log of x times y is log x plus log y"."""
    if tree.text != "equals" or len(tree.args) != 2:
        return tree
    left, right = tree.args
    if left.head != "multiply" or left.args[0].head != "apply":
        return tree
    function, argument = left.args[0].args
    inner, factor = unbracketed(argument), left.args[1]
    said = {unbracketed(part.args[1]) for part in right.walk() if part.head == "apply"}
    if not {inner, factor} <= said:
        return tree
    both = in_brackets(left._replace(args=(inner, factor)))
    return tree._replace(args=(left.args[0]._replace(args=(function, both)), right))


def rule_of_derivation(tree: Node) -> Node:
    """Derive the whole, where the other side derives each: "f over g prime is f prime g minus ..."."""
    if tree.text != "equals" or len(tree.args) != 2:
        return tree
    left, right = tree.args
    derived = {part.args[0] for part in right.walk() if part.head == "prime"}
    if left.head in ("multiply", "fraction") and left.args[1].head == "prime":
        last = left.args[1].args[0]
        if {left.args[0], last} <= derived:
            bare = in_brackets(left._replace(args=(left.args[0], last)))
            return tree._replace(args=(left.args[1]._replace(args=(bare,)), right))
    if left.head == "derivative" and left.args[0].head == "call":
        call = left.args[0]
        if set(call.args) <= derived:
            bare = in_brackets(product(list(call.args)))
            left = left._replace(args=(bare, *left.args[1:]), text=_as_operator(left.text))
            return tree._replace(args=(left, right))
    if left.head == "call" and left.args[0] in derived:
        bare = descend(left, lambda node: node.args[0] if node.head == "prime" else node)
        if bare != left and left.args[1].head == "call":
            return tree._replace(args=(Node("prime", (bare,), "1"), right))
    return tree


def _as_operator(text: str) -> str:
    return text if text.endswith("operator") else f"{text} operator"


def squared_divisor(node: Node) -> Node:
    """Square the function that stands above as well: "... g prime of x over g of x squared"."""
    above, below = node.args
    if below.head != "call" or below.args[1].head != "power":
        return node
    bare = below._replace(args=(below.args[0], below.args[1].args[0]))
    if below.args[1].args[1] != _TWO or bare not in list(above.walk()):
        return node
    return node._replace(args=(above, Node("power", (bare, _TWO))))


def derived_product(node: Node) -> Node:
    """Derive the cross product: "d d t of r cross v"."""
    left, right = node.args
    if node.text != "cross" or left.head != "derivative" or not left.text.endswith("operator"):
        return node
    body = in_brackets(node._replace(args=(left.args[0], right)))
    return left._replace(args=(body, *left.args[1:])) if left.args[0].head != "none" else node


def conjugate(node: Node) -> Node:
    """Take the conjugate of the whole: "the conjugate of a plus b i"."""
    first, second = node.args
    if (first.head, first.text) != ("accent", "overline") or product_of(second)[-1] != _I:
        return node
    return first._replace(args=(node._replace(args=(first.args[0], second)),))
