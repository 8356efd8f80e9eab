"""A left-to-right operator-precedence parser with a beam; every question of scope is a scored choice.

A state is (cost, operand, frame, trail): the operand just finished (or None where one is awaited), and
a linked list of open frames. When a word arrives, the frames are walked from the innermost outwards;
each may close (its construct ends before the word) or stay open (the word belongs inside). Where the
grammar's levels leave both open, a logistic model of named features gives the odds.
"""

from __future__ import annotations

from mathparse.grammar import Captured, Grammar, Step
from mathparse.scopes import Scopes, Weights
from mathparse.states import BEAM, Arrival, Choice, Frame, Lexeme, State, by_cost, costlier
from mathparse.tree import Node

BLANK_COST, MISSING_CLOSER_COST = 6.0, 2.5
BLANK = Node("blank")
BESIDE_COST = 1.5
TAKEN_COST = 2.0
EMPTY_COST, BARE_SIGN_COST = 1.0, 5.0
NESTED_ORDINAL_COST = 3.0  # "x to the fourth y": an exponent that is an ordinal ends with it
DEEPEST_CLOSING = 20
EMPTY_BESIDE_COST = 3.0
LOOSEST_PREFIX = 13
SCRIPTS = ("script", "exponent")
IMPOSSIBLE = 1e9
EITHER_SIDE = frozenset({"accent", "star-mark", "bar", "double-bar"})


class Parser:
    """Parses a lattice of lexemes with one grammar and one set of weights."""

    def __init__(
        self, grammar: Grammar, weights: Weights, *, width: int = BEAM, tracing: bool = False
    ) -> None:
        self.grammar = grammar
        self.tracing = tracing
        self.width = width
        self.scopes = Scopes(weights)
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
        word = Arrival(
            lexeme.kind,
            lexeme.value,
            guarded,
            pause,
            following,
            self.grammar.infix.keys.get(lexeme.kind),
            self.grammar.prefix.keys.get(lexeme.kind),
        )
        for state in beam:
            if lexeme.cost:
                state = costlier(state, lexeme.cost)
            if state.operand is None:
                self._onto_gap(state, word, out)
            else:
                self._onto_operand(state, word, out)
        return out

    def finish(self, beam: list[State]) -> list[State]:
        """Close whatever is open; return complete states, best first, without repeats."""
        done: dict[Node, State] = {}
        for state in sorted(beam, key=by_cost):
            closed = self._close_all(state)
            if closed and closed.operand is not None and closed.operand not in done:
                done[closed.operand] = closed
        return sorted(done.values(), key=by_cost)

    # --- a word where an operand is awaited

    def _onto_gap(self, state: State, word: Arrival, out: list[State]) -> None:
        cost, _, frame, trail = state
        step = frame.step
        found = len(out)
        if word.kind in step.keys:
            self._say(cost, step.keys[word.kind], frame, frame.captured, word, trail, out)
        alone = word.infix is not None and _stands_alone(frame, word)
        if word.prefix is not None and not alone and self._may_begin(step, word.prefix):
            deeper = cost + NESTED_ORDINAL_COST * (word.kind == "ordinal" and found < len(out))
            self._enter(deeper, word.prefix, (), word, frame, word.guarded, trail, out)
        signed = step.rule == "sign" and word.kind == "number"
        if step.build is not None and frame.parent is not None and not signed:
            node = step.build(frame.captured)
            if node is not None:
                if step.hole is not None:
                    cost += EMPTY_BESIDE_COST if len(out) > found else self._empty_cost(frame)
                self._onto_operand(State(cost, node, frame.parent, trail), word, out)
        if len(out) == found and step.hole is not None and frame.parent is not None:
            self._onto_operand(State(cost + BLANK_COST, BLANK, frame, trail), word, out)

    def _may_begin(self, step: Step, prefix: Step) -> bool:
        """Whether a construct may stand in the hole; lone relations and tables not in tight ones."""
        if step.hole is None:
            return False
        tight = prefix.level <= LOOSEST_PREFIX and prefix.level < step.hole.level
        return not tight or step.hole.name in SCRIPTS

    def _empty_cost(self, frame: Frame) -> float:
        """Return the cost of a construct without its last part; a bare sign belongs in a script."""
        outer = frame.parent.step.hole if frame.parent is not None else None
        if frame.step.rule == "sign" and outer is not None and outer.name not in SCRIPTS:
            return BARE_SIGN_COST
        return EMPTY_COST

    def _say(
        self,
        cost: float,
        step: Step,
        frame: Frame,
        captured: Captured,
        word: Arrival,
        trail: object,
        out: list[State],
    ) -> None:
        """Go on in a construct with the word that it waits for."""
        waits = word.guarded or (frame.guarded and word.kind not in self.grammar.closers)
        self._enter(cost, step, captured, word, frame.parent, waits, trail, out)

    def _enter(
        self,
        cost: float,
        step: Step,
        captured: Captured,
        word: Arrival,
        parent: Frame | None,
        guarded: bool,
        trail: object,
        out: list[State],
    ) -> None:
        """Move to a step whose word was just said; finish the construct where nothing can follow."""
        if word.value is not None:
            captured = (*captured, word.value)
        if step.hole is None and not step.keys:
            assert step.build is not None
            assert parent is not None
            node = step.build(captured)
            if node is not None:
                out.append(State(cost, node, parent, trail))
        else:
            out.append(State(cost, None, Frame(step, captured, parent, guarded), trail))

    # --- a word after a finished operand

    def _onto_operand(self, state: State, word: Arrival, out: list[State]) -> None:
        cost, operand, frame, trail = state
        kind = word.kind
        elsewhere = (
            TAKEN_COST if kind in self.grammar.joints and self._awaited(frame, kind) else 0.0
        )
        leaving = ""  # a part that the word has to leave altogether, decided further inside
        for _ in range(DEEPEST_CLOSING):
            if operand is None:
                return
            after, hole, parent = frame.step.after, frame.step.hole, frame.parent
            assert after is not None
            assert hole is not None
            captured = (*frame.captured, operand)
            if kind in after.keys:
                self._say(cost, after.keys[kind], frame, captured, word, trail, out)
            closable = after.build is not None and not frame.guarded and parent is not None
            rule, level = self._rule(word, operand)
            if rule:
                pair = hole.name + " " + rule
                movable = after.hole is not None and word.infix is None
                stays, leaves, features = 0.0, 0.0, ()
                may_leave = closable or movable
                if leaving:
                    stays = IMPOSSIBLE
                elif may_leave and (context := self.scopes.context(pair, frame)) is not None:
                    features = self.scopes.features(pair, operand, frame, word)
                    stays, leaves = self.scopes.costs(features, word.pause)
                    leaving = context
                elif closable and elsewhere:
                    stays = elsewhere
                elif level >= hole.level or frame.guarded or not may_leave:
                    closable = movable = False
                else:
                    stays = IMPOSSIBLE
                if stays < IMPOSSIBLE:
                    kept = self._noted(trail, features, word.pause, True)
                    self._attach(cost + stays + elsewhere, operand, frame, word, kept, out)
                trail = self._noted(trail, features, word.pause, False)
                cost += leaves
                if movable:
                    moved = Frame(after, captured, parent, frame.guarded)
                    self._enter(cost, word.prefix, (), word, moved, word.guarded, trail, out)  # type: ignore[arg-type]
            if not closable:
                return
            if hole.name == leaving:
                leaving = ""
            operand, frame = after.build(captured), parent  # type: ignore[misc, assignment]

    def _rule(self, word: Arrival, operand: Node) -> tuple[str, int]:
        """Return the name and level of the rule by which the word would follow the operand."""
        if word.infix is not None:
            return word.infix.rule, word.infix.level
        if word.prefix is None:
            return "", 0
        if operand.head == "text":
            return "pieces-" + word.prefix.rule, self.pieces.level
        return "beside-" + word.prefix.rule, self.beside.level

    def _awaited(self, frame: Frame, kind: str) -> bool:
        """Whether a construct that is open, with only finishable ones inside it, waits for the word."""
        at: Frame | None = frame
        for _ in range(DEEPEST_CLOSING):
            if at is None or at.step.after is None:
                return False
            if kind in at.step.after.keys:
                return True
            if at.step.after.build is None or at.guarded:
                return False
            at = at.parent
        return False

    def _attach(
        self,
        cost: float,
        operand: Node,
        frame: Frame,
        word: Arrival,
        trail: object,
        out: list[State],
    ) -> None:
        """Let an operator take the operand as its left part, or put a new operand beside it."""
        if word.infix is not None:
            self._enter(cost, word.infix, (operand,), word, frame, word.guarded, trail, out)
            cost += BESIDE_COST
        if word.prefix is not None and (word.infix is None or word.kind in EITHER_SIDE):
            between = self.pieces if operand.head == "text" else self.beside
            outer = Frame(between, (operand,), frame, False)
            self._enter(cost, word.prefix, (), word, outer, word.guarded, trail, out)

    def _noted(
        self, trail: object, features: tuple[str, ...], pause: float, stayed: bool
    ) -> object:
        if features and self.tracing:
            return trail, Choice(features, pause, stayed)
        return trail

    def _close_all(self, state: State) -> State | None:
        cost, operand, frame, trail = state
        while True:
            if operand is None:
                step = frame.step
                node = step.build(frame.captured) if step.build and frame.parent else None
                if node is not None:
                    if step.hole is not None:
                        cost += self._empty_cost(frame)
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


def _stands_alone(frame: Frame, word: Arrival) -> bool:
    """Whether a function has no argument: "nu sub min minus", "sine squared plus cosine squared"."""
    outer = frame.parent.step.hole if frame.parent is not None else None
    if frame.step.rule != "function" or outer is None:
        return False
    return word.kind == "plus" or outer.name in SCRIPTS or word.following.startswith("function")
