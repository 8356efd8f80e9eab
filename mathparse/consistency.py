"""Whether like things in a formula are written alike: "the absolute value of 2 x minus 6 ... of x minus 3".

Who says a sum under one root, or brackets around one sine's argument, mostly means the next one the same way.
Each kind of thing that stands in a formula more than once gives a fact for the ranking, "alike" or "unlike".
"""

from __future__ import annotations

from collections.abc import Hashable

from mathparse.tree import SUMS, Node

_FENCES = frozenset({"bar", "double-bar", "floor", "ceiling"})
# Which part of a construct is compared: whether it is a sum.
_PARTS = {"root": 0, "fraction": 1, "call": 1, "power": 1}

KINDS = frozenset({"apply", "group", "subscript", *_PARTS})

Seen = dict[Hashable, list[bool]]


def note(node: Node, seen: Seen) -> None:
    """Add what a node shows to what was seen of its kind, under the fact's name and what it is said of."""
    head = node.head
    if head == "apply":
        argument = node.args[1]
        if argument.head != "none":
            seen.setdefault(("argument", ""), []).append(argument.head == "group")
    elif head == "group":
        if node.text in _FENCES:
            seen.setdefault((node.text, ""), []).append(node.args[0].head in SUMS)
    elif head == "subscript":
        seen.setdefault(("index", node.args[0]), []).append(node.args[1].head in SUMS)
    elif head in _PARTS:
        of = node.args[0] if head in ("call", "power") else ""
        seen.setdefault((head, of), []).append(node.args[_PARTS[head]].head in SUMS)


def facts(seen: Seen) -> list[str]:
    """Return the facts about everything that was seen more than once."""
    found = []
    for (name, _), values in seen.items():  # type: ignore[misc]
        if len(values) > 1:
            same = all(values) or not any(values)
            found.append(f"tree {'alike' if same else 'unlike'} {name}")
    return found
