"""Other ways to write one reading; variants.txt says which, and what each costs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mathparse import (
    left_unsaid,
    reader_rewrites,
    regrouping,
    rewrites,
    taken_whole,
    whole_rewrites,
)
from mathparse.tree import Node
from mathparse.vocabulary import DATA

MOST_CAPITALS = 3
CAPITAL_COST = 0.4  # for each other capital that could be the script one
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@cache
def swaps() -> dict[tuple[str, str], list[tuple[str, float]]]:
    """Return (kind, name) to what may stand instead, with costs, from variants.txt."""
    table: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for kind, name, instead in _lines():
        if kind not in ("rewrite", "behind", "manner"):
            other, cost = instead.rsplit(" ", 1)
            table.setdefault((kind, name), []).append((other, float(cost)))
    return table


@cache
def costs() -> dict[str, float]:
    """Return the cost of each rewriting, by its name in variants.txt."""
    return {name: float(cost) for kind, name, cost in _lines() if kind == "rewrite"}


@cache
def behind() -> frozenset[str]:
    """Return the names of the variants that never stand before their reading."""
    listed = (names for kind, _, names in _lines() if kind == "behind")
    return frozenset(name for names in listed for name in names.split(", "))


@cache
def manners() -> dict[str, frozenset[str]]:
    """Return the ways of speaking that let a variant stand first, by its name; "*" is any other."""
    return {name: frozenset(ways.split(", ")) for kind, name, ways in _lines() if kind == "manner"}


def _lines() -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the name and the value of each line of variants.txt."""
    for line in (DATA / "variants.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            found, _, value = line.partition(": ")
            kind, _, name = found.partition(" ")
            yield kind, name, value


class Variant(NamedTuple):
    """Another tree that the same words could mean, what it costs besides, and its name in variants.txt."""

    tree: Node
    cost: float
    name: str


def variants(tree: Node) -> Iterator[Variant]:
    """Yield other trees that the same words could mean."""
    heads, seen = set(), set()
    for node in tree.walk():
        heads.add(node.head)
        if node.head in ("symbol", "font") or node.head == "operation":
            seen.add((node.head, node.text))
        elif node.head == "relation":
            seen.update(("relation", name) for name in node.text.split())
    for key in sorted(seen & swaps().keys()):
        for other, cost in swaps()[key]:
            yield Variant(_swapped(tree, *key, other), cost, f"{' '.join(key)} {other}")
    for name, needs, rewrite in (
        *rewrites.EVERYWHERE,
        *reader_rewrites.EVERYWHERE,
        *left_unsaid.EVERYWHERE,
    ):
        if not needs.isdisjoint(heads) and (other := rewrites.everywhere(tree, rewrite)) != tree:
            yield Variant(other, costs()[name], name)
    for name, needs, whole in (
        *whole_rewrites.WHOLE,
        *regrouping.WHOLE,
        *taken_whole.WHOLE,
        *left_unsaid.WHOLE,
    ):
        if not needs.isdisjoint(heads) and (other := whole(tree)) != tree:
            yield Variant(other, costs()[name], name)
    capitals = {name for kind, name in seen if kind == "symbol" and name in _CAPITALS}
    if len(capitals) <= MOST_CAPITALS:
        for name in sorted(capitals):
            cost = costs()["script"] + CAPITAL_COST * (len(capitals) - 1)
            yield Variant(_swapped(tree, "symbol", name, f"script {name}"), cost, "script")


def _swapped(node: Node, kind: str, name: str, other: str) -> Node:
    if node.head == "font" and kind == "symbol":  # a letter has one font
        return node
    args = tuple([_swapped(arg, kind, name, other) for arg in node.args])
    text = node.text
    if (node.head, text) == (kind, name):
        if other == "plain":
            return args[0]
        if " " in other:
            font, letter = other.split()
            return Node("font", (Node("symbol", (), letter),), font)
    if node.head == kind:
        text = " ".join(other if word == name else word for word in text.split())
    return Node(node.head, args, text)
