"""Typst math from a formula tree."""

from __future__ import annotations

from mathparse.printers.heads import find
from mathparse.printers.template import Printer, is_currency, total_order
from mathparse.printers.text import brackets
from mathparse.tree import Node

# Brackets that Typst writes as functions, and operators that it knows by name.
_FUNCTIONS = {"bar": "abs", "double-bar": "norm", "floor": "floor", "ceiling": "ceil"}
_OPERATORS = """
arccos arcsin arctan arg cos cosh cot coth csc csch deg det dim exp gcd lcm hom inf ker lg lim ln log max min
sec sech sin sinc sinh sup tan tanh tr
"""


class TypstPrinter(Printer):
    """Prints what stands between the dollar signs of Typst."""

    output = "typst"

    def name(self, text: str, kind: str) -> str:
        """Return the character of a name of the symbol table; Typst reads Unicode."""
        row = find(text, kind)
        if row is None:
            return _quoted(text.replace("-", " "))
        if row.unicode in _OPERATORS.split():
            return row.unicode
        return _quoted(row.unicode) if len(row.unicode) > 1 else _character(row.unicode)

    def unknown(self, node: Node, parts: list[str]) -> str:
        """Return an unknown construct as an operator with arguments."""
        label = _quoted(f"{node.head} {node.text}".strip())
        return f"op({label})({', '.join(parts)})"

    def print_number(self, node: Node, parts: list[str]) -> str:
        """Digits as said."""
        return node.text if "," not in node.text else _quoted(node.text)

    def print_symbol(self, node: Node, parts: list[str]) -> str:
        """A letter or the character of a name."""
        if len(node.text) == 1:
            return _character(node.text)
        row = find(node.text, "symbol")
        return _character(row.unicode) if row and len(row.unicode) == 1 else _quoted(node.text)

    def print_function(self, node: Node, parts: list[str]) -> str:
        """A function name as an operator."""
        if node.text in _OPERATORS.split():
            return node.text
        return f"op({_quoted(super().name(node.text, 'function'))})"

    def print_unit(self, node: Node, parts: list[str]) -> str:
        """A unit, upright."""
        return f"upright({_quoted(node.text)})"

    def print_text(self, node: Node, parts: list[str]) -> str:
        """Words."""
        return _quoted(node.text)

    def print_multiply(self, node: Node, parts: list[str]) -> str:
        """A product; numbers side by side need a sign."""
        if is_currency(node):
            return _character(node.args[1].text) + parts[0]
        if not node.text and parts[1][:1].isdigit():
            return f"{parts[0]} dot {parts[1]}"
        return self.fill(self.pieces("multiply", node.text), node, parts)

    def print_root(self, node: Node, parts: list[str]) -> str:
        """A root."""
        if node.args[1].head == "none":
            return f"sqrt({parts[0]})"
        return f"root({parts[1]}, {parts[0]})"

    def print_group(self, node: Node, parts: list[str]) -> str:
        """Brackets that grow, also where the two ends differ."""
        return _fenced(node.text, parts[0])

    def print_call(self, node: Node, parts: list[str]) -> str:
        """A function of its argument."""
        return parts[0] + _fenced(node.text or "paren", parts[1])

    def print_relation(self, node: Node, parts: list[str]) -> str:
        """A chain of relations."""
        text = parts[0]
        for name, part in zip(node.text.split(), parts[1:], strict=False):
            text += f" {self.name(name, 'relation')} {part}"
        return text.strip()

    def print_derivative(self, node: Node, parts: list[str]) -> str:
        """A derivative as a fraction of differentials."""
        sign = "partial" if node.text.startswith("partial") else "dif"
        order = total_order(node, self)
        top = f"{sign}^({order})" if order else sign
        bottom = " ".join(f"{sign} {part}" for part in parts[1:])
        if node.text.endswith("operator"):
            return f"frac({top}, {bottom}) {parts[0]}".strip()
        return f"frac({top} {parts[0]}, {bottom})"


def _fenced(text: str, inner: str) -> str:
    left, _, right = text.partition(" ")
    if text in _FUNCTIONS:
        return f"{_FUNCTIONS[text]}({inner})"
    opening, closing = brackets(text)
    if not opening and not closing:
        return inner
    if (right or left) == left and left in ("paren", "bracket", "brace"):
        return opening + inner + closing
    # Ends that do not match must not close the call of lr.
    return f"lr({_escaped(opening)} {inner} {_escaped(closing)})"


def _escaped(bracket: str) -> str:
    return "\\" + bracket if bracket and bracket in "()[]{}|" else bracket


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _character(text: str) -> str:
    return "\\" + text if text in '#$*_\\"/@~`' else text
