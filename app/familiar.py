"""Letters that belong to the work at hand: whoever wrote z and n will more likely say them than c and m.

The idea of a cache: Kuhn and De Mori, "A cache-based natural language model for speech recognition", 1990.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.document import Line
    from mathparse.tree import Node

LINES = 12  # the current one and those before it


def familiar_letters(lines: Sequence[Line], current: int) -> frozenset[str]:
    """Return the letters of the formulas around the current line, as `familiarity` takes them."""
    near = islice(lines, max(0, current + 1 - LINES), current + 1)
    trees = [line.meaning.tree for line in near]
    return frozenset(letter for tree in trees if tree is not None for letter in _letters(tree))


def familiarity(tree: Node | None, known: frozenset[str]) -> int:
    """Return how many letters of a formula are among the `known` ones, less those that are not.

    0 where nothing is known yet.
    """
    if tree is None or not known:
        return 0
    return sum(1 if letter in known else -1 for letter in _letters(tree))


def _letters(tree: Node) -> list[str]:
    from mathparse.differentials import GREEK  # the window starts without the grammar

    names = [node.text.lower() for node in tree.walk() if node.head == "symbol"]
    return [name for name in names if len(name) == 1 or name in GREEK]
