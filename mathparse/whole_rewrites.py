"""Rewritings of a formula as a whole that the same words allow: tuples, families, points, lists."""

from __future__ import annotations

from mathparse.builders.common import NONE, unbracketed
from mathparse.builders.logic import PROPOSITIONS
from mathparse.custom_laws import negations
from mathparse.rewrites import Rewrite, in_brackets
from mathparse.tree import Node, number
from mathparse.vocabulary import SETOPS

_COUNTS = frozenset({"number", "fraction", "sign", "multiply"})
_CONNECTIVES = frozenset({"and", "or"})
_INFERENCES = frozenset({"equiv", "iff", "implies", "cong"})
_LINKS = frozenset({"for", "if", "where", "with", "and", "when"})


def _fenced(node: Node) -> Node:
    return in_brackets(node) if node.head == "list" else node


def _tuple(tree: Node) -> Node:
    """Put brackets around a list, also on one side of a relation: "a, b = c"."""
    if tree.head == "relation" and any(arg.head == "list" for arg in tree.args):
        return tree._replace(args=tuple([_fenced(arg) for arg in tree.args]))
    if tree.head != "list" or tree.text != "comma":
        return tree
    *before, last = tree.args
    if last.head == "relation" and all(arg.head != "relation" for arg in before):
        left = in_brackets(Node("list", (*before, last.args[0]), "comma"))
        return last._replace(args=(left, *last.args[1:]))
    first, *after = tree.args
    if first.head == "relation" and all(arg.head != "relation" for arg in after):
        right = in_brackets(Node("list", (first.args[-1], *after), "comma"))
        return first._replace(args=(*first.args[:-1], right))
    return in_brackets(tree)


def _whole_sum(tree: Node) -> Node:
    """Put brackets around a sum that was said alone."""
    return in_brackets(tree) if tree.head in ("add", "subtract") else tree


def _braced(tree: Node) -> Node:
    """Read a family of things as a set; "x sub i for i in I" with the condition as its index."""
    if tree.head == "subscript" and tree.args[0].head in ("symbol", "accent"):
        return in_brackets(tree, "brace")
    if tree.head == "sequence" and len(tree.args) == 3 and tree.args[1].text == "for":
        return Node("subscript", (in_brackets(tree.args[0], "brace"), tree.args[2]))
    if tree.head == "list" and len(tree.args) == 2 and tree.args[1].head == "relation":
        return Node("subscript", (in_brackets(tree.args[0], "brace"), tree.args[1]))
    return tree


def _listed(tree: Node) -> Node:
    """Write a comma for "and", "for" and "if" between two parts, and for "to" between two numbers."""
    if tree.head == "sequence" and len(tree.args) == 3 and tree.args[1].text in _LINKS:
        return Node("list", (tree.args[0], tree.args[2]), "comma")
    numbers = all(arg.head in _COUNTS for arg in tree.args)
    if (tree.head, tree.text) == ("relation", "to") and numbers:
        return Node("list", tree.args, "comma")
    if (tree.head, tree.text) == ("relation", "equals to"):
        first = Node("relation", tree.args[:2], "equals")
        return Node("list", (first, Node("symbol", (), "ldots"), tree.args[2]), "comma")
    return tree


def _equations(tree: Node) -> Node:
    """Part two equations that were said in one breath: "x equals one y equals two"."""
    if (tree.head, tree.text) != ("relation", "equals equals"):
        return tree
    left, middle, right = tree.args
    if middle.head != "multiply" or middle.text or middle.args[0].head not in _COUNTS:
        return tree
    if left.head != "symbol" or middle.args[1].head != "symbol":
        return tree
    first = Node("relation", (left, middle.args[0]), "equals")
    return Node("list", (first, Node("relation", (middle.args[1], right), "equals")), "comma")


def _set_minus(tree: Node) -> Node:
    """Read "a minus b" beside unions and complements as a difference of sets."""
    if not any(node.head == "operation" and node.text in SETOPS for node in tree.walk()):
        return tree
    return _differences(tree)


def _differences(node: Node) -> Node:
    args = tuple([_differences(arg) for arg in node.args])
    if node.head == "subtract" and all(arg.head == "symbol" for arg in args):
        return Node("operation", args, "set-minus")
    return node._replace(args=args)


def _quantified(tree: Node) -> Node:
    """Let a quantifier reach over the whole statement: "for all x p of x implies q of x"."""
    if tree.head != "relation":
        return tree
    first = tree.args[0]
    if first.head == "multiply" and first.args[0].head == "quantifier":
        quantifier, body = first.args
    elif first.head == "quantifier" and len(first.args) > 1 and first.args[1].head != "none":
        quantifier, body = first._replace(args=(first.args[0], NONE)), first.args[1]
    else:
        return tree
    statement = in_brackets(tree._replace(args=(body, *tree.args[1:])))
    return quantifier._replace(args=(quantifier.args[0], statement))


def statements(tree: Node) -> Node:
    """Write "not p and q is equivalent to not p or not q" with the signs of logic."""
    if tree.head != "sequence" or len(tree.args) % 2 == 0:
        return tree
    if any(word.text not in _CONNECTIVES for word in tree.args[1::2]):
        return tree
    letters = {node.text for node in tree.walk() if node.head == "symbol"}
    joining = _INFERENCES | {"equals"} if letters <= PROPOSITIONS else _INFERENCES
    if sum(part.head == "relation" for part in tree.args[::2]) > 1:
        return _each_inferred(tree) if letters <= PROPOSITIONS else tree
    words = ["", *[word.text for word in tree.args[1::2]]]
    sides: list[Node] = []
    relations: list[str] = []
    for word, part in zip(words, tree.args[::2], strict=True):
        chained = part.head == "relation" and set(part.text.split()) <= joining
        first, *others = part.args if chained else (part,)
        if word:
            first = Node("operation", (sides.pop(), first), word)
        sides += [first, *others]
        relations += part.text.split() if chained else []
    return negations(Node("relation", tuple(sides), " ".join(relations))) if relations else tree


def _each_inferred(tree: Node) -> Node:
    """Join whole inferences: "p implies q and q implies r"."""
    first, *rest = tree.args
    if any(
        part.head == "relation" and not set(part.text.split()) <= _INFERENCES for part in tree.args
    ):
        return tree
    for word, part in zip(rest[::2], rest[1::2], strict=True):
        first = Node("operation", (first, part), word.text)
    return first


def _in_words(tree: Node) -> Node:
    """Write "p and q" with the word."""
    if tree.head != "operation" or tree.text not in _CONNECTIVES:
        return tree
    return Node("sequence", (tree.args[0], Node("text", (), tree.text), tree.args[1]))


def _point(tree: Node) -> Node:
    """Read numbers one after the other as the coordinates of a point: "three negative five"."""
    sign, body = ("minus", tree.args[0]) if tree.head == "sign" else ("", tree)
    if body.head == "number" and len(body.text) == 2 and body.text.isdigit():
        parts = (number(body.text[0]), number(body.text[1]))
    elif body.head == "multiply" and not (sign or body.text) and _is_coordinate(body.args[1]):
        parts = body.args
    else:
        return tree
    if sign:
        parts = (Node("sign", (parts[0],), sign), *parts[1:])
    return in_brackets(Node("list", tuple([unbracketed(part) for part in parts]), "comma"))


def _is_coordinate(node: Node) -> bool:
    inner = unbracketed(node)
    return inner.head in ("number", "fraction") or (
        inner.head == "sign" and inner.args[0].head in ("number", "fraction", "root")
    )


def without_words(tree: Node) -> Node:
    """Leave out words before or after the formula."""
    if tree.head == "sequence" and len(tree.args) == 2:
        first, last = tree.args
        return last if first.head == "text" else first if last.head == "text" else tree
    return tree


def _once(tree: Node) -> Node:
    """Take a formula that was said twice once: "1.5: one point five"."""
    if (tree.head, tree.text) == ("list", "colon") and tree.args[0] == tree.args[1]:
        return tree.args[0]
    return tree


def _alone(tree: Node) -> Node:
    """Leave out the sign that goes on from what was said before: "which is equal to two x"."""
    if (tree.head, tree.text) == ("relation", "equals") and tree.args[0].head == "none":
        return tree.args[1]
    return tree


WHOLE: tuple[tuple[str, frozenset[str], Rewrite], ...] = (
    ("tuple", frozenset({"list"}), _tuple),
    ("sum", frozenset({"add", "subtract"}), _whole_sum),
    ("set", frozenset({"subscript", "sequence", "list"}), _braced),
    ("list", frozenset({"sequence", "relation"}), _listed),
    ("equations", frozenset({"relation"}), _equations),
    ("set minus", frozenset({"subtract"}), _set_minus),
    ("quantified", frozenset({"quantifier"}), _quantified),
    ("statements", frozenset({"sequence"}), statements),
    ("in words", frozenset({"operation"}), _in_words),
    ("point", frozenset({"number"}), _point),
    ("words", frozenset({"text"}), without_words),
    ("alone", frozenset({"relation"}), _alone),
    ("once", frozenset({"list"}), _once),
)
