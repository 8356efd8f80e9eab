"""What can be computed on a formula; runs in the calculator's process, the only one that has SymPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from app.compute.from_sympy import tree_of
from mathparse.sympy_form import to_sympy
from mathparse.tree import Node

PREFERRED = "xytzn"  # what is solved for, or differentiated by, when nothing is named
PLOT_POINTS = 401
SUMS = ("add", "subtract", "sign")  # that stand in brackets behind a minus
DIGITS = 10


class CannotCompute(Exception):
    """This cannot be computed; the message says why."""


def compute(operation: str, tree: Node, arguments: tuple[Node, ...]) -> list[Node]:
    """Return the resulting formulas; raises CannotCompute, or whatever SymPy raises."""
    parts = [to_sympy(argument) for argument in arguments]
    result = OPERATIONS[operation](to_sympy(tree), *parts)
    results = result if isinstance(result, list) else [result]
    return [tree_of(each) for each in results]


def _each_side(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return an operation that changes both sides of a relation, or a formula without sides."""

    def operation(formula: Any) -> Any:
        if isinstance(formula, Relational):
            return formula.func(change(formula.lhs), change(formula.rhs), evaluate=False)
        return change(formula)

    return operation


def _variable(formula: Any, named: Any = None) -> Any:
    if named is not None:
        return named
    free = sorted(formula.free_symbols, key=lambda s: (s.name not in PREFERRED, s.name))
    if not free:
        raise CannotCompute("There is no variable in this formula.")
    by_preference = [s for letter in PREFERRED for s in free if s.name == letter]
    return (by_preference or free)[0]


def _solve(formula: Any, named: Any = None) -> list[Any]:
    variable = _variable(formula, named)
    if isinstance(formula, Relational) and not isinstance(formula, sympy.Eq):
        return [sympy.reduce_inequalities(formula.doit(), variable)]
    # "evaluate=False" keeps the formula as it was said; to solve it, SymPy needs it worked out.
    solutions = sympy.solve(formula.doit(), variable)
    if not solutions:
        raise CannotCompute(f"No solution for {variable} was found.")
    return [sympy.Eq(variable, solution, evaluate=False) for solution in solutions]


def _differentiate(formula: Any, named: Any = None) -> Any:
    variable = _variable(formula, named)
    return _each_side(lambda side: sympy.diff(side.doit(), variable))(formula)


def _integrate(formula: Any, named: Any = None) -> Any:
    if isinstance(formula, Relational):
        raise CannotCompute("An equation cannot be integrated; select a formula without “equals”.")
    if formula.has(sympy.Integral):
        return formula.doit()
    return sympy.integrate(formula.doit(), _variable(formula, named))


def _evaluate(formula: Any) -> Any:
    if isinstance(formula, Relational):
        formula = formula.rhs if isinstance(formula.lhs, sympy.Symbol) else formula
    exact = formula.doit()
    if isinstance(exact, Relational) or not hasattr(exact, "evalf"):
        return sympy.simplify(exact)
    value = sympy.simplify(exact)
    return value if value.is_Rational else value.evalf(DIGITS)


def _substitute(formula: Any, variable: Any, value: Any) -> Any:
    return formula.subs(variable, value)


def _drawn(tree: Node) -> tuple[Node, Any]:
    """Return what a graph of a formula shows, as a formula and for SymPy.

    Of "y = ..." and "f(x) = ..." it is the right side. Of any other equation it is the left side minus
    the right one, which is zero where the equation holds.
    """
    formula = to_sympy(tree)
    if not isinstance(formula, sympy.Eq) or len(tree.args) != 2:
        return tree, formula
    left, right = formula.lhs, formula.rhs
    is_name = isinstance(left, (sympy.Symbol, AppliedUndef))
    if is_name and not (isinstance(left, sympy.Symbol) and left in right.free_symbols):
        return tree, right
    if right == 0:
        return tree.args[0], left
    rest = tree.args[1]
    rest = Node("group", (rest,), "paren") if rest.head in SUMS else rest
    return Node("subtract", (tree.args[0], rest)), left - right


def plot_points(tree: Node, low: float, high: float) -> tuple[str, list[tuple[float, float]], Node]:
    """Return the variable's name, points (x, y) of the graph without undefined ones, and what is drawn."""
    drawn, formula = _drawn(tree)
    formula = formula.doit()
    if isinstance(formula, Relational):
        raise CannotCompute("Only a formula or an equation of one variable can be plotted.")
    free = formula.free_symbols
    if len(free) > 1:
        raise CannotCompute(f"There are {len(free)} variables here; a graph needs one.")
    variable = _variable(formula) if free else sympy.Symbol("x")
    points = []
    for index in range(PLOT_POINTS):
        x = low + (high - low) * index / (PLOT_POINTS - 1)
        value = formula.subs(variable, x).evalf(8)
        if value.is_real and value.is_finite:
            points.append((x, float(value)))
    if not points:
        raise CannotCompute(f"There is nothing to draw between {low:g} and {high:g}.")
    return variable.name, points, drawn


OPERATIONS: dict[str, Callable[..., Any]] = {
    "simplify": _each_side(lambda side: sympy.simplify(side.doit())),
    "expand": _each_side(lambda side: sympy.expand(side.doit())),
    "factor": _each_side(lambda side: sympy.factor(side.doit())),
    "solve": _solve,
    "differentiate": _differentiate,
    "integrate": _integrate,
    "evaluate": _evaluate,
    "substitute": _substitute,
}
