"""From what was heard to what was meant: hypotheses and the grammar's readings, ranked together.

The recogniser says how well words fit the sound, the grammar how well a formula fits the words. What
does not parse is seldom what was said, so the second half may overrule the first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from app.commands import Spoken, spoken_command
from app.familiar import familiarity

if TYPE_CHECKING:
    from asr.types import Hypothesis, Word
    from mathparse import Reading
    from mathparse.tree import Node

READINGS_PER_HYPOTHESIS = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to take what was said or typed.

    `kind` is "math", "text" or "command". `tree` is the formula (None unless "math"), `command` the
    command (None unless "command"). `score` is a log-probability: higher is better. `confidence` lies
    in [0, 1] and is None for what was typed.
    """

    transcript: str
    kind: str
    tree: Node | None = None
    command: Spoken | None = None
    score: float = 0.0
    confidence: float | None = None

    @property
    def latex(self) -> str:
        """The formula as LaTeX; text as `\\text{...}`; nothing for a command."""
        return printed(self, "latex")

    @property
    def mathml(self) -> str:
        """The formula as presentation MathML."""
        return printed(self, "mathml")

    @property
    def sympy(self) -> str:
        """The formula as SymPy source, empty for text and commands."""
        return printed(self, "sympy")

    @property
    def text(self) -> str:
        """The formula as plain Unicode text, or the words themselves."""
        return printed(self, "text")

    @property
    def typst(self) -> str:
        """The formula as Typst mathematics; empty for text and commands."""
        return printed(self, "typst")

    @property
    def speech(self) -> str:
        """The formula as unambiguous spoken English, or the words themselves."""
        return printed(self, "speech")


def printed(meaning: Meaning, notation: str) -> str:
    """Return `meaning` on one line in "latex", "mathml", "sympy", "text", "speech" or "typst".

    A notation that a formula cannot be written in gives an empty string.
    """
    if meaning.tree is None:
        if not meaning.transcript:
            return ""
        if meaning.kind == "command" or notation in ("text", "speech"):
            return meaning.transcript if notation in ("text", "speech") else ""
        return _text_in(notation, meaning.transcript)
    return _printed_tree(meaning.tree, notation)


@lru_cache(maxsize=4096)
def _printed_tree(tree: Node, notation: str) -> str:
    from mathparse import Reading, printers

    try:
        value = (
            printers.to_typst(tree) if notation == "typst" else getattr(Reading(tree, 0), notation)
        )
    except Exception:  # a notation that lacks a form for this tree; the others still count
        return ""
    return " ".join(str(value).split())


def forget_printed() -> None:
    """Print every formula anew: what a word writes has changed."""
    from mathparse.printers import to_latex

    to_latex.cache_clear()
    _printed_tree.cache_clear()


def _text_in(notation: str, words: str) -> str:
    if notation == "latex":
        escapes = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}
        plain = "".join(escapes.get(c, f"\\{c}" if c in "{}$%&#_" else c) for c in words)
        return rf"\text{{{plain}}}"
    if notation == "mathml":
        from html import escape

        return f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>{escape(words)}</mtext></math>'
    return ""


def meanings_of(
    phrase: str, alternatives: int = 5, pauses: Sequence[float] | None = None
) -> list[Meaning]:
    """Return the meanings of a typed or spoken phrase, best first; empty for an empty phrase.

    `pauses` are as for `mathparse.parse`. Raises ValueError, with what to do, for a phrase that is
    too long.
    """
    words = " ".join(phrase.split())
    if not words:
        return []
    command = spoken_command(words)
    if command:
        return [Meaning(words, "command", command=command)]
    from mathparse import ParseError, parse

    try:
        parsed = parse(words, alternatives=alternatives, pauses=pauses)
    except ParseError as error:
        raise ValueError(str(error)) from error
    if parsed.kind != "math" or not parsed.readings:
        return [Meaning(words, "text")]
    return distinct([_formula(words, reading) for reading in parsed.readings])[:alternatives]


def distinct(meanings: Iterable[Meaning]) -> list[Meaning]:
    """Return the meanings without those that look like an earlier one."""
    seen: dict[tuple[str, str], Meaning] = {}
    for meaning in meanings:
        seen.setdefault((meaning.kind, meaning.latex or meaning.transcript.lower()), meaning)
    return list(seen.values())


def offered(meanings: Iterable[Meaning]) -> list[Meaning]:
    """Return the meanings that have a place beside a line, best first: none that nobody would look for.

    Those that only write an earlier one differently come last: a fraction and a slash are the same
    thing, and whoever looks for another reading means another formula.
    """
    best: dict[str, float] = {}  # score, by words
    seen: set[Node | str] = set()
    new, same = [], []
    for meaning in meanings:
        sense = meaning.transcript if meaning.tree is None else _sense(meaning.tree)
        is_new = sense not in seen
        seen.add(sense)
        usual = best.setdefault(meaning.transcript, meaning.score)
        misheard = next(iter(best.values())) - usual
        far = ranking()["farthest" if is_new else "farthest_same"]
        if misheard <= ranking()["farthest_heard"] and usual - meaning.score <= far:
            (new if is_new else same).append(meaning)
    return new + same


def _sense(tree: Node) -> Node:
    if tree.head == "group":
        return _sense(tree.args[0])
    is_quotient = tree.head in ("fraction", "divide")
    head, text = ("fraction", "") if is_quotient else (tree.head, tree.text)
    return tree._replace(head=head, text=text, args=tuple(_sense(part) for part in tree.args))


def _formula(words: str, reading: Reading) -> Meaning:
    return Meaning(words, "math", tree=reading.tree, score=float(reading.score))


def pauses_before(words: Sequence[Word]) -> list[float]:
    """Return the silence in seconds before each word; none before the first."""
    gaps = [after.start - before.end for before, after in pairwise(words)]
    return [0.0, *(max(0.0, gap) for gap in gaps)] if words else []


@cache
def ranking() -> dict[str, float]:
    """Return the weights of `data/ranking.toml`, which says what each one means."""
    text = files("app").joinpath("data/ranking.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rank(
    hypotheses: Iterable[Hypothesis], alternatives: int = 5, known: frozenset[str] = frozenset()
) -> list[Meaning]:
    """Return what the hypotheses may mean, best first, each formula once.

    The score of a meaning is the recogniser's log-probability, less what the grammar has against the
    words and what the reading is behind their best one, with a little for letters that are `known` from
    the lines before (`app.familiar`).
    """
    heard = [meaning for hypothesis in hypotheses for meaning in _heard(hypothesis, known)]
    return distinct(sorted(heard, key=lambda meaning: -meaning.score))[:alternatives]


def _heard(hypothesis: Hypothesis, known: frozenset[str]) -> list[Meaning]:
    """Return the meanings of one hypothesis, scored by both halves and by what is known."""
    words, weights = hypothesis.text, ranking()
    pauses = pauses_before(hypothesis.words) if _one_word_each(hypothesis) else None
    try:
        meanings = meanings_of(words, READINGS_PER_HYPOTHESIS, pauses)
    except ValueError:
        meanings = [Meaning(words, "text")] if words else []
    best = meanings[0].score if meanings else 0.0
    return [
        replace(
            meaning,
            score=hypothesis.score
            + weights["reading_weight"] * objection(best)
            + (meaning.score - best)
            + weights["letter_bonus"] * familiarity(meaning.tree, known)
            - (weights["text_penalty"] if meaning.kind == "text" else 0.0)
            + (weights["command_bonus"] if meaning.kind == "command" else 0.0),
            confidence=hypothesis.confidence,
        )
        for meaning in meanings
    ]


def objection(best: float) -> float:
    """Return what the grammar has against words whose best reading has this score: 0 or less.

    It objects to what hardly makes a formula, and does not prefer a common formula to a rare one: that
    the recogniser's language model has done already.
    """
    return min(0.0, best + ranking()["slack"])


def _one_word_each(hypothesis: Hypothesis) -> bool:
    """Say whether pauses can be counted: a recogniser may hand on two words as one entry."""
    return len(hypothesis.text.split()) == len(hypothesis.words)
