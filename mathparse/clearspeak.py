"""Conventions of ClearSpeak in phrases that are plainly read aloud by it, pauses and all.

It says "f to the negative 1 power, times x" for a function of x where it was told to name no functions, and
"arc sine" for a sine to the power of -1.
"""

from __future__ import annotations

from collections.abc import Sequence

from mathparse.tokens import Token, words

_FUNCTIONS = frozenset("fgh")
_AFTER_FUNCTIONS = frozenset(["times", "of", "sub", "to", "squared", "cubed"])
_ARCS = frozenset(["sine", "cosine", "tangent", "secant", "cosecant", "cotangent"])
_LONGEST_POWER = 5  # words of "to the negative 1 power"
_LONGEST_SCRIPTS = 12  # words of "sub 1, to the negative 1 power,"


def as_meant(tokens: list[Token]) -> list[Token]:
    """Return the words of a phrase read aloud with its conventions undone."""
    out: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if token == "arc" and following in _ARCS:
            out += words("the inverse", token)
        elif token == "per":
            out += words("over", token)
        elif token == "times" and _applies(tokens, index):
            if out[-1] == ",":
                out.pop()
            out += words("of", token)
        else:
            out.append(token)
    return out


def _applies(tokens: Sequence[Token], at: int) -> bool:
    """Whether "times" stands between f, g or h, perhaps with scripts, and an argument."""
    start = at - 1
    while start > max(0, at - _LONGEST_SCRIPTS) and tokens[start] not in _FUNCTIONS:
        start -= 1
    argument = [token for token in tokens[at + 1 : at + 5] if token != ","]
    if start < 0 or tokens[start] not in _FUNCTIONS or not argument:
        return False
    if start < at - 1 and not _is_scripts(tokens[start + 1 : at]):
        return False
    return argument[0] not in _FUNCTIONS or not _AFTER_FUNCTIONS.isdisjoint(argument[1:2])


def _is_scripts(said: Sequence[Token]) -> bool:
    """Whether words between a function and "times" are its index or power and nothing else."""
    said = [token for token in said if token != ","]
    power = said[2:] if said[:1] == ["sub"] else said
    if power[:2] == ["to", "the"]:
        return power[-1] == "power" and len(power) <= _LONGEST_POWER
    return bool(said) and power in ([], ["squared"], ["cubed"])
