"""Customs of products: whose inverse is taken, what is divided, what belongs together below a power."""

from __future__ import annotations

from mathparse.builders.common import unbracketed
from mathparse.regrouping import counted, factors, products, whole_inverse
from mathparse.rewrites import in_brackets, summed
from mathparse.taken_whole import divided, one_minus
from mathparse.tree import SUMS, Node, number, symbol

_ONE, _TWO, _INVERSE, _I = number("1"), number("2"), number("-1"), symbol("i")
_TRANSPOSE = symbol("T")
_CROSS = ("operation", "cross")
_POLAR = ("cos", "sin")
_COUNTERS = frozenset({"n", "k", "m", "r"})
_INCREMENTS = frozenset({"delta", "Delta"})
_FACTORS = frozenset({"symbol", "power", "subscript", "accent", "multiply", "postfix"})
_LETTERS = frozenset({"symbol", "subscript"})
_TERMS = frozenset({"symbol", "subscript", "number"})


def least_squares(node: Node) -> Node:
    """Take the inverse of a product of a matrix with its own transpose."""
    if node.head != "multiply" or node.text or node.args[1].head != "power":
        return node
    left, (last, exponent) = node.args[0], node.args[1].args
    factor = left.args[-1] if left.head == "multiply" and not left.text else left
    own = factor == Node("power", (last, _TRANSPOSE))
    return whole_inverse(node) if own and exponent == _INVERSE else node


def reversed_products(tree: Node) -> Node:
    """Take the inverse of a product, where the other side is that of its factors: "a b inverse is..."."""
    if (tree.head, tree.text) != ("relation", "equals") or len(tree.args) != 2:
        return tree
    left, right = tree.args
    whole = whole_inverse(left)
    if whole is left or whole.head != "power":
        return tree
    product, exponent = unbracketed(whole.args[0]), whole.args[1]
    reverse = tuple([Node("power", (factor, exponent)) for factor in product.args[::-1]])
    return tree._replace(args=(whole, right)) if right == Node("multiply", reverse) else tree


def factorials(node: Node) -> Node:
    """Divide by all factorials that follow: "n factorial over k factorial (times) n minus k factorial"."""
    quotient = node
    while quotient.head in ("subtract", "multiply"):
        quotient = quotient.args[0]
    if quotient.head != "fraction" or not is_factorial(quotient.args[0]):
        return node
    above, below = quotient.args
    product = _product_of_factorials(_with_first_factor(node, below))
    return Node("fraction", (above, product)) if product else node


def _with_first_factor(node: Node, first: Node) -> Node:
    """Return a product, or a difference that begins with one, with another first factor."""
    if node.head not in ("subtract", "multiply"):
        return first
    return node._replace(args=(_with_first_factor(node.args[0], first), *node.args[1:]))


def _product_of_factorials(node: Node) -> Node | None:
    """Return k! (n - k)! from what "k factorial n minus k factorial" gives word by word."""
    if node.head == "subtract" and node.args[0].head == "multiply" and is_factorial(node.args[1]):
        one, rest = node.args[0].args
        if not is_factorial(one):
            return None
        last = in_brackets(Node("subtract", (rest, node.args[1].args[0])))
        return Node("multiply", (one, Node("postfix", (last,), "factorial")))
    if node.head == "multiply" and all(is_factorial(arg) for arg in node.args):
        return node
    return None


def is_factorial(node: Node) -> bool:
    """Whether the node is something's factorial."""
    return (node.head, node.text) == ("postfix", "factorial")


def divided_by_factorial(tree: Node) -> Node:
    """Take a factorial for the divisor of the whole: "e to the minus lambda over k factorial"."""
    exponents = [node.args[1] for node in tree.walk() if node.head == "power"]
    parts = [part for exponent in exponents for part in exponent.walk() if part.head == "fraction"]
    return divided(tree) if any(is_factorial(part.args[1]) for part in parts) else tree


def compounded(node: Node) -> Node:
    """Raise the whole of "one plus r over n to the n t": interest, and the limit that is e."""
    if node.head not in SUMS or node.args[0] != _ONE or node.args[1].head != "fraction":
        return node
    above, below = node.args[1].args
    first, *rest = _factors(below)
    if first.head != "power" or _factors(first.args[1])[0] != first.args[0]:
        return node
    base, exponent = first.args
    for factor in rest:
        exponent = Node("multiply", (exponent, factor))
    bare = node._replace(args=(_ONE, Node("fraction", (above, base))))
    return Node("power", (in_brackets(bare), exponent))


def _factors(node: Node) -> list[Node]:
    """Return the factors of a product without signs; any other node is its own."""
    if node.head == "multiply" and not node.text:
        return [*_factors(node.args[0]), *_factors(node.args[1])]
    return [node]


def in_one_letter(node: Node) -> Node:
    """Divide the product of a letter's sums: "n times n plus one over two"."""
    for regroup in (products, factors):
        other = regroup(node)
        if other.head == "fraction" and node.head != "fraction" and other.args[1].head == "number":
            letters = {part.text for part in other.args[0].walk() if part.head == "symbol"}
            if len(letters) == 1 and not any(part.head == "power" for part in other.walk()):
                return other
    return node


def polar(node: Node) -> Node:
    """Keep "cosine theta plus i sine theta" together, beside a factor and below a power."""
    if node.head != "add":
        return node
    *before, cosine = _plain_factors(node.args[0])
    *between, sine = _plain_factors(node.args[1])
    if between != [_I] or (cosine.head, sine.head) != ("apply", "apply"):
        return node
    angle, other = cosine.args[1], sine.args[1]
    power = other.head == "power" and other.args[0] == angle
    names = (cosine.args[0].text, sine.args[0].text)
    if names != _POLAR or not (power or (before and other == angle)):
        return node
    imaginary = Node("multiply", (_I, sine._replace(args=(sine.args[0], angle))))
    whole = in_brackets(Node("add", (cosine, imaginary)))
    if power:
        whole = Node("power", (whole, other.args[1]))
    return node.args[0]._replace(args=(*node.args[0].args[:-1], whole)) if before else whole


def square_summed(node: Node) -> Node:
    """Square the difference that is summed: "the sum of x i minus x bar all squared"."""
    inner = unbracketed(node.args[0]) if node.head == "power" else node
    *before, big = _plain_factors(inner)
    if inner is node or big.head != "big" or big.args[2].head not in SUMS:
        return node
    square = Node("power", (in_brackets(big.args[2]), node.args[1]))
    big = big._replace(args=(*big.args[:2], square))
    return inner._replace(args=(*before, big)) if before else big


def _plain_factors(node: Node) -> list[Node]:
    return [*node.args] if node.head == "multiply" else [node]


def doubled_factorial(node: Node) -> Node:
    """Take the factorial of "two n factorial" for that of the product."""
    if node.head != "multiply" or node.text or node.args[0].head != "number":
        return node
    last = node.args[1]
    if not is_factorial(last) or last.args[0].text not in _COUNTERS:
        return node
    return last._replace(args=(in_brackets(node._replace(args=(node.args[0], last.args[0]))),))


def own_dot(node: Node) -> Node:
    """Multiply a vector by itself: "v dot v" is no derivative by time."""
    if node.head != "multiply" or node.text:
        return node
    left, right = node.args
    if (left.head, left.text) != ("accent", "dot") or left.args[0] != right:
        return node
    return Node("multiply", (right, right), "dot")


def counted_ones(node: Node) -> Node:
    """Multiply the sum before: nobody says "one d" for d in "a plus n minus one d"."""
    first, last = node.args
    if last.head != "multiply" or last.args[1].head not in _FACTORS:
        return node
    if not last.text:
        return counted(node)
    if last.text != "times" or last.args[0] != _ONE:
        return node

    def times(letter: Node) -> Node:
        return last._replace(args=(in_brackets(node._replace(args=(letter, _ONE))), last.args[1]))

    if first.head in _LETTERS:
        return times(first)  # "n plus one times n factorial"
    if first.head == "multiply" and first.args[1].head in SUMS:
        whole = first.args[1]
        if whole.args[1].head in _LETTERS:  # "n over two times two a plus n minus one times d"
            whole = whole._replace(args=(whole.args[0], times(whole.args[1])))
            return first._replace(args=(first.args[0], whole))
    return node


def sum_of_squares(node: Node) -> Node:
    """Square the second difference as the first: "x minus a squared plus y minus b squared"."""
    if node.args[0].head not in SUMS or node.args[1].head != "power":
        return node
    (first, letter), (last, exponent) = node.args[0].args, node.args[1].args
    if exponent != _TWO or not _is_squared_sum(first):
        return node
    if letter.head not in _LETTERS or last.head not in _TERMS:
        return node
    square = Node("power", (in_brackets(node._replace(args=(letter, last))), _TWO))
    return node.args[0]._replace(args=(first, square))


def squared_sums(node: Node) -> Node:
    """The same, where the second square was taken for that of the whole."""
    whole = unbracketed(node.args[0])
    if node.args[1] != _TWO or whole.head not in SUMS:
        return node
    last = whole._replace(args=(whole.args[0], Node("power", (whole.args[1], _TWO))))
    other = sum_of_squares(last)
    return node if other is last else other


def _is_squared_sum(node: Node) -> bool:
    return node.head == "power" and node.args[1] == _TWO and unbracketed(node.args[0]).head in SUMS


def opposite_exponents(node: Node) -> Node:
    """Divide both, where the exponents are opposite: "e to the x plus e to the minus x over two"."""
    other = divided(node)
    if other.head != "fraction" or other.args[0].head not in SUMS:
        return node
    terms = other.args[0].args
    if any(term.head != "power" for term in terms):
        return node
    (base, plus), (same, minus) = (term.args for term in terms)
    return other if base == same and minus == Node("sign", (plus,), "minus") else node


def incremented(node: Node) -> Node:
    """Raise the whole of "x plus delta x to the n"."""
    last = node.args[1]
    if last.head != "multiply" or last.args[0].text not in _INCREMENTS:
        return node
    if last.args[1].head != "power" or last.args[1].args[0] != node.args[0]:
        return node
    step = last._replace(args=(last.args[0], node.args[0]))
    return Node(
        "power", (in_brackets(node._replace(args=(node.args[0], step))), last.args[1].args[1])
    )


def bracketed_body(node: Node) -> Node:
    """Put brackets around a product that "d by d x" is applied to."""
    body = node.args[0]
    several = (body.head == "multiply" and body.text) or (body.head, body.text) == _CROSS
    if node.text.endswith("operator") and several:
        return node._replace(args=(in_brackets(node.args[0]), *node.args[1:]))
    return node


def field(node: Node) -> Node:
    """Keep the curl together where it is multiplied: "curl f dot d s"."""
    curl = node.args[0]
    if node.text != "dot" or (curl.head, curl.text) != _CROSS or curl.args[0].text != "nabla":
        return node
    return node._replace(args=(in_brackets(curl), node.args[1]))


def mean(node: Node) -> Node:
    """Divide the whole sum by how many there are: "the sum of x i over n"."""
    if node.args[0].head != "none" or node.args[2].head != "fraction":
        return node
    above, below = node.args[2].args
    if above.head == "number":  # the harmonic series
        return node
    count = below.args[0] if below.head == "subtract" and below.args[1] == _ONE else below
    return summed(node) if count.text in ("n", "N") else node


def complementary(node: Node) -> Node:
    """Multiply by the chance of the contrary: "p one minus p" has no p with an index."""
    last = node.args[1].args[0] if node.args[1].head == "fraction" else node.args[1]
    last = last.args[0] if last.head == "power" else last
    return one_minus(node) if last.text in ("p", "P", "theta") else node


def components(node: Node) -> Node:
    """Mark no number as a vector, where its components are told: "the vector three i plus four j"."""
    return node.args[0] if node.text == "vector" and node.args[0].head == "number" else node


def matched(node: Node) -> Node:
    """Close what is no interval as it was opened: "in brackets x plus one close brackets"."""
    mixed = node.text in ("paren bracket", "bracket paren")
    return node._replace(text="paren") if mixed and node.args[0].head != "list" else node
