"""How far a construct reaches when nobody says so: a logistic model of named features, from weights.txt.

A weight's name is "hole rule" (the part of a construct, then the rule that comes) or "hole rule|context".
Where weights.txt has such a line the grammar's level is only a tendency: the part may stay open for the
rule or close before it, at the odds of the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log1p

from mathparse.states import Arrival, Frame
from mathparse.tree import SUMS, Node

PI = Node("symbol", (), "pi")
LONGEST_PAUSE = 1.0
STEEPEST = 30.0
# Functions whose arguments are of another kind: events and growth.
NAMED = frozenset({"p", "P", "e", "E", "o", "O", "t", "T"})
SEVERAL = frozenset({"max", "min", "gcd", "lcm", "hcf", "sup", "inf", "cov", "corr", "span"})
LOGARITHMS = frozenset({"log", "ln", "lg"})
# The right-hand parts of operators, which stand in a context and are none.
OPERANDS = frozenset({"add", "beside", "item", "operation", "sign", "times"})
# Sums and the like stand in these as a whole: "the sum of x i minus mu squared".
WIDE = frozenset({"body"})

Weights = Mapping[str, float]


class Scopes:
    """The odds of staying inside a construct, by one set of weights."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.soft = {
            name
            for name in weights
            if " " in name and "|" not in name and not name.startswith("tree ")
        }
        self.soft_inside = {name for name in weights if "|in " in name}

    def context(self, pair: str, frame: Frame) -> str | None:
        """Return the part that the rule must leave altogether if it leaves the frame; None: no choice.

        "hole rule" leaves the choice open anywhere, "hole rule|in outer" only within that outer part: in
        "x sub n plus one squared" the square stands on the one or on x, never on the sum.
        """
        if pair in self.soft:
            return ""
        outer = _context(frame)
        if f"{pair}|in {outer}" not in self.soft_inside:
            return None
        return "" if outer in WIDE else outer

    def costs(self, features: tuple[str, ...], pause: float) -> tuple[float, float]:
        """Return the costs of staying inside and of leaving."""
        odds = 0.0
        for name in features:
            odds += self.weights.get(name, 0.0)
        if pause:
            odds += min(pause, LONGEST_PAUSE) * self.weights.get("pause", 0.0)
        odds = max(-STEEPEST, min(STEEPEST, odds))
        return log1p(exp(-odds)), log1p(exp(odds))

    def features(self, pair: str, operand: Node, frame: Frame, word: Arrival) -> tuple[str, ...]:
        """Return the names of what speaks for staying or leaving when a word comes after an operand.

        Which relation it is tells too: "of x less than two" goes on, "of x equals two" may not.
        """
        parent = frame.parent
        outer = parent.step.hole.name if parent is not None and parent.step.hole else ""
        first = frame.captured[0] if frame.captured else None
        left = _kind(first) if isinstance(first, Node) else "-"
        if left in SUMS and _has_fractions(first):  # type: ignore[arg-type]
            left = "series"
        if left == "symbol" and first.text in NAMED:  # type: ignore[union-attr]
            left = f"symbol-{first.text.lower()}"  # type: ignore[union-attr]
        elif left == "function" and first.text in SEVERAL:  # type: ignore[union-attr]
            left = "several"
        then, _, after = word.following.partition(" ")
        always: tuple[str, ...] = (pair,) if pair in self.soft else ()
        plain = left == "function" and operand.head != "number"
        if plain and first.text in LOGARITHMS:  # type: ignore[union-attr]
            always = (*always, f"{pair}|log")
        if operand.head == "number":  # "one over two" belongs together more than "x over two"
            always = (*always, f"{pair}|number then {then}")
        if type(word.value) is str:
            always = (*always, f"{pair}|{left} as {word.value}")
        return (
            *always,
            f"{pair}|has {_kind(operand)}",
            f"{pair}|in {outer}",
            f"{pair}|left {left}",
            f"{pair}|next {word.following}",
            f"{pair}|then {then}",
            f"{pair}|after {after}",
        )


def _kind(operand: Node) -> str:
    """Return what an operand is; "pi over two" belongs together more than "x over two"."""
    if operand.head == "sign" and operand.args[0].head == "number":
        return "negative-number"
    return "pi" if operand == PI else operand.head


def _has_fractions(terms: Node) -> bool:
    """Whether a sum has fractions among its terms, as series have: who goes on adds one more term."""
    while terms.head in SUMS:
        if terms.args[1].head == "fraction":
            return True
        terms = terms.args[0]
    return terms.head == "fraction"


def _context(frame: Frame) -> str:
    """Return the nearest part around a frame that is not itself the operand of an operator."""
    outer = frame.parent
    while outer is not None and outer.step.hole is not None:
        if outer.step.hole.name not in OPERANDS:
            return outer.step.hole.name
        outer = outer.parent
    return ""
