"""Words that only fill: which words at the end of a phrase say no more than that it has ended."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse.tokens import Token
from mathparse.vocabulary import Phrases

FILLERS = frozenset({"skip", "skip-first", "skip-last", "skip-named"})
_CLOSING = frozenset({"skip", "skip-last"})
_LONGEST = 5  # words
_PUNCTUATION = frozenset({",", ".", "?", "!"})


def endings(tokens: Sequence[Token], trie: Phrases) -> frozenset[int]:
    """Return where only filler follows: "x squared, right?" says no more after the square."""
    found = {len(tokens)}
    for start in range(len(tokens) - 1, 0, -1):
        if tokens[start] in _PUNCTUATION or _is_filler(tokens, start, trie, found):
            found.add(start)
        elif min(found) > start + _LONGEST:
            break
    return frozenset(found)


def _is_filler(tokens: Sequence[Token], start: int, trie: Phrases, ends: set[int]) -> bool:
    node, at = trie, start
    while at < len(tokens) and tokens[at] in node.next:
        node, at = node.next[tokens[at]], at + 1
        if at in ends and any(entry.kind in _CLOSING for entry in node.entries):
            return True
    return False
