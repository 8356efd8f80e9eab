"""LaTeX from a formula tree."""

from __future__ import annotations

from mathparse.printers.heads import by_character, find
from mathparse.printers.template import Printer, is_currency, is_unit, join_latex, total_order
from mathparse.tree import Node

_OPEN = {"paren": "(", "bracket": "[", "brace": r"\{", "angle": r"\langle ", "bar": "|",
         "double-bar": r"\|", "floor": r"\lfloor ", "ceiling": r"\lceil ", "none": "."}  # fmt: skip
_CLOSE = {"paren": ")", "bracket": "]", "brace": r"\}", "angle": r"\rangle ", "bar": "|",
          "double-bar": r"\|", "floor": r"\rfloor ", "ceiling": r"\rceil ", "none": "."}  # fmt: skip
_TALL = (r"\frac", r"\sum", r"\prod", r"\int", r"\begin", r"\binom", r"\lim", r"\sqrt", r"\left")
_ESCAPES = str.maketrans({c: "\\" + c for c in "%$#_&{}"} | {"\\": r"\textbackslash{}", "^": r"\^{}",
                                                               "~": r"\textasciitilde{}"})  # fmt: skip


class LatexPrinter(Printer):
    """Prints LaTeX for math mode; only amsmath and amssymb are needed."""

    output = "latex"

    def join(self, pieces: list[str]) -> str:
        """Join LaTeX with the spaces that commands need."""
        return join_latex(pieces)

    def name(self, text: str, kind: str) -> str:
        """Return the LaTeX of a name of the symbol table."""
        row = find(text, kind)
        return row.latex if row and row.latex else rf"\mathrm{{{text.translate(_ESCAPES)}}}"

    def unknown(self, node: Node, parts: list[str]) -> str:
        """Return an unknown construct as a named operator."""
        label = f"{node.head} {node.text}".strip().translate(_ESCAPES)
        return rf"\operatorname{{{label}}}\left({', '.join(parts)}\right)"

    def print_number(self, node: Node, parts: list[str]) -> str:
        """Digits as said; a comma between thousands keeps its narrow space."""
        return node.text.replace(",", "{,}").replace("%", r"\%")

    def print_symbol(self, node: Node, parts: list[str]) -> str:
        """A letter as it is, a name by the symbol table, another word upright."""
        text = node.text
        if len(text) == 1 and text.isascii() and text.isalnum():
            return text
        row = find(text, "symbol") or by_character().get(text)
        if row and row.latex:
            return row.latex
        if len(text) == 1 and not text.isascii():
            return text
        return rf"\mathrm{{{text.translate(_ESCAPES)}}}"

    def print_function(self, node: Node, parts: list[str]) -> str:
        """A function name, upright."""
        row = find(node.text, "function")
        if row and row.latex:
            return row.latex
        return rf"\operatorname{{{node.text.translate(_ESCAPES)}}}"

    def print_unit(self, node: Node, parts: list[str]) -> str:
        """A unit, upright."""
        text = node.text.translate(_ESCAPES).replace("°", r"{}^{\circ}").replace("Ω", r"\Omega ")
        return rf"\mathrm{{{text}}}"

    def print_text(self, node: Node, parts: list[str]) -> str:
        """Words between formulas."""
        return rf"\text{{{node.text.translate(_ESCAPES)}}}"

    def print_multiply(self, node: Node, parts: list[str]) -> str:
        """A product; two numbers side by side need a sign, a unit a little space."""
        if is_currency(node):
            return parts[1].removeprefix(r"\mathrm{").removesuffix("}") + parts[0]
        left, right = parts
        if not node.text and (right[:1].isdigit() or (right[:1] == "." and left[-1:].isdigit())):
            return join_latex([left, r" \cdot ", right])
        if not node.text and is_unit(node.args[1]):
            return join_latex([left, r"\,", right])
        return self.fill(self.pieces("multiply", node.text), node, parts)

    def print_subscript(self, node: Node, parts: list[str]) -> str:
        """An index; a base that has one already goes into braces."""
        base = f"{{{parts[0]}}}" if _has_script(node.args[0], "subscript") else parts[0]
        return f"{base}_{{{parts[1]}}}"

    def print_power(self, node: Node, parts: list[str]) -> str:
        """A power; a base that has one already goes into braces."""
        crowded = _has_script(node.args[0], "power") or parts[0].endswith("'")
        base = f"{{{parts[0]}}}" if crowded else parts[0]
        return f"{base}^{{{parts[1]}}}"

    def print_group(self, node: Node, parts: list[str]) -> str:
        """Brackets, growing with what is inside."""
        return _fenced(node.text, parts[0])

    def print_call(self, node: Node, parts: list[str]) -> str:
        """A function of its argument in brackets."""
        return join_latex([parts[0], _fenced(node.text or "paren", parts[1])])

    def print_relation(self, node: Node, parts: list[str]) -> str:
        """A chain of relations."""
        pieces = parts[:1]
        for name, part in zip(node.text.split(), parts[1:], strict=False):
            pieces += [" " if pieces[0] else "", self.name(name, "relation"), " ", part]
        return join_latex(pieces)

    def print_derivative(self, node: Node, parts: list[str]) -> str:
        """A derivative in Leibniz' notation."""
        sign = r"\partial" if node.text.startswith("partial") else "d"
        order, bottom = (
            total_order(node, self),
            [piece for part in parts[1:] for piece in (sign, part)],
        )
        top = sign + (f"^{{{order}}}" if order else "")
        if node.text.endswith("operator"):
            fraction = rf"\frac{{{top}}}{{{join_latex(bottom)}}}"
            return join_latex([fraction, " ", parts[0]]) if parts[0] else fraction
        return rf"\frac{{{join_latex([top, parts[0]])}}}{{{join_latex(bottom)}}}"

    def print_cases(self, node: Node, parts: list[str]) -> str:
        """Cases, with a comma between value and condition."""
        return r"\begin{cases} " + r" \\ ".join(p.replace(" & ", ", & ", 1) for p in parts) + (
            r" \end{cases}"
        )  # fmt: skip

    def print_lines(self, node: Node, parts: list[str]) -> str:
        """Lines, aligned at their first relation; with cells, in columns; a system with its brace."""
        if node.text == "system":
            return r"\begin{cases} " + r" \\ ".join(parts) + r" \end{cases}"
        columns = max((len(line.args) for line in node.args if line.head == "row"), default=0)
        if columns > 1:
            sides = "rcl" if columns == 3 and _has_signs(node) else "l" * columns
            return rf"\begin{{array}}{{{sides}}} " + r" \\ ".join(parts) + r" \end{array}"
        lines = []
        for line, part in zip(node.args, parts, strict=True):
            left = self(line.args[0]) if line.head == "relation" and len(line.args) > 1 else None
            aligned = left is not None and part.startswith(left)
            lines.append(f"{left} &{part[len(left) :]}" if aligned and left is not None else part)
        return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"


def _has_signs(lines: Node) -> bool:
    """Whether the second column holds nothing but the signs of relations."""
    middle = [line.args[1] for line in lines.args if len(line.args) == 3]
    return all(cell.head == "none" or cell.args[:1] == (Node("none"),) for cell in middle)


def _has_script(node: Node, kind: str) -> bool:
    """Whether the print of a node ends in a script of the kind already."""
    while node.head in ("power", "subscript") and node.args:
        if node.head == kind:
            return True
        node = node.args[0]
    return False


def _fenced(text: str, inner: str) -> str:
    """Return the inside in brackets; `text` names both ends, or each."""
    left, _, right = text.partition(" ")
    right = right or left
    if left == right == "none":
        return inner
    opening, closing = _OPEN.get(left, "("), _CLOSE.get(right, ")")
    if left == "bar" and right == "angle":
        opening = "|"
    if "none" in (left, right) or any(command in inner for command in _TALL):
        return rf"\left{opening.rstrip()} {inner} \right{closing.rstrip()}"
    return join_latex([opening, inner, closing]).rstrip()
