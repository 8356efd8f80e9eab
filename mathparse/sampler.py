"""Random spoken formulas from `data/sampler.txt`, for language models, synthetic speech and tests.

    rng = random.Random(1)
    sample(rng)    # Sample(words="x squared plus one", tree=Node("add", ...)), .latex

The file gives trees and wordings together, so each sample is a phrase somebody could say for its tree.
Natural wordings leave brackets out: the phrase may have other readings, the tree is the one meant.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, product
from pathlib import Path
from typing import NamedTuple

from mathparse import spoken_numbers
from mathparse.sampler_leaves import LEAVES, Draw, Spoken
from mathparse.tree import Node

LONGEST = 40  # words
_FILE = Path(__file__).parent / "data" / "sampler.txt"
# How many constructs may stand inside each other, and how often.
_DEPTHS, _DEPTH_WEIGHTS = (0, 1, 2, 3, 4, 5), (6, 24, 30, 22, 12, 6)

# The parts that are set apart by the drawing itself.
_DRAWN_APART = {"root": (0,), "fraction": (0, 1), "power": (1,)}

_LEAF = re.compile(r"([a-z]+):([^,()\[\]]+)")
_HEAD = re.compile(r"([a-z]+)(?:\[([^\]]*)\])?\(")
_KIND = re.compile(r"@?[a-z]+")
_SLOT = re.compile(r"\{(\d)(:ordinal)?\}")
_CHOICE = re.compile(r"\(([^()]*/[^()]*)\)")


class Sample(NamedTuple):
    """A random formula: the words as spoken and the tree meant."""

    words: str
    tree: Node

    @property
    def latex(self) -> str:
        """The tree as LaTeX."""
        from mathparse.printers import to_latex

        return to_latex(self.tree)


class _Wordings:
    """The ways to say one production; a wording is a list of texts and (slot, ordinal?) pairs."""

    def __init__(self, text: str) -> None:
        self.patterns: list[list[str | tuple[int, bool]]] = []
        weights = []
        for wording in text.split("|"):
            weight = re.match(r"\s*([\d.]+)\*", wording)
            body = wording[weight.end() :] if weight else wording
            choices = list(_choices(body))
            for choice in choices:
                self.patterns.append(_pieces(choice))
                weights.append(float(weight[1] if weight else 1) / len(choices))
        self.totals = list(accumulate(weights))

    def say(self, parts: list[str], rng: random.Random) -> str:
        """Return one wording with the words of the parts in it."""
        pattern = self.patterns[0]
        if len(self.patterns) > 1:
            pattern = rng.choices(self.patterns, cum_weights=self.totals)[0]
        words = []
        for piece in pattern:
            if isinstance(piece, str):
                words.append(piece)
            else:
                said = parts[piece[0]]
                words.append(spoken_numbers.ordinal(said) if piece[1] else said)
        return " ".join(words)


def _choices(wording: str) -> Iterator[str]:
    """Yield the wording with every choice of its "(one/other)" groups."""
    pieces = _CHOICE.split(wording)
    options = [p.split("/") if i % 2 else [p] for i, p in enumerate(pieces)]
    for choice in product(*options):
        yield " ".join("".join(choice).split())


def _pieces(wording: str) -> list[str | tuple[int, bool]]:
    pieces: list[str | tuple[int, bool]] = []
    end = 0
    for slot in _SLOT.finditer(wording):
        if text := wording[end : slot.start()].strip():
            pieces.append(text)
        pieces.append((int(slot[1]) - 1, bool(slot[2])))
        end = slot.end()
    if text := wording[end:].strip():
        pieces.append(text)
    return pieces


class _Slot(NamedTuple):
    """A place in a tree template for something of a kind."""

    kind: str


class _Template(NamedTuple):
    """A tree with slots; a text of "@" is taken from the first part, which is then left out."""

    head: str
    parts: tuple[_Template | _Slot | Node, ...]
    text: str


def _read_tree(text: str, at: int = 0) -> tuple[_Template | _Slot | Node, int]:
    """Read a tree template at a position; return it with the position behind it."""
    if leaf := _LEAF.match(text, at):
        return Node(leaf[1], (), leaf[2].strip()), leaf.end()
    if not (head := _HEAD.match(text, at)):
        kind = _KIND.match(text, at)
        if not kind:
            raise ValueError(f"no tree at {text[at:]!r}")
        return (Node("none") if kind[0] == "none" else _Slot(kind[0])), kind.end()
    parts, at = [], head.end()
    while text[at - 1] != ")":
        part, at = _read_tree(text, at)
        parts.append(part)
        at = len(text) - len(text[at:].lstrip(" ,)")) if text[at] == "," else at + 1
    return _Template(head[1], tuple(parts), head[2] or ""), at


def read_tree(text: str) -> Node:
    """Return the tree of a template without kinds: "add(symbol:x, number:1)"."""
    return _fill(_read_tree(text)[0], iter(()))


class _Production:
    """One line of the file: a weight, a tree with slots, and its wordings."""

    def __init__(self, line: str) -> None:
        weight, rest = line.split(maxsplit=1)
        tree, _, wordings = rest.partition(" : ")
        self.weight = float(weight)
        self.tree, _ = _read_tree(tree.strip())
        self.wordings = _Wordings(wordings) if wordings else None
        self.slots = list(_slots(self.tree))
        self.cost = 1 if self.slots and self.wordings else 0


def _slots(tree: _Template | _Slot | Node) -> Iterator[str]:
    if isinstance(tree, _Slot):
        yield tree.kind
    elif isinstance(tree, _Template):
        for part in tree.parts:
            yield from _slots(part)


def _fill(tree: _Template | _Slot | Node, nodes: Iterator[Node]) -> Node:
    if isinstance(tree, Node):
        return tree
    if isinstance(tree, _Slot):
        return next(nodes)
    parts = tuple(_fill(part, nodes) for part in tree.parts)
    if tree.text == "@":
        return Node(tree.head, parts[1:], parts[0].text)
    for index in _DRAWN_APART.get(tree.head, ()):
        # Brackets there only say how far a part goes; the drawing shows it without them.
        if (parts[index].head, parts[index].text) == ("group", "paren"):
            parts = (*parts[:index], parts[index].args[0], *parts[index + 1 :])
    return Node(tree.head, parts, tree.text)


class Sampler:
    """Draws random formulas from a description like `data/sampler.txt`."""

    def __init__(self, description: str) -> None:
        self.kinds: dict[str, list[_Production]] = {}
        for line in description.splitlines():
            if line.startswith("#") or not line.strip():
                continue
            if line[0] != " ":
                self.kinds[line.strip()] = current = []
            else:
                current.append(_Production(line))
        self.least = self._least_depths()
        # For every kind and depth, the productions that fit and their cumulative weights.
        self.fitting: dict[tuple[str, int], tuple[list[_Production], list[float]]] = {}

    def _least_depths(self) -> dict[str, int]:
        """Return how deep a formula of each kind is at least."""
        least = dict.fromkeys(LEAVES, 0) | dict.fromkeys(self.kinds, 99)
        for _ in self.kinds:
            for kind, productions in self.kinds.items():
                least[kind] = min(self._depth(p, least) for p in productions)
        return least

    @staticmethod
    def _depth(production: _Production, least: dict[str, int]) -> int:
        return production.cost + max((least[slot] for slot in production.slots), default=0)

    def _productions(self, kind: str, depth: int) -> tuple[list[_Production], list[float]]:
        depth = max(depth, self.least[kind])
        if (kind, depth) not in self.fitting:
            fitting = [p for p in self.kinds[kind] if self._depth(p, self.least) <= depth]
            self.fitting[kind, depth] = fitting, list(accumulate(p.weight for p in fitting))
        return self.fitting[kind, depth]

    def draw(self, kind: str, depth: int, state: Draw) -> Spoken:
        """Return the words and the tree of something of a kind, at most `depth` constructs deep."""
        if kind in LEAVES:
            return LEAVES[kind](state)
        productions, totals = self._productions(kind, depth)
        production = state.rng.choices(productions, cum_weights=totals)[0]
        parts = [self.draw(slot, depth - production.cost, state) for slot in production.slots]
        tree = _fill(production.tree, iter([node for _, node in parts]))
        if production.wordings is None:
            return parts[0][0], tree
        return production.wordings.say([words for words, _ in parts], state.rng), tree

    def sample(self, rng: random.Random, kind: str = "phrase") -> Sample:
        """Return one random formula of at most `LONGEST` words."""
        while True:
            depth = rng.choices(_DEPTHS, _DEPTH_WEIGHTS)[0]
            words, tree = self.draw(kind, depth, Draw(rng))
            if words.count(" ") < LONGEST:
                return Sample(words, tree)


@cache
def default_sampler() -> Sampler:
    """Return the sampler of `data/sampler.txt`."""
    return Sampler(_FILE.read_text(encoding="utf-8"))


def sample(rng: random.Random) -> Sample:
    """Return one random spoken formula; the same generator state gives the same formula."""
    return default_sampler().sample(rng)
