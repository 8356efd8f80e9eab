"""The leaves of random formulas: numbers of every kind, letters, and rows of the symbol table."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from pathlib import Path

from mathparse import spoken_numbers as say
from mathparse.tree import Node, number, symbol

Spoken = tuple[str, Node]


class Weighted:
    """Names to choose from; written as "x30 y15 n10", a name without a weight weighs 1."""

    def __init__(self, text: str) -> None:
        rows = [re.fullmatch(r"([A-Za-z]+)(\d*)", item) for item in text.split()]
        self.names = [row[1] for row in rows if row]
        self.totals = list(accumulate(int(row[2] or 1) for row in rows if row))

    def pick(self, rng: random.Random) -> str:
        """Return one of the names."""
        return rng.choices(self.names, cum_weights=self.totals)[0]


# How often a letter stands in formulas, by eye, from school and university texts.
_LETTERS = Weighted(
    "x30 y15 n10 a10 b9 t8 k6 c6 z6 m5 i4 r4 p4 s4 u4 v4 f3 g3 h3 j2 q2 w2 l2 e1 o1"
)
_CAPITALS = Weighted(
    "A10 B8 C6 X6 N5 M5 P5 S5 T5 F4 R4 V4 D4 E3 G3 H3 K3 L3 Q3 U2 W2 Y2 Z2 I2 J2 O1"
)
_GREEK = Weighted(
    "alpha12 beta9 theta12 pi8 lambda9 mu8 sigma8 gamma6 delta6 epsilon6 phi6 omega6 rho4 tau4 psi3 "
    "eta3 nu3 xi2 chi2 kappa2 zeta2 iota upsilon Gamma2 Delta4 Theta Lambda Sigma2 Phi2 Psi Omega3 Pi"
)
_INDICES = Weighted("n6 i6 k5 j4 m3")
_CAPITAL_WORDS = ("capital", "capital", "capital", "capital", "cap", "upper")
# Words that are easily taken for each other when they stand alone.
_CONFUSABLE_LETTERS = Weighted("b2 c d2 e g p2 t2 v z m2 n2 f s a j k q u w i y l r h x o")
_CONFUSABLE_GREEK = Weighted("eta beta theta zeta xi psi phi pi chi mu nu rho tau")
_CONFUSABLE_NUMBERS = (13, 14, 15, 16, 17, 18, 19, 30, 40, 50, 60, 70, 80, 90)
_TABLE = Path(__file__).parent / "data" / "symbols.tsv"


class Draw:
    """The random choices of one sample; a few letters come again and again, as in a real formula."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.favourites = [_LETTERS.pick(rng) for _ in range(3)]

    def below(self, stop: int) -> int:
        """Return a whole number from 0 to stop - 1."""
        return int(self.rng.random() * stop)

    def among(self, *stops: int) -> int:
        """Return a whole number below one of the stops, so that small ones are likelier."""
        return self.below(stops[self.below(len(stops))])

    def chance(self, probability: float) -> bool:
        """Return True with the given probability."""
        return self.rng.random() < probability


def letter(draw: Draw) -> Spoken:
    """A small letter."""
    name = draw.favourites[draw.below(3)] if draw.chance(0.5) else _LETTERS.pick(draw.rng)
    return name, symbol(name)


def index_letter(draw: Draw) -> Spoken:
    """A letter that counts: n, i, k..."""
    name = _INDICES.pick(draw.rng)
    return name, symbol(name)


def capital(draw: Draw) -> Spoken:
    """A capital letter; half of the time nobody says so, and then it is heard as a small one."""
    name = _CAPITALS.pick(draw.rng)
    if draw.chance(0.5):
        return name.lower(), symbol(name.lower())
    return f"{_CAPITAL_WORDS[draw.below(6)]} {name.lower()}", symbol(name)


def greek(draw: Draw) -> Spoken:
    """A Greek letter, small or capital."""
    name = _GREEK.pick(draw.rng)
    word = name if name.islower() else f"{_CAPITAL_WORDS[draw.below(6)]} {name.lower()}"
    return word, symbol(name)


def digit(draw: Draw) -> Spoken:
    """A number from 1 to 9, as in powers and indices."""
    value = 1 + draw.among(3, 5, 9)
    return say.cardinal(value), number(str(value))


def bound(draw: Draw) -> Spoken:
    """The number where a sum starts."""
    value = (1, 1, 1, 0, 0, 2)[draw.below(6)]
    return say.cardinal(value), number(str(value))


def small(draw: Draw) -> Spoken:
    """A number as in most formulas: mostly one digit, seldom three."""
    value = draw.among(4, 7, 10, 10, 10, 10, 20, 101, 1000)
    return say.cardinal(value, draw.chance(0.5)), number(str(value))


def integer(draw: Draw) -> Spoken:
    """A whole number of up to six digits."""
    value = draw.among(10, 21, 100, 100, 1000, 1000, 10_000, 1_000_000)
    return say.cardinal(value, draw.chance(0.5)), number(str(value))


def large(draw: Draw) -> Spoken:
    """A round big number: "two million", "five hundred thousand"."""
    scale = (100, 1000, 1000, 10**6, 10**6, 10**9)[draw.below(6)]
    value = (1 + draw.among(9, 20 if scale > 100 else 9)) * scale
    return say.cardinal(value), number(str(value))


def decimal(draw: Draw) -> Spoken:
    """A decimal number, its places said one by one."""
    whole = str(draw.among(1, 1, 4, 10, 100))
    places = "".join(str(draw.below(10)) for _ in range(1 + draw.among(2, 3, 4)))
    text = f"{whole}.{places}"
    if whole == "0" and draw.chance(0.2):
        return f"point {say.digits(places)}", number("0." + places)
    return say.decimal(text), number(text)


def year(draw: Draw) -> Spoken:
    """A year: "nineteen eighty four"."""
    value = 1900 + draw.below(130) if draw.chance(0.9) else 1100 + draw.below(800)
    if 2000 <= value < 2010:
        return say.cardinal(value, True), number(str(value))
    return say.year(value), number(str(value))


def simple_fraction(draw: Draw) -> Spoken:
    """A fraction said with an ordinal: "one half", "three quarters"."""
    bottom = 2 + draw.among(1, 3, 4, 9, 15)
    top = 1 + draw.among(1, 2, max(1, bottom - 1))
    name = say.denominator(bottom, top > 1)
    if bottom == 4 and draw.chance(0.6):
        name = "quarters" if top > 1 else "quarter"
    first = ("an " if bottom in (8, 11) else "a ") if top == 1 and draw.chance(0.25) else ""
    words = f"{first or say.cardinal(top) + ' '}{name}"
    return words, Node("fraction", (number(str(top)), number(str(bottom))))


def mixed(draw: Draw) -> Spoken:
    """A whole number and a fraction: "two and a half"."""
    whole = 1 + draw.among(4, 10)
    words, part = simple_fraction(draw)
    return f"{say.cardinal(whole)} and {words}", Node("mixed", (number(str(whole)), part))


def scientific(draw: Draw) -> Spoken:
    """A number times a power of ten."""
    words, left = decimal(draw) if draw.chance(0.6) else digit(draw)
    power, exponent = digit(draw)
    if draw.chance(0.5):
        power, exponent = f"{_minus(draw)} {power}", Node("sign", (exponent,), "minus")
    joiner = ("ten to the", "ten to the power of", "ten to the power")[draw.among(1, 2, 3)]
    ten = Node("power", (number("10"), exponent))
    return f"{words} times {joiner} {power}", Node("multiply", (left, ten), "times")


def _minus(draw: Draw) -> str:
    return "minus" if draw.chance(0.6) else "negative"


def money(draw: Draw) -> Spoken:
    """A sum of money, cents after the point."""
    value, cents = 1 + draw.among(10, 100, 1000), 2 + draw.below(98)
    name, sign = ("dollar", "$") if draw.chance(0.7) else ("euro", "€")
    words = f"{say.cardinal(value)} {name}{'' if value == 1 else 's'}"
    unit = Node("unit", (), sign)
    if draw.chance(0.7):
        return words, Node("multiply", (number(str(value)), unit))
    amount = number(f"{value}.{cents:02}")
    return f"{words} and {say.cardinal(cents)} cents", Node("multiply", (amount, unit))


def digit_string(draw: Draw) -> Spoken:
    """Digits said one by one."""
    text = "".join(str(draw.below(10)) for _ in range(2 + draw.among(3, 6, 10)))
    text = text.lstrip("0") or "7"
    return say.digits(text), number(text)


def letter_string(draw: Draw) -> Spoken:
    """Letters said one by one, those that sound alike oftener."""
    names = [_CONFUSABLE_LETTERS.pick(draw.rng) for _ in range(2 + draw.among(3, 5, 9))]
    return _in_a_row([(name, symbol(name)) for name in names])


def mixed_string(draw: Draw) -> Spoken:
    """Letters, capitals, Greek letters and digits in a row."""
    kinds = (confusable, confusable, letter, capital, greek)
    return _in_a_row([kinds[draw.below(5)](draw) for _ in range(2 + draw.below(4))])


def confusable(draw: Draw) -> Spoken:
    """One item that is easily taken for another."""
    if draw.chance(0.25):
        value = _CONFUSABLE_NUMBERS[draw.below(len(_CONFUSABLE_NUMBERS))]
        return say.cardinal(value), number(str(value))
    name = (_CONFUSABLE_LETTERS if draw.chance(0.6) else _CONFUSABLE_GREEK).pick(draw.rng)
    return name, symbol(name)


def _in_a_row(parts: list[Spoken]) -> Spoken:
    """Return parts said in a row, as a product; "d" only at the end, since "d x" is a differential."""
    parts = [part for part in parts[:-1] if part[0] != "d"] + parts[-1:]
    product = parts[0][1]
    for _, part in parts[1:]:
        product = Node("multiply", (product, part))
    return " ".join(words for words, _ in parts), product


@cache
def _names(kind: str) -> list[tuple[str, list[str]]]:
    """Return the rows of one kind in symbols.tsv that have a name of plain words."""
    rows = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 5 or fields[1] != kind:
            continue
        names = [name.strip() for name in fields[4].split(",")]
        names = [name for name in names if re.fullmatch(r"[a-z]+( [a-z]+)*", name)]
        if names:
            rows.append((fields[0], names))
    return rows


def _row(kind: str, head: str) -> Callable[[Draw], Spoken]:
    def leaf(draw: Draw) -> Spoken:
        rows = _names(kind)
        name, words = rows[draw.below(len(rows))]
        # The first spoken name is the common one.
        return words[draw.among(1, len(words))], Node(head, (), name)

    return leaf


LEAVES: dict[str, Callable[[Draw], Spoken]] = {
    "@letter": letter,
    "@indexletter": index_letter,
    "@capital": capital,
    "@greek": greek,
    "@digit": digit,
    "@small": small,
    "@smallbound": bound,
    "@integer": integer,
    "@number": lambda draw: (small, small, integer, decimal)[draw.below(4)](draw),
    "@large": large,
    "@decimal": decimal,
    "@year": year,
    "@simplefraction": simple_fraction,
    "@mixed": mixed,
    "@scientific": scientific,
    "@money": money,
    "@digitstring": digit_string,
    "@letterstring": letter_string,
    "@mixedstring": mixed_string,
    "@confusable": confusable,
    "@symbol": _row("symbol", "symbol"),
    "@relation": _row("relation", "relation"),
    "@operator": _row("operator", "operation"),
    "@function": _row("function", "function"),
    "@big": _row("big", "big"),
}
