"""Degrees of care: how a part is said so that it cannot be taken for more or less than it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mathparse.printers.heads import fold
from mathparse.tree import Node

PLAIN, CAREFUL, STRICT = range(3)


class Spoken(NamedTuple):
    """Words for a part; `open` where they could take in words that follow."""

    words: str
    open: bool = False
    compound: bool = False


class Care:
    """Puts trees into words at one degree of care; subclasses say the constructs."""

    def __init__(self, care: int) -> None:
        self.care = care

    def __call__(self, tree: Node) -> str:
        """Return the words for a tree."""
        spoken: Spoken = fold(tree, self.say)  # type: ignore[assignment]
        return " ".join(spoken.words.split())

    def say(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Return the words for a node from those of its parts."""
        method: Callable[[Node, list[Spoken]], Spoken] | None = getattr(
            self, "say_" + node.head, None
        )
        if method is not None:
            return method(node, parts)
        label = f"{node.head} {node.text}".replace("-", " ").strip()
        if not parts:
            return Spoken(label)
        listed = " comma ".join(part.words for part in parts)
        return Spoken(f"{label} of open paren {listed} close paren")

    def before(self, part: Spoken) -> str:
        """Return a part that other words follow."""
        if self.care == STRICT and part.open:
            return f"begin group {part.words} end group"
        return part.words

    def inside(self, part: Spoken) -> str:
        """Return a part that stands where the grammar is not sure how far it goes."""
        if self.care == STRICT and (part.compound or part.open):
            return f"begin group {part.words} end group"
        return part.words

    def closer(self, words: str) -> str:
        """Return a closing word where wording is careful."""
        return "" if self.care == PLAIN else " " + words

    def words_of(self, node: Node) -> str:
        """Return the words for a node that stands inside another construct."""
        spoken: Spoken = fold(node, self.say)  # type: ignore[assignment]
        return self.inside(spoken)

    def base(self, node: Node, part: Spoken) -> Spoken:
        """Return what a script hangs on, grouped where it is more than a symbol."""
        if self.care == STRICT and part.compound and node.args[0].head != "group":
            return Spoken(f"begin group {part.words} end group")
        return part


def hangs(node: Node) -> bool:
    """Whether a part begins with something that could hang on more than the symbol before it."""
    while node.head in ("multiply", "divide", "add", "subtract", "call") and node.args:
        if node.head == "divide" or (node.head == "multiply" and node.text):
            return True
        node = node.args[0]
    return node.head in ("power", "prime", "postfix", "subscript", "evaluated", "accent")
