"""Spoken English from a formula tree, in words that the grammar reads back as the same tree.

Plain wording has no closing words ("the square root of x plus 1"), careful wording closes what is open
("... end root"), strict wording also groups every part that could be misunderstood. `speak` chooses the
plainest wording that is understood as the tree it came from, by listening to it with the parser.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mathparse.printers.heads import by_character, find, fold
from mathparse.printers.template import binding
from mathparse.tree import Node

PLAIN, CAREFUL, STRICT = range(3)

_FENCES = {
    "paren": ("open paren", "close paren"),
    "bracket": ("open bracket", "close bracket"),
    "brace": ("open brace", "close brace"),
    "angle": ("open angle bracket", "close angle bracket"),
    "bar": ("start absolute value", "end absolute value"),
    "double-bar": ("start norm", "end norm"),
    "floor": ("start floor", "end floor"),
    "ceiling": ("start ceiling", "end ceiling"),
    "none": ("begin group", "end group"),
}
_NAMED_FENCES = {"bar": "the absolute value of", "double-bar": "the norm of", "floor": "the floor of",
                 "ceiling": "the ceiling of"}  # fmt: skip
_OPERATORS = {
    ("add", ""): "plus", ("subtract", ""): "minus", ("multiply", ""): "", ("multiply", "times"): "times",
    ("multiply", "dot"): "centered dot", ("multiply", "star"): "asterisk operator",
    ("divide", "slash"): "slash", ("divide", "div"): "division sign",
}  # fmt: skip
_SIGNS = {"minus": "negative", "plus": "positive", "not": "not"}
_MARKS = {"T": "transpose", "star": "star", "dagger": "dagger"}
_PRIMES = {"1": "prime", "2": "double prime", "3": "triple prime", "4": "quadruple prime"}
_POSTFIXES = {"degree": "degrees", "arcminute": "arcminutes", "arcsecond": "arcseconds"}
_BEGINNINGS = frozenset("acdghjlopqsuw")
_SEPARATORS = {
    "comma": "comma",
    "semicolon": "semicolon",
    "colon": "colon",
    "bar": "given",
    "space": "space",
}
_ORDINALS = {"2": "second", "3": "third"}
# Operators that keep to the strengths of the head table, so that they need no grouping among themselves.
_ARITHMETIC = ("add", "subtract", "multiply", "divide", "sign")


class Spoken(NamedTuple):
    """Words for a part; `open` where they could take in words that follow."""

    words: str
    open: bool = False
    compound: bool = False


class _Speaker:
    """Puts trees into words at one degree of care."""

    def __init__(self, care: int) -> None:
        self.care = care

    def __call__(self, tree: Node) -> str:
        """Return the words for a tree."""
        spoken: Spoken = fold(tree, self.say)  # type: ignore[assignment]
        return " ".join(spoken.words.split())

    def say(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Return the words for a node from those of its parts."""
        method: Callable[[Node, list[Spoken]], Spoken] | None = getattr(
            self, "say_" + node.head, None
        )
        if method is not None:
            return method(node, parts)
        label = f"{node.head} {node.text}".replace("-", " ").strip()
        if not parts:
            return Spoken(label)
        listed = " comma ".join(part.words for part in parts)
        return Spoken(f"{label} of open paren {listed} close paren")

    # --- care

    def before(self, part: Spoken) -> str:
        """Return a part that other words follow."""
        if self.care == STRICT and part.open:
            return f"begin group {part.words} end group"
        return part.words

    def inside(self, part: Spoken) -> str:
        """Return a part that stands where the grammar is not sure how far it goes."""
        if self.care == STRICT and (part.compound or part.open):
            return f"begin group {part.words} end group"
        return part.words

    def closer(self, words: str) -> str:
        """Return a closing word where wording is careful."""
        return "" if self.care == PLAIN else " " + words

    # --- leaves

    def say_number(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Digits are spoken well by every voice."""
        return Spoken(node.text)

    def say_symbol(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A letter or a name; some letters begin a name, such as "o plus", "l n" or "h bar"."""
        return Spoken(_symbol_words(node.text), node.text in _BEGINNINGS)

    def say_function(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A function's name."""
        return Spoken(_name(node.text, "function"), open=True)

    def say_unit(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A unit's symbol."""
        return Spoken(_unit_words(node.text))

    def say_text(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Words as they are."""
        return Spoken(node.text)

    def say_none(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Nothing."""
        return Spoken("")

    def say_blank(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A place to be filled."""
        return Spoken("blank")

    # --- arithmetic

    def _infix(self, node: Node, parts: list[Spoken]) -> Spoken:
        word = _OPERATORS.get((node.head, node.text), _name(node.text, "operator"))
        left, right = self.before(self._operand(node.args[0], parts[0])), parts[1]
        right_words = self._operand(node.args[1], right).words
        bare = not word and node.args[1].head in ("number", "mixed", "sign")
        if self.care == STRICT and (bare or _hangs(node.args[1])):
            right_words = f"begin group {right_words} end group"
        # How far "slash" reaches on either side is open in the grammar.
        return Spoken(f"{left} {word} {right_words}", right.open or word == "slash", True)

    say_add = say_subtract = say_multiply = say_divide = _infix

    def _operand(self, node: Node, part: Spoken) -> Spoken:
        """Return an operand, grouped where the grammar orders the operators otherwise."""
        if self.care == STRICT and part.compound and node.head not in _ARITHMETIC and part.open:
            return Spoken(f"begin group {part.words} end group")
        return part

    def say_operation(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A named operation; its strength differs from one to the next, so its parts are grouped."""
        left, right = self.before(parts[0]), parts[1].words
        if self.care == STRICT:
            left, right = self.inside(parts[0]), self.inside(parts[1])
        return Spoken(f"{left} {_name(node.text, 'operator')} {right}", True, True)

    def say_sign(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A sign."""
        word = _SIGNS.get(node.text) or _name(node.text, "operator")
        return Spoken(f"{word} {self._operand(node.args[0], parts[0]).words}", parts[0].open, True)

    def say_fraction(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A fraction; of two single symbols it needs no frame."""
        top, bottom = parts
        if self.care == PLAIN and not top.compound and not bottom.compound:
            return Spoken(f"{top.words} over {bottom.words}", True, True)
        end = self.closer("end fraction")
        return Spoken(
            f"the fraction {self.inside(top)} over {self.inside(bottom)}{end}", False, True
        )

    def say_mixed(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A whole number and a simple fraction."""
        top, bottom = (
            (part.text for part in node.args[1].args[:2]) if node.args[1].args else ("", "")
        )
        if top.isdigit() and bottom.isdigit():
            from mathparse.spoken_numbers import cardinal, denominator

            name = denominator(int(bottom), int(top) > 1) if 1 < int(bottom) < 10**6 else ""
            return Spoken(f"{parts[0].words} and {cardinal(int(top))} {name}", False, True)
        return Spoken(f"{parts[0].words} and {parts[1].words}", False, True)

    def say_power(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A power: squared, cubed, inverse, transpose, or an exponent with its end."""
        base, exponent = self.before(self._base(node, parts[0])), node.args[1]
        words = {"2": "squared", "3": "cubed", "-1": "inverse"}.get(exponent.text)
        if exponent.head == "symbol":
            words = _MARKS.get(exponent.text)
        sure = self.care < STRICT or node.args[0].head != "number"
        if words and not exponent.args and sure:
            return Spoken(f"{base} {words}")
        if self.care < STRICT and not exponent.args:
            return Spoken(
                f"{base} to the power {parts[1].words}{self._end(parts[1], 'end power')}", True
            )
        end = self.closer("end exponent")
        return Spoken(
            f"{base} raised to the exponent {self.inside(parts[1])}{end}", self.care == PLAIN
        )

    def _end(self, part: Spoken, words: str) -> str:
        return self.closer(words) if part.compound else ""

    def _base(self, node: Node, part: Spoken) -> Spoken:
        """Return what a script hangs on, grouped where it is more than a symbol."""
        if self.care == STRICT and part.compound and node.args[0].head != "group":
            return Spoken(f"begin group {part.words} end group")
        return part

    def say_subscript(self, node: Node, parts: list[Spoken]) -> Spoken:
        """An index."""
        base = (
            self.before(self._base(node, parts[0]))
            if node.args[0].head != "function"
            else parts[0].words
        )
        end = self._end(parts[1], "end sub")
        if self.care == STRICT:
            end = " end sub"
        return Spoken(f"{base} sub {self.inside(parts[1])}{end}", self.care < STRICT)

    def say_prescript(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Scripts before the base."""
        lower = f"pre sub {self.inside(parts[1])}" if parts[1].words else ""
        upper = f"pre super {self.inside(parts[2])}" if parts[2].words else ""
        return Spoken(f"{lower} {upper} base {parts[0].words}", False)

    def say_prime(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Primes."""
        return Spoken(
            f"{self.before(self._base(node, parts[0]))} {_PRIMES.get(node.text, 'prime')}"
        )

    def say_postfix(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Factorial, percent, degrees."""
        word = _POSTFIXES.get(node.text, node.text.replace("-", " "))
        return Spoken(f"{self.before(self._base(node, parts[0]))} {word}")

    def say_root(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A root, by name or by its index."""
        index, end = node.args[1], self.closer("end root")
        radicand = self.inside(parts[0])
        if index.head == "none":
            return Spoken(f"the square root of {radicand}{end}", not end, True)
        if index.text == "3":
            return Spoken(f"the cube root of {radicand}{end}", not end, True)
        if not index.args and (index.text.isdigit() or len(index.text) == 1):
            return Spoken(f"the {parts[1].words}th root of {radicand}{end}", not end, True)
        return Spoken(f"root index {self.inside(parts[1])} root {radicand}{end}", not end, True)

    def say_binomial(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A binomial coefficient."""
        if self.care < STRICT and not node.args[0].args and not node.args[1].args:
            return Spoken(f"{parts[0].words} choose {parts[1].words}", True, True)
        upper, lower = self.inside(parts[0]), self.inside(parts[1])
        return Spoken(f"binomial {upper} choose {lower} end binomial")

    # --- brackets, lists, functions

    def say_group(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Brackets; bars and the like by what they mean."""
        left, _, right = node.text.partition(" ")
        name = _NAMED_FENCES.get(node.text)
        opening = _FENCES.get(left, _FENCES["paren"])[0]
        closing = _FENCES.get(right or left, _FENCES["paren"])[1]
        if name and self.care < STRICT:
            return Spoken(f"{name} {parts[0].words}{self.closer(closing)}", self.care == PLAIN)
        return Spoken(f"{opening} {parts[0].words} {closing}")

    def say_list(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A list with its separators."""
        word = f" {_SEPARATORS.get(node.text, 'comma')} "
        return Spoken(
            word.join([self.before(part) for part in parts[:-1]] + [parts[-1].words]), True, True
        )

    def say_apply(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A named function; "of" stands for the brackets around its argument."""
        function, argument = node.args
        name, plain = parts[0].words, True
        if function.head in ("subscript", "power") and function.args[0].head == "function":
            name, plain = _name(function.args[0].text, "function"), False
            script = self._index(function.args[1])
            name += (
                f" base {script}"
                if function.head == "subscript"
                else f" {self._exponent(function.args[1])}"
            )
        if (argument.head, argument.text) == ("group", "paren") and self.care < STRICT:
            return Spoken(f"{name} of {self._index(argument.args[0])}", True, True)
        if self.care < STRICT and (plain or function.head == "power"):
            return Spoken(f"{name} {parts[1].words}", True, True)
        if argument.head == "group" or (plain and not argument.args):
            joint = " of" if argument.head == "group" else ""
            return Spoken(f"{name}{joint} {parts[1].words}", True, True)
        return Spoken(f"{name} of begin group {parts[1].words} end group", self.care < STRICT, True)

    def _index(self, node: Node) -> str:
        spoken: Spoken = fold(node, self.say)  # type: ignore[assignment]
        return self.inside(spoken)

    def _exponent(self, node: Node) -> str:
        words = {"2": "squared", "3": "cubed", "-1": "inverse"}.get(node.text)
        if words and not node.args:
            return words
        return f"superscript {self._index(node)} base"

    def say_call(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A function of its arguments; of one symbol without brackets."""
        opening, closing = _FENCES.get(node.text, _FENCES["paren"])
        function = self.before(self._base(node, parts[0]))
        if self.care < STRICT and not node.args[1].args and node.text in ("", "paren"):
            return Spoken(f"{function} of {parts[1].words}", True)
        return Spoken(f"{function} of {opening} {parts[1].words} {closing}", True)

    # --- relations

    def say_relation(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A chain of relations."""
        sides = [self._side(part, spoken) for part, spoken in zip(node.args, parts, strict=True)]
        pieces = [self.before(sides[0])]
        for index, name in enumerate(node.text.split()[: len(parts) - 1], 1):
            last = index == len(parts) - 1
            side = sides[index].words if last else self.before(sides[index])
            pieces += [_name(name, "relation"), side]
        return Spoken(" ".join(pieces), True, True)

    def _side(self, node: Node, part: Spoken) -> Spoken:
        if self.care == STRICT and part.compound and binding(node) <= 18:
            return Spoken(f"begin group {part.words} end group")
        return part

    def say_quantifier(self, node: Node, parts: list[Spoken]) -> Spoken:
        """For all, there exists."""
        joint = " such that " if node.text.startswith("exists") else " comma "
        body = joint + parts[1].words if parts[1].words else ""
        return Spoken(f"{_name(node.text, 'quantifier')} {self.before(parts[0])}{body}", True, True)

    # --- operators with limits

    def say_big(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A sum, product, limit..."""
        lower, upper = node.args[:2]
        name = _name(node.text, "big")
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
        return f" as {self._index(variable)} approaches {self._index(target)}{side}"

    def say_integral(self, node: Node, parts: list[Spoken]) -> Spoken:
        """An integral with its bounds and differentials."""
        lower, upper, body = parts[:3]
        words = "the " + _name(node.text, "integral").removeprefix("the ")
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
        variable, order = node.args[1], ""
        if variable.head == "power":
            exponent = variable.args[1].text
            order = _ORDINALS.get(exponent, f"{exponent}th") + " "
            variable = variable.args[0]
        respect = f"with respect to {self._index(variable)}"
        if node.text.endswith("operator") and node.args[0].head in ("symbol", "call") and not order:
            return Spoken(
                f"{sign} by {sign} {self._index(variable)} of {self.inside(parts[0])}", True, True
            )
        return Spoken(f"the {order}{name} of {self.inside(parts[0])} {respect}", True, True)

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
        """A mark over a symbol."""
        words = f"{self.before(self._base(node, parts[0]))} {node.text.replace('-', ' ')}"
        # "x dot plus" and "x dot equals" are also names of signs.
        return Spoken(words, node.text == "dot")

    def say_font(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A letter of another alphabet."""
        base = self._base(node, parts[0]).words
        return Spoken(f"{node.text.replace('-', ' ')} {base}")

    def say_overset(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A mark above."""
        return Spoken(f"modifying above {parts[0].words} with {self.inside(parts[1])}", True, True)

    def say_underset(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A mark below."""
        return Spoken(f"modifying below {parts[0].words} with {self.inside(parts[1])}", True, True)

    def say_cancel(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Crossed out."""
        return Spoken(f"crossed out {parts[0].words}", parts[0].open, True)

    def say_matrix(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A matrix, row by row and column by column."""
        size = f"{len(node.args)} by {max(len(row.args) for row in node.args)} "
        name = {"bar": "determinant of the matrix"}.get(node.text, "matrix")
        rows = " ".join(f"row {number} {row.words}" for number, row in enumerate(parts, 1))
        return Spoken(f"the {size}{name} {rows} end matrix", False, True)

    def say_row(self, node: Node, parts: list[Spoken]) -> Spoken:
        """The cells of a row."""
        return Spoken(
            " ".join(f"column {i} {self.before(p)}" for i, p in enumerate(parts, 1)), True, True
        )

    def say_cases(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A function by cases."""
        rows = []
        for number, row in enumerate(node.args, 1):
            cells = [self._index(cell) for cell in row.args]
            rows.append(f"case {number} " + " ".join(cells))
        return Spoken(f"{len(node.args)} cases {' '.join(rows)}", True, True)

    def say_lines(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Lines of a derivation."""
        return Spoken(" new line ".join(part.words for part in parts), True, True)

    def say_sequence(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Pieces as they come."""
        return Spoken(" ".join(part.words for part in parts), True, True)


def _hangs(node: Node) -> bool:
    """Whether a part begins with something that could hang on more than the symbol before it."""
    while node.head in ("multiply", "divide", "add", "subtract", "call") and node.args:
        if node.head == "divide":
            return True
        node = node.args[0]
    return node.head in ("power", "prime", "postfix", "subscript", "evaluated", "accent")


def _name(text: str, kind: str) -> str:
    """Return the usual spoken name of a row of the symbol table."""
    row = find(text, kind)
    return row.names[0] if row and row.names else text.replace("-", " ")


@cache
def _symbol_words(text: str) -> str:
    if len(text) == 1 and text.isascii():
        return f"capital {text.lower()}" if text.isupper() else text
    row = find(text, "symbol") or by_character().get(text)
    if row and row.names:
        return row.names[0]
    if text[:1].isupper() and find(text.lower(), "symbol"):
        return f"capital {text.lower()}"
    return row.name.replace("-", " ") if row else text


_PREFIXES = {"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "c": "centi", "m": "milli",
             "µ": "micro", "n": "nano", "p": "pico", "d": "deci", "h": "hecto", "da": "deka"}  # fmt: skip


@cache
def _unit_names() -> dict[str, str]:
    """Return the first spoken name of every unit, by its symbol."""
    lines = (
        (Path(__file__).parent.parent / "data" / "units.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    pairs = (line.split(": ", 1) for line in lines if ": " in line and not line.startswith("#"))
    return {symbol: names.split(", ")[0] for symbol, names in pairs}


def _unit_words(text: str) -> str:
    names = _unit_names()
    name = names.get(text)
    for prefix, spoken in _PREFIXES.items():
        if name is None and text.startswith(prefix):
            name = names.get(text.removeprefix(prefix))
            name = name and spoken + name
    if name is None:
        return text
    return name if name.endswith(("s", "z")) or not name.isalpha() else name + "s"


SPEAKERS = tuple(_Speaker(care) for care in (PLAIN, CAREFUL, STRICT))


def speak(tree: Node) -> str:
    """Return the plainest words for a tree that the grammar understands as this tree."""
    from mathparse.reading import parse

    for speaker in SPEAKERS[:-1]:
        words = speaker(tree)
        if len(words) > 2000:
            break
        readings = parse(words).readings
        if readings and readings[0].tree == tree:
            return words
    return SPEAKERS[STRICT](tree)
