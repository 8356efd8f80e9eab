"""Relations, operators with bounds, tables and pieces in words."""

from __future__ import annotations

from mathparse.printers.speech.care import STRICT, Care, Spoken
from mathparse.printers.speech.names import name_of
from mathparse.printers.template import binding
from mathparse.tree import Node

_ORDINALS = {"1": "", "2": "second", "3": "third"}
_POWERS = {"1": "", "2": "squared", "3": "cubed"}

_LONE_CELLS = {
    Node("none"): "blank",
    Node("symbol", (), "plus-symbol"): "plus",
    Node("symbol", (), "minus-symbol"): "minus",
}

# How a mark is named that is no word by itself, and what it makes of two points.
_MARKS = {"both-arrow": "with left right arrow", "arc": "with arc above"}
_BETWEEN = {"both-arrow": "line", "overline": "line segment", "arc": "arc"}


class Calculus(Care):
    """Says relations, and whatever has bounds, rows or pieces."""

    # --- relations

    def say_relation(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A chain of relations."""
        sides = [self._side(part, spoken) for part, spoken in zip(node.args, parts, strict=True)]
        pieces = [self.before(sides[0])]
        for index, name in enumerate(node.text.split()[: len(parts) - 1], 1):
            last = index == len(parts) - 1
            side = sides[index].words if last else self.before(sides[index])
            pieces += [name_of(name, "relation"), side]
        return Spoken(" ".join(pieces), True, True)

    def _side(self, node: Node, part: Spoken) -> Spoken:
        if self.care == STRICT and part.compound and binding(node) <= 18:
            return Spoken(f"begin group {part.words} end group")
        return part

    def say_quantifier(self, node: Node, parts: list[Spoken]) -> Spoken:
        """For all, there exists."""
        joint = " such that " if node.text.startswith("exists") else " comma "
        body = joint + parts[1].words if parts[1].words else ""
        return Spoken(
            f"{name_of(node.text, 'quantifier')} {self.before(parts[0])}{body}", True, True
        )

    # --- operators with limits

    def say_big(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A sum, product, limit..."""
        lower, upper = node.args[:2]
        name = name_of(node.text, "big")
        name = name if name.startswith("the ") else f"the {name}"
        if node.text in ("limit", "limsup", "liminf") and lower.head == "relation":
            name += self._approach(lower)
        elif lower.head != "none":
            over = "for" if self.care == STRICT else "over"
            name += (
                f" {'from' if upper.head != 'none' else over} {self.inside_bound(lower, parts[0])}"
            )
        if upper.head != "none":
            name += f" to {self.inside(parts[1])}"
        body = f" of {self.inside(parts[2])}" if parts[2].words else ""
        return Spoken(name + body, True, True)

    def inside_bound(self, node: Node, part: Spoken) -> str:
        """Return a bound; "i equals 1" stands by itself, other relations are grouped."""
        if node.head == "relation" and node.text == "equals" and not node.args[0].args:
            return part.words
        return self.inside(part)

    def _approach(self, lower: Node) -> str:
        variable, target = lower.args[:2]
        side = ""
        if target.head == "power" and target.args[1].text in ("plus-symbol", "minus-symbol"):
            side = " from above" if target.args[1].text == "plus-symbol" else " from below"
            target = target.args[0]
        return f" as {self.words_of(variable)} approaches {self.words_of(target)}{side}"

    def say_integral(self, node: Node, parts: list[Spoken]) -> Spoken:
        """An integral with its bounds and differentials."""
        lower, upper, body = parts[:3]
        words = "the " + name_of(node.text, "integral").removeprefix("the ")
        if lower.words and upper.words:
            words += f" from {self.inside(lower)} to {self.inside(upper)}"
        elif lower.words:
            words += f" over {self.inside(lower)}"
        if body.words:
            words += f" of {self.inside(body)}"
        words += "".join(f" d {part.words}" for part in parts[3:])
        return Spoken(words, len(parts) == 3, True)

    def say_differential(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A differential."""
        return Spoken(f"{'partial' if node.text == 'partial' else 'd'} {parts[0].words}")

    def say_derivative(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A derivative, by its order and variables."""
        sign = "partial" if node.text.startswith("partial") else "d"
        name = "partial derivative" if sign == "partial" else "derivative"
        if len(parts) != 2 or not parts[0].words:
            return self._leibniz(node, parts, sign)
        variable, order = node.args[1], "1"
        if variable.head == "power":
            variable, order = variable.args[0], variable.args[1].text
        behind = node.text.endswith("operator")
        named = node.args[0].head in ("symbol", "call")
        if behind and order in _POWERS and (self.care == STRICT or (named and order == "1")):
            power = _POWERS[order]
            below = f"{sign} {self.words_of(variable)} {power}"
            return Spoken(f"{sign} {power} by {below} of {self.inside(parts[0])}", True, True)
        which = _ORDINALS.get(order, f"{order}th")
        respect = f"with respect to {self.words_of(variable)}"
        return Spoken(f"the {which} {name} of {self.inside(parts[0])} {respect}", True, True)

    def _leibniz(self, node: Node, parts: list[Spoken], sign: str) -> Spoken:
        bottom = " ".join(f"{sign} {part.words}" for part in parts[1:])
        if not parts[0].words:
            return Spoken(f"{sign} by {bottom}", True, True)
        total = sum(int(v.args[1].text) if v.head == "power" and v.args[1].text.isdigit() else 1
                    for v in node.args[1:])  # fmt: skip
        order = {1: "", 2: " squared", 3: " cubed"}.get(total, f" to the power {total}")
        return Spoken(
            f"the fraction {sign}{order} {parts[0].words} over {bottom} end fraction", False, True
        )

    def say_evaluated(self, node: Node, parts: list[Spoken]) -> Spoken:
        """An expression at a point or between two."""
        body = self.inside(parts[0])
        upper = f" to {self.inside(parts[2])}" if parts[2].words else ""
        joint = "from" if upper else "at"
        return Spoken(f"{body} evaluated {joint} {self.inside(parts[1])}{upper}", True, True)

    # --- decorations, tables, pieces

    def say_accent(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A mark over a symbol; over two letters, it tells what lies between two points."""
        inner = node.args[0]
        two = inner.head == "multiply" and not inner.text
        if two and node.text in _BETWEEN and all(arg.head == "symbol" for arg in inner.args):
            return Spoken(f"{_BETWEEN[node.text]} {parts[0].words}")
        mark = _MARKS.get(node.text) or node.text.replace("-", " ")
        words = f"{self.before(self.base(node, parts[0]))} {mark}"
        # "x dot plus" and "x dot equals" are also names of signs.
        return Spoken(words, node.text == "dot")

    def say_font(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A letter of another alphabet."""
        base = self.base(node, parts[0]).words
        return Spoken(f"{node.text.replace('-', ' ')} {base}")

    def say_overset(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Something above another."""
        return Spoken(f"{self.before(parts[0])} with {parts[1].words} over it", False, True)

    def say_underset(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Something below another."""
        return Spoken(f"{self.before(parts[0])} with {parts[1].words} under it", False, True)

    def say_cancel(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Crossed out."""
        return Spoken(f"crossed out {parts[0].words}", parts[0].open, True)

    def say_matrix(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A matrix, row by row and column by column."""
        size = f"{len(node.args)} by {max(len(row.args) for row in node.args)} matrix"
        name = "determinant of the matrix" if node.text == "bar" else size
        rows = " ".join(f"row {number} {row.words}" for number, row in enumerate(parts, 1))
        return Spoken(f"the {name} {rows} end matrix", False, True)

    def say_row(self, node: Node, parts: list[Spoken]) -> Spoken:
        """The cells of a row; an empty one is blank, a sign may stand alone."""
        cells = [
            _LONE_CELLS.get(cell, "") or self._lone_relation(cell) or self.before(part)
            for cell, part in zip(node.args, parts, strict=True)
        ]
        words = " ".join(f"column {number} {cell}" for number, cell in enumerate(cells, 1))
        return Spoken(words, True, True)

    def _lone_relation(self, cell: Node) -> str:
        nothing = cell.head == "relation" and all(side.head == "none" for side in cell.args)
        return name_of(cell.text, "relation") if nothing else ""

    def say_cases(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A function by cases; the word before a condition is said as it stands."""
        words = f"{len(node.args)} cases"
        for number, row in enumerate(node.args, 1):
            pieces = [
                piece
                for cell in row.args
                for piece in (cell.args if cell.head == "sequence" else (cell,))
            ]
            said = (
                piece.text if piece.head == "text" else self.words_of(piece) for piece in pieces
            )
            words += f" case {number} {' '.join(said)}"
        return Spoken(words, True, True)

    def say_lines(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Lines of a derivation, or a table without brackets."""
        if any(line.head == "row" and len(line.args) > 1 for line in node.args):
            rows = " ".join(f"row {number} {part.words}" for number, part in enumerate(parts, 1))
            return Spoken(f"start layout {rows} end layout", False, True)
        said = " new line ".join(part.words for part in parts)
        if node.text == "system":
            return Spoken(f"the system {said} end system", False, True)
        return Spoken(said, True, True)

    def say_sequence(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Pieces as they come."""
        return Spoken(" ".join(part.words for part in parts), True, True)
