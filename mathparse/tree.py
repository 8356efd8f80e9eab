"""The formula tree: one small immutable node that keeps what was said, in the order it was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SUMS = ("add", "subtract")  # heads of a sum: all terms but the last, and the last


class Node(NamedTuple):
    """One node of a formula.

    `head` names the construct (a row of `data/heads.toml`), `args` are its parts in reading order, and
    `text` is a leaf's own text ("x", "3.14", "alpha") or an inner node's variant ("less-or-equal").
    """

    head: str
    args: tuple[Node, ...] = ()
    text: str = ""

    def walk(self) -> Iterator[Node]:
        """Yield this node and every node below it, parents first."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.args))


def number(text: str) -> Node:
    """Return a number leaf; digits are kept as said ("3.10" stays "3.10")."""
    return Node("number", (), text)


def symbol(name: str) -> Node:
    """Return a symbol leaf: one letter, or a name from `data/symbols.tsv` such as "alpha"."""
    return Node("symbol", (), name)


def first_term(node: Node) -> Node:
    """Return the first term of a sum; any other node is its own."""
    while node.head in SUMS:
        node = node.args[0]
    return node
