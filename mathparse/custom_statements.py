"""Customs of statements and names: residues, sets, chance and logic, indices, words around a formula."""

from __future__ import annotations

from mathparse.custom_laws import product, product_of
from mathparse.custom_products import is_factorial
from mathparse.rewrites import everywhere, in_brackets, joint
from mathparse.taken_whole import congruence as as_congruence
from mathparse.taken_whole import expected, last_power, whole_complement
from mathparse.tree import SUMS, Node, number, symbol
from mathparse.whole_rewrites import statements
from mathparse.whole_rewrites import without_words as bare

_COMPLEMENT, _ONE = symbol("c"), number("1")
_OTHER_SETOP = {"union": "intersection", "intersection": "union"}
_INFERENCES = frozenset({"implies", "iff"})
_AND = frozenset({"and", "and so", "so"})
_LOGIC = frozenset({"sequence", "text", "symbol", "relation", "group", "sign"})
_NAMED = frozenset({"symbol", "subscript", "power"})
_FUNCTIONS = frozenset({"f", "g", "h", "F", "G"})
_SAID_AND = Node("text", (), "and")
_NUMBER_SETS = frozenset({"naturals", "integers", "rationals", "reals", "complexes"})
_CENTRES = frozenset({"mu", "theta", "beta", "p"})  # what a mean or an estimate is compared with
_NUMBERS = frozenset({"n", "k", "m", "i", "j"})


def congruence(tree: Node) -> Node:
    """Read "x squared is one mod p" as a congruence; "r equals a mod n" may say what r is."""
    other = as_congruence(tree)
    if other is tree:
        return tree
    left, (residue, _) = tree.args[0], tree.args[1].args
    fits = residue.head in ("number", "sign") or left.head != "symbol"
    return other if fits and left.head != "operation" else tree


def de_morgan(tree: Node) -> Node:
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


def members(node: Node) -> Node:
    """Put several variables into a set of numbers: "x and y are integers" makes no pair equal to it."""
    if node.head == "relation":
        last, several = node, node.args[0].args if node.args[0].head == "list" else ()
    else:
        *before, last = node.args
        if last.head != "relation":
            return node
        several = (*[one for one in before if one != _SAID_AND], last.args[0])
    numbers = last.args[-1]
    are_names = len(several) > 1 and all(one.head in _NAMED for one in several)
    if not are_names or last.text not in ("equals", "in") or numbers.text not in _NUMBER_SETS:
        return node
    return Node("relation", (Node("list", tuple(several), "comma"), numbers), "in")


def _uncomplemented(node: Node) -> Node | None:
    return node.args[0] if node.head == "power" and node.args[1] == _COMPLEMENT else None


def index_alone(node: Node) -> Node:
    """End an index before a mean or a function: "x sub i minus x bar", "x sub n minus f of x sub n"."""
    script = node.args[0] if node.head == "call" else node
    if script.head != "subscript" or script.args[1].head not in SUMS:
        return node
    base, index = script.args
    first, last = index.args
    if node.head == "call" and last.text in _FUNCTIONS:
        last = node._replace(args=(last, *node.args[1:]))
    else:
        centre = last.head == "accent" or (base.head == "accent" and last.text in _CENTRES)
        if (node.head, index.head, centre) != ("subscript", "subtract", True):
            return node
    return index._replace(args=(Node("subscript", (base, first)), last))


def numbered_call(node: Node) -> Node:
    """Apply the function, not its number: "f to the n of a"."""
    if node.head != "power" or node.args[1].head != "call":
        return node
    name, (number, *of) = node.args[0], node.args[1].args
    if name.text not in _FUNCTIONS or number.text not in _NUMBERS:
        return node
    return node.args[1]._replace(args=(Node("power", (name, number)), *of))


def series(node: Node) -> Node:
    """Number the derivative that stands over its factorial: "f to the n of a over n factorial"."""
    if node.head != "fraction" or node.args[0].head != "call" or not is_factorial(node.args[1]):
        return node
    call, order = node.args[0], node.args[1].args[0]
    if call.args[0].head != "power" or call.args[0].args[1] != order or order.head != "symbol":
        return node
    name = call.args[0]._replace(args=(call.args[0].args[0], in_brackets(order)))
    return node._replace(args=(call._replace(args=(name, *call.args[1:])), node.args[1]))


def recursion(tree: Node) -> Node:
    """Write "f n equals f n minus one plus f n minus two" with indices throughout."""
    letters = {node.args[0] for node in tree.walk() if _is_step(node)}
    return everywhere(tree, lambda node: _as_index(node, letters)) if letters else tree


def recurrence(tree: Node) -> Node:
    """End the index before what is added: "u sub n plus one equals three u sub n minus two"."""
    if tree.text != "equals" or len(tree.args) != 2 or not _is_step(tree.args[0]):
        return tree
    following, last = tree.args
    factors = product_of(last)
    if not _is_step(factors[-1]):
        return tree
    index = factors[-1].args[1]
    before, added = index.args
    stepped = Node("subscript", (following.args[0], Node("add", (before, _ONE))))
    if following != stepped or factors[-1].args[0] != following.args[0] or added == _ONE:
        return tree
    term = product([*factors[:-1], factors[-1]._replace(args=(following.args[0], before))])
    return tree._replace(args=(following, index._replace(args=(term, added))))


def _is_step(node: Node) -> bool:
    return node.head == "subscript" and node.args[1].head in SUMS and node.args[0].head == "symbol"


def _as_index(node: Node, letters: set[Node]) -> Node:
    if node.head != "call" or node.args[0] not in letters or node.args[1].head != "symbol":
        return node
    return Node("subscript", node.args)


def events(node: Node) -> Node:
    """Write the probability of "a and b", two events with names, with the sign for both."""
    other = joint(node)
    if other is node or any(arg.head not in _NAMED for arg in other.args[1].args):
        return node
    return other


def conjugates(tree: Node) -> Node:
    """Mark the whole product, where the other side marks each factor: "z w bar equals z bar w bar"."""
    if tree.text != "equals" or len(tree.args) != 2:
        return tree
    for whole, each in (tree.args, tree.args[::-1]):
        if whole.head != "multiply" or each.head != "multiply" or whole.args[1].head != "accent":
            continue
        bare, mark = whole.args[1].args[0], whole.args[1].text
        parts = tuple([Node("accent", (one,), mark) for one in (whole.args[0], bare)])
        if parts == each.args:
            marked = whole.args[1]._replace(args=(whole._replace(args=(whole.args[0], bare)),))
            return tree._replace(args=tuple([marked if x is whole else x for x in tree.args]))
    return tree


def residues(node: Node) -> Node:
    """Divide the integers by their multiples: "z mod n z" is no remainder of z."""
    if node.text != "mod" or node.args[1].head != "multiply":
        return node
    left, (count, right) = node.args[0], node.args[1].args
    if left.text not in ("z", "Z") or right.text != left.text:
        return node
    integers = symbol("integers")
    return Node("operation", (integers, Node("multiply", (count, integers))), "slash")


def inference(tree: Node) -> Node:
    """Write "p and q implies p" with the signs of logic, where all that is said are letters."""
    letters = all(node.head in _LOGIC for node in tree.walk())
    other = statements(tree) if letters else tree
    joined = other.head == "operation" or set(other.text.split()) <= _INFERENCES | {"equals"}
    return other if joined else tree


def last_square(node: Node) -> Node:
    """Square the last expectation: "the expected value of x squared minus that of x all squared"."""
    other = last_power(node) if node.head == "power" else node
    if other is node or other.head not in SUMS or other.args[0].head != "call":
        return node
    square = other.args[1]
    if other.args[0].args[0] != square.args[0].args[0]:
        return node
    square = square._replace(args=(in_brackets(square.args[0]), square.args[1]))
    return other._replace(args=(other.args[0], square))


def spread(node: Node) -> Node:
    """Take the expectation of the square: "the expected value of x minus mu squared"."""
    if node.args[0].head != "call" or node.args[1].head != "power":
        return node
    other = expected(node)
    apart = node.args[1].args[0]
    mean = apart.head == "accent" or apart.text == "mu"
    return other if mean and other.head == "call" and other.args[1].head == "power" else node


def own_value(tree: Node) -> Node:
    """Let a condition be the value of its letter: "the expected value of x given y equals y"."""
    if (tree.head, tree.text) != ("relation", "equals") or tree.args[0].head != "call":
        return tree
    call, value = tree.args[0], tree.args[1]
    given = call.args[1]
    if (given.head, given.text) != ("list", "bar") or given.args[-1] != value:
        return tree
    condition = tree._replace(args=(value, value))
    return call._replace(args=(call.args[0], given._replace(args=(*given.args[:-1], condition))))


def equations(tree: Node) -> Node:
    """Write a comma between two equations: "x equals one and y equals two"."""
    joined = tree.head == "sequence" and len(tree.args) % 2
    if (
        joined
        and {arg.text for arg in tree.args[1::2]} <= _AND
        and all((arg.head, arg.text) == ("relation", "equals") for arg in tree.args[::2])
    ):
        return Node("list", tree.args[::2], "comma")
    return tree


def without_words(tree: Node) -> Node:
    """Leave out what is said before a formula, and after a statement: but "f of c is defined" is one."""
    said_after = tree.head == "sequence" and tree.args[-1].head == "text"
    return tree if said_after and tree.args[0].head != "relation" else bare(tree)
