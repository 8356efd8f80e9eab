"""What English says in another order than a formula writes it, or without a pause where one is needed.

"Otherwise zero" ends a list of cases as "zero otherwise" does; in "zero for t less than zero one for ..." two
numbers meet that are none together; "three less than x" takes three away, where nothing else is compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import numerals
from mathparse.tokens import DIGIT_WORDS, Token, words

_CONDITIONS = frozenset({"if", "for", "when", "where", "otherwise"})
_OTHERWISE = frozenset({"otherwise", "else"})
_BEFORE_OTHERWISE = frozenset({"and", "or", ","})
_NO_VALUES = frozenset({"comma", "column", "line", "row", "case", "end", "begin", ";", "."})
_COMPARING = frozenset(
    {"less", "greater", "equals", "equal", "bigger", "smaller", "than", "inequality"}
)
# Before these numbers nothing is taken away: who says them compares.
_NEVER_TAKEN = frozenset({"zero", "infinity", "negative", "minus"})
_BEFORE_TAKEN = frozenset(
    {"is", "equals", "of", "the", "that's", "it's", "and", ",", "times", "sum"}
)
# "A number" in a riddle, which has no name yet; before these it is a count or has a name.
_RIDDLE = (("a", "number"), ("some", "number"), ("the", "number"), ("an", "unknown", "number"))
_KNOWN = frozenset({"of", "is", "line", "theory", "system", "n", "x"})
_BEFORE_UNKNOWN = frozenset({"times", "twice", "plus", "minus", "than", "of", "from", "and"})
_CALCULATED = frozenset([
    "twice", "double", "triple", "times", "plus", "minus", "sum", "product", "difference",
    "quotient", "squared", "cubed", "square", "than", "divided", "half", "subtracted", "added",
])  # fmt: skip


def as_written(tokens: list[Token]) -> list[Token]:
    """Return the words in the order in which the formula writes what they say."""
    if sum(token in _CONDITIONS or token in _OTHERWISE for token in tokens) > 1:
        return _parted(_otherwise_last(tokens))
    return _tabled(_negated(tokens))


def _tabled(tokens: list[Token]) -> list[Token]:
    """Say "matrix" before rows at whose end "end matrix" is said."""
    if tokens[-2:] != ["end", "matrix"] or tokens[0] != "row":
        return tokens
    return [*words("matrix", tokens[0]), *tokens]


def _negated(tokens: list[Token]) -> list[Token]:
    """Say "equals not p" for "is not p", where negations are told: "not of p and q is not p or not q"."""
    for at in range(2, len(tokens) - 4):
        told = tokens[at : at + 2] == ["is", "not"] and tokens[at + 4] == "not"
        if told and tokens[at + 3] in ("or", "and") and "not" in tokens[:at]:
            return [*tokens[:at], *words("equals", tokens[at]), *tokens[at + 1 :]]
    return tokens


def _otherwise_last(tokens: list[Token]) -> list[Token]:
    """Say "minus x otherwise" for "otherwise minus x"."""
    at = max(i for i, token in enumerate(tokens) if token in _CONDITIONS or token in _OTHERWISE)
    value = tokens[at + 1 :]
    while value and value[0] in (",", "is", "equals", "it's"):
        value = value[1:]
    if tokens[at] not in _OTHERWISE or not value or not _NO_VALUES.isdisjoint(value):
        return tokens
    before = tokens[: at - (tokens[at - 1] in _BEFORE_OTHERWISE)]
    if not before or not any(token in _CONDITIONS for token in before):
        return tokens
    return [*before, *words(",", tokens[at]), *value, *words("otherwise", tokens[at])]


def _parted(tokens: list[Token]) -> list[Token]:
    """Put a pause between two digits, the second of which is the value of the next case."""
    out: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1 : index + 2]
        value = following and (following[0] in _CONDITIONS or following[0] in _OTHERWISE)
        if value and token in DIGIT_WORDS and out and out[-1] in DIGIT_WORDS:
            out += words(",", token)
        out.append(token)
    return out


def with_unknown(tokens: list[Token]) -> list[Token]:
    """Return the words with x for the number of a riddle: "twice a number plus three"."""
    if "number" not in tokens or _CALCULATED.isdisjoint(tokens):
        return tokens
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        riddle = next((r for r in _RIDDLE if tuple(tokens[at : at + len(r)]) == r), None)
        end = at + len(riddle or ())
        if riddle and _is_unknown(tokens, at, end):
            out += words("x", tokens[at])
            at = end
        else:
            out.append(tokens[at])
            at += 1
    return out


def _is_unknown(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the number has no name, and something is calculated with it."""
    following = tokens[end : end + 1]
    if following and (len(following[0]) == 1 or following[0] in _KNOWN - {"is"}):
        return False
    return tokens[start] != "the" or bool(start and tokens[start - 1] in _BEFORE_UNKNOWN)


def takes_away(tokens: Sequence[Token], start: int) -> bool:
    """Whether "less than" takes a number away: "three less than twice x", with nothing compared."""
    if tokens[start : start + 2] != ["less", "than"] or start + 2 >= len(tokens):
        return False
    at = start
    while at and tokens[at - 1] in numerals.CARDINALS:
        at -= 1
    if at == start or not _NEVER_TAKEN.isdisjoint(tokens[at:start]):
        return False
    if at and tokens[at - 1] not in _BEFORE_TAKEN:
        return False
    before = [token for token in tokens[:at] if token not in ("equals", "equal")]
    rest = [token for token in tokens[start + 2 :] if token not in ("equals", "equal")]
    rest = ["than"] if rest[:1] == ["infinity"] else rest
    return _COMPARING.isdisjoint(rest) and _COMPARING.isdisjoint(before) and rest[:1] != ["or"]
