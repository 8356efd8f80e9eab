"""Brackets, functions, relations and logic."""

from __future__ import annotations

from mathparse.semantics.context import Context
from mathparse.semantics.terms import (
    COMPARES,
    NOTHING,
    RELATIONS,
    TEN,
    Term,
    arguments_of,
    arithmetic,
    called,
    can_be_true,
    symbol,
    text_name,
)
from mathparse.tree import Node

_SAME_NAME = "sin cos tan sec csc cot sinh cosh tanh sech csch coth exp log erf sinc"
_FUNCTIONS = {name: name for name in _SAME_NAME.split()} | {
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arcsec": "asec", "arccsc": "acsc",
    "arccot": "acot", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh", "arsech": "asech",
    "arcsch": "acsch", "arcoth": "acoth", "ln": "log", "sgn": "sign", "Re": "re", "Im": "im",
    "arg": "arg", "max": "Max", "min": "Min",
}  # fmt: skip
_INVERSES = {"sin": "asin", "cos": "acos", "tan": "atan", "sec": "asec", "csc": "acsc", "cot": "acot",
             "sinh": "asinh", "cosh": "acosh", "tanh": "atanh", "sech": "asech", "csch": "acsch",
             "coth": "acoth"}  # fmt: skip
_LOGIC = {"implies": "Implies", "iff": "Equivalent"}
_INTERVALS = {
    "bracket": "Interval",
    "paren bracket": "Interval.Lopen",
    "bracket paren": "Interval.Ropen",
}


class Functions(Context):
    """What stands in brackets or is applied, related and joined by logic."""

    # --- brackets, lists, functions

    def mean_group(self, node: Node, parts: list[Term]) -> Term:
        """Brackets: values stay, pairs are tuples or intervals, braces are sets, bars absolute values."""
        inner, text = parts[0], node.text
        items = inner.args if inner.kind == "tuple" else (inner,)
        if text in _INTERVALS and len(items) == 2 and all(item.kind == "value" for item in items):
            return Term(_INTERVALS[text], items, "", "set")
        if text == "brace":
            return _set_of(inner, items)
        if text == "bar":
            return called("determinant" if inner.kind == "matrix" else "size", inner) if (
                inner.kind != "value"
            ) else Term("Abs", (inner,))  # fmt: skip
        if text in ("floor", "ceiling") and inner.kind == "value":
            return Term(text, (inner,))
        names = {
            "double-bar": "norm",
            "angle": "inner_product",
            "angle bar": "ket",
            "bar angle": "ket",
        }
        return called(names[text], *items) if text in names else inner

    def mean_list(self, node: Node, parts: list[Term]) -> Term:
        """A list is a tuple; with a bar, a condition."""
        if node.text == "bar":
            return Term("given", tuple(parts), "", "tuple")
        return Term("Tuple", tuple(parts), "", "tuple")

    def mean_apply(self, node: Node, parts: list[Term]) -> Term:
        """A named function; powers and bases on its name belong to the value."""
        function, argument = node.args[0], parts[1]
        if argument is NOTHING:
            return symbol(text_name(function))
        if function.head == "power" and function.args[0].head in ("function", "subscript"):
            exponent = self(function.args[1])
            base = text_name(function.args[0])
            if _is_minus_one(function.args[1]) and base in _INVERSES:
                return named(_INVERSES[base], argument)
            inner = self.mean_apply(Node("apply", (function.args[0], node.args[1])), parts)
            return arithmetic("Pow", [inner, exponent])
        if function.head == "subscript" and function.args[0].text in ("log", "lg"):
            return named("log", argument, self(function.args[1]))
        if function.head == "function" and function.text == "lg":
            return named("log", argument, TEN)
        if function.head == "function" and function.text in _FUNCTIONS:
            return named(_FUNCTIONS[function.text], argument)
        return called(text_name(function), *arguments_of(argument))

    def mean_call(self, node: Node, parts: list[Term]) -> Term:
        """A function of its arguments; primes on its name are derivatives."""
        function, arguments = node.args[0], arguments_of(parts[1])
        if function.head == "prime" and len(arguments) == 1 and arguments[0].kind == "value":
            order = Term("number", (), function.text if function.text.isdigit() else "1")
            name = text_name(function.args[0])
            if arguments[0].name == "symbol":
                return Term("Derivative", (called(name, arguments[0]), arguments[0], order))
            dummy = symbol("t_")
            slope = Term("Derivative", (called(name, dummy), dummy, order))
            return Term("Subs", (slope, dummy, arguments[0]))
        if function.head == "power":
            if _is_minus_one(function.args[1]):
                return called(text_name(function.args[0]) + "_inverse", *arguments)
            inner = called(text_name(function.args[0]), *arguments)
            return arithmetic("Pow", [inner, self(function.args[1])])
        return called(text_name(function), *arguments)

    # --- relations and logic

    def mean_relation(self, node: Node, parts: list[Term]) -> Term:
        """A relation, or a chain of them: all of its links hold."""
        names = node.text.split()
        if names == ["equiv"] and parts[1].name == "Mod":
            left = Term("Mod", (parts[0], parts[1].args[1]))
            return Term("Eq", (left, parts[1]), "", "truth")
        links = [
            _related(name, left, right)
            for name, left, right in zip(names, parts, parts[1:], strict=False)
        ]
        if not links:
            return called("relation", *parts)
        if len(links) == 1:
            return links[0]
        if all(map(can_be_true, links)):
            return Term("And", tuple(links), "", "truth")
        return called("and", *links)

    def mean_quantifier(self, node: Node, parts: list[Term]) -> Term:
        """For all, there exists: SymPy has none, so a named function of variable and body."""
        return called(node.text, *(part for part in parts if part is not NOTHING))


def named(name: str, argument: Term, *more: Term) -> Term:
    """Return a function of SymPy where its arguments are values, else one of ours."""
    arguments = (*arguments_of(argument), *more)
    if all(part.kind == "value" for part in arguments) and (
        len(arguments) == 1 or more or name[0] == "M"
    ):
        return Term(name, arguments)
    return called(name, *arguments)


def _is_minus_one(node: Node) -> bool:
    return node == Node("number", (), "-1") or (
        node.head == "sign" and node.text == "minus" and node.args[0].text == "1"
    )


def _related(name: str, left: Term, right: Term) -> Term:
    own = RELATIONS.get(name)
    kinds = {left.kind, right.kind}
    if own in COMPARES and kinds == {"value"}:
        return Term(own, (left, right), "", "truth")
    if own in ("Eq", "Ne") and (
        kinds == {"value"} or (kinds == {left.kind} and left.kind in ("set", "matrix"))
    ):
        return Term(own, (left, right), "", "truth")
    if name in _LOGIC and can_be_true(left) and can_be_true(right):
        return Term(_LOGIC[name], (left, right), "", "truth")
    if name in ("in", "not-in") and left.kind == "value" and right.kind == "set":
        inside = Term("Contains", (left, right), "", "truth")
        return inside if name == "in" else Term("Not", (inside,), "", "truth")
    return called(name, left, right)


def _set_of(inner: Term, items: tuple[Term, ...]) -> Term:
    """A set in braces: its elements, or a variable and a condition."""
    if (
        inner.name == "given"
        and len(items) == 2
        and items[1].kind == "truth"
        and items[0].name == "symbol"
    ):
        return Term("ConditionSet", items, "", "set")
    if inner.name in ("Tuple", "nothing") or len(items) == 1:
        elements = () if inner is NOTHING else items
        if all(item.kind == "value" for item in elements):
            return Term("FiniteSet", elements, "", "set") if inner.kind != "value" else inner
    return called("set", *items)
