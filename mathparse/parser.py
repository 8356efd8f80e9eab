"""A left-to-right operator-precedence parser with a beam; every question of scope is a scored choice.

A state is (cost, operand, frame, trail): the operand just finished (or None where one is awaited), and
a linked list of open frames. When a word arrives, the frames are walked from the innermost outwards;
each may close (its construct ends before the word) or stay open (the word belongs inside). Where the
grammar's levels leave both open, a logistic model of named features gives the odds.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log1p
from typing import NamedTuple

from mathparse.grammar import Captured, Grammar, Step
from mathparse.tree import Node

BEAM = 8
MARGIN = 9.0
LONGEST_PAUSE = 1.0
BLANK_COST = 6.0
MISSING_CLOSER_COST = 2.5
BLANK = Node("blank")
BESIDE_COST = 1.5
TAKEN_COST = 2.0
EITHER_SIDE = frozenset({"accent", "star-mark", "bar", "double-bar"})

Weights = Mapping[str, float]


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


class State(NamedTuple):
    """A partial derivation."""

    cost: float
    operand: Node | None
    frame: Frame
    trail: object


class Parser:
    """Parses a lattice of lexemes with one grammar and one set of weights."""

    def __init__(
        self, grammar: Grammar, weights: Weights, *, width: int = BEAM, tracing: bool = False
    ) -> None:
        self.grammar = grammar
        self.weights = weights
        self.tracing = tracing
        self.width = width
        self.soft = {name for name in weights if " " in name and "|" not in name}
        self.soft_inside = {name for name in weights if "|in " in name}
        self.root = Frame(grammar.root, (), None, False)
        self.beside = grammar.infix.keys["beside"]
        self.pieces = grammar.infix.keys["pieces"]

    def start(self) -> list[State]:
        """Return the beam before the first word."""
        return [State(0.0, None, self.root, None)]

    def advance(
        self, beam: list[State], lexeme: Lexeme, guarded: bool, pause: float, following: str
    ) -> list[State]:
        """Return the states after one lexeme, unpruned."""
        out: list[State] = []
        for state in beam:
            if lexeme.cost:
                state = costlier(state, lexeme.cost)
            if state.operand is None:
                self._onto_gap(state, lexeme, guarded, pause, following, out)
            else:
                self._onto_operand(state, lexeme, guarded, pause, following, out)
        return out

    def finish(self, beam: list[State]) -> list[State]:
        """Close whatever is open; return complete states, best first, without repeats."""
        done: dict[Node, State] = {}
        for state in sorted(beam, key=_cost):
            closed = self._close_all(state)
            if closed and closed.operand is not None and closed.operand not in done:
                done[closed.operand] = closed
        return sorted(done.values(), key=_cost)

    # --- a word where an operand is awaited

    def _onto_gap(
        self, state: State, lexeme: Lexeme, guarded: bool, pause: float, following: str, out: list[State]
    ) -> None:
        cost, _, frame, trail = state
        step, kind = frame.step, lexeme.kind
        found = len(out)
        if kind in step.keys:
            self._enter(cost, step.keys[kind], frame.captured, lexeme, frame.parent, guarded or self._waits(frame, kind), trail, out)
        if step.hole is not None and kind in self.grammar.prefix.keys:
            self._enter(cost, self.grammar.prefix.keys[kind], (), lexeme, frame, guarded, trail, out)
        if step.build is not None:
            node = step.build(frame.captured)
            if node is not None and frame.parent is not None:
                empty = 0.0
                if step.hole is not None:
                    empty = 3.0 if len(out) > found else 1.0
                self._onto_operand(
                    State(cost + empty, node, frame.parent, trail), lexeme, guarded, pause, following, out
                )
        if len(out) == found and step.hole is not None and frame.parent is not None:
            self._onto_operand(
                State(cost + BLANK_COST, BLANK, frame, trail), lexeme, guarded, pause, following, out
            )

    def _waits(self, frame: Frame, kind: str) -> bool:
        return frame.guarded and kind not in self.grammar.closers

    def _enter(
        self,
        cost: float,
        step: Step,
        captured: Captured,
        lexeme: Lexeme,
        parent: Frame | None,
        guarded: bool,
        trail: object,
        out: list[State],
    ) -> None:
        """Move to a step whose word was just said; finish the construct where nothing can follow."""
        if lexeme.value is not None:
            captured = (*captured, lexeme.value)
        if step.hole is None and not step.keys:
            assert step.build is not None and parent is not None
            node = step.build(captured)
            if node is not None:
                out.append(State(cost, node, parent, trail))
        else:
            out.append(State(cost, None, Frame(step, captured, parent, guarded), trail))

    # --- a word after a finished operand

    def _onto_operand(
        self, state: State, lexeme: Lexeme, guarded: bool, pause: float, following: str, out: list[State]
    ) -> None:
        cost, operand, frame, trail = state
        kind = lexeme.kind
        infix = self.grammar.infix.keys.get(kind)
        prefix = self.grammar.prefix.keys.get(kind)
        rule, level = "", 0
        found, cost_elsewhere = len(out), 0.0
        if infix is not None:
            rule, level = infix.rule, infix.level
        elif prefix is not None:
            rule, level = "beside-" + prefix.rule, self.beside.level
        awaited = False
        while operand is not None:
            step = frame.step
            after, hole, parent = step.after, step.hole, frame.parent
            assert after is not None and hole is not None
            captured = (*frame.captured, operand)
            if kind in after.keys:
                if not awaited and rule:
                    awaited = True
                    for index in range(found, len(out)):
                        out[index] = costlier(out[index], TAKEN_COST)
                    cost_elsewhere = TAKEN_COST
                self._enter(cost, after.keys[kind], captured, lexeme, parent, guarded or self._waits(frame, kind), trail, out)
            closable = after.build is not None and not frame.guarded and parent is not None
            stays, leaves, features = 0.0, 0.0, ()
            if prefix is not None and infix is None:
                worded = operand.head == "text"
                rule = ("pieces-" if worded else "beside-") + prefix.rule
                level = (self.pieces if worded else self.beside).level
            if rule:
                pair = hole.name + " " + rule
                movable = after.hole is not None and infix is None
                if (closable or movable) and (pair in self.soft or self._soft_here(pair, frame)):
                    features = self._features(pair, operand, frame, following)
                    stays, leaves = self._odds(features, pause)
                elif level >= hole.level or frame.guarded or not (closable or movable):
                    closable = movable = False
                else:
                    stays = -1.0
                if stays >= 0.0:
                    kept = (trail, Choice(features, pause, True)) if features and self.tracing else trail
                    self._attach(cost + stays + cost_elsewhere, operand, frame, lexeme, guarded, kept, out)
                if features and self.tracing:
                    trail = (trail, Choice(features, pause, False))
                cost += leaves
                if movable:
                    moved = Frame(after, captured, parent, frame.guarded)
                    self._enter(cost, prefix, (), lexeme, moved, guarded, trail, out)  # type: ignore[arg-type]
            if not closable:
                return
            operand, frame = after.build(captured), parent  # type: ignore[misc, assignment]

    def _attach(
        self,
        cost: float,
        operand: Node,
        frame: Frame,
        lexeme: Lexeme,
        guarded: bool,
        trail: object,
        out: list[State],
    ) -> None:
        """Let an operator take the operand as its left part, or put a new operand beside it."""
        infix = self.grammar.infix.keys.get(lexeme.kind)
        prefix = self.grammar.prefix.keys.get(lexeme.kind)
        if infix is not None:
            self._enter(cost, infix, (operand,), lexeme, frame, guarded, trail, out)
            cost += BESIDE_COST
        if prefix is not None and (infix is None or lexeme.kind in EITHER_SIDE):
            between = self.pieces if operand.head == "text" else self.beside
            outer = Frame(between, (operand,), frame, False)
            self._enter(cost, prefix, (), lexeme, outer, guarded, trail, out)

    def _soft_here(self, pair: str, frame: Frame) -> bool:
        outer = frame.parent.step.hole if frame.parent is not None else None
        return outer is not None and f"{pair}|in {outer.name}" in self.soft_inside

    def _odds(self, features: tuple[str, ...], pause: float) -> tuple[float, float]:
        """Return the costs of staying inside and of leaving."""
        odds = 0.0
        for name in features:
            odds += self.weights.get(name, 0.0)
        if pause:
            odds += min(pause, LONGEST_PAUSE) * self.weights.get("pause", 0.0)
        odds = max(-30.0, min(30.0, odds))
        return log1p(exp(-odds)), log1p(exp(odds))

    def _features(
        self, pair: str, operand: Node, frame: Frame, following: str
    ) -> tuple[str, ...]:
        parent = frame.parent
        outer = parent.step.hole.name if parent is not None and parent.step.hole else ""
        first = frame.captured[0] if frame.captured else None
        left = first.head if isinstance(first, Node) else "-"
        return (
            pair,
            f"{pair}|has {operand.head}",
            f"{pair}|in {outer}",
            f"{pair}|left {left}",
            f"{pair}|next {following}",
            f"{pair}|then {following.partition(' ')[0]}",
        )

    # --- the end

    def _close_all(self, state: State) -> State | None:
        cost, operand, frame, trail = state
        while True:
            if operand is None:
                step = frame.step
                node = step.build(frame.captured) if step.build and frame.parent else None
                if node is not None:
                    operand, frame = node, frame.parent
                    continue
                if step.hole is None or frame.parent is None:
                    return None
                operand, cost = BLANK, cost + BLANK_COST
            after = frame.step.after
            assert after is not None
            if frame.parent is None:
                return State(cost, operand, frame, trail)
            captured = (*frame.captured, operand)
            if after.build is not None:
                operand = after.build(captured)
            else:
                operand, cost = self._unfinished(after, captured), cost + MISSING_CLOSER_COST
            if operand is None:
                return None
            frame = frame.parent

    def _unfinished(self, step: Step, captured: Captured) -> Node | None:
        """Complete a construct whose closing words were not said, with blanks in its empty places."""
        for _ in range(12):
            if step.build is not None:
                try:
                    return step.build(captured)
                except IndexError:  # a word whose value the construct needs was never said
                    return None
            if step.hole is not None and step.after is not None:
                captured, step = (*captured, BLANK), step.after
            else:
                word = min(step.keys, key=lambda name: not name.startswith(("close", "end")))
                step = step.keys[word]
        return None


def costlier(state: State, cost: float) -> State:
    """Return the state with something added to its cost."""
    return State(state[0] + cost, state[1], state[2], state[3])


def _cost(state: State) -> float:
    return state[0]


def prune(states: list[State], width: int = BEAM) -> list[State]:
    """Keep the best states within the beam."""
    if len(states) > 1:
        states.sort(key=_cost)
        limit = states[0].cost + MARGIN
        del states[width:]
        while states[-1].cost > limit:
            states.pop()
    return states
