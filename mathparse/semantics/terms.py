"""The small expressions that formulas mean, and the rules for putting them together."""

from __future__ import annotations

import re
from typing import NamedTuple

from mathparse.printers import to_text
from mathparse.tree import Node


class Term(NamedTuple):
    """An expression: `name` is an operation or a function of SymPy, or "number", "symbol", "apply".

    `kind` is what it denotes: "value", "truth", "set", "matrix", "tuple", "function" or "nothing".
    """

    name: str
    args: tuple[Term, ...] = ()
    text: str = ""
    kind: str = "value"


NOTHING = Term("nothing", (), "", "nothing")
ONE, TEN = Term("number", (), "1"), Term("number", (), "10")
TRUE = Term("true", (), "True", "truth")

# Relations that SymPy has; those that compare hold between real numbers only.
RELATIONS = {"equals": "Eq", "defined-as": "Eq", "equals-def": "Eq", "not-equals": "Ne",
              "less-than": "Lt", "greater-than": "Gt", "less-or-equal": "Le",
              "greater-or-equal": "Ge"}  # fmt: skip
COMPARES = ("Lt", "Gt", "Le", "Ge")
_WORD = re.compile(r"\W+")
CONSTANTS = {"pi": "pi", "infinity": "oo", "e": "E"}


def called(name: str, *args: Term) -> Term:
    """Return a function with a name of ours; names are made of letters, digits and underscores."""
    return Term("apply", args, _WORD.sub("_", name).strip("_") or "unknown")


def symbol(name: str) -> Term:
    """Return a variable."""
    return Term("symbol", (), name or "blank")


def text_name(node: Node) -> str:
    """Return a name for a node that is used as one symbol: "x_1", "alpha", "x_hat"."""
    if node.head in ("symbol", "number", "text", "unit", "function"):
        return node.text
    if node.head in ("subscript", "accent", "font"):
        first = text_name(node.args[0])
        second = (
            text_name(node.args[1]) if node.head == "subscript" else node.text.replace("-", "_")
        )
        return f"{first}_{second}"
    if node.head == "prime":
        return text_name(node.args[0]) + "'" * (int(node.text) if node.text.isdigit() else 1)
    if node.head == "list":
        return ",".join(text_name(part) for part in node.args)
    return to_text(node).replace(" ", "")


def variable_of(node: Node) -> Node:
    """Return the variable of a differential or of a power of one."""
    while node.head in ("differential", "power", "group") and node.args:
        node = node.args[0]
    return node


def arithmetic(name: str, parts: list[Term]) -> Term:
    """Return an operation on values or matrices; on anything else a named function."""
    kinds = {part.kind for part in parts}
    if kinds <= {"value"}:
        return Term(name, tuple(parts))
    if kinds <= {"value", "matrix"} and name in ("Mul", "Add", "Sub", "Pow"):
        both = name == "Mul" or (name in ("Add", "Sub") and kinds == {"matrix"})
        if both or (name == "Pow" and parts[1].kind == "value"):
            return Term("Mat" + name, tuple(parts), "", "matrix")
    return called(name.lower(), *parts)


def arguments_of(argument: Term) -> tuple[Term, ...]:
    """Return the arguments in a list, or the one there is."""
    return argument.args if argument.kind == "tuple" else (argument,)


def can_be_true(term: Term) -> bool:
    """Whether a term may stand where logic needs a statement."""
    return term.kind == "truth" or term.name == "symbol"


def counts(bounds: Node, relation: str) -> bool:
    """Whether bounds read "i = 1" (or "x -> 0") with a plain letter on the left."""
    return bounds.head == "relation" and bounds.text == relation and bounds.args[0].head == "symbol"


def compares(node: Node) -> bool:
    """Whether a relation compares real numbers."""
    return node.head == "relation" and any(RELATIONS.get(n) in COMPARES for n in node.text.split())
