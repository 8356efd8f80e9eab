"""Fits the scope weights of the grammar to phrases whose formulas are known.

For each phrase the parser runs with a wide beam; the cheapest derivation that prints as the known formula
gives the scope decisions to learn (stay inside a construct, or leave it). They are fitted by logistic
regression with a ridge penalty, by AdaGrad (Duchi et al., 2011). Some passes over the phrases are made,
since better weights find more of the right derivations.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple

from mathparse import grammar, parser, ranking, reading
from mathparse.parser import Choice
from mathparse.tokens import tokenise

WIDTH = 48
ROUNDS = 2
EPOCHS = 12
RATE = 0.3
RIDGE = 0.008
TREE_RATE = 0.1
TREE_RIDGE = 0.03
SMALLEST = 0.08


class Phrase(NamedTuple):
    """A spoken phrase and the LaTeX it stands for."""

    spoken: str
    latex: str


class Fitted(NamedTuple):
    """The weights, and the shares of held-back phrases right at first and within five readings."""

    weights: dict[str, float]
    first: float
    within_five: float
    held_back: int


Same = Callable[[str, str], bool]


def train(
    files: Sequence[Path], out: Path | None = None, same: Same | None = None, hold_back: float = 0.2
) -> Fitted:
    """Fit on JSON lines with `spoken` and `latex`, write the weights, and return them with the result.

    `out` is the weights file, by default the one in use. `same` tells whether two LaTeX formulas are
    equal, by default `same_formula`.
    """
    fitted = fit(list(read(files)), same or same_formula, hold_back)
    (out or grammar.DATA / "weights.txt").write_text(write(fitted.weights), "utf-8")
    return fitted


def read(files: Sequence[Path]) -> Iterator[Phrase]:
    """Yield the phrases of files of JSON lines; rows without a formula are passed over."""
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("spoken") and row.get("latex"):
                yield Phrase(row["spoken"], row["latex"])


def same_formula(one: str, other: str) -> bool:
    """Whether two LaTeX formulas differ in nothing but layout, case, kind of bracket and times signs."""
    return _bare(one) == _bare(other)


def _bare(latex: str) -> str:
    text = re.sub(
        r"\\(left|right|cdot|times|displaystyle|,|;|:|!|quad|mathrm)(?![a-z])|\s", "", latex
    )
    text = re.sub(r"\\(text|operatorname)\{([^{}]*)\}", r"\2", text)
    text = re.sub(r"\\[dt]frac", r"\\frac", text).translate(str.maketrans("[]", "()"))
    return re.sub(r"\{([^{}\\])\}", r"\1", text).lower().rstrip(".,;")


def fit(phrases: Sequence[Phrase], same: Same, hold_back: float = 0.2, seed: int = 0) -> Fitted:
    """Fit the weights on all but a random part of the phrases, which measures the result."""
    shuffled = sorted(phrases)
    random.Random(seed).shuffle(shuffled)
    cut = int(len(shuffled) * hold_back)
    held, learnt = shuffled[:cut], shuffled[cut:]
    weights = dict(reading.load_weights())
    for _ in range(ROUNDS):
        weights = regress(list(decisions(learnt, weights, same)), weights)
        weights = rerank(list(readings(learnt, weights, same)), weights)
    first, within_five = measure(held, weights, same)
    return Fitted(weights, first, within_five, len(held))


def decisions(phrases: Iterable[Phrase], weights: dict[str, float], same: Same) -> Iterator[Choice]:
    """Yield the scope decisions of the cheapest right derivation of each phrase."""
    machine = parser.Parser(grammar.load(), weights, width=WIDTH, tracing=True)
    for phrase in phrases:
        for state in reading.search(machine, tokenise(phrase.spoken)):
            if same(reading.Reading(reading.tidy(state.operand), 0.0).latex, phrase.latex):
                trail = state.trail
                while trail is not None:
                    trail, choice = trail
                    yield choice
                break


def regress(choices: list[Choice], start: dict[str, float]) -> dict[str, float]:
    """Return weights that give the decisions the best odds; `start` names the soft pairs to keep."""
    weights = dict(start)
    squares: dict[str, float] = {}
    order = random.Random(0)
    for _ in range(EPOCHS):
        order.shuffle(choices)
        for choice in choices:
            pause = min(choice.pause, parser.LONGEST_PAUSE)
            inputs = [(name, 1.0) for name in choice.features] + (
                [("pause", pause)] if pause else []
            )
            odds = sum(weights.get(name, 0.0) * value for name, value in inputs)
            error = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds)))) - choice.stayed
            for name, value in inputs:
                slope = error * value + RIDGE * weights.get(name, 0.0)
                squares[name] = squares.get(name, 1e-6) + slope * slope
                weights[name] = weights.get(name, 0.0) - RATE * slope / sqrt(squares[name])
    return {
        name: value for name, value in weights.items() if abs(value) >= SMALLEST or name in start
    }


Ballot = list[tuple[float, list[str], bool]]


def readings(phrases: Iterable[Phrase], weights: dict[str, float], same: Same) -> Iterator[Ballot]:
    """Yield, for each phrase with right and wrong readings, their costs, facts and which are right."""
    machine = parser.Parser(grammar.load(), weights)
    for phrase in phrases:
        ballot: Ballot = []
        for state in reading.search(machine, tokenise(phrase.spoken)):
            tree = reading.tidy(state.operand)
            right = same(reading.Reading(tree, 0.0).latex, phrase.latex)
            ballot.append((state.cost, ranking.features(tree), right))
        if 0 < sum(right for _, _, right in ballot) < len(ballot):
            yield ballot


def rerank(ballots: list[Ballot], start: dict[str, float]) -> dict[str, float]:
    """Return the weights with those of whole trees fitted: the right readings should take all odds."""
    weights = {name: value for name, value in start.items() if not name.startswith("tree ")}
    squares: dict[str, float] = {}
    order = random.Random(1)
    for _ in range(EPOCHS):
        order.shuffle(ballots)
        for ballot in ballots:
            scores = [sum(weights.get(f, 0.0) for f in facts) - cost for cost, facts, _ in ballot]
            top = max(scores)
            shares = [exp(score - top) for score in scores]
            total = sum(shares)
            good = sum(share for share, (_, _, right) in zip(shares, ballot, strict=True) if right)
            slopes: dict[str, float] = {}
            for share, (_, facts, right) in zip(shares, ballot, strict=True):
                pull = share / total - (share / max(good, 1e-12) if right else 0.0)
                for name in facts:
                    slopes[name] = slopes.get(name, 0.0) + pull
            for name, slope in slopes.items():
                slope += TREE_RIDGE * weights.get(name, 0.0)
                squares[name] = squares.get(name, 1e-6) + slope * slope
                weights[name] = weights.get(name, 0.0) - TREE_RATE * slope / sqrt(squares[name])
    return {
        name: v for name, v in weights.items() if not name.startswith("tree ") or abs(v) >= SMALLEST
    }


def measure(
    phrases: Sequence[Phrase], weights: dict[str, float], same: Same
) -> tuple[float, float]:
    """Return the shares of phrases right at first and within five readings."""
    machine = parser.Parser(grammar.load(), weights)
    first = within_five = 0
    for phrase in phrases:
        states = reading.search(machine, tokenise(phrase.spoken))
        found = reading.rank(reading.weighed(states, weights), 5)
        right = [same(one.latex, phrase.latex) for one in found]
        first += bool(right[:1] and right[0])
        within_five += any(right)
    count = max(len(phrases), 1)
    return first / count, within_five / count


def write(weights: dict[str, float]) -> str:
    """Return the text of weights.txt: whole pairs first, each followed by its finer features."""
    lines = ["# Odds of staying inside a hole, fitted by mathparse.fit: a value, then its feature."]
    lines += [
        '# "hole rule" is positive where the rule tends to stand inside the hole; what follows | is context.'
    ]
    lines += [
        f"{value:.2f} {name}" for name, value in sorted(weights.items(), key=lambda item: item[0])
    ]
    return "\n".join(lines) + "\n"
