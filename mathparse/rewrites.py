"""Rewritings of a reading that the same words allow: fractions on one line, brackets of taste, indices."""

from __future__ import annotations

from collections.abc import Callable

from mathparse.builders.common import NONE, unbracketed
from mathparse.differentials import GREEK
from mathparse.tree import SUMS, Node, symbol

Rewrite = Callable[[Node], Node]

_MARKS = frozenset({"star", "plus-symbol", "minus-symbol", "plus-minus", "bottom", "dagger"})
_INDICES = GREEK | {"infinity", "bottom", "parallel-symbol", "star"}
_SUCH_THAT = {"bar": "colon", "colon": "bar"}
_FIXED = frozenset({"2", "-1"})
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NUMBERS = frozenset("RCZNQF")
_NUMERIC = frozenset({"number", "fraction"})
_LOGIC = frozenset({"and", "or"})
_EVENTS = {"and": "intersection", "or": "union"}
_SETS = {"n": "naturals", "z": "integers", "q": "rationals", "r": "reals", "c": "complexes"}
_CONDITIONS = frozenset({"if", "for", "when", "where"})
_MEMBERS = frozenset({"in", "not-in"})
_BETWEEN_SETS = frozenset({"to", "subset", "subset-or-equal"})
_SPACES = frozenset({"H", "L", "C", "R", "W"})


def everywhere(node: Node, rewrite: Rewrite) -> Node:
    """Return the tree with every node rewritten, innermost first; the very same one where nothing is."""
    args = tuple([everywhere(arg, rewrite) if arg.args else rewrite(arg) for arg in node.args])
    return rewrite(Node(node.head, args, node.text) if args != node.args else node)


def in_brackets(node: Node, text: str = "paren") -> Node:
    """Return the node in brackets, unless it is in some already."""
    return node if node.head == "group" else Node("group", (node,), text)


def _slashed(node: Node) -> Node:
    """Write a fraction on one line."""
    return Node("divide", node.args, "slash") if node.head == "fraction" else node


def _division(node: Node) -> Node:
    """Write the quotient of two numbers with the sign of arithmetic."""
    if node.head == "fraction" and all(arg.head in _NUMERIC for arg in node.args):
        return Node("divide", node.args, "div")
    return node


def _unsigned(node: Node) -> Node:
    """Leave the sign of positive infinity out."""
    if (node.head, node.text) == ("sign", "plus") and node.args[0].text == "infinity":
        return node.args[0]
    return node


def _stacked(node: Node) -> Node:
    """Write a quotient with a bar."""
    if node.head == "divide" and node.text == "slash":
        return Node("fraction", tuple([unbracketed(arg) for arg in node.args]))
    return node


def _argued(node: Node) -> Node:
    """Put brackets around the argument of a named function."""
    if node.head == "apply" and node.args[1].head != "none":
        return node._replace(args=(node.args[0], in_brackets(node.args[1])))
    return node


def _with_other_sign(node: Node) -> Node:
    """Write "such that" in a set as a bar instead of a colon, or the other way round."""
    if (node.head, node.text) == ("group", "brace") and node.args[0].text in _SUCH_THAT:
        return node._replace(args=(node.args[0]._replace(text=_SUCH_THAT[node.args[0].text]),))
    return node


def _mark_below(node: Node) -> Node:
    """Write "x star", "q plus" with the mark below."""
    if node.head == "power" and node.args[1].text in _MARKS:
        return node._replace(head="subscript")
    return node


def _indexed(node: Node) -> Node:
    """Read "omega infinity" and "v epsilon" as a letter with its index."""
    if node.head == "multiply" and not node.text and _is_index(node.args[1]):
        return _on_last(node.args[0], node.args[1]) or node
    if node.head == "sequence" and len(node.args) == 2 and node.args[1].head == "text":
        return _on_last(*node.args) or node
    return node


def _is_index(node: Node) -> bool:
    return node.head == "symbol" and (node.text.lower() in _INDICES or node.text in _CAPITALS)


def _on_last(base: Node, index: Node) -> Node | None:
    """Put an index on the last letter of a product; a capital only on a Greek letter."""
    if base.head in ("symbol", "accent"):
        if index.text in _CAPITALS and base.text not in GREEK:
            return None
        return Node("subscript", (base, index))
    if base.head == "multiply" and not base.text and (last := _on_last(base.args[1], index)):
        return base._replace(args=(base.args[0], last))
    return None


def _mark_above(node: Node) -> Node:
    """Read "u perpendicular" as the complement of u."""
    if node.head != "multiply" or node.text or node.args[1].text != "bottom":
        return node
    return Node("power", node.args) if node.args[0].head in ("symbol", "subscript") else node


def _numbered(node: Node) -> Node:
    """Write an exponent in brackets, as the number of a term: x to the (k)."""
    base, exponent = node.args if node.head == "power" else (NONE, NONE)
    if base.head not in ("symbol", "subscript", "accent") or exponent.text in _FIXED | _MARKS:
        return node
    if exponent.head not in ("symbol", "number", "subscript", "add", "subtract"):
        return node
    return node._replace(args=(base, in_brackets(exponent)))


def _over_whole(node: Node) -> Node:
    """Draw a bar or hat over the letter with its index."""
    if node.head in ("subscript", "power") and node.args[0].head == "accent":
        inner = node.args[0]
        return inner._replace(args=(node._replace(args=(inner.args[0], node.args[1])),))
    return node


def _transposed(node: Node) -> Node:
    """Write a transpose with the sign for it, and a star with its own."""
    if node.head == "power" and node.args[1] == Node("symbol", (), "T"):
        return node._replace(args=(node.args[0], Node("symbol", (), "top")))
    return node


def _bracketed_body(node: Node) -> Node:
    """Put brackets around what a derivative operator is applied to."""
    if node.head == "derivative" and node.text.endswith("operator"):
        return node._replace(args=(in_brackets(node.args[0]), *node.args[1:]))
    return node


def bracketed_integrand(node: Node) -> Node:
    """Put brackets around a sum that is integrated."""
    if node.head != "integral" or len(node.args) < 4 or node.args[2].head not in SUMS:
        return node
    return node._replace(args=(*node.args[:2], in_brackets(node.args[2]), *node.args[3:]))


def _called_at(node: Node) -> Node:
    """Write "f evaluated at two" as f of two."""
    if node.head == "evaluated" and node.args[-1].head == "none":
        return Node("call", (node.args[0], node.args[1]), "paren")
    return node


def _space(node: Node) -> Node:
    """Read "r to the n" as the space over the real numbers."""
    if node.head == "power" and node.args[0].text in _NUMBERS:
        return node._replace(args=(Node("font", (node.args[0],), "blackboard"), node.args[1]))
    return node


def _number_sets(node: Node) -> Node:
    """Read "x in r" and "from r to c" with the letters for the sets of numbers."""
    if node.head != "relation":
        return node
    names = [arg.text.lower() if arg.head == "symbol" else "" for arg in node.args]
    if set(node.text.split()) <= _MEMBERS:
        at = range(1, len(names))
    elif set(node.text.split()) <= _BETWEEN_SETS and all(name in _SETS for name in names):
        at = range(len(names))
    else:
        return node
    chosen = [symbol(_SETS[name]) if name in _SETS else None for name in names]
    args = [chosen[i] or arg if i in at else arg for i, arg in enumerate(node.args)]
    return node._replace(args=tuple(args))


def summed(node: Node) -> Node:
    """Read "the sum of a over b" as the sum divided by b."""
    if node.head == "big" and node.args[2].head == "fraction" and node.args[1].head == "none":
        above, below = node.args[2].args
        return Node("fraction", (node._replace(args=(*node.args[:2], above)), below))
    return node


def _of_number(node: Node) -> Node:
    """Read the group "u one" and the space "h one" for a letter with its index."""
    if node.head != "subscript" or node.args[1].head != "number":
        return node
    if node.args[0].text == "U":
        return Node("call", node.args, "paren")
    return node._replace(head="power") if node.args[0].text in _SPACES else node


def _logical(node: Node) -> Node:
    """Write "p and q" with the sign for it."""
    if node.head == "sequence" and len(node.args) == 3 and node.args[1].text in _LOGIC:
        return Node("operation", (node.args[0], node.args[2]), node.args[1].text)
    return node


def joint(node: Node) -> Node:
    """Read the probability of "a and b" as that of their intersection."""
    if node.head != "call" or node.args[0].text.upper() != "P":
        return node
    both = node.args[1]
    if both.head != "sequence" or len(both.args) != 3 or both.args[1].text not in _EVENTS:
        return node
    event = Node("operation", (both.args[0], both.args[2]), _EVENTS[both.args[1].text])
    return node._replace(args=(node.args[0], event))


def _factor(node: Node) -> Node:
    """Write "two times three" with the second number in brackets."""
    if node.head == "multiply" and node.text and node.args[1].head in ("number", "fraction"):
        return Node("multiply", (node.args[0], in_brackets(node.args[1])))
    return node


def _bare_conditions(node: Node) -> Node:
    """Leave out the words before the conditions of cases: the second column says as much."""
    if node.head != "cases":
        return node
    return node._replace(args=tuple([_bare_condition(row) for row in node.args]))


def _bare_condition(row: Node) -> Node:
    cell = row.args[0] if len(row.args) == 1 else row
    if cell.head != "sequence" or len(cell.args) != 3 or cell.args[1].text not in _CONDITIONS:
        return row
    return row._replace(args=(cell.args[0], cell.args[2]))


EVERYWHERE: tuple[tuple[str, frozenset[str], Rewrite], ...] = (
    ("slash", frozenset({"fraction"}), _slashed),
    ("bar", frozenset({"divide"}), _stacked),
    ("argument", frozenset({"apply"}), _argued),
    ("set colon", frozenset({"group"}), _with_other_sign),
    ("mark below", frozenset({"power"}), _mark_below),
    ("mark above", frozenset({"multiply"}), _mark_above),
    ("division", frozenset({"fraction"}), _division),
    ("unsigned", frozenset({"sign"}), _unsigned),
    ("index", frozenset({"multiply", "sequence"}), _indexed),
    ("numbered", frozenset({"power"}), _numbered),
    ("over whole", frozenset({"accent"}), _over_whole),
    ("transpose", frozenset({"power"}), _transposed),
    ("derivative body", frozenset({"derivative"}), _bracketed_body),
    ("integrand", frozenset({"integral"}), bracketed_integrand),
    ("evaluated", frozenset({"evaluated"}), _called_at),
    ("factor", frozenset({"multiply"}), _factor),
    ("space", frozenset({"power"}), _space),
    ("number sets", frozenset({"relation"}), _number_sets),
    ("summed", frozenset({"big"}), summed),
    ("of number", frozenset({"subscript"}), _of_number),
    ("logic", frozenset({"sequence"}), _logical),
    ("joint", frozenset({"sequence"}), joint),
    ("conditions", frozenset({"cases"}), _bare_conditions),
)
