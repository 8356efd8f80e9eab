"""Second opinion on finished readings: which shapes of formula are likely, whatever was said.

The parser decides scope word by word; a whole tree shows more: what stands in a numerator, whether the two
sides of a fraction are alike, how often a function's argument is a sum. Each such fact has a weight in
weights.txt ("tree ..."), fitted together with the scope weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from mathparse import consistency
from mathparse.tree import SUMS, Node, first_term, number

_TELLING = frozenset({"symbol", "number"})
_BOUNDED = frozenset({"none"})
_QUOTIENTS = ("fraction", "divide")
_SCRIPTS = ("subscript", "power")
_ONE, _E, _MEAN = number("1"), Node("symbol", (), "e"), Node("symbol", (), "mu")
_BRACKETED_ONE = Node("group", (_ONE,), "paren")
# Terms that are whole by themselves, so that a power said after them is not that of their sum.
_WHOLE = frozenset(
    {"apply", "call", "fraction", "postfix", "root", "integral", "derivative", "binomial", "prime"}
)
_COUNTED = frozenset({"power", "call", "apply", "subscript"})  # nobody says "one x squared"


@lru_cache(maxsize=1024)
def features(tree: Node) -> tuple[str, ...]:
    """Return the facts about a tree, repeated as often as they hold.

    Kept, since a reading is weighed again beside each of its variants.
    """
    inner = tree.args[0] if tree.args else tree
    found = [f"tree whole {tree.head} {inner.head} {len(inner.args)}"]
    seen: consistency.Seen = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node.head in consistency.KINDS:
            consistency.note(node, seen)
        head = f"big {node.text}" if node.head == "big" else _kind(node)
        for index, arg in enumerate(node.args):
            if arg.head in _BOUNDED:
                continue
            place = min(index, 2)
            if arg.head in SUMS and are_alike(*arg.args):
                found.append(f"tree {head} of alike")
            found.append(f"tree {head} {place} {_kind(arg)}")
            if arg.args:
                waiting.append(arg)
        if node.head in _QUOTIENTS:
            found += _quotient(node.head, *node.args)
        elif node.head == "binomial":
            found += _binomial(*node.args)
        elif node.head in SUMS:
            if node.head == "subtract" and node.args[0] == node.args[1]:
                found.append("tree subtract same")
            left, right = _last_term(node.args[0]), node.args[1]
            found.append(f"tree {head} of {_kind(left)} {_kind(right)}")
            if left.head == right.head:
                found.append(f"tree terms {right.head}")
        elif node.head == "multiply":
            found += _product(*node.args)
            if (node.text and _ONE in node.args) or node.args[1] == _BRACKETED_ONE:
                found.append("tree multiply one")
            elif node.args[0] == _ONE and node.args[1].head in _COUNTED:
                found.append("tree one beside")
        elif node.head in _SCRIPTS:
            base = node.args[0]
            if base.head in SUMS:
                found += _base(node.head, base, node.args[1])
            if node.args[1].head in SUMS and _repeats(node.args[1]):
                found.append("tree script repeats")
            if (
                node.head == "subscript"
                and node.args[1].head in SUMS
                and _MEAN in node.args[1].args
            ):
                found.append("tree index of mean")
            if _counts_one(node.args[1]):
                found.append("tree script times one")
            while base.head in _SCRIPTS:
                if base.head == node.head:
                    found.append(f"tree double {node.head}")
                base = base.args[0]
        elif node.head == "list":
            found.append(f"tree list like {_alike(node)}")
        elif node.head == "relation":
            found.append(f"tree relation like {_alike(node)}")
            if node.args[0].head == "symbol" and _is_value(*node.args[:2]):
                found.append("tree relation value")
            names = zip(node.text.split(), node.args[1:], strict=False)
            found += [f"tree {name} {arg.head}" for name, arg in names]
        elif node.head in ("apply", "call"):
            if node.args[0].head == "symbol":
                found.append(f"tree call {node.args[0].text}")
            if node.args[-1].head in SUMS and _repeats(node.args[-1]):
                found.append("tree argument repeats")
    return (*found, *consistency.facts(seen))


def _kind(node: Node) -> str:
    """Return the head of a node; a product with "times" is said otherwise than one without."""
    return "times" if node.head == "multiply" and node.text == "times" else node.head


def _is_value(left: Node, right: Node) -> bool:
    """Whether a variable takes a value of the same name: "the probability that x equals x"."""
    return left.text.lower() == right.text.lower()


def are_alike(left: Node, right: Node) -> bool:
    """Whether two terms are one thing twice: x two minus x one, e to the x plus e to the minus x."""
    if left.head != right.head or left == right or not left.args:
        return False
    if left.head == "power" and left.args[1].head == right.args[1].head == "number":
        return False
    return left.head in _SCRIPTS and left.args[0] == right.args[0]


def _quotient(head: str, top: Node, bottom: Node) -> Iterator[str]:
    """What the two sides of a fraction are, how large, and what they share."""
    yield f"tree {head} {_kind(top)} over {_kind(bottom)}"
    yield f"tree {head} sizes {_size(top)} {_size(bottom)}"
    if top.head in SUMS and (below := _letters(bottom)):
        yield f"tree {head} of sum {'shares' if _letters(top) & below else 'apart'}"
    if bottom.args and top.head in SUMS and top.args == (bottom, _ONE):
        yield "tree fraction of own"  # nobody means so by "x squared plus one over x squared"
    if head == "fraction" and (top == bottom or bottom == _ONE):
        yield "tree fraction of nothing"


def _product(left: Node, right: Node) -> Iterator[str]:
    """What a sum among the factors shares with the other: n times n plus one, a plus b times a minus b."""
    for one, other in ((left, right), (right, left)):
        if one.head in SUMS:
            shared = "shares" if _letters(first_term(one)) & _letters(other) else "apart"
            yield f"tree sum times {other.head} {shared}"
    if left == right:
        yield "tree multiply same"


def _base(head: str, base: Node, script: Node) -> Iterator[str]:
    """What speaks against a sum as a base: "x plus x squared", "n factorial plus x squared"."""
    if any(arg.head == "power" for arg in base.walk()):
        yield f"tree {head} of powers"
    if _repeats(base):
        yield f"tree {head} repeats"
    if base.args[1] == _E and script.head != "number":  # "x plus e to the x"
        yield f"tree {head} of e"
    terms = base
    while terms.head in SUMS:
        if terms.args[1].head in _WHOLE:
            yield f"tree {head} of {terms.args[1].head}"
        terms = terms.args[0]
    if terms.head in _WHOLE:
        yield f"tree {head} of {terms.head}"


def _binomial(above: Node, below: Node) -> Iterator[str]:
    """What speaks against words and sums in a binomial: only a letter and a number are added to n or k."""
    if any(part.head == "text" for side in (above, below) for part in side.walk()):
        yield "tree binomial of words"
    if above.head in SUMS and above.args[0].head not in _TELLING:
        yield "tree binomial of sum"
    if below.head in SUMS and below.args[1].head not in _TELLING:
        yield "tree binomial over sum"


def _counts_one(script: Node) -> bool:
    """Whether a script begins with the factor 1: nobody means "x to the minus one y" so."""
    first = script.args[0] if script.head == "sign" else script
    counted = first.head == "multiply"
    while first.head == "multiply":
        first = first.args[0]
        first = first.args[0] if first.head == "sign" else first
    return counted and first == _ONE


def _repeats(terms: Node) -> bool:
    """Whether the last letter of a sum stands in it before: "x plus x squared" is no square of "x plus x"."""
    first, last = terms.args
    if terms.head == "subtract" and first == last:
        return False
    return last.head == "symbol" and last in list(first.walk())


def _letters(node: Node) -> set[str]:
    return {part.text for part in node.walk() if part.head == "symbol"}


def score(tree: Node, weights: Mapping[str, float]) -> float:
    """Return what the tree's facts say for it, in the same unit as the parser's costs (nats)."""
    return sum(weights.get(name, 0.0) for name in features(tree))


def _size(node: Node) -> int:
    """Return how many summands and factors a part has, at most 4."""
    if node.head in ("add", "subtract", "multiply"):
        return min(4, _size(node.args[0]) + _size(node.args[1]))
    return 1


def _last_term(node: Node) -> Node:
    return node.args[1] if node.head in SUMS else node


def _alike(node: Node) -> bool:
    heads = {arg.head for arg in node.args if not (arg.head == "symbol" and arg.text == "ldots")}
    return len(heads) == 1
