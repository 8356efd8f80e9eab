"""Words between a function or sum and its argument: "sine of x", "sigma from i equals one"."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import numerals
from mathparse.dialect import read_aloud
from mathparse.differentials import is_name
from mathparse.states import Lexeme
from mathparse.tokens import Token

# Written with brackets whatever they are applied to: Var(X), det(A).
_BRACKETED = frozenset([
    "variance", "var", "covariance", "cov", "correlation", "determinant", "trace", "rank",
    "nullity", "dimension", "part", "deviation",
])  # fmt: skip
_FORMAL = frozenset(["inverse", "hyperbolic"])
_DISTRIBUTIONS = (["poisson"], ["bernoulli"])
_RAISING = frozenset({"to", "raised", "exponent"})
_FARTHEST = 3


def sums(tokens: Sequence[Token], start: int) -> bool:
    """Whether sigma is the sign of a sum: "sigma from i equals one to n", "sigma i from one to n"."""
    if tokens[start] != "sigma" or "to" not in tokens[start + 2 : start + 9]:
        return False
    at = start + 1 + is_name(tokens[start + 1])
    return tokens[at] == "from" or (
        at > start + 1 and tokens[at] in ("equals", "=", "is") and tokens[at + 2 : at + 3] == ["to"]
    )


def distributed(tokens: Sequence[Token], start: int) -> bool:
    """Whether "tilde" says how something is distributed: "x tilde poisson of lambda"."""
    after = tokens[start + 1 : start + 3]
    return tokens[start] == "tilde" and (after[:1] in _DISTRIBUTIONS or after == ["n", "of"])


def bare_power(tokens: Sequence[Token], start: int) -> bool:
    """Whether "power" raises what stands before it: "x power three", but not "to the n power"."""
    if tokens[start] != "power" or not start or start + 1 >= len(tokens):
        return False
    if not _RAISING.isdisjoint(tokens[:start]):
        return False
    return _is_part(tokens[start - 1]) and (
        _is_part(tokens[start + 1]) or tokens[start + 1] in ("minus", "negative")
    )


def _is_part(token: Token) -> bool:
    return is_name(token) or token.isdigit() or token in numerals.CARDINALS


def function_of(tokens: Sequence[Token], start: int, found: list[Lexeme]) -> list[Lexeme]:
    """ "Sine of x" is mostly written with brackets; "the sine of x" is how screen readers say it without."""
    before = tokens[max(0, start - 4) : start]
    aloud = read_aloud(tokens, letters=False)
    # Said alone, "inverse sine of x" is a screen reader's; within a sentence, a person's.
    alone = start <= _FARTHEST and not _FORMAL.isdisjoint(before)
    natural = tokens[max(0, start - 2) : start] == ["natural", "log"]
    formal = natural or aloud or "the" in before or alone or _is_logarithm_of_number(tokens, start)
    cost = 2.0 if aloud else 0.7 if formal and tokens[start - 1] not in _BRACKETED else -0.7
    return [
        lexeme._replace(cost=cost) if lexeme.kind == "of-paren" else lexeme
        for lexeme in sorted(found, key=lambda lexeme: lexeme.kind == "of-paren")
    ]


def _is_logarithm_of_number(tokens: Sequence[Token], start: int) -> bool:
    """Whether "log base two of eight" is said, which is written without brackets."""
    return "base" in tokens[max(0, start - 3) : start] and numerals.is_number(tokens[start + 1 :])
