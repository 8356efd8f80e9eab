"""Numbers, names, arithmetic: the parts of a formula that have a value."""

from __future__ import annotations

import re

from mathparse.printers import to_text
from mathparse.semantics.context import Context
from mathparse.semantics.terms import (
    CONSTANTS,
    NOTHING,
    Term,
    arithmetic,
    called,
    can_be_true,
    symbol,
    text_name,
)
from mathparse.tree import Node

_SETS = {"reals": "Reals", "integers": "Integers", "naturals": "Naturals", "rationals": "Rationals",
         "complexes": "Complexes", "empty-set": "EmptySet"}  # fmt: skip
_BLACKBOARD = {"R": "Reals", "Z": "Integers", "N": "Naturals", "Q": "Rationals", "C": "Complexes"}

# How many of an angle's unit make a straight angle.
_TO_STRAIGHT = {"degree": "180", "arcminute": "10800", "arcsecond": "648000"}


class Values(Context):
    """Leaves, arithmetic, powers and names with marks."""

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
        if text in CONSTANTS and not (text == "e" and "e" in self.counters):
            return Term("constant", (), CONSTANTS[text])
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
        return arithmetic("Add", parts)

    def mean_subtract(self, node: Node, parts: list[Term]) -> Term:
        """A difference."""
        return arithmetic("Sub", parts)

    def mean_multiply(self, node: Node, parts: list[Term]) -> Term:
        """A product, of matrices too; with nabla, a gradient, divergence or Laplacian."""
        left, right = parts
        if left.text == "nabla":
            return called("divergence" if node.text == "dot" else "gradient", right)
        if left.name == "Pow" and left.args[0].text == "nabla":
            return called("laplacian", right)
        if node.text == "dot" and any(part.head in ("accent", "font") for part in node.args):
            return called("dot", left, right)
        return arithmetic("Mul", parts)

    def mean_divide(self, node: Node, parts: list[Term]) -> Term:
        """A quotient."""
        return arithmetic("Div", parts)

    mean_fraction = mean_divide

    def mean_mixed(self, node: Node, parts: list[Term]) -> Term:
        """A whole number and a fraction."""
        return arithmetic("Add", parts)

    def mean_repeating(self, node: Node, parts: list[Term]) -> Term:
        """A decimal whose last digits repeat, as the fraction it is."""
        fixed, period = node.args[0].text, node.args[1].text
        if not (period.isdigit() and fixed.replace(".", "", 1).isdigit()):
            return called("repeating", *parts)
        places = len(fixed.partition(".")[2])
        nines = 10**places * (10 ** len(period) - 1)
        digits = int((fixed + period).replace(".", "")) - int(fixed.replace(".", "") or "0")
        return Term("Div", (Term("number", (), str(digits)), Term("number", (), str(nines))))

    def mean_sign(self, node: Node, parts: list[Term]) -> Term:
        """A sign before its operand."""
        if node.text == "minus" and parts[0].kind in ("value", "matrix"):
            return Term("Neg", (parts[0],), "", parts[0].kind)
        if node.text == "plus":
            return parts[0]
        if node.text == "not" and can_be_true(parts[0]):
            return Term("Not", (parts[0],), "", "truth")
        return called(node.text, parts[0])

    def mean_operation(self, node: Node, parts: list[Term]) -> Term:
        """A named operation; sets, logic and remainders are SymPy's, the others named functions."""
        name, kinds = node.text, {part.kind for part in parts}
        if name in ("union", "intersection", "set-minus") and kinds == {"set"}:
            own = {"union": "Union", "intersection": "Intersection", "set-minus": "Complement"}
            return Term(own[name], tuple(parts), "", "set")
        if name in ("and", "or", "xor") and all(map(can_be_true, parts)):
            return Term(name.capitalize(), tuple(parts), "", "truth")
        if name in ("mod", "modulo") and kinds == {"value"}:
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
        return arithmetic("Pow", parts)

    def mean_subscript(self, node: Node, parts: list[Term]) -> Term:
        """An index is part of the name, but for that of combinations and permutations."""
        base, chosen = node.args[0], parts[1]
        if base.head == "prescript" and base.args[0].text in ("C", "P"):
            scripts = [part for part in base.args[1:] if part.head != "none"]
            if len(scripts) == 1 and chosen.kind == "value":
                ways = arithmetic("binomial", [self(scripts[0]), chosen])
                orders = Term("factorial", (chosen,))
                return ways if base.args[0].text == "C" else arithmetic("Mul", [ways, orders])
        return symbol(text_name(node))

    def mean_prescript(self, node: Node, parts: list[Term]) -> Term:
        """Scripts before the base are part of the name."""
        return symbol(to_text(node).replace(" ", ""))

    def mean_accent(self, node: Node, parts: list[Term]) -> Term:
        """A mark is part of the name."""
        return symbol(text_name(node))

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
            if node.text in _TO_STRAIGHT:
                straight = Term("number", (), _TO_STRAIGHT[node.text])
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
        return arithmetic("binomial", parts)
