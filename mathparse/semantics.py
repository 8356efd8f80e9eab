"""What a formula means, in SymPy's terms but without SymPy: one translation for objects and for code.

`meaning(tree)` gives a small expression. Whatever has no mathematical meaning for SymPy (plus-or-minus,
arrows, unknown constructs) becomes a function with a clear name, so nothing fails and nothing is
guessed silently. Conventions: e, pi and infinity are the constants; i is the imaginary unit unless the
formula counts with it; x in "dy/dx" makes y a function of x everywhere.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mathparse.printers import to_text
from mathparse.printers.heads import fold, sound
from mathparse.tree import Node


class Term(NamedTuple):
    """An expression: `name` is an operation or a function of SymPy, or "number", "symbol", "apply".

    `kind` is what it denotes: "value", "truth", "set", "matrix", "tuple", "function" or "nothing".
    """

    name: str
    args: tuple[Term, ...] = ()
    text: str = ""
    kind: str = "value"


NO_NODE = Node("none")
NOTHING = Term("nothing", (), "", "nothing")
ONE, TWO, TEN = (Term("number", (), digits) for digits in ("1", "2", "10"))
TRUE = Term("true", (), "True", "truth")

_CONSTANTS = {"pi": "pi", "infinity": "oo", "e": "E"}
_SETS = {"reals": "Reals", "integers": "Integers", "naturals": "Naturals", "rationals": "Rationals",
         "complexes": "Complexes", "empty-set": "EmptySet"}  # fmt: skip
_BLACKBOARD = {"R": "Reals", "Z": "Integers", "N": "Naturals", "Q": "Rationals", "C": "Complexes"}
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
_RELATIONS = {"equals": "Eq", "defined-as": "Eq", "equals-def": "Eq", "not-equals": "Ne",
              "less-than": "Lt", "greater-than": "Gt", "less-or-equal": "Le",
              "greater-or-equal": "Ge"}  # fmt: skip
_COMPARES = ("Lt", "Gt", "Le", "Ge")
_LOGIC = {"implies": "Implies", "iff": "Equivalent"}
_INTERVALS = {
    "bracket": "Interval",
    "paren bracket": "Interval.Lopen",
    "bracket paren": "Interval.Ropen",
}
_WORD = re.compile(r"\W+")


def meaning(tree: Node) -> Term:
    """Return what a tree means; every tree has a meaning."""
    whole: Node = fold(tree, sound)  # type: ignore[assignment]
    return Translator(whole)(whole)


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


class Translator:
    """Translates one tree; it knows which letters count and which depend on others."""

    def __init__(self, tree: Node) -> None:
        self.counters: set[str] = set()
        self.dependents: dict[str, list[str]] = {}
        for node in tree.walk():
            self._note(node)

    def _note(self, node: Node) -> None:
        if node.head in ("big", "quantifier") and node.args and node.args[0].args:
            self.counters.add(node.args[0].args[0].text)
        elif node.head == "subscript" and len(node.args) > 1:
            self.counters.update(part.text for part in node.args[1].walk())
        elif node.head == "power" and len(node.args) > 1 and node.args[0].text != "e":
            self.counters.add(node.args[1].text)
        if node.head == "big" or _compares(node):
            # Only real numbers are compared or counted.
            self.counters.add("i")
        elif node.head in ("derivative", "integral"):
            names = [
                _variable(part).text for part in node.args[1:] if _variable(part).head == "symbol"
            ]
            self.counters.update(names)
            body = node.args[0] if node.args else NO_NODE
            if node.head == "derivative" and body.head == "symbol" and "operator" not in node.text:
                known = self.dependents.setdefault(body.text, [])
                known.extend(name for name in names if name not in known and name != body.text)

    def __call__(self, tree: Node) -> Term:
        """Return the meaning of a tree."""
        return fold(tree, self.combine)  # type: ignore[return-value]

    def combine(self, node: Node, parts: list[Term]) -> Term:
        """Return the meaning of a node from those of its parts."""
        method = getattr(self, "mean_" + node.head, None)
        if method is None:
            return called(f"{node.head} {node.text}", *parts)
        return method(node, parts)

    # --- leaves

    def mean_number(self, node: Node, parts: list[Term]) -> Term:
        """A number; what is not one stays a name."""
        text = node.text.replace(",", "").replace("−", "-")
        if re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", text):
            return Term("number", (), text)
        return symbol(node.text)

    def mean_symbol(self, node: Node, parts: list[Term]) -> Term:
        """A constant, a known set, or a variable."""
        text = node.text
        if text in _SETS:
            return Term("constant", (), _SETS[text], "set")
        if text in _CONSTANTS and not (text == "e" and "e" in self.counters):
            return Term("constant", (), _CONSTANTS[text])
        if text == "i" and "i" not in self.counters:
            return Term("constant", (), "I")
        if text in self.dependents:
            return called(text, *(symbol(name) for name in self.dependents[text]))
        return symbol(text)

    def mean_function(self, node: Node, parts: list[Term]) -> Term:
        """A function name without its argument."""
        return Term("symbol", (), node.text, "function")

    def mean_unit(self, node: Node, parts: list[Term]) -> Term:
        """A unit stays a symbol."""
        return symbol(node.text)

    mean_text = mean_unit

    def mean_none(self, node: Node, parts: list[Term]) -> Term:
        """Something optional that was not said."""
        return NOTHING

    def mean_blank(self, node: Node, parts: list[Term]) -> Term:
        """Something still to be said."""
        return symbol("blank")

    # --- arithmetic

    def mean_add(self, node: Node, parts: list[Term]) -> Term:
        """A sum."""
        return _arithmetic("Add", parts)

    def mean_subtract(self, node: Node, parts: list[Term]) -> Term:
        """A difference."""
        return _arithmetic("Sub", parts)

    def mean_multiply(self, node: Node, parts: list[Term]) -> Term:
        """A product, of matrices too; with nabla, a gradient, divergence or Laplacian."""
        left, right = parts
        if left.text == "nabla":
            return called("divergence" if node.text == "dot" else "gradient", right)
        if left.name == "Pow" and left.args[0].text == "nabla":
            return called("laplacian", right)
        if node.text == "dot" and any(part.head in ("accent", "font") for part in node.args):
            return called("dot", left, right)
        return _arithmetic("Mul", parts)

    def mean_divide(self, node: Node, parts: list[Term]) -> Term:
        """A quotient."""
        return _arithmetic("Div", parts)

    mean_fraction = mean_divide

    def mean_mixed(self, node: Node, parts: list[Term]) -> Term:
        """A whole number and a fraction."""
        return _arithmetic("Add", parts)

    def mean_sign(self, node: Node, parts: list[Term]) -> Term:
        """A sign before its operand."""
        if node.text == "minus" and parts[0].kind in ("value", "matrix"):
            return Term("Neg", (parts[0],), "", parts[0].kind)
        if node.text == "plus":
            return parts[0]
        if node.text == "not" and _can_be_true(parts[0]):
            return Term("Not", (parts[0],), "", "truth")
        return called(node.text, parts[0])

    def mean_operation(self, node: Node, parts: list[Term]) -> Term:
        """A named operation; sets, logic and remainders are SymPy's, the others named functions."""
        name, kinds = node.text, {part.kind for part in parts}
        if name in ("union", "intersection", "set-minus") and kinds == {"set"}:
            own = {"union": "Union", "intersection": "Intersection", "set-minus": "Complement"}
            return Term(own[name], tuple(parts), "", "set")
        if name in ("and", "or", "xor") and all(map(_can_be_true, parts)):
            return Term(name.capitalize(), tuple(parts), "", "truth")
        if name == "mod" and kinds == {"value"}:
            return Term("Mod", tuple(parts))
        if name == "cross" and parts[0].text == "nabla":
            return called("curl", parts[1])
        return called(name, *parts)

    def mean_power(self, node: Node, parts: list[Term]) -> Term:
        """A power; T, a star and a dagger are operations."""
        base, exponent = parts
        mark = node.args[1].text if node.args[1].head == "symbol" else ""
        if mark in ("T", "top"):
            return Term("transpose", (base,), "", base.kind)
        if mark in ("star", "dagger"):
            return called("conjugate" if mark == "star" else "adjoint", base)
        if node.args[1].head == "group" and base.kind == "value" and exponent.kind == "value":
            return Term("Pow", (base, exponent))
        if base.kind == "function":
            return called("power", base, exponent)
        return _arithmetic("Pow", parts)

    def mean_subscript(self, node: Node, parts: list[Term]) -> Term:
        """An index is part of the name."""
        return symbol(text_name(node))

    def mean_prescript(self, node: Node, parts: list[Term]) -> Term:
        """Scripts before the base are part of the name."""
        return symbol(to_text(node).replace(" ", ""))

    mean_accent = mean_subscript

    def mean_font(self, node: Node, parts: list[Term]) -> Term:
        """A letter of another alphabet; blackboard letters are the number sets."""
        if node.text == "blackboard" and node.args[0].text in _BLACKBOARD:
            return Term("constant", (), _BLACKBOARD[node.args[0].text], "set")
        return symbol(text_name(node))

    def mean_prime(self, node: Node, parts: list[Term]) -> Term:
        """A prime is part of the name (f'(x) is a derivative, see calls)."""
        return symbol(text_name(node))

    def mean_postfix(self, node: Node, parts: list[Term]) -> Term:
        """Factorials, percent, degrees."""
        operand = parts[0]
        if operand.kind == "value":
            if node.text in ("factorial", "double-factorial"):
                return Term("factorial" if node.text == "factorial" else "factorial2", (operand,))
            if node.text == "percent":
                return Term("Div", (operand, Term("number", (), "100")))
            if node.text == "degree":
                straight = Term("number", (), "180")
                turned = Term("Mul", (operand, Term("constant", (), "pi")))
                return Term("Div", (turned, straight))
        return called(node.text or "postfix", operand)

    def mean_root(self, node: Node, parts: list[Term]) -> Term:
        """A square root or a root with an index."""
        radicand, index = parts
        if radicand.kind != "value" or index.kind not in ("value", "nothing"):
            return called("root", radicand, index)
        return Term("sqrt", (radicand,)) if index is NOTHING else Term("root", (radicand, index))

    def mean_binomial(self, node: Node, parts: list[Term]) -> Term:
        """A binomial coefficient."""
        return _arithmetic("binomial", parts)

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
        if function.head == "power" and function.args[0].head in ("function", "subscript"):
            exponent = self(function.args[1])
            base = text_name(function.args[0])
            if _is_minus_one(function.args[1]) and base in _INVERSES:
                return _named(_INVERSES[base], argument)
            inner = self.mean_apply(Node("apply", (function.args[0], node.args[1])), parts)
            return _arithmetic("Pow", [inner, exponent])
        if function.head == "subscript" and function.args[0].text in ("log", "lg"):
            return _named("log", argument, self(function.args[1]))
        if function.head == "function" and function.text == "lg":
            return _named("log", argument, TEN)
        if function.head == "function" and function.text in _FUNCTIONS:
            return _named(_FUNCTIONS[function.text], argument)
        return called(text_name(function), *_arguments(argument))

    def mean_call(self, node: Node, parts: list[Term]) -> Term:
        """A function of its arguments; primes on its name are derivatives."""
        function, arguments = node.args[0], _arguments(parts[1])
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
            return _arithmetic("Pow", [inner, self(function.args[1])])
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
        if all(map(_can_be_true, links)):
            return Term("And", tuple(links), "", "truth")
        return called("and", *links)

    def mean_quantifier(self, node: Node, parts: list[Term]) -> Term:
        """For all, there exists: SymPy has none, so a named function of variable and body."""
        return called(node.text, *(part for part in parts if part is not NOTHING))

    # --- operators with limits

    def mean_big(self, node: Node, parts: list[Term]) -> Term:
        """Sums, products and limits with their bounds; others as named functions."""
        lower, upper, body = parts
        bounds = node.args[0]
        value = body.kind == "value"
        if (
            node.text in ("sum", "product")
            and value
            and _counts(bounds, "equals")
            and upper.kind == "value"
        ):
            name = {"sum": "Sum", "product": "Product"}[node.text]
            variable = symbol(bounds.args[0].text)
            return Term(name, (body, Term("limits", (variable, self(bounds.args[1]), upper))))
        if node.text == "limit" and value and _counts(bounds, "to"):
            return self._limit(bounds, body)
        given = [part for part in (body, lower, upper) if part is not NOTHING]
        return called(node.text, *given)

    def _limit(self, bounds: Node, body: Term) -> Term:
        variable, target = symbol(bounds.args[0].text), bounds.args[1]
        if target.head == "power" and target.args[1].text in ("plus-symbol", "minus-symbol"):
            side = "+" if target.args[1].text == "plus-symbol" else "-"
            return Term("Limit", (body, variable, self(target.args[0])), side)
        point = self(target)
        if point.kind != "value":
            return called("limit", body, variable, point)
        return Term("Limit", (body, variable, point), "" if point.text == "oo" else "+-")

    def mean_integral(self, node: Node, parts: list[Term]) -> Term:
        """An integral over its variables; without one, over the only letter there is."""
        lower, upper, body, *_ = parts
        variables = [symbol(text_name(_variable(part))) for part in node.args[3:]]
        body = ONE if body is NOTHING else body
        if not variables:
            letters = {part.text for part in node.args[2].walk() if part.head == "symbol"}
            letters -= set(_CONSTANTS)
            variables = [symbol(letters.pop())] if len(letters) == 1 else []
        bounded = lower is not NOTHING and upper is not NOTHING and upper.kind == "value"
        if (
            body.kind != "value"
            or not variables
            or node.text.startswith(("contour", "surface", "volume"))
        ):
            return called(
                node.text, *(part for part in (body, lower, upper) if part is not NOTHING)
            )
        if bounded and lower.kind == "value":
            limits = [Term("limits", (variables[0], lower, upper)), *variables[1:]]
            return Term("Integral", (body, *limits))
        if lower is not NOTHING:
            return called("Integral", body, *variables, lower)
        return Term("Integral", (body, *variables))

    def mean_differential(self, node: Node, parts: list[Term]) -> Term:
        """A differential is a symbol such as dx."""
        return symbol(("d" if node.text != "partial" else "partial_") + text_name(node.args[0]))

    def mean_derivative(self, node: Node, parts: list[Term]) -> Term:
        """A derivative with respect to its variables."""
        body = parts[0]
        steps: list[Term] = []
        for part in node.args[1:]:
            variable = _variable(part)
            if variable.head not in ("symbol", "subscript"):
                return called("derivative", *parts)
            steps.append(symbol(text_name(variable)))
            if part.head == "power":
                steps.append(self(part.args[1]))
        if body is NOTHING or body.kind != "value":
            return called("derivative", *(part for part in (body, *steps) if part is not NOTHING))
        return Term("Derivative", (body, *steps))

    def mean_evaluated(self, node: Node, parts: list[Term]) -> Term:
        """An expression at a value of its variable, or between two."""
        body, lower, upper = parts
        if upper is NOTHING and _counts(node.args[1], "equals") and body.kind == "value":
            variable = symbol(node.args[1].args[0].text)
            return Term("Subs", (body, variable, self(node.args[1].args[1])))
        return called("evaluated", *(part for part in (body, lower, upper) if part is not NOTHING))

    # --- tables and pieces

    def mean_matrix(self, node: Node, parts: list[Term]) -> Term:
        """A matrix; between bars its determinant."""
        rows = [row.args for row in parts]
        even = len({len(row) for row in rows}) == 1 and rows[0]
        if not even or any(cell.kind != "value" for row in rows for cell in row):
            return called("matrix", *parts)
        matrix = Term("Matrix", tuple(parts), "", "matrix")
        square = len(rows) == len(rows[0])
        return Term("Determinant", (matrix,)) if node.text == "bar" and square else matrix

    def mean_row(self, node: Node, parts: list[Term]) -> Term:
        """A row of a table."""
        return Term("Tuple", tuple(parts), "", "tuple")

    def mean_cases(self, node: Node, parts: list[Term]) -> Term:
        """A function defined by cases."""
        pieces = []
        for row in parts:
            if not row.args:
                return called("cases", *parts)
            value, condition = row.args[0], row.args[1] if len(row.args) > 1 else TRUE
            if condition.name == "symbol" and condition.text in ("otherwise", "else"):
                condition = TRUE
            if value.kind != "value" or condition.kind != "truth":
                return called("cases", *parts)
            pieces.append(Term("piece", (value, condition)))
        return Term("Piecewise", tuple(pieces))

    def mean_lines(self, node: Node, parts: list[Term]) -> Term:
        """A system: a tuple of its lines."""
        return Term("Tuple", tuple(parts), "", "tuple")

    def mean_sequence(self, node: Node, parts: list[Term]) -> Term:
        """Formulas in a sentence: the words are left out."""
        formulas = [
            p for p, n in zip(parts, node.args, strict=True) if n.head not in ("text", "none")
        ]
        if len(formulas) == 1:
            return formulas[0]
        return Term("Tuple", tuple(formulas), "", "tuple") if formulas else symbol(to_text(node))

    def mean_cancel(self, node: Node, parts: list[Term]) -> Term:
        """Crossed out or not, it means the same."""
        return parts[0]


def _variable(node: Node) -> Node:
    """Return the variable of a differential or of a power of one."""
    while node.head in ("differential", "power", "group") and node.args:
        node = node.args[0]
    return node


def _arithmetic(name: str, parts: list[Term]) -> Term:
    kinds = {part.kind for part in parts}
    if kinds <= {"value"}:
        return Term(name, tuple(parts))
    if kinds <= {"value", "matrix"} and name in ("Mul", "Add", "Sub", "Pow"):
        both = name == "Mul" or (name in ("Add", "Sub") and kinds == {"matrix"})
        if both or (name == "Pow" and parts[1].kind == "value"):
            return Term("Mat" + name, tuple(parts), "", "matrix")
    return called(name.lower(), *parts)


def _named(name: str, argument: Term, *more: Term) -> Term:
    arguments = (*_arguments(argument), *more)
    if all(part.kind == "value" for part in arguments) and (
        len(arguments) == 1 or more or name[0] == "M"
    ):
        return Term(name, arguments)
    return called(name, *arguments)


def _arguments(argument: Term) -> tuple[Term, ...]:
    return argument.args if argument.kind == "tuple" else (argument,)


def _can_be_true(term: Term) -> bool:
    return term.kind == "truth" or term.name == "symbol"


def _counts(bounds: Node, relation: str) -> bool:
    """Whether bounds read "i = 1" (or "x -> 0") with a plain letter on the left."""
    return bounds.head == "relation" and bounds.text == relation and bounds.args[0].head == "symbol"


def _compares(node: Node) -> bool:
    return node.head == "relation" and any(
        _RELATIONS.get(n) in _COMPARES for n in node.text.split()
    )


def _is_minus_one(node: Node) -> bool:
    return node == Node("number", (), "-1") or (
        node.head == "sign" and node.text == "minus" and node.args[0].text == "1"
    )


def _related(name: str, left: Term, right: Term) -> Term:
    own = _RELATIONS.get(name)
    kinds = {left.kind, right.kind}
    if own in _COMPARES and kinds == {"value"}:
        return Term(own, (left, right), "", "truth")
    if own in ("Eq", "Ne") and (
        kinds == {"value"} or (kinds == {left.kind} and left.kind in ("set", "matrix"))
    ):
        return Term(own, (left, right), "", "truth")
    if name in _LOGIC and _can_be_true(left) and _can_be_true(right):
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
