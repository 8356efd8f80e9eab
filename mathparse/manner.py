"""How a phrase is spoken: what its words tell of the way in which its formula is written.

A screen reader's "sine of x" has no brackets, a lecturer's often has; who says "divided by" means a stroke
more often than who says "over". Each way of speaking shifts the odds of each rewriting of variants.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from mathparse.dialect import PAUSES, read_aloud
from mathparse.mathspeak import is_mathspeak
from mathparse.tokens import DIGIT_WORDS, Token

_TELLING = {
    "over": "over", "divided": "divided", "raised": "raised", "power": "power", ".": "sentence",
}  # fmt: skip
_TELLING_PAIRS = {("determinant", "of"): "determinant of"}
_LENGTHS = (4, 8, 16)  # tokens
_TYPED = frozenset("^+*/(=")


def ways(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the names of the ways in which a phrase is spoken."""
    reader = "mathspeak" if is_mathspeak(tokens) else "aloud" if read_aloud(tokens) else "plain"
    found = {_TELLING[token] for token in tokens if token in _TELLING}
    found |= {_TELLING_PAIRS[pair] for pair in pairwise(tokens) if pair in _TELLING_PAIRS}
    if any(pause in tokens for pause in PAUSES):
        found.add("pauses")
    if any(token.isdigit() for token in tokens):
        found.add("digits")
    if any(one in DIGIT_WORDS and two in DIGIT_WORDS for one, two in pairwise(tokens)):
        found.add("spelled")
    length = sum(len(tokens) > limit for limit in _LENGTHS)
    return (reader, f"length {length}", *sorted(found))


def is_exact(tokens: Sequence[Token]) -> bool:
    """Whether signs are typed or groups said with "begin group": each is then meant as it stands."""
    return not _TYPED.isdisjoint(tokens) or ("begin", "group") in pairwise(tokens)


@lru_cache(maxsize=4096)
def facts(variant: str, spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Return the facts for the ranking about a variant of a reading, spoken in some ways."""
    return (f"tree variant {variant}", *[f"tree variant {variant}|{way}" for way in spoken])
