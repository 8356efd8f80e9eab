"""The constructs of `data/heads.toml` and the symbols of `data/symbols.tsv`, read when first needed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from operator import is_
from pathlib import Path
from typing import NamedTuple

from mathparse.tree import Node

_DATA = Path(__file__).parent.parent / "data"
ATOM = 100  # binds as tightly as a single letter
TIGHT = 94  # reads as one symbol: a power, an index, f(x)


CURRENCIES = frozenset("$€£¥")  # units that stand before their number


class Symbol(NamedTuple):
    """One row of the symbol table; `names` are the ways to say it, the usual one first."""

    name: str
    kind: str
    unicode: str
    latex: str
    names: tuple[str, ...]


class Head:
    """One construct: the names of its parts, how it binds, and its templates by output and text."""

    def __init__(self, name: str, row: dict) -> None:
        self.name = name
        self.example: str = row.get("example", "")
        self.parts = [part for part in row.get("args", ()) if part != "..."]
        # The part that repeats may be missing altogether, as the variable of an integral.
        repeats = "..." in row.get("args", ())
        self.least = len(self.parts) - (repeats and len(self.parts) > 1)
        self.most = 10**9 if repeats else len(self.parts)
        self._binds = row.get("binds", ATOM)
        self._needs: list[int] = row.get("needs", [])
        self._row = row

    def binds(self, text: str) -> int:
        """Return how tightly the construct holds together, from 0 (loosely) to 100 (a letter)."""
        if isinstance(self._binds, int):
            return self._binds
        return self._binds.get(text, self._binds[""])

    def needs(self, index: int) -> int:
        """Return how tightly the part at `index` must hold together to stand without brackets."""
        return self._needs[index] if index < len(self._needs) else 0

    def template(self, output: str, text: str) -> str | None:
        """Return the template for an output ("latex", "speech"...), or None where there is none."""
        templates = self._row.get(output)
        if isinstance(templates, dict):
            return templates.get(text, templates.get(""))
        return templates


@cache
def heads() -> dict[str, Head]:
    """Return every construct by its name."""
    rows = tomllib.loads((_DATA / "heads.toml").read_text(encoding="utf-8"))
    return {name: Head(name, row) for name, row in rows.items()}


@cache
def symbols() -> dict[str, dict[str, Symbol]]:
    """Return the symbol table: name -> kind -> row, kinds in the order of the file."""
    table: dict[str, dict[str, Symbol]] = {}
    for line in (_DATA / "symbols.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("# "):
            continue
        fields = [*line.split("\t"), "", "", "", ""]
        name, kind, unicode, latex, spoken = fields[:5]
        names = tuple(part.strip() for part in spoken.split(",") if part.strip())
        table.setdefault(name, {})[kind] = Symbol(name, kind, unicode, latex, names)
    return table


@cache
def find(name: str, kind: str) -> Symbol | None:
    """Return the row of a name, of the kind asked for if there is one."""
    kinds = symbols().get(name)
    if not kinds:
        return None
    return kinds.get(kind) or next(iter(kinds.values()))


@cache
def by_character() -> dict[str, Symbol]:
    """Return the symbols by their Unicode character; the first row of a character wins."""
    rows = [row for kinds in symbols().values() for row in kinds.values()]
    return {row.unicode: row for row in reversed(rows)}


def sound(node: Node, parts: list[Node]) -> Node:
    """Return the node with these parts, as an unknown construct where their number is wrong."""
    head = heads().get(node.head)
    if head is None or head.least <= len(parts) <= head.most:
        return node if all(map(is_, parts, node.args)) else node._replace(args=tuple(parts))
    return Node("incomplete", tuple(parts), f"{node.head} {node.text}".strip())


def fold(tree: Node, combine: Callable[[Node, list], object]) -> object:
    """Return `combine(node, results of its parts)` for the root, from the leaves up, without recursion."""
    results: list = []
    waiting: list[tuple[Node, bool]] = [(tree, False)]
    while waiting:
        node, ready = waiting.pop()
        if ready or not node.args:
            first = len(results) - len(node.args)
            parts = results[first:]
            del results[first:]
            results.append(combine(node, parts))
        else:
            waiting.append((node, True))
            waiting.extend((part, False) for part in reversed(node.args))
    return results[0]
