"""Fits the weights of the grammar to phrases whose formulas are known.

For each phrase the parser runs with a wide beam and notes, for every reading, the scope decisions that led
to it (stay inside a construct, or leave it) and the facts about its tree. The weights of both are fitted
together so that the right readings take all odds: a log-linear model with a ridge penalty that pulls each
weight towards `data/scopes.txt`, by AdaGrad (Duchi et al., 2011). It is measured by cross-validation, on
phrases held back from the fit. What a pause says stays as it is in scopes.txt: written phrases have none.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import exp, log1p, sqrt
from pathlib import Path
from typing import NamedTuple

from mathparse import (
    customs,
    grammar,
    manner,
    parser,
    ranking,
    reading,
    repair,
    scopes,
    variants,
)
from mathparse.search import search
from mathparse.states import Choice, State
from mathparse.tokens import tokenise
from mathparse.tree import Node

WIDTH = 32
VARIED = 12  # about so many candidates are readings with their variants, the rest readings alone
EPOCHS = 6
RATE = 0.2
RIDGE = 0.05
RAREST = 3  # a feature seen in fewer phrases is not learnt
SMALLEST = 0.05  # a weight nearer to zero is not written
SURE = 0.999
FOLDS = 5

Same = Callable[[str, str], bool]
Weights = dict[str, float]


class Phrase(NamedTuple):
    """A spoken phrase, the LaTeX it stands for, and how many phrases it counts for."""

    spoken: str
    latex: str
    count: int = 1


class Candidate(NamedTuple):
    """A reading of a phrase: what its words cost, how its scopes were decided, what its tree shows."""

    cost: float
    choices: list[Choice]
    facts: list[str]
    right: bool


Ballot = list[Candidate]


class Outcome(NamedTuple):
    """Whether a phrase was read right at first and within five readings."""

    phrase: Phrase
    first: bool
    within_five: bool


class Fitted(NamedTuple):
    """The weights of all phrases, and how each phrase was read with weights fitted without it."""

    weights: Weights
    held_back: tuple[Outcome, ...]

    @property
    def first(self) -> float:
        """The share of held-back phrases whose first reading is right."""
        return sum(outcome.first for outcome in self.held_back) / max(len(self.held_back), 1)

    @property
    def within_five(self) -> float:
        """The share of held-back phrases with a right reading among five."""
        return sum(outcome.within_five for outcome in self.held_back) / max(len(self.held_back), 1)


def train(
    files: Sequence[Path], out: Path | None = None, same: Same | None = None, folds: int = FOLDS
) -> Fitted:
    """Fit on JSON lines with `spoken` and `latex`, write the weights, and return them with the result.

    The phrases of a file that is named twice count twice.
    `out` is the weights file, by default the one in use. `same` tells whether two LaTeX formulas are
    equal, by default `same_formula`.
    """
    counts = sorted(Counter(read(files)).items())
    phrases = [phrase._replace(count=count) for phrase, count in counts]
    fitted = fit(phrases, same or same_formula, folds)
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


def first_guess() -> Weights:
    """Return the weights of scopes.txt, from which fitting starts."""
    weights = {}
    for line in (grammar.DATA / "scopes.txt").read_text("utf-8").splitlines():
        hole, _, rules = line.partition(": ")
        if not line.startswith("#"):
            for item in rules.split(","):
                value, _, rule = item.strip().partition(" ")
                weights[f"{hole} {rule}".strip()] = float(value)
    return weights


def fit(phrases: Sequence[Phrase], same: Same, folds: int = FOLDS, seed: int = 0) -> Fitted:
    """Fit the weights on all phrases; measure them on each fold with a fit to the other folds."""
    start = first_guess()
    shuffled = list(phrases)
    random.Random(seed).shuffle(shuffled)
    parts = [shuffled[fold::folds] for fold in range(folds)]
    voted = [list(ballots(part, start, same)) for part in parts]
    outcomes: list[Outcome] = []
    for fold, part in enumerate(parts):
        others = [ballot for other in voted if other is not voted[fold] for ballot in other]
        outcomes += measure(part, regress(others, start), same)
    weights = regress([ballot for part in voted for ballot in part], start)
    return Fitted(weights, tuple(outcomes))


def ballots(phrases: Iterable[Phrase], weights: Weights, same: Same) -> Iterator[Ballot]:
    """Yield the readings of each phrase that has right ones and wrong ones, as often as it counts."""
    machine = parser.Parser(grammar.load(), weights, width=WIDTH, tracing=True)
    for phrase in phrases:
        ballot: Ballot = []
        seen: set[Node] = set()
        tokens = repair.repaired(tokenise(phrase.spoken))
        spoken = manner.ways(tokens)
        for state in search(machine, tokens):
            tree = reading.tidy(state.operand)
            choices = list(_decisions(state))
            cost = state.cost - sum(_cost(choice, _odds(choice, weights)) for choice in choices)
            others = variants.variants(tree) if len(seen) < VARIED else ()
            for each, extra, name in ((tree, 0.0, ""), *others):
                if each not in seen:
                    meant = customs.settled(each) if each is tree else each
                    right = same(reading.Reading(meant, 0.0).latex, phrase.latex)
                    facts = list(ranking.features(each))
                    facts += manner.facts(name, spoken) if name else []
                    ballot.append(Candidate(cost + extra, choices, facts, right))
                    seen.add(each)
        if 0 < sum(candidate.right for candidate in ballot) < len(ballot):
            yield from [ballot] * phrase.count


def _decisions(state: State) -> Iterator[Choice]:
    trail = state.trail
    while trail is not None:
        trail, choice = trail  # type: ignore[misc]
        yield choice


def _odds(choice: Choice, weights: Weights) -> float:
    odds = sum(weights.get(name, 0.0) for name in choice.features)
    if choice.pause:
        odds += min(choice.pause, scopes.LONGEST_PAUSE) * weights.get("pause", 0.0)
    return max(-30.0, min(30.0, odds))


def _cost(choice: Choice, odds: float) -> float:
    return log1p(exp(-odds if choice.stayed else odds))


def regress(ballots: Sequence[Ballot], start: Weights) -> Weights:
    """Return the weights that give right readings the best odds, starting from and held to `start`."""
    counts = _seen(ballots)
    weights = dict(start)
    known = {name for name, count in counts.items() if count >= RAREST} | start.keys()
    squares: Weights = {}
    order = list(ballots)
    shuffle = random.Random(0).shuffle
    for _ in range(EPOCHS):
        shuffle(order)
        for ballot in order:
            for name, slope in _slopes(ballot, weights).items():
                if name not in known:
                    continue
                pull = weights.get(name, 0.0) - start.get(name, 0.0)
                slope -= RIDGE * pull * min(1.0, 20 / max(counts[name], 1))
                squares[name] = squares.get(name, 0.01) + slope * slope
                weights[name] = weights.get(name, 0.0) + RATE * slope / sqrt(squares[name])
    return {
        name: value for name, value in weights.items() if name in start or abs(value) >= SMALLEST
    }


def _seen(ballots: Iterable[Ballot]) -> Counter[str]:
    """Return in how many phrases each feature occurs."""
    counts: Counter[str] = Counter()
    for ballot in {id(ballot): ballot for ballot in ballots}.values():
        names = {name for one in ballot for choice in one.choices for name in choice.features}
        counts.update(names.union(*[one.facts for one in ballot]))
    return counts


def _slopes(ballot: Ballot, weights: Weights) -> Weights:
    """Return the gradient of the log share of the right readings; none where they have it all."""
    odds = [[_odds(choice, weights) for choice in one.choices] for one in ballot]
    scores = [
        sum(weights.get(fact, 0.0) for fact in one.facts)
        - one.cost
        - sum(_cost(choice, each) for choice, each in zip(one.choices, mine, strict=True))
        for one, mine in zip(ballot, odds, strict=True)
    ]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    total = sum(shares)
    good = sum(share for share, one in zip(shares, ballot, strict=True) if one.right)
    slopes: Weights = {}
    if good > SURE * total:
        return slopes
    for share, one, mine in zip(shares, ballot, odds, strict=True):
        pull = (share / max(good, 1e-12) if one.right else 0.0) - share / total
        for choice, each in zip(one.choices, mine, strict=True):
            step = pull * (choice.stayed - 1.0 / (1.0 + exp(-each)))
            for name in choice.features:
                slopes[name] = slopes.get(name, 0.0) + step
        for name in one.facts:
            slopes[name] = slopes.get(name, 0.0) + pull
    return slopes


def measure(phrases: Iterable[Phrase], weights: Weights, same: Same) -> Iterator[Outcome]:
    """Yield how each phrase is read with these weights."""
    machine = parser.Parser(grammar.load(), weights)
    for phrase in phrases:
        tokens = repair.repaired(tokenise(phrase.spoken))
        states = search(machine, tokens)
        found = reading.rank(reading.weighed(states, weights), 5, weights, tokens)
        right = [same(one.latex, phrase.latex) for one in found]
        yield Outcome(phrase, bool(right[:1] and right[0]), any(right))


def write(weights: Weights) -> str:
    """Return the text of weights.txt."""
    lines = ["# Fitted by mathparse.fit, not by hand: a weight, then its feature (see scopes.txt)."]
    lines += [f"{value:.2f} {name}" for name, value in sorted(weights.items())]
    return "\n".join(lines) + "\n"
