"""What custom settles, whatever the words alone would allow: such a rewriting stands before its reading.

The least squares of "x transpose x inverse", the binomials of "n factorial over k factorial n minus k
factorial", the congruence of "a is one mod p": nobody says these words for what they say one by one.
"""

from __future__ import annotations

from mathparse.regrouping import descend, factors, products, whole_inverse
from mathparse.rewrites import Rewrite, everywhere, in_brackets, joint
from mathparse.taken_whole import congruence, divided, last_power, whole_complement
from mathparse.tree import SUMS, Node, number, symbol
from mathparse.whole_rewrites import statements, without_words

_ONE, _INVERSE, _I = number("1"), number("-1"), symbol("i")
_TRANSPOSE, _COMPLEMENT = symbol("T"), symbol("c")
_OTHER_SETOP = {"union": "intersection", "intersection": "union"}
_INFERENCES = frozenset({"implies", "iff"})
_LOGIC = frozenset({"sequence", "text", "symbol", "relation", "group", "sign"})
_NAMED = frozenset({"symbol", "subscript", "power"})
_POLAR = ("cos", "sin")


def settled(tree: Node) -> Node:
    """Return the tree as custom writes it; the very same one where custom has nothing to say."""
    heads = {node.head for node in tree.walk()}
    for needs, custom in _CUSTOMS:
        if needs <= heads:
            tree = custom(tree)
    return tree


def _least_squares(node: Node) -> Node:
    """Take the inverse of a product of a matrix with its own transpose."""
    if node.head != "multiply" or node.text or node.args[1].head != "power":
        return node
    left, (last, exponent) = node.args[0], node.args[1].args
    factor = left.args[-1] if left.head == "multiply" and not left.text else left
    own = factor == Node("power", (last, _TRANSPOSE))
    return whole_inverse(node) if own and exponent == _INVERSE else node


def _congruence(tree: Node) -> Node:
    """Read "x squared is one mod p" as a congruence; "r equals a mod n" may say what r is."""
    other = congruence(tree)
    if other is tree:
        return tree
    left, (residue, _) = tree.args[0], tree.args[1].args
    fits = residue.head in ("number", "sign") or left.head != "symbol"
    return other if fits and left.head != "operation" else tree


def _de_morgan(tree: Node) -> Node:
    """Take the complement of both, where the other side has that of each: "a union b complement is..."."""
    if (tree.head, tree.text) != ("relation", "equals"):
        return tree
    sides = []
    for side, other in (tree.args, tree.args[::-1]):
        sides.append(side)
        if side.head != "operation" or other.head != "operation":
            continue
        parts = [_uncomplemented(arg) for arg in side.args]
        bare = tuple([part or arg for part, arg in zip(parts, side.args, strict=True)])
        each = tuple([Node("power", (arg, _COMPLEMENT)) for arg in bare])
        opposite = Node("operation", each, _OTHER_SETOP.get(side.text, ""))
        if side.args != each and opposite == other and any(parts):
            last = Node("operation", (bare[0], each[1]), side.text)
            sides[-1] = whole_complement(last)
    return tree._replace(args=tuple(sides))


def _uncomplemented(node: Node) -> Node | None:
    return node.args[0] if node.head == "power" and node.args[1] == _COMPLEMENT else None


def _factorials(node: Node) -> Node:
    """Divide by all factorials that follow: "n factorial over k factorial (times) n minus k factorial"."""
    quotient = node
    while quotient.head in ("subtract", "multiply"):
        quotient = quotient.args[0]
    if quotient.head != "fraction" or not _is_factorial(quotient.args[0]):
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
    if node.head == "subtract" and node.args[0].head == "multiply" and _is_factorial(node.args[1]):
        one, rest = node.args[0].args
        if not _is_factorial(one):
            return None
        last = in_brackets(Node("subtract", (rest, node.args[1].args[0])))
        return Node("multiply", (one, Node("postfix", (last,), "factorial")))
    if node.head == "multiply" and all(_is_factorial(arg) for arg in node.args):
        return node
    return None


def _is_factorial(node: Node) -> bool:
    return (node.head, node.text) == ("postfix", "factorial")


def _divided_by_factorial(tree: Node) -> Node:
    """Take a factorial for the divisor of the whole: "e to the minus lambda over k factorial"."""
    exponents = [node.args[1] for node in tree.walk() if node.head == "power"]
    parts = [part for exponent in exponents for part in exponent.walk() if part.head == "fraction"]
    return divided(tree) if any(_is_factorial(part.args[1]) for part in parts) else tree


def _compounded(node: Node) -> Node:
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


def _in_one_letter(node: Node) -> Node:
    """Divide the product of a letter's sums: "n times n plus one over two"."""
    for regroup in (products, factors):
        other = regroup(node)
        if other.head == "fraction" and node.head != "fraction" and other.args[1].head == "number":
            letters = {part.text for part in other.args[0].walk() if part.head == "symbol"}
            if len(letters) == 1 and not any(part.head == "power" for part in other.walk()):
                return other
    return node


def _polar(node: Node) -> Node:
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


def _plain_factors(node: Node) -> list[Node]:
    return [*node.args] if node.head == "multiply" else [node]


def _events(node: Node) -> Node:
    """Write the probability of "a and b", two events with names, with the sign for both."""
    other = joint(node)
    if other is node or any(arg.head not in _NAMED for arg in other.args[1].args):
        return node
    return other


def _inference(tree: Node) -> Node:
    """Write "p and q implies p" with the signs of logic, where all that is said are letters."""
    letters = all(node.head in _LOGIC for node in tree.walk())
    other = statements(tree) if letters else tree
    return other if set(other.text.split()) <= _INFERENCES else tree


def _last_square(node: Node) -> Node:
    """Square the last expectation: "the expected value of x squared minus that of x all squared"."""
    other = last_power(node) if node.head == "power" else node
    if other is node or other.head not in SUMS or other.args[0].head != "call":
        return node
    square = other.args[1]
    if other.args[0].args[0] != square.args[0].args[0]:
        return node
    square = square._replace(args=(in_brackets(square.args[0]), square.args[1]))
    return other._replace(args=(other.args[0], square))


def _without_words(tree: Node) -> Node:
    """Leave out what is said before a formula, and after a statement: but "f of c is defined" is one."""
    said_after = tree.head == "sequence" and tree.args[-1].head == "text"
    return tree if said_after and tree.args[0].head != "relation" else without_words(tree)


_CUSTOMS: tuple[tuple[frozenset[str], Rewrite], ...] = (
    (frozenset({"multiply", "power"}), lambda tree: everywhere(tree, _least_squares)),
    (frozenset({"relation", "operation"}), _congruence),
    (frozenset({"relation", "operation", "power"}), _de_morgan),
    (frozenset({"postfix", "fraction"}), lambda tree: everywhere(tree, _factorials)),
    (frozenset({"postfix", "power", "fraction"}), _divided_by_factorial),
    (frozenset({"fraction", "power"}), lambda tree: everywhere(tree, _compounded)),
    (frozenset({"fraction", "multiply"}), lambda tree: descend(tree, _in_one_letter)),
    (frozenset({"apply", "add"}), lambda tree: everywhere(tree, _polar)),
    (frozenset({"call", "sequence"}), lambda tree: everywhere(tree, _events)),
    (frozenset({"sequence", "relation"}), _inference),
    (frozenset({"call", "power"}), lambda tree: everywhere(tree, _last_square)),
    (frozenset({"sequence", "text"}), _without_words),
)
