"""MathSpeak's scripts: each "Sup Sub" tells the whole way from the baseline, so groups are closed here.

"x Sup a Sup Sub n Sup plus 1" is x to the power of a sub n plus 1: the words are rewritten with an explicit
end for each script, which the grammar understands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from mathparse.tokens import Token, words

SCRIPTS = {
    "sub": "subscript", "subscript": "subscript",
    "sup": "superscript", "super": "superscript", "superscript": "superscript",
}  # fmt: skip
BASELINE = frozenset({"base", "baseline"})
_MARKS = frozenset(
    ["startfraction", "startfrac", "frac", "startroot", "baseline", "p'ren", "upper"]
)
_LEADING = frozenset([
    "plus", "minus", "times", "equals", "equal", "over", "startfraction", "startfrac", "frac", "startroot",
    "root", "comma", "arrow", "than", "colon", "semicolon",
])  # fmt: skip
_STARTS = frozenset(
    [
        "startfraction",
        "startfrac",
        "frac",
        "startroot",
        "root",
        "startabsolutevalue",
        "absolutevalue",
    ]
)
_BASED = frozenset(
    ["log", "logarithm", "to", "in", "with", "of", "the"]
)  # of a logarithm or number
_BRACKETS = frozenset(["parenthesis", "p'ren", "bracket", "brack", "brace"])


class Script(NamedTuple):
    """An open script: its kind, the word that will end it, and how many constructs it stands in."""

    name: str
    closer: str
    level: int


def is_mathspeak(tokens: Sequence[str]) -> bool:
    """Whether a phrase has words that only MathSpeak uses."""
    return any(
        token in _MARKS
        or (
            token == "base" and not SCRIPTS.keys().isdisjoint(tokens[max(0, index - 4) : index - 1])
        )
        for index, token in enumerate(tokens)
    )


def with_ends(tokens: list[Token]) -> list[Token]:
    """Return the words with an end after each script, where scripts stand within scripts."""
    if "pre" in tokens:
        return tokens
    certain = is_mathspeak(tokens)
    if not certain and not any(
        two in SCRIPTS and (one in SCRIPTS or one in BASELINE) for one, two in pairwise(tokens)
    ):
        return tokens
    out: list[Token] = []
    path: list[Script] = []
    level = 0  # how many fractions, roots... are open
    nested, before, index = False, False, 0  # whether scripts are nested; stand before their base
    while index < len(tokens):
        token = tokens[index]
        if token in BASELINE and path:
            _leave(out, path, 0)
            if before:
                out += words("base", token)
            before = False
            index += 1
            continue
        if token in BASELINE and tokens[index - 1] not in _BASED:
            index += 1
            continue
        if token in _STARTS:
            level += 1
        elif token.startswith("end") or token == "over":
            while path and path[-1].level >= level:
                _leave(out, path, len(path) - 1)
            level -= token != "over"
        end = index
        while end < len(tokens) and tokens[end] in SCRIPTS:
            end += 1
        way = [SCRIPTS[script] for script in tokens[index:end]]
        if not way or (not path and len(way) > 1):
            out.append(token)
            index += 1
            continue
        if not path:
            before = tokens[index - 1] in BASELINE or not _is_operand(out)
        nested = nested or len(way) > 1 or (before and index > 0)
        shared = 0
        while shared < min(len(path), len(way)) and path[shared].name == way[shared]:
            shared += 1
        _leave(out, path, shared)
        for script in way[shared:]:
            alone = not _is_operand(out)
            leading = before and not path
            out += words(f"pre {script}" if alone or leading else script, token)
            path.append(Script(script, "" if leading else "base", level))
        index = end
    _leave(out, path, 0)
    return out if nested or certain else tokens


def _leave(out: list[Token], path: list[Script], depth: int) -> None:
    """Close the scripts deeper than `depth`."""
    while len(path) > depth:
        out += words(path.pop().closer, out[-1])


def _is_operand(out: Sequence[str]) -> bool:
    """Whether something that can bear a script was just said."""
    if not out or out[-1] in _LEADING or out[-1] in SCRIPTS:
        return False
    before = out[-2] if len(out) > 1 else ""
    return not (out[-1] in _BRACKETS and before in ("left", "l", "open"))
