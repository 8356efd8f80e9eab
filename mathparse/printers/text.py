"""One line of plain Unicode text from a formula tree."""

from __future__ import annotations

from mathparse.printers.alphabets import ACCENTS, styled
from mathparse.printers.heads import find
from mathparse.printers.template import Printer, is_currency, is_unit, total_order
from mathparse.tree import Node

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
)
_BRACKETS = {"paren": "()", "bracket": "[]", "brace": "{}", "angle": "⟨⟩", "bar": "||",
             "double-bar": "‖‖", "floor": "⌊⌋", "ceiling": "⌈⌉"}  # fmt: skip
_ROOTS = {"3": "∛", "4": "∜"}


def brackets(text: str) -> tuple[str, str]:
    """Return the two ends of a group as characters; "" where an end draws nothing."""
    left, _, right = text.partition(" ")
    opening = _BRACKETS.get(left, "()")[0] if left != "none" else ""
    closing = _BRACKETS.get(right or left, "()")[1] if (right or left) != "none" else ""
    return opening, closing


def scripted(text: str, table: dict[int, int], mark: str) -> str:
    """Return a script in small characters where all of them exist, or behind a mark."""
    small = text.replace(" ", "").translate(table)
    if text and all(ord(c) in table for c in text.replace(" ", "")):
        return small
    return mark + (text if len(text) == 1 else f"({text})")


class TextPrinter(Printer):
    """Prints one line that reads well without markup: x², √(a + b), (a + b)/c."""

    output = "plain"

    def print_number(self, node: Node, parts: list[str]) -> str:
        """Digits with a real minus sign."""
        return node.text.replace("-", "−")

    def print_symbol(self, node: Node, parts: list[str]) -> str:
        """A letter, or the character of a name."""
        row = find(node.text, "symbol") if len(node.text) > 1 else None
        return row.unicode if row and row.unicode else node.text

    def print_function(self, node: Node, parts: list[str]) -> str:
        """A function name as it is written."""
        return self.name(node.text, "function")

    def print_unit(self, node: Node, parts: list[str]) -> str:
        """A unit, with a narrow space before it."""
        return node.text

    def print_text(self, node: Node, parts: list[str]) -> str:
        """Words as they are."""
        return node.text

    def print_multiply(self, node: Node, parts: list[str]) -> str:
        """A product; what would run together gets a space or a dot."""
        if is_currency(node):
            return parts[1] + parts[0]
        left, right = parts
        if node.text:
            return self.fill(self.pieces("multiply", node.text), node, parts)
        if right[:1].isdigit():
            return f"{left} ⋅ {right}"
        if left[-1:].isdigit() or (len(left) == len(right) == 1):
            return left + ("\u202f" if is_unit(node.args[1]) else "") + right
        together = right[:1] in "([" or (right[:1].isalpha() and left[-1:] in ")]⁰¹²³⁴⁵⁶⁷⁸⁹")
        return f"{left}{'' if together else ' '}{right}"

    def print_power(self, node: Node, parts: list[str]) -> str:
        """A power, raised where Unicode has the characters."""
        return parts[0] + scripted(parts[1], _SUPERSCRIPTS, "^")

    def print_subscript(self, node: Node, parts: list[str]) -> str:
        """An index, lowered where Unicode has the characters."""
        return parts[0] + scripted(parts[1], _SUBSCRIPTS, "_")

    def print_root(self, node: Node, parts: list[str]) -> str:
        """A root with its sign."""
        index = node.args[1]
        if index.head == "none":
            sign = "√"
        else:
            sign = _ROOTS.get(parts[1]) or scripted(parts[1], _SUPERSCRIPTS, "") + "√"
        plain = not node.args[0].args or node.args[0].head in ("group", "accent", "font")
        return sign + (parts[0] if plain else f"({parts[0]})")

    def print_group(self, node: Node, parts: list[str]) -> str:
        """Brackets."""
        opening, closing = brackets(node.text)
        return opening + parts[0] + closing

    def print_call(self, node: Node, parts: list[str]) -> str:
        """A function of its argument."""
        opening, closing = brackets(node.text or "paren")
        return parts[0] + opening + parts[1] + closing

    def print_relation(self, node: Node, parts: list[str]) -> str:
        """A chain of relations."""
        text = parts[0]
        for name, part in zip(node.text.split(), parts[1:], strict=False):
            text += f" {self.name(name, 'relation')} {part}"
        return text.strip()

    def print_derivative(self, node: Node, parts: list[str]) -> str:
        """A derivative on one line: d²y/dx²."""
        sign = "∂" if node.text.startswith("partial") else "d"
        order = scripted(total_order(node, self), _SUPERSCRIPTS, "^")
        order = "" if order == "^()" else order
        bottom = "".join(sign + part for part in parts[1:])
        if node.text.endswith("operator"):
            return f"{sign}{order}/{bottom}{' ' if parts[0] else ''}{parts[0]}"
        return f"{sign}{order}{parts[0]}/{bottom}"

    def print_accent(self, node: Node, parts: list[str]) -> str:
        """A mark over each letter, by a combining character."""
        mark = ACCENTS.get(node.text)
        if mark is None:
            return self.fill(self.pieces("accent", ""), node, parts)
        return "".join(c + mark if c.isalnum() else c for c in parts[0])

    def print_font(self, node: Node, parts: list[str]) -> str:
        """Letters of another alphabet."""
        return styled(parts[0], node.text)

    def print_cases(self, node: Node, parts: list[str]) -> str:
        """Cases on one line."""
        return "{ " + "; ".join(parts)
