"""Presentation MathML with `intent` from a formula tree."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from mathparse.printers.alphabets import ACCENTS, styled
from mathparse.printers.heads import find
from mathparse.printers.template import Printer, is_currency, total_order
from mathparse.printers.text import brackets
from mathparse.tree import Node

_NOTHING = "<mrow></mrow>"
_INTENTS = {"bar": "absolute-value", "double-bar": "norm", "floor": "floor", "ceiling": "ceiling"}
_MARKS = {"hat": "^", "bar": "¯", "overline": "¯", "line-over": "¯", "tilde": "~", "vector": "→",
          "dot": "˙", "double-dot": "¨", "triple-dot": "⃛", "quadruple-dot": "⃜", "check": "ˇ",
          "breve": "˘", "ring": "˚", "arc": "⌢", "overbrace": "⏞", "acute": "´", "grave": "`",
          "both-arrow": "↔"}  # fmt: skip
_MARKS_BELOW = {
    "underline": "_",
    "underbrace": "⏟",
    "undertilde": "~",
    "dot-below": ".",
    "hat-below": "^",
    "ring-below": "˚",
}


class MathmlPrinter(Printer):
    """Prints one element per node; intents say what a reader could not tell from the layout."""

    output = "mathml"

    def argument(self, printed: str, name: str) -> str:
        """Return an element marked as an argument of the intent around it."""
        return re.sub(r"^<(\w+)", rf'<\1 arg="{name}"', printed, count=1)

    def name(self, text: str, kind: str) -> str:
        """Return the character of a name of the symbol table."""
        return escape(super().name(text, kind))

    def unknown(self, node: Node, parts: list[str]) -> str:
        """Return an unknown construct as a named function."""
        label = escape(f"{node.head} {node.text}".strip())
        return f"<mrow><mi>{label}</mi><mo>(</mo>{'<mo>,</mo>'.join(parts)}<mo>)</mo></mrow>"

    def print_number(self, node: Node, parts: list[str]) -> str:
        """A number; its sign is an operator."""
        if node.text.startswith("-"):
            return f"<mrow><mo>−</mo><mn>{escape(node.text[1:])}</mn></mrow>"
        return f"<mn>{escape(node.text)}</mn>"

    def print_symbol(self, node: Node, parts: list[str]) -> str:
        """An identifier."""
        row = find(node.text, "symbol") if len(node.text) > 1 else None
        return f"<mi>{escape(row.unicode if row and row.unicode else node.text)}</mi>"

    def print_function(self, node: Node, parts: list[str]) -> str:
        """A function name."""
        return f"<mi>{self.name(node.text, 'function')}</mi>"

    def print_unit(self, node: Node, parts: list[str]) -> str:
        """A unit, upright."""
        return f'<mi mathvariant="normal" intent=":unit">{escape(node.text)}</mi>'

    def print_text(self, node: Node, parts: list[str]) -> str:
        """Words."""
        return f"<mtext>{escape(node.text)}</mtext>"

    def print_multiply(self, node: Node, parts: list[str]) -> str:
        """A product; a currency sign goes before its number."""
        if is_currency(node):
            return f"<mrow>{parts[1]}{parts[0]}</mrow>"
        return self.fill(self.pieces("multiply", node.text), node, parts)

    def print_power(self, node: Node, parts: list[str]) -> str:
        """A power; an index on the base goes into the same element, and T means transpose."""
        base, exponent = node.args
        if base.head == "subscript" and parts[0].startswith("<msub>"):
            inner = parts[0].removeprefix("<msub>").removesuffix("</msub>")
            return f"<msubsup>{inner}{parts[1]}</msubsup>"
        if exponent == Node("symbol", (), "T"):
            return f'<msup intent="transpose($a)">{self.argument(parts[0], "a")}{parts[1]}</msup>'
        return f"<msup>{parts[0]}{parts[1]}</msup>"

    def print_root(self, node: Node, parts: list[str]) -> str:
        """A root."""
        if node.args[1].head == "none":
            return f"<msqrt>{parts[0]}</msqrt>"
        return f"<mroot>{parts[0]}{parts[1]}</mroot>"

    def print_group(self, node: Node, parts: list[str]) -> str:
        """Brackets; bars say whether they are a norm or an absolute value."""
        return _fenced(self, node.text, parts[0])

    def print_call(self, node: Node, parts: list[str]) -> str:
        """A function of its argument: an intent tells it from a product."""
        name = self.argument(parts[0], "f")
        inner = _fenced(self, node.text or "paren", self.argument(parts[1], "x"), intent=False)
        return f'<mrow intent="$f($x)">{name}<mo>&#x2061;</mo>{inner}</mrow>'

    def print_relation(self, node: Node, parts: list[str]) -> str:
        """A chain of relations."""
        pieces = [parts[0]]
        for name, part in zip(node.text.split(), parts[1:], strict=False):
            pieces += [f"<mo>{self.name(name, 'relation')}</mo>", part]
        return f"<mrow>{''.join(pieces)}</mrow>"

    def print_big(self, node: Node, parts: list[str]) -> str:
        """A sum, limit...: bounds under and over the sign."""
        tag = "mo" if len(self.name(node.text, "big")) == 1 else "mi"
        sign = f"<{tag}>{self.name(node.text, 'big')}</{tag}>"
        return f"<mrow>{_bounded(sign, node, parts, under=True)}{_given(parts[2])}</mrow>"

    def print_integral(self, node: Node, parts: list[str]) -> str:
        """An integral: bounds beside the sign, then body and differentials."""
        sign = _bounded(f"<mo>{self.name(node.text, 'integral')}</mo>", node, parts, under=False)
        ends = "".join(f"<mrow><mi>d</mi>{part}</mrow>" for part in parts[3:])
        return f"<mrow>{sign}{_given(parts[2])}{ends}</mrow>"

    def print_derivative(self, node: Node, parts: list[str]) -> str:
        """A derivative as a fraction of differentials."""
        partial = node.text.startswith("partial")
        sign = f"<mi>{'∂' if partial else 'd'}</mi>"
        order = total_order(node, self)
        count = f"<mn>{order}</mn>" if order.isdigit() else order
        top = f"<msup>{sign}{count}</msup>" if order else sign
        bottom = "".join(sign + part for part in parts[1:])
        if node.text.endswith("operator"):
            fraction = f"<mfrac>{top}<mrow>{bottom}</mrow></mfrac>"
            return f"<mrow>{fraction}{_given(parts[0])}</mrow>"
        intent = ""
        if len(parts) == 2 and not order:
            intent = f' intent="{"partial-derivative" if partial else "derivative"}($f,$x)"'
            body, variable = self.argument(parts[0], "f"), self.argument(parts[1], "x")
            return f"<mfrac{intent}><mrow>{sign}{body}</mrow><mrow>{sign}{variable}</mrow></mfrac>"
        return f"<mfrac><mrow>{top}{parts[0]}</mrow><mrow>{bottom}</mrow></mfrac>"

    def print_prescript(self, node: Node, parts: list[str]) -> str:
        """Scripts before the base."""
        return f"<mmultiscripts>{parts[0]}<mprescripts></mprescripts>{parts[1]}{parts[2]}</mmultiscripts>"

    def print_accent(self, node: Node, parts: list[str]) -> str:
        """A mark over or under the base."""
        if node.text in _MARKS_BELOW:
            return (
                f'<munder accentunder="true">{parts[0]}<mo>{_MARKS_BELOW[node.text]}</mo></munder>'
            )
        mark = _MARKS.get(node.text) or ACCENTS.get(node.text) or escape(node.text)
        return f'<mover accent="true">{parts[0]}<mo>{mark}</mo></mover>'

    def print_font(self, node: Node, parts: list[str]) -> str:
        """Letters of another alphabet, by their Unicode characters."""
        return re.sub(
            r"(<m[ino][^>]*>)([^<&]*)(?=<)", lambda m: m[1] + styled(m[2], node.text), parts[0]
        )

    def print_row(self, node: Node, parts: list[str]) -> str:
        """A row of a table."""
        return "<mtr>" + "".join(f"<mtd>{part}</mtd>" for part in parts) + "</mtr>"

    def print_lines(self, node: Node, parts: list[str]) -> str:
        """Lines below each other."""
        rows = "".join(f"<mtr><mtd>{part}</mtd></mtr>" for part in parts)
        table = f'<mtable displaystyle="true" columnalign="left">{rows}</mtable>'
        return f"<mrow><mo>{{</mo>{table}</mrow>" if node.text == "system" else table


def _given(printed: str) -> str:
    return "" if printed == _NOTHING else printed


def _bounded(sign: str, node: Node, parts: list[str], under: bool) -> str:
    """Return a sign with the bounds that were said."""
    lower, upper = (part.head != "none" for part in node.args[:2])
    names = ("munder", "mover", "munderover") if under else ("msub", "msup", "msubsup")
    if lower and upper:
        return f"<{names[2]}>{sign}{parts[0]}{parts[1]}</{names[2]}>"
    if lower:
        return f"<{names[0]}>{sign}{parts[0]}</{names[0]}>"
    return f"<{names[1]}>{sign}{parts[1]}</{names[1]}>" if upper else sign


def _fenced(printer: MathmlPrinter, text: str, inner: str, intent: bool = True) -> str:
    opening, closing = brackets(text)
    if not opening and not closing:
        return inner
    left, right = f"<mo>{opening}</mo>" if opening else "", f"<mo>{closing}</mo>" if closing else ""
    meaning = _INTENTS.get(text) if intent else None
    if meaning:
        return f'<mrow intent="{meaning}($x)">{left}{printer.argument(inner, "x")}{right}</mrow>'
    return f"<mrow>{left}{inner}{right}</mrow>"
