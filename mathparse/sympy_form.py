"""SymPy from a formula tree: an unevaluated object to compute with, and code to paste into Python.

SymPy is imported when the first object is made. Nothing is ever parsed by SymPy: objects are built from
the terms of `mathparse.semantics`, and only functions listed here are called.
"""

from __future__ import annotations

import keyword
import re
from typing import Any

from mathparse.semantics import Term, meaning
from mathparse.tree import Node

# SymPy's own functions that a term may name: those that take evaluate=False, and others.
_UNEVALUATED = """
Add Mul Pow Mod Eq Ne Lt Gt Le Ge And Or Xor Not Implies Equivalent Union Intersection Complement
FiniteSet Contains Abs floor ceiling factorial factorial2 binomial Max Min sign re im arg erf sinc
sin cos tan sec csc cot sinh cosh tanh sech csch coth asin acos atan asec acsc acot asinh acosh
atanh asech acsch acoth exp log Piecewise
""".split()  # noqa: SIM905
_PLAIN = frozenset(["Interval", "Determinant", "Derivative", "Subs", "Tuple"])
# Names that "from sympy import *" gives another meaning to.
_TAKEN = frozenset(["E", "I", "N", "O", "Q", "S", "pi", "oo", "beta", "gamma", "zeta", "sign", "im", "re",
                    "eta", "Chi", "Ei", "Li", "li", "ln", "det", "var"])  # fmt: skip
_STRENGTH = {"Or": 1, "Xor": 1, "And": 2, "Add": 10, "Sub": 10, "MatAdd": 10, "MatSub": 10, "Mul": 20,
             "MatMul": 20, "Div": 20, "Neg": 15, "Pow": 30, "MatPow": 30, "Not": 40}  # fmt: skip
_SIGNS = {
    "Add": "+",
    "Sub": "-",
    "MatAdd": "+",
    "MatSub": "-",
    "Mul": "*",
    "MatMul": "*",
    "Div": "/",
}


def to_sympy(tree: Node) -> Any:
    """Return a tree as an unevaluated SymPy object; what SymPy has no name for is a named function."""
    return _built(meaning(tree))


def to_sympy_code(tree: Node) -> str:
    """Return a tree as Python code in SymPy's terms, in the order said: "Eq(x**2 + 1, 2)"."""
    return _code(meaning(tree))


def to_sympy_script(tree: Node) -> str:
    """Return Python code that runs by itself: imports, symbols, and the formula as `formula`."""
    term = meaning(tree)
    names = sorted({name for name in _names(term) if _is_name(name)})
    lines = ["from sympy import *"]
    if names:
        targets = ", ".join(names)
        lines.append(f"{targets} = symbols({' '.join(names)!r})")
    return "\n".join([*lines, f"formula = {_code(term)}"])


# --- objects


def _built(term: Term) -> Any:
    """Build the object of a term; a term that SymPy refuses becomes a named function of its parts."""
    import sympy

    name = term.name
    if name in ("symbol", "nothing"):
        return sympy.Symbol(term.text or "nothing")
    parts = [_built(part) for part in term.args]
    try:
        return _object(sympy, term, parts)
    except (TypeError, ValueError, AttributeError, NotImplementedError, RecursionError, IndexError):
        label = term.text if name == "apply" else name
        return sympy.Function(label)(*[_argument(sympy, part) for part in parts])


def _argument(sympy: Any, part: Any) -> Any:
    return part if isinstance(part, sympy.Basic) else sympy.Symbol(str(part))


def _object(sympy: Any, term: Term, parts: list[Any]) -> Any:
    name, text = term.name, term.text
    if name in _MAKERS:
        return _MAKERS[name](sympy, text, *parts)
    if name == "apply":
        return sympy.Function(text)(*parts)
    if name in _UNEVALUATED:
        return getattr(sympy, name)(*parts, evaluate=False)
    if name in _PLAIN:
        return getattr(sympy, name)(*parts)
    if name.startswith("Interval."):
        return getattr(sympy.Interval, name.removeprefix("Interval."))(*parts)
    return sympy.Function(name)(*parts)


def _number(sympy: Any, text: str) -> Any:
    return sympy.Integer(text) if re.fullmatch(r"-?\d+", text) else sympy.Float(text)


def _constant(sympy: Any, text: str) -> Any:
    return {
        "pi": sympy.pi, "oo": sympy.oo, "E": sympy.E, "I": sympy.I, "Reals": sympy.S.Reals,
        "Integers": sympy.S.Integers, "Naturals": sympy.S.Naturals, "Rationals": sympy.S.Rationals,
        "Complexes": sympy.S.Complexes, "EmptySet": sympy.S.EmptySet,
    }[text]  # fmt: skip


def _negative(sympy: Any, text: str, operand: Any) -> Any:
    if isinstance(operand, sympy.MatrixBase):
        return -operand
    if operand.is_Number and not operand.is_negative:
        return -operand
    return sympy.Mul(sympy.S.NegativeOne, operand, evaluate=False)


def _difference(sympy: Any, text: str, left: Any, right: Any) -> Any:
    return sympy.Add(left, sympy.Mul(sympy.S.NegativeOne, right, evaluate=False), evaluate=False)


def _quotient(sympy: Any, text: str, top: Any, bottom: Any) -> Any:
    power = sympy.Pow(bottom, sympy.S.NegativeOne, evaluate=False)
    return sympy.Mul(top, power, evaluate=False)


def _root(sympy: Any, text: str, radicand: Any, index: Any = 2) -> Any:
    exponent = sympy.Pow(sympy.sympify(index), sympy.S.NegativeOne, evaluate=False)
    exponent = sympy.Rational(1, int(index)) if str(index).isdigit() and int(index) else exponent
    return sympy.Pow(radicand, exponent, evaluate=False)


def _limit(sympy: Any, text: str, body: Any, variable: Any, point: Any) -> Any:
    return sympy.Limit(body, variable, point, **({"dir": text} if text else {}))


def _limits(sympy: Any, text: str, *parts: Any) -> Any:
    return sympy.Tuple(*parts)


def _matrix(sympy: Any, text: str, *rows: Any) -> Any:
    return sympy.ImmutableMatrix([list(row) for row in rows])


_MAKERS: dict[str, Any] = {
    "number": _number,
    "constant": _constant,
    "true": lambda sympy, text: sympy.true,
    "Neg": _negative,
    "Sub": _difference,
    "Div": _quotient,
    "sqrt": _root,
    "root": _root,
    "limits": _limits,
    "piece": _limits,
    "given": _limits,
    "Limit": _limit,
    "Matrix": _matrix,
    "MatMul": lambda sympy, text, *parts: sympy.MatMul(*parts),
    "MatAdd": lambda sympy, text, *parts: sympy.MatAdd(*parts),
    "MatSub": lambda sympy, text, a, b: sympy.MatAdd(a, sympy.MatMul(sympy.S.NegativeOne, b)),
    "MatPow": lambda sympy, text, base, power: sympy.MatPow(base, power),
    "transpose": lambda sympy, text, base: sympy.Function("transpose")(base),
    "Sum": lambda sympy, text, body, limits: sympy.Sum(body, limits),
    "Product": lambda sympy, text, body, limits: sympy.Product(body, limits),
    "Integral": lambda sympy, text, body, *limits: sympy.Integral(body, *limits),
    "ConditionSet": lambda sympy, text, variable, condition: sympy.ConditionSet(
        variable, condition
    ),
}


# --- code


def _is_name(text: str) -> bool:
    return (
        text.isidentifier()
        and text.isascii()
        and not keyword.iskeyword(text)
        and text not in _TAKEN
    )


def _names(term: Term) -> list[str]:
    if term.name == "symbol":
        return [term.text]
    return [name for part in term.args for name in _names(part)]


def _code(term: Term) -> str:
    """Return the code of a term, with brackets where Python needs them."""
    name, text = term.name, term.text
    if name == "symbol":
        return text if _is_name(text) else f"Symbol({text!r})"
    if name in ("number", "true"):
        return text.lstrip("0") or "0" if text.isdigit() else text
    if name == "constant":
        return "S." + text if text[0].isupper() and len(text) > 1 else text
    parts = [_code(part) for part in term.args]
    if name == "apply":
        return f"Function({text!r})({', '.join(parts)})"
    if name in _SIGNS:
        return _infix(term, parts)
    if name in ("Pow", "MatPow"):
        base = _exact(term, _in_brackets(term.args[0], parts[0], 31))
        return f"{base}**{_in_brackets(term.args[1], parts[1], 30)}"
    if name == "Neg":
        return "-" + _in_brackets(term.args[0], parts[0], 16)
    if name == "Limit":
        return f"Limit({', '.join(parts)}{f', {text!r}' if text else ''})"
    if name == "Matrix":
        return "Matrix([" + ", ".join("[" + part[1:-1].rstrip(",") + "]" for part in parts) + "])"
    if name in ("limits", "piece", "given", "Tuple"):
        return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    if name == "transpose":
        return f"Function('transpose')({parts[0]})"
    return f"{name}({', '.join(parts)})"


def _infix(term: Term, parts: list[str]) -> str:
    strength, sign = _STRENGTH[term.name], _SIGNS[term.name]
    left = _exact(term, _in_brackets(term.args[0], parts[0], strength))
    right = _in_brackets(term.args[1], parts[1], strength + 1)
    space = " " if strength == 10 else ""
    return f"{left}{space}{sign}{space}{right}"


def _exact(term: Term, left: str) -> str:
    """Return the left side so that Python does not turn a fraction of whole numbers into a decimal."""
    whole = term.name == "Div" or (term.name == "Pow" and term.args[1].name != "number")
    return f"S({left})" if whole and left.isdigit() and not _names(term) else left


def _in_brackets(term: Term, code: str, needed: int) -> str:
    strength = _STRENGTH.get(term.name, 100)
    if term.name == "number" and code.startswith("-"):
        strength = 15
    return code if strength >= needed else f"({code})"
