"""Chemical formulas as they are spoken, letter by letter: "c a c l two", "s o four two minus", "n a plus".

All that is said must be elements, numbers and what happens to them (data/elements.txt); a number after an
element counts it, and before a sign with which a term ends it is the charge.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from mathparse import numerals
from mathparse.states import Lexeme
from mathparse.tokens import Token
from mathparse.tree import Node, number, symbol
from mathparse.vocabulary import DATA

_STATES = {"aqueous": "aq", "gas": "g", "gaseous": "g", "solid": "s", "liquid": "l"}
_SIGNS = {"plus": "+", "minus": "-", "negative": "-", "positive": "+"}
_OPENING = frozenset({"open", "left", "("})
_CLOSING = frozenset({"close", "right", ")"})
_PAREN = frozenset({"paren", "parenthesis", "bracket"})
_COST = -6.0
_LONGEST = 80  # words


class Term(NamedTuple):
    """A compound: its formula in letters and digits, its tree, where it ends, and how it is charged."""

    text: str
    tree: Node
    end: int
    charge: str
    state: bool = False


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Return the rows of elements.txt under their names."""
    rows: dict[str, tuple[str, ...]] = {}
    for line in (DATA / "elements.txt").read_text("utf-8").splitlines():
        name, _, values = line.partition(": ")
        if not line.startswith("#"):
            found = values.split(", ") if ", " in values else values.split()
            rows[name] = rows.get(name, ()) + tuple(found)
    return rows


@cache
def _elements() -> frozenset[str]:
    return frozenset(_known()["elements"])


def chemistry(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Return the compound, the arrow or the state that begins here, where all that is said is chemistry."""
    if not 1 < len(tokens) <= _LONGEST or not _may_be(tokens):
        return []
    lexeme = _equation(tuple(tokens)).get(start)
    return [lexeme] if lexeme else []


@lru_cache(maxsize=8)
def _equation(tokens: tuple[Token, ...]) -> dict[int, Lexeme]:
    """Return the lexemes of a phrase of chemistry by their places; nothing for any other phrase."""
    found: dict[int, Lexeme] = {}
    terms: list[Term] = []
    at, arrows, hydrates = 0, 0, 0
    while at < len(tokens):
        coefficient = numerals.cardinal(tokens, at)
        at = coefficient[1] if coefficient else at
        term = _term(tokens, at)
        if term is None:
            return {}
        found[at] = Lexeme("symbol", term.tree, term.end, _COST)
        terms.append(term)
        at = term.end
        if at < len(tokens):
            between = _between(tokens, at)
            if between is None or between.end >= len(tokens):
                return {}
            arrows += between.kind == "relation"
            hydrates += between.kind == "centered-dot"
            found[at], at = between, between.end
    return found if _is_telling(terms, arrows, hydrates == len(terms) - 1) else {}


def _may_be(tokens: Sequence[Token]) -> bool:
    """Whether a phrase begins as chemistry does; most others are told from it by their first words."""
    at = int(tokens[0] in numerals.CARDINALS or tokens[0].isdigit())
    return len(tokens[at]) == 1 and tokens[at].isalpha()


def _is_telling(terms: Sequence[Term], arrows: int, hydrate: bool) -> bool:
    """Whether the terms can be nothing but chemistry: letters that happen to be elements are no compound."""
    if arrows:
        return arrows == 1 and any(len(term.text) > 1 for term in terms)
    if len(terms) > 1 and not hydrate:
        everyday = any(term.text in _known()["everyday"] for term in terms)
        return everyday and all(_is_compound(term.text) for term in terms)
    term = terms[0]
    if term.charge:
        return len(term.charge) > 1 or term.text + term.charge in _known()["ions"]
    return _is_compound(term.text) or term.state


def _is_compound(formula: str) -> bool:
    """Whether it has several elements of which some are counted, or is known without numbers."""
    kinds = sum(char.isupper() for char in formula)
    counted = any(char.isdigit() for char in formula)
    return (counted and kinds > 1) or formula in _known()["molecules"]


def _between(tokens: Sequence[Token], at: int) -> Lexeme | None:
    """Read what stands between two terms."""
    if tokens[at] == "plus":
        return Lexeme("plus", None, at + 1)
    if tokens[at] == "dot":  # water that crystals hold: "c u s o four dot five h two o"
        return Lexeme("centered-dot", None, at + 1)
    for name, relation in (("equilibrium", "equilibrium"), ("arrows", "to")):
        for said in sorted(_known()[name], key=len, reverse=True):
            words = said.split()
            if list(tokens[at : at + len(words)]) == words:
                return Lexeme("relation", relation, at + len(words), _COST)
    return None


def _term(tokens: Sequence[Token], at: int) -> Term | None:
    """Read elements with their numbers, brackets, and at last a charge and a state."""
    text, parts = "", []
    while at < len(tokens):
        if found := _element(tokens, at):
            part, at = found
            said, count = part, symbols(part)
        elif inner := _bracketed(tokens, at):
            said, at = f"({inner.text})", inner.end
            count = Node("group", (inner.tree,), "paren")
        else:
            break
        digits = _count(tokens, at, text + said)
        if digits:
            said, at = said + digits, at + 1
            count = _with_index(count, digits)
        text += said
        parts.append(count)
    if not parts:
        return None
    tree = parts[0]
    for part in parts[1:]:
        tree = _beside(tree, part)
    charge, at = _charge(tokens, at)
    if charge:
        tree = _charged(tree, charge)
    if at < len(tokens) and tokens[at] in _STATES:
        state = Node("group", (Node("text", (), _STATES[tokens[at]]),), "paren")
        tree = Node("multiply", (tree, state))
        return Term(text, tree, at + 1, charge, True)
    return Term(text, tree, at, charge)


def symbols(element: str) -> Node:
    """Return the letters of an element side by side."""
    first = symbol(element[0])
    return first if len(element) == 1 else Node("multiply", (first, symbol(element[1])))


def _element(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Read two letters as one element where they are one, else one letter: "c o" is no cobalt."""
    if len(tokens[at]) != 1:
        return None
    both = tokens[at : at + 2]
    if len(both) == 2 and len(both[1]) == 1:
        name = both[0].upper() + both[1]
        alone = {both[0].upper(), both[1].upper()} <= _elements()
        if name in _elements() and not (alone and name not in _PREFERRED):
            return name, at + 2
    name = tokens[at].upper()
    return (name, at + 1) if name in _elements() else None


# Elements whose letters are elements themselves, and which yet are meant; "c o" is no cobalt.
_PREFERRED = frozenset({"Si", "Sn", "Sc", "Cu", "Cs", "Ni", "Os", "Pb", "Bi"})


def _bracketed(tokens: Sequence[Token], at: int) -> Term | None:
    """Read "open paren n o three close paren"."""
    if tokens[at] not in _OPENING:
        return None
    at += 1 + (tokens[at + 1 : at + 2] != () and tokens[at + 1] in _PAREN)
    inner = _term(tokens, at) if at < len(tokens) else None
    if inner is None or inner.end >= len(tokens) or tokens[inner.end] not in _CLOSING:
        return None
    end = inner.end + 1
    return inner._replace(end=end + (end < len(tokens) and tokens[end] in _PAREN))


def _count(tokens: Sequence[Token], at: int, text: str) -> str:
    """Return the number of atoms said here, unless it is a charge: the sign after it ends the term."""
    if at >= len(tokens):
        return ""
    value = numerals.CARDINALS.get(tokens[at], 0)
    digits = str(tokens[at]) if tokens[at].isdigit() else str(value) if value > 1 else ""
    if digits and _is_sign(tokens, at + 1):
        return digits if f"{text}{digits}{_SIGNS[tokens[at + 1]]}" in _known()["ions"] else ""
    return digits


def _is_sign(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign stands here that nothing could be added to."""
    if at >= len(tokens) or tokens[at] not in _SIGNS:
        return False
    following = tokens[at + 1 : at + 2]
    ends = not following or following[0] in ("plus", *_STATES, *_CLOSING)
    return ends or (at + 1 < len(tokens) and _between(tokens, at + 1) is not None)


def _charge(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Read "two plus" or "minus" at the end of a term."""
    counted = at < len(tokens) and 1 < numerals.CARDINALS.get(tokens[at], 0) < 10
    size = str(numerals.CARDINALS[tokens[at]]) if counted else ""
    if at + counted < len(tokens) and _is_sign(tokens, at + counted):
        return size + _SIGNS[tokens[at + counted]], at + counted + 1
    return "", at


def _with_index(node: Node, digits: str) -> Node:
    """Put a number on the last letter of what it counts."""
    if node.head == "multiply":
        return node._replace(args=(node.args[0], _with_index(node.args[1], digits)))
    return Node("subscript", (node, number(digits)))


def _charged(node: Node, charge: str) -> Node:
    """Put a charge on the last letter."""
    if node.head == "multiply":
        return node._replace(args=(node.args[0], _charged(node.args[1], charge)))
    sign = symbol("plus-symbol" if charge[-1] == "+" else "minus-symbol")
    return Node("power", (node, Node("text", (), charge) if charge[1:] else sign))


def _beside(left: Node, right: Node) -> Node:
    """Put two parts side by side, letter by letter."""
    if right.head == "multiply":
        return Node("multiply", (_beside(left, right.args[0]), right.args[1]))
    return Node("multiply", (left, right))
