"""From a phrase to its ranked readings: the public entry of the package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from mathparse import (
    builders,
    characters,
    customs,
    grammar,
    manner,
    openings,
    parser,
    prose,
    quotations,
    ranking,
    repair,
    said_order,
    variants,
)
from mathparse.search import search
from mathparse.states import State
from mathparse.tokens import Token, tokenise
from mathparse.tree import Node

MAX_WORDS = 400
TOKENS_PER_WORD = 4
FARTHEST_VARIED = 4.0  # readings so much worse than the best have no variants worth showing
MOST_SETTLED = 2  # readings
UNCUSTOMARY = 1.0  # what a reading costs besides where custom writes it otherwise
IMPOSSIBLE = 1e9


class ParseError(Exception):
    """The phrase is longer than the limit; the message says what to do."""


class Reading(NamedTuple):
    """One way to understand a phrase; the printed forms are made when asked for."""

    tree: Node
    score: float

    @property
    def latex(self) -> str:
        """The formula as LaTeX."""
        from mathparse import printers

        return printers.to_latex(self.tree)

    @property
    def mathml(self) -> str:
        """The formula as presentation MathML with intent."""
        from mathparse import printers

        return printers.to_mathml(self.tree)

    @property
    def text(self) -> str:
        """The formula as plain Unicode text."""
        from mathparse import printers

        return printers.to_text(self.tree)

    @property
    def speech(self) -> str:
        """The formula in unambiguous spoken English."""
        from mathparse import printers

        return printers.to_speech(self.tree)

    @property
    def sympy(self) -> str:
        """The formula as SymPy code; `mathparse.sympy_form.to_sympy` makes the object itself."""
        from mathparse import sympy_form

        return sympy_form.to_sympy_code(self.tree)


class Parse(NamedTuple):
    """What a phrase is ("math" or "text") and its readings, best first."""

    kind: str
    readings: tuple[Reading, ...]


def parse(phrase: str, alternatives: int = 1, pauses: Sequence[float] | None = None) -> Parse:
    """Read a spoken or typed phrase as a formula.

    `pauses[i]` is the silence in seconds before word i of `phrase.split()`. At most `alternatives`
    readings come back, best first. Raises ParseError for a phrase of more than MAX_WORDS words.
    """
    words = phrase.split()
    if len(words) > MAX_WORDS or len(phrase) > MAX_WORDS * 20:
        raise ParseError(f"The phrase is too long: say at most {MAX_WORDS} words at once.")
    tokens = repair.repaired(tokenise(phrase)[: MAX_WORDS * TOKENS_PER_WORD])
    tokens = said_order.with_unknown(openings.without_opening(tokens))
    if not tokens or prose.is_prose(tokens):
        return _as_character(phrase) or as_text(phrase)
    try:
        return _as_mathematics(phrase, tokens, alternatives, pauses)
    except RecursionError:  # hundreds of constructs inside each other are nonsense
        return as_text(phrase)


def _as_mathematics(
    phrase: str, tokens: list[Token], alternatives: int, pauses: Sequence[float] | None
) -> Parse:
    states = search(engine(), tokens, pauses)
    if not states:  # "of" after what is no function
        states = search(engine(), [token for token in tokens if token != "of"])
    if not states:
        return _as_character(phrase) or as_text(phrase)
    if _has_words(states[0].operand) and (named := _as_character(phrase)):
        return named
    found = weighed(states, load_weights())
    readings = rank(found, alternatives, load_weights(), tokens)
    if readings[0].tree.head == "text" and quotations.quotation(tokens, 0) is None:
        return as_text(phrase)
    return Parse("math", readings)


def groupings(phrase: str, farthest: float) -> list[Node]:
    """Return the trees that the grammar finds for a phrase, best first, none more than so much worse."""
    states = search(engine(), repair.repaired(tokenise(phrase)[: MAX_WORDS * TOKENS_PER_WORD]))
    found = weighed(states, load_weights())
    return [tree for tree, cost in found if cost <= found[0][1] + farthest]


def weighed(states: Sequence[State], weights: Mapping[str, float]) -> list[tuple[Node, float]]:
    """Return the finished trees with their costs, the shape of the whole tree counted in; cheapest first."""
    trees = [tidy(state.operand) for state in states]
    found = [
        (tree, state.cost - ranking.score(tree, weights))
        for tree, state in zip(trees, states, strict=True)
    ]
    return sorted(found, key=lambda item: item[1])


def _as_character(phrase: str) -> Parse | None:
    """Read the whole phrase as the name of a rare sign ("multimap", "white diamond")."""
    char = characters.find(phrase)
    if char is None:
        return None
    return Parse("math", (Reading(Node("symbol", (), char), 0.0),))


def _has_words(tree: Node | None) -> bool:
    return tree is not None and any(node.head in ("text", "blank") for node in tree.walk())


def rank(
    found: list[tuple[Node, float]],
    alternatives: int,
    weights: Mapping[str, float],
    tokens: Sequence[Token],
) -> tuple[Reading, ...]:
    """Return the cheapest readings, no two written alike, among them variants of the first two.

    What custom settles stands before the reading; a variant does so only where the weights say so.
    Neither does where the speaker groups exactly, and custom not where brackets or signs are said.
    """
    if not found:
        return ()
    costs: dict[Node, float] = {}
    exact = manner.is_exact(tokens)
    closed = exact or customs.is_exact(tokens)
    settled = exact
    for place, (tree, cost) in enumerate(found[: 2 * alternatives]):
        meant = customs.settled(tree, closed) if place < MOST_SETTLED else tree
        costs.setdefault(meant, cost)
        if meant != tree:
            costs.setdefault(tree, cost + UNCUSTOMARY)
            if place == 0:  # words left out settle nothing
                settled = settled or meant != customs.settled(tree, exact=True)
    spoken = manner.ways(tokens)
    least = found[0][1] if settled else -IMPOSSIBLE
    priced: dict[Node, float] = {}
    for tree, cost in found[:2]:
        if cost <= found[0][1] + FARTHEST_VARIED:
            for other, price in _variants(tree, cost, weights, spoken):
                priced[other] = min(price, priced.get(other, IMPOSSIBLE))
    again = min(priced.items(), key=lambda item: item[1], default=found[0])
    if again[1] <= found[0][1] + FARTHEST_VARIED:  # two things may be written otherwise at once
        for other, price in _variants(*again, weights, spoken):
            if other not in costs:
                priced.setdefault(other, price)
    for tree, price in priced.items():
        costs[tree] = min(max(least, price), costs.get(tree, IMPOSSIBLE))
    best: dict[str, Reading] = {}
    for tree, cost in sorted(costs.items(), key=lambda item: item[1]):
        reading = Reading(tree, -cost)
        best.setdefault(reading.latex if alternatives > 1 else "", reading)
        if len(best) == alternatives:
            break
    return tuple(best.values())


def _variants(
    tree: Node, cost: float, weights: Mapping[str, float], spoken: tuple[str, ...]
) -> Iterator[tuple[Node, float]]:
    """Yield the variants of a tree that has a cost, with their own."""
    said = cost + ranking.score(tree, weights)
    manners = variants.manners()
    for other, extra, name in variants.variants(tree):
        told = sum(weights.get(fact, 0.0) for fact in manner.facts(name, spoken))
        price = said + extra - told - ranking.score(other, weights)
        manner_of = "digits" if name == "point" and tree.head != "multiply" else name
        needs = manners.get(manner_of, manners["*"])
        stays = name in variants.behind() or needs.isdisjoint(spoken)
        yield other, max(cost, price) if stays else price


def as_text(phrase: str) -> Parse:
    """A phrase that is not mathematics."""
    return Parse("text", (Reading(Node("text", (), phrase), 0.0),))


@cache
def engine() -> parser.Parser:
    """Return the parser with the grammar and weights that ship with the package."""
    return parser.Parser(grammar.load(), load_weights())


@cache
def load_weights() -> dict[str, float]:
    """Read weights.txt: a value, then the name of a feature."""
    weights = {}
    for line in (grammar.DATA / "weights.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            value, name = line.split(None, 1)
            weights[name] = float(value)
    return weights


def tidy(node: Node | None) -> Node:
    """Turn what only the parser needs (rows and cells outside a table) into nodes of heads.toml."""
    assert node is not None
    return builders.tidy(node)
