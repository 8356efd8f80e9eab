"""From SymPy's results back to formula trees.

What has no row here becomes a named function of its parts, so that nothing is shown as what it is not.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

import sympy
from sympy.core.relational import Relational
from sympy.matrices import MatrixBase

from mathparse.tree import Node, number, symbol

NONE = Node("none")
CONSTANTS = {
    sympy.pi: symbol("pi"),
    sympy.E: symbol("e"),
    sympy.I: symbol("i"),
    sympy.oo: symbol("infinity"),
    sympy.zoo: symbol("infinity"),
    sympy.S.EmptySet: symbol("empty-set"),
    sympy.S.Reals: symbol("reals"),
    sympy.S.Integers: symbol("integers"),
    sympy.S.Complexes: symbol("complexes"),
}
RELATIONS = {
    sympy.Eq: "equals",
    sympy.Ne: "not-equals",
    sympy.Lt: "less-than",
    sympy.Gt: "greater-than",
    sympy.Le: "less-or-equal",
    sympy.Ge: "greater-or-equal",
}
FUNCTIONS = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "max",
        "min",
        "gcd",
        "lcm",
        "det",
        "arg",
    ]
)
RENAMED = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "log": "ln",
    "Max": "max",
    "Min": "min",
}


def tree_of(result: Any) -> Node:
    """Return the formula tree of a SymPy object, a truth value, or a list or tuple of such."""
    if isinstance(result, list | tuple | sympy.Tuple):
        return _listed([tree_of(part) for part in result])
    if isinstance(result, bool | sympy.logic.boolalg.BooleanAtom):
        return Node("text", (), "true" if bool(result) else "false")
    result = sympy.sympify(result) if isinstance(result, int | float) else result
    if isinstance(result, MatrixBase):
        return _matrix(result)
    if result in CONSTANTS:
        return CONSTANTS[result]
    if isinstance(result, sympy.Number):
        return _number(result)
    for kind, convert in KINDS:
        if isinstance(result, kind):
            return convert(result)
    return _call(symbol(type(result).__name__), result.args)


def _listed(trees: list[Node]) -> Node:
    return trees[0] if len(trees) == 1 else Node("list", tuple(trees), "comma")


def _number(value: sympy.Number) -> Node:
    if value.is_negative:
        return Node("sign", (_number(-value),), "minus")
    if isinstance(value, sympy.Rational) and value.q != 1:
        return Node("fraction", (number(str(value.p)), number(str(value.q))))
    return number(_decimal(str(value)))


def _decimal(digits: str) -> str:
    """Return digits without zeros after the last one that counts."""
    return digits.rstrip("0").rstrip(".") if "." in digits and "e" not in digits else digits


def _symbol(value: sympy.Symbol) -> Node:
    """Return a symbol; "x_1" has its index below."""
    name, _, index = value.name.partition("_")
    if index and name:
        leaf = number(index) if index.isdigit() else symbol(index)
        return Node("subscript", (symbol(name), leaf))
    return symbol(value.name)


def _add(value: sympy.Add) -> Node:
    first, *rest = value.as_ordered_terms()
    return reduce(_plus, rest, tree_of(first))


def _plus(left: Node, term: sympy.Expr) -> Node:
    if term.could_extract_minus_sign():
        return Node("subtract", (left, tree_of(-term)))
    return Node("add", (left, tree_of(term)))


def _multiply(value: sympy.Mul) -> Node:
    if value.could_extract_minus_sign():
        return Node("sign", (tree_of(-value),), "minus")
    above, below = value.as_numer_denom() if value.is_commutative else (value, sympy.S.One)
    if below != 1:
        return Node("fraction", (tree_of(above), tree_of(below)))
    factors = [tree_of(factor) for factor in value.as_ordered_factors()]
    return reduce(_times, factors)


def _times(left: Node, right: Node) -> Node:
    # Two numbers side by side would be another number.
    return Node("multiply", (left, right), "times" if right.head == "number" else "")


def _power(value: sympy.Pow) -> Node:
    base, exponent = value.as_base_exp() if value.base is not sympy.E else (value.base, value.exp)
    if exponent.is_Rational and exponent < 0:
        return Node("fraction", (number("1"), tree_of(base**-exponent)))
    if exponent.is_Rational and exponent.p == 1 and exponent.q > 1:
        index = NONE if exponent.q == 2 else number(str(exponent.q))
        return Node("root", (tree_of(base), index))
    return Node("power", (tree_of(base), tree_of(exponent)))


def _exponential(value: sympy.exp) -> Node:
    return Node("power", (symbol("e"), tree_of(value.args[0])))


def _relation(value: Relational) -> Node:
    parts = (tree_of(value.lhs), tree_of(value.rhs))
    return Node("relation", parts, RELATIONS[type(value)])


def _bars(value: sympy.Abs) -> Node:
    return Node("group", (tree_of(value.args[0]),), "bar")


def _factorial(value: sympy.factorial) -> Node:
    return Node("postfix", (tree_of(value.args[0]),), "factorial")


def _integral(value: sympy.Integral) -> Node:
    tree = tree_of(value.function)
    for variable, *bounds in value.limits:
        below, above = map(tree_of, bounds) if len(bounds) == 2 else (NONE, NONE)
        tree = Node("integral", (below, above, tree, tree_of(variable)), "integral")
    return tree


def _derivative(value: sympy.Derivative) -> Node:
    variables = [tree_of(variable) for variable in value.variables]
    return Node("derivative", (tree_of(value.expr), *variables), "d")


def _function(value: sympy.Function) -> Node:
    name = type(value).__name__
    name = RENAMED.get(name, name)
    if name in FUNCTIONS or name in RENAMED.values():
        head = Node("function", (), name)
        return Node("apply", (head, _arguments(value.args)))
    return _call(symbol(name), value.args)


def _call(head: Node, args: tuple[Any, ...]) -> Node:
    return Node("call", (head, _arguments(args)), "paren")


def _arguments(args: tuple[Any, ...]) -> Node:
    return _listed([tree_of(arg) for arg in args])


def _set(value: sympy.FiniteSet) -> Node:
    return Node("group", (_listed([tree_of(each) for each in value.args]),), "brace")


def _interval(value: sympy.Interval) -> Node:
    left = "paren" if value.left_open else "bracket"
    right = "paren" if value.right_open else "bracket"
    ends = Node("list", (tree_of(value.start), tree_of(value.end)), "comma")
    return Node("group", (ends,), left if left == right else f"{left} {right}")


def _matrix(value: MatrixBase) -> Node:
    rows = (Node("row", tuple(map(tree_of, row))) for row in value.tolist())
    return Node("matrix", tuple(rows), "paren")


def _joined(word: str) -> Any:
    def convert(value: Any) -> Node:
        first, *rest = map(tree_of, value.args)
        parts = [first]
        for part in rest:
            parts += [Node("text", (), word), part]
        return Node("sequence", tuple(parts))

    return convert


def _union(value: sympy.Union) -> Node:
    return reduce(lambda a, b: Node("operation", (a, b), "union"), map(tree_of, value.args))


# The first kind that fits is taken.
KINDS = (
    (sympy.Symbol, _symbol),
    (sympy.Add, _add),
    (sympy.Mul, _multiply),
    (sympy.Pow, _power),
    (sympy.exp, _exponential),
    (Relational, _relation),
    (sympy.Abs, _bars),
    (sympy.factorial, _factorial),
    (sympy.Integral, _integral),
    (sympy.Derivative, _derivative),
    (sympy.FiniteSet, _set),
    (sympy.Interval, _interval),
    (sympy.Union, _union),
    (sympy.Or, _joined("or")),
    (sympy.And, _joined("and")),
    (sympy.Function, _function),
)
