"""Leaves, arithmetic, brackets and functions in words."""

from __future__ import annotations

from mathparse.printers.speech.care import PLAIN, STRICT, Care, Spoken, hangs
from mathparse.printers.speech.names import name_of, symbol_words, unit_words
from mathparse.tree import Node

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
_POSTFIXES = {
    "celsius": "degrees celsius",
    "fahrenheit": "degrees fahrenheit",
    "degree": "degrees",
    "arcminute": "arcminutes",
    "arcsecond": "arcseconds",
}
_BEGINNINGS = frozenset("acdfghjlopqsuw")
_SEPARATORS = {
    "comma": "comma",
    "semicolon": "semicolon",
    "colon": "colon",
    "bar": "given",
    "space": "space",
}
# Operators that keep to the strengths of the head table, so that they need no grouping among themselves.
_ARITHMETIC = ("add", "subtract", "multiply", "divide", "sign")


class Arithmetic(Care):
    """Says what has a value."""

    # --- leaves

    def say_number(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Digits are spoken well by every voice."""
        return Spoken(node.text)

    def say_symbol(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A letter or a name; some letters begin a name, such as "o plus", "l n" or "h bar"."""
        return Spoken(symbol_words(node.text), node.text in _BEGINNINGS)

    def say_function(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A function's name."""
        return Spoken(name_of(node.text, "function"), open=True)

    def say_unit(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A unit's symbol."""
        return Spoken(unit_words(node.text))

    def say_text(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Words as they are, marked as words where they hold a number or a sign."""
        plain = node.text.replace(" ", "").isalpha()
        return Spoken(node.text if plain else f"begin text {node.text} end text")

    def say_none(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Nothing."""
        return Spoken("")

    def say_blank(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A place to be filled."""
        return Spoken("blank")

    # --- arithmetic

    def _infix(self, node: Node, parts: list[Spoken]) -> Spoken:
        word = _OPERATORS.get((node.head, node.text), name_of(node.text, "operator"))
        left, right = self.before(self._operand(node.args[0], parts[0])), parts[1]
        right_words = self._operand(node.args[1], right).words
        bare = not word and node.args[1].head in ("number", "mixed", "sign", "symbol")
        if self.care == STRICT and (bare or hangs(node.args[1])):
            right_words = f"begin group {right_words} end group"
        # How far a sign of multiplication or division reaches is open in the grammar.
        reaches = bool(word) and node.head in ("multiply", "divide")
        return Spoken(f"{left} {word} {right_words}", right.open or reaches, True)

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
        return Spoken(f"{left} {name_of(node.text, 'operator')} {right}", True, True)

    def say_sign(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A sign."""
        word = _SIGNS.get(node.text) or name_of(node.text, "operator")
        operand = self._operand(node.args[0], parts[0]).words
        if self.care == STRICT and hangs(node.args[0]):
            operand = f"begin group {operand} end group"
        return Spoken(f"{word} {operand}", parts[0].open, True)

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
        """A whole number and a simple fraction, or degrees and minutes."""
        if node.args[1].head == "postfix":
            return Spoken(f"{parts[0].words} {parts[1].words}")
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
        base, exponent = self.before(self.base(node, parts[0])), node.args[1]
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

    def say_subscript(self, node: Node, parts: list[Spoken]) -> Spoken:
        """An index."""
        base = (
            self.before(self.base(node, parts[0]))
            if node.args[0].head != "function"
            else parts[0].words
        )
        end = self._end(parts[1], "end sub")
        if self.care == STRICT:
            end = " end sub"
        return Spoken(f"{base} sub {self.inside(parts[1])}{end}", self.care < STRICT)

    def say_repeating(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A decimal, then the digits that repeat."""
        fixed = " ".join("point" if digit == "." else digit for digit in node.args[0].text)
        digits = "digits" if len(node.args[1].text) > 1 else "digit"
        return Spoken(
            f"the repeating decimal {fixed} followed by repeating {digits} "
            + " ".join(node.args[1].text)
        )

    def say_prescript(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Scripts before the base."""
        lower = f"pre sub {self.inside(parts[1])}" if parts[1].words else ""
        upper = f"pre super {self.inside(parts[2])}" if parts[2].words else ""
        return Spoken(f"{lower} {upper} base {parts[0].words}", False)

    def say_prime(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Primes."""
        return Spoken(f"{self.before(self.base(node, parts[0]))} {_PRIMES.get(node.text, 'prime')}")

    def say_postfix(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Factorial, percent, degrees."""
        word = _POSTFIXES.get(node.text, node.text.replace("-", " "))
        return Spoken(f"{self.before(self.base(node, parts[0]))} {word}")

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
        if node.text == "bar" and node.args[-1].head == "relation":
            word = " such that "
        return Spoken(
            word.join([self.before(part) for part in parts[:-1]] + [parts[-1].words]), True, True
        )

    def say_apply(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A named function; "of" stands for the brackets around its argument."""
        function, argument = node.args
        name, plain = parts[0].words, True
        if argument.head == "none":
            return parts[0]
        if function.head in ("subscript", "power") and function.args[0].head == "function":
            name, plain = name_of(function.args[0].text, "function"), False
            script = self.words_of(function.args[1])
            name += (
                f" base {script}"
                if function.head == "subscript"
                else f" {self._exponent(function.args[1])}"
            )
        if (argument.head, argument.text) == ("group", "paren") and self.care < STRICT:
            return Spoken(f"{name} of {self.words_of(argument.args[0])}", True, True)
        if self.care < STRICT and (plain or function.head == "power"):
            return Spoken(f"{name} {parts[1].words}", True, True)
        if argument.head == "group" or (plain and not argument.args):
            joint = " of" if argument.head == "group" else ""
            return Spoken(f"{name}{joint} {parts[1].words}", True, True)
        return Spoken(f"{name} of begin group {parts[1].words} end group", True, True)

    def _exponent(self, node: Node) -> str:
        words = {"2": "squared", "3": "cubed", "-1": "inverse"}.get(node.text)
        if words and not node.args:
            return words
        return f"superscript {self.words_of(node)} base"

    def say_call(self, node: Node, parts: list[Spoken]) -> Spoken:
        """A function of its arguments; of one symbol without brackets."""
        opening, closing = _FENCES.get(node.text, _FENCES["paren"])
        function = self.before(self.base(node, parts[0]))
        if self.care < STRICT and not node.args[1].args and node.text in ("", "paren"):
            return Spoken(f"{function} of {parts[1].words}", True)
        return Spoken(f"{function} of {opening} {parts[1].words} {closing}", True)
