"""The search for readings: a beam of partial derivations is led through the lattice of a phrase.

Who dictates says one more word at a time, and nearly all of the phrase is as it was: what each word led to
is kept, and the next search goes on from the first word that stands otherwise now.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from mathparse import dialect, lexer
from mathparse.builders.statements import DOTS
from mathparse.lattice import guards, settle_punctuation
from mathparse.parser import Parser
from mathparse.states import Lexeme, State, costlier, prune
from mathparse.tokens import Token
from mathparse.tree import Node

LOST_WORD_COST = 8.0
COMMA_PAUSE = 0.4
PAUSES = (",", ";", "space")
KEPT_CLOSERS = ("base", "power")
# Letters whose part in a formula is settled by custom: increments, and the constant of integration.
SMALL = ("h", "Delta", "delta")
# What may stand after an operand before the operator that tells more.
UPON_OPERANDS = frozenset({"squared", "implied-sub", "prime", "factorial", "naught", "accent"})
PHASES = ("phi", "varphi")
CONSTANTS = ("c", "C", "k", "K")

Gain = tuple[int, list[State]]  # states, and the place in the phrase that they have come to


class Place(NamedTuple):
    """All that decides what a word leads to, given what was before it."""

    written: str
    lexemes: list[Lexeme]
    following: list[str]
    guarded: bool
    pause: float


class Searched(NamedTuple):
    """The last phrase: its places, and what each led to."""

    places: list[Place]
    gains: list[list[Gain]]


_last: WeakKeyDictionary[Parser, Searched] = WeakKeyDictionary()


def search(
    machine: Parser, tokens: Sequence[Token], pauses: Sequence[float] | None = None
) -> list[State]:
    """Run the parser over the lattice of the phrase; return complete states, best first."""
    tokens = dialect.explicit(list(tokens))
    places = _places(machine, tokens, pauses)
    known = _known(_last.get(machine), places)
    beams: list[list[State]] = [[] for _ in range(len(places) + 1)]
    beams[0] = machine.start()
    gains: list[list[Gain]] = []
    for start, place in enumerate(places):
        if start < len(known):
            gained = known[start]
        elif beam := prune(beams[start], machine.width):
            gained = _gains(machine, beam, place)
            if not any(states for _, states in gained) and not any(beams[start + 1 :]):
                first = place.lexemes[0]
                gained = [
                    (first.end, _recovered(machine, beam, tokens[start : first.end], first.kind))
                ]
        else:
            gained = []
        gains.append(gained)
        for end, states in gained:
            beams[end] += states
    if not machine.tracing:
        _last[machine] = Searched(places, gains)
    if not beams[-1]:
        return []
    return machine.finish(prune(beams[-1], machine.width))


def forget() -> None:
    """Let the next phrase be searched from its beginning, as if none had been said before."""
    _last.clear()


def _places(
    machine: Parser, tokens: Sequence[Token], pauses: Sequence[float] | None
) -> list[Place]:
    lattice = lexer.lexemes(tokens)
    settle_punctuation(tokens, lattice, machine.grammar.starts, machine.grammar.ends)
    said = _without_ending(lattice)
    guarded = guards(lattice, machine.grammar.closers)
    out = []
    for start, token in enumerate(tokens):
        pause = COMMA_PAUSE if start and tokens[start - 1] in PAUSES else 0.0
        if pauses and not token.joined and token.index < len(pauses):
            pause = max(pause, pauses[token.index])
        following = [_following(said, lexeme.end) for lexeme in lattice[start]]
        out.append(Place(token.written, lattice[start], following, start in guarded, pause))
    return out


def _known(last: Searched | None, places: list[Place]) -> list[list[Gain]]:
    """Return what the first words led to last time, as far as they stand as they stood."""
    same = 0
    if last is not None:
        for before, now in zip(last.places, places, strict=False):
            if before != now:
                break
            same += 1
    return last.gains[:same] if last is not None else []


def _gains(machine: Parser, beam: list[State], place: Place) -> list[Gain]:
    """Return where each lexeme of a place leads from the states of a beam."""
    out: list[Gain] = []
    for lexeme, following in zip(place.lexemes, place.following, strict=True):
        if lexeme.kind == "skip":
            out.append((lexeme.end, [costlier(state, lexeme.cost) for state in beam]))
        elif lexeme.kind == "chain":
            states = beam
            for part in lexeme.value:  # type: ignore[attr-defined]
                states = machine.advance(states, part, False, place.pause, following)
            out.append((lexeme.end, [costlier(state, lexeme.cost) for state in states]))
        else:
            states = machine.advance(beam, lexeme, place.guarded, place.pause, following)
            out.append((lexeme.end, states))
    return out


def _recovered(
    machine: Parser, beam: list[State], words: Sequence[Token], kind: str
) -> list[State]:
    """Go on past words that fit nowhere: closers of nothing are dropped, others kept as text."""
    beam = [costlier(state, LOST_WORD_COST) for state in beam]
    closes = kind in machine.grammar.closers and kind not in KEPT_CLOSERS
    if closes or not words[0].isalpha():
        return beam
    text = Node("text", (), " ".join(word.written for word in words))
    return machine.advance(beam, Lexeme("quoted", text, 0), False, 0.0, "") or beam


def _without_ending(lattice: list[list[Lexeme]]) -> list[list[Lexeme]]:
    """Return the lattice up to where only filler and punctuation follow, which tell nothing of scope."""
    end = len(lattice)
    while end > 1 and lattice[end - 1][0].kind == "skip":
        end -= 1
    return lattice[:end]


def _following(lattice: list[list[Lexeme]], start: int) -> str:
    """Return the kinds of the next two lexemes."""
    if start >= len(lattice):
        return "end"
    first = lattice[start][0]
    kind = first.kind
    if isinstance(first.value, Node) and first.value.head == "symbol":
        last = first.end >= len(lattice)
        if last and first.value.text in CONSTANTS and any(x[0].kind == "integral" for x in lattice):
            kind = "constant"
        elif last and first.value.text in ("c", "C"):
            kind = "symbol-c"
        elif first.value == DOTS:
            kind = "symbol-dots"
        elif first.value.text in SMALL:
            kind = "symbol-small"
        elif first.value.text in PHASES:
            kind = "symbol-phase"
    at = first.end
    while at < len(lattice) and lattice[at][0].kind in UPON_OPERANDS:
        at = lattice[at][0].end
    second = lattice[at][0].kind if at < len(lattice) else "end"
    return f"{kind} {second}"
