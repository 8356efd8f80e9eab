"""Sums, limits, integrals, derivatives; tables and sentences."""

from __future__ import annotations

from mathparse.printers import to_text
from mathparse.semantics.context import Context
from mathparse.semantics.terms import (
    CONSTANTS,
    NOTHING,
    ONE,
    TRUE,
    Term,
    called,
    counts,
    symbol,
    text_name,
    variable_of,
)
from mathparse.tree import Node


class Calculus(Context):
    """Operators with bounds, and whatever has rows or pieces."""

    # --- operators with limits

    def mean_big(self, node: Node, parts: list[Term]) -> Term:
        """Sums, products and limits with their bounds; others as named functions."""
        lower, upper, body = parts
        bounds = node.args[0]
        value = body.kind == "value"
        if (
            node.text in ("sum", "product")
            and value
            and counts(bounds, "equals")
            and upper.kind == "value"
        ):
            name = {"sum": "Sum", "product": "Product"}[node.text]
            variable = symbol(bounds.args[0].text)
            return Term(name, (body, Term("limits", (variable, self(bounds.args[1]), upper))))
        if node.text == "limit" and value and counts(bounds, "to"):
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
        variables = [symbol(text_name(variable_of(part))) for part in node.args[3:]]
        body = ONE if body is NOTHING else body
        if not variables:
            letters = {part.text for part in node.args[2].walk() if part.head == "symbol"}
            letters -= set(CONSTANTS)
            variables = [symbol(letters.pop())] if len(letters) == 1 else []
        bounded = lower is not NOTHING and upper is not NOTHING and upper.kind == "value"
        if (
            body.kind != "value"
            or not variables
            or node.text.startswith(("contour", "surface", "volume"))
        ):
            given = [part for part in (body, *variables, lower, upper) if part is not NOTHING]
            return called(node.text, *given)
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
            variable = variable_of(part)
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
        if upper is NOTHING and counts(node.args[1], "equals") and body.kind == "value":
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
