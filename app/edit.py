"""Editing a formula by its structure: finding a part, replacing it, deleting it, walking to the next.

A place in a formula is a path: which part of the whole, which part of that, and so on, counted from 0.
Everything here is a function from trees to trees.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from mathparse.tree import Node

Path = tuple[int, ...]

BLANK = Node("blank")
NONE = Node("none")
TERMS = frozenset({"add", "subtract"})
FACTORS = frozenset({"multiply"})
# What is left of a construct when one of its parts is deleted: its other part.
KEEPS_OTHER = {"add": (1, 0), "subtract": (1, 0), "multiply": (1, 0), "operation": (1, 0)}
KEEPS_FIRST = frozenset(
    {"power", "subscript", "prime", "accent", "font", "sign", "group", "cancel"}
)


class EditError(Exception):
    """The formula has no such part; the message says so."""


@cache
def _argument_names() -> dict[str, tuple[str, ...]]:
    text = files("mathparse").joinpath("data/heads.toml").read_text(encoding="utf-8")
    heads = tomllib.loads(text)
    return {head: tuple(row["args"]) for head, row in heads.items() if "args" in row}


def part_name(parent: Node, index: int) -> str:
    """Return what part `index` of a construct is called: "numerator", "exponent", "item 3"."""
    names = _argument_names().get(parent.head, ())
    if "..." in names and index >= len(names) - 2:
        return f"{names[-2]} {index - len(names) + 3}"
    return names[index] if index < len(names) else f"part {index + 1}"


def at(tree: Node, path: Path) -> Node:
    """Return the part at `path`; raises IndexError where there is none."""
    for index in path:
        tree = tree.args[index]
    return tree


def places(tree: Node, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every part, the whole first, from left to right."""
    yield path
    for index, part in enumerate(tree.args):
        yield from places(part, (*path, index))


def replaced(tree: Node, path: Path, new: Node) -> Node:
    """Return `tree` with `new` in place of the part at `path`."""
    if not path:
        return new
    index, *rest = path
    parts = list(tree.args)
    parts[index] = replaced(parts[index], tuple(rest), new)
    return tree._replace(args=tuple(parts))


def replaced_everywhere(tree: Node, old: Node, new: Node) -> Node:
    """Return `tree` with `new` in place of every part that equals `old`."""
    if tree == old:
        return new
    return tree._replace(args=tuple(replaced_everywhere(part, old, new) for part in tree.args))


def deleted(tree: Node, path: Path) -> Node:
    """Return `tree` without the part at `path`: what it was joined to stays, or a blank for it."""
    if not path:
        return BLANK
    parent, index = at(tree, path[:-1]), path[-1]
    return replaced(tree, path[:-1], _without(parent, index))


def _without(parent: Node, index: int) -> Node:
    names = _argument_names().get(parent.head, ())
    if parent.head == "subtract" and index == 0:
        return Node("sign", (parent.args[1],), "minus")
    if parent.head in KEEPS_OTHER:
        return parent.args[KEEPS_OTHER[parent.head][index]]
    if parent.head in KEEPS_FIRST and index > 0:
        return parent.args[0]
    if "..." in names and len(parent.args) > 1 and parent.head != "relation":
        return parent._replace(args=parent.args[:index] + parent.args[index + 1 :])
    gap = NONE if names[index : index + 1] in (("lower",), ("upper",)) else BLANK
    return replaced(parent, (index,), gap)


def find_part(tree: Node, part: str) -> Path:
    """Return where `part` is: a name such as "numerator", or "term 2", "factor last", "left", "all".

    Of several such parts the outermost is meant, and of those the first. Raises EditError.
    """
    name, _, number = part.partition(" ")
    if name == "all":
        return ()
    if name in ("left", "right"):
        return _side(tree, name)
    if number:
        return _counted(tree, name, number)
    aliases = {"body": ("body", "argument", "radicand"), "index": ("index", "lower")}.get(
        name, (name,)
    )
    for path in sorted(places(tree), key=len):
        if path and part_name(at(tree, path[:-1]), path[-1]).split()[0] in aliases:
            return path
    raise EditError(f"This formula has no {part}.")


def _side(tree: Node, name: str) -> Path:
    """Return the path of one side of the first relation, or of the outermost operation."""
    for path in sorted(places(tree), key=len):
        node = at(tree, path)
        if node.head == "relation" and len(node.args) > 1:
            return (*path, 0) if name == "left" else (*path, len(node.args) - 1)
    if len(tree.args) == 2:
        return (0,) if name == "left" else (1,)
    raise EditError(f"This formula has no {name} side.")


def _counted(tree: Node, name: str, number: str) -> Path:
    """Return the path of one term of the first sum, or of one factor of the first product."""
    heads = TERMS if name == "term" else FACTORS
    for path in sorted(places(tree), key=len):
        if at(tree, path).head in heads:
            found = [(*path, *rest) for rest in _chain(at(tree, path), heads)]
            index = len(found) if number == "last" else int(number)
            if 1 <= index <= len(found):
                return found[index - 1]
            raise EditError(f"There are only {len(found)} {name}s.")
    if name == "term" and number in ("1", "last"):
        return ()
    raise EditError(f"This formula has no {name} {number}.")


def _chain(node: Node, heads: frozenset[str]) -> Iterator[Path]:
    """Yield the paths of the operands of a chain such as a + b - c, from left to right."""
    if node.head not in heads:
        yield ()
        return
    for index, operand in enumerate(node.args):
        # Only the left operand continues the chain: a - (b - c) has two terms.
        rest = _chain(operand, heads) if index == 0 else [()]
        yield from ((index, *path) for path in rest)


# --- walking


def step(tree: Node, path: Path, direction: str) -> Path:
    """Return the next place: "in" to the first part, "out", "next" or "previous" beside it.

    Where there is nothing that way, the same place comes back.
    """
    if direction == "in":
        shown = _shown(at(tree, path))
        return (*path, shown[0]) if shown else path
    if not path:
        return path
    if direction == "out":
        return path[:-1]
    siblings = _shown(at(tree, path[:-1]))
    position = siblings.index(path[-1]) + (1 if direction == "next" else -1)
    return (*path[:-1], siblings[position]) if 0 <= position < len(siblings) else path


def _shown(node: Node) -> list[int]:
    return [index for index, part in enumerate(node.args) if part.head != "none"]


def place_name(tree: Node, path: Path) -> str:
    """Return what the place is called: "numerator", "right side", or "whole formula"."""
    if not path:
        return "whole formula"
    parent, index = at(tree, path[:-1]), path[-1]
    if parent.head == "relation" and len(parent.args) == 2:
        return ("left side", "right side")[index]
    name = part_name(parent, index)
    return f"{name} part" if name in ("left", "right") else name


# --- small changes of a part

CHANGES = {
    "parenthesise": lambda node: Node("group", (node,), "paren"),
    "root": lambda node: Node("root", (node, NONE)),
    "cube": lambda node: Node("power", (node, Node("number", (), "3"))),
    "square": lambda node: Node("power", (node, Node("number", (), "2"))),
    "negate": lambda node: Node("sign", (node,), "minus"),
}


def changed(tree: Node, path: Path, change: str) -> Node:
    """Return `tree` with a change of CHANGES made to the part at `path`, or to both sides of an equation.

    Raises EditError for what is neither a formula nor an equation, such as an inequality.
    """
    part, make = at(tree, path), CHANGES[change]
    if part.head != "relation" or change == "parenthesise":
        return replaced(tree, path, make(part))
    if set(part.text.split()) != {"equals"}:
        raise EditError("This can be done to an equation or to one side: select a side first.")
    return replaced(tree, path, part._replace(args=tuple(make(side) for side in part.args)))
