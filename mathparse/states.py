"""What the parser works on: lexemes as they arrive, constructs begun, partial derivations and their beam."""

from __future__ import annotations

from typing import NamedTuple

from mathparse.grammar import Captured, Step
from mathparse.tree import Node

BEAM = 12
MARGIN = 9.0


class Lexeme(NamedTuple):
    """A word or words with one meaning: tokens start to end, what it is, its value, its cost."""

    kind: str
    value: object
    end: int
    cost: float = 0.0


class Frame(NamedTuple):
    """A construct begun and not finished; `guarded` frames wait for a closer said later."""

    step: Step
    captured: Captured
    parent: Frame | None
    guarded: bool


class Choice(NamedTuple):
    """One scope decision on a derivation, kept for fitting: the features and whether it stayed open."""

    features: tuple[str, ...]
    pause: float
    stayed: bool


class Arrival(NamedTuple):
    """A lexeme as it reaches the parser: with its pause, what follows it, and its grammar rules."""

    kind: str
    value: object
    guarded: bool
    pause: float
    following: str
    infix: Step | None
    prefix: Step | None


class State(NamedTuple):
    """A partial derivation."""

    cost: float
    operand: Node | None
    frame: Frame
    trail: object


def costlier(state: State, cost: float) -> State:
    """Return the state with something added to its cost."""
    return State(state[0] + cost, state[1], state[2], state[3])


def by_cost(state: State) -> float:
    """Return the key by which states are sorted, cheapest first."""
    return state[0]


def prune(states: list[State], width: int = BEAM) -> list[State]:
    """Keep the best states within the beam."""
    if len(states) > 1:
        states.sort(key=by_cost)
        limit = states[0].cost + MARGIN
        del states[width:]
        while states[-1].cost > limit:
            states.pop()
    return states
