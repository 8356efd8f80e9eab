"""Which part of a formula a spoken word or a printed sign belongs to.

A place is a path: which part of the whole, which part of that, and so on, counted from 0. Trees whose
nodes know their places print like any other tree, so every printer can tell whose print is whose.
"""

from __future__ import annotations

from itertools import takewhile

from mathparse.printers.brackets import with_brackets
from mathparse.printers.heads import fold
from mathparse.printers.speech import SPEAKERS, Speaker, speak
from mathparse.printers.speech.care import Spoken
from mathparse.tree import Node

Path = tuple[int, ...]
# Private characters around the words of a part; between the first two stands its number.
_OPEN, _NUMBER_END, _CLOSE = "\ue000", "\ue001", "\ue002"


class Placed(Node):
    """A node that knows its `path` in the tree that it comes from; equal to one that does not."""

    path: Path | None = None

    def _replace(self, **changes: object) -> Placed:
        new = super()._replace(**changes)
        new.path = self.path
        return new


def placed(tree: Node) -> Node:
    """Return the tree as printers see it, brackets put in, each node with its path in `tree`.

    A bracket that was put in has the path of what stands in it.
    """
    return _settled(with_brackets(_with_paths(tree, ())))


def _with_paths(node: Node, path: Path) -> Placed:
    parts = tuple(_with_paths(part, (*path, index)) for index, part in enumerate(node.args))
    new = Placed(node.head, parts, node.text)
    new.path = path
    return new


def _settled(tree: Node) -> Node:
    """Return the tree with a path for nodes that were built anew: what their parts have in common."""

    def combine(node: Node, parts: list[Placed]) -> Placed:
        new = Placed(node.head, tuple(parts), node.text)
        path = getattr(node, "path", None)
        new.path = _shared([part.path for part in parts]) if path is None else path
        return new

    return fold(tree, combine)  # type: ignore[return-value]


def _shared(paths: list[Path]) -> Path:
    """Return what all paths begin with."""
    if not paths:
        return ()
    steps = zip(*paths, strict=False)
    return tuple(step[0] for step in takewhile(lambda step: len(set(step)) == 1, steps))


class _MarkingSpeaker(Speaker):
    """Says a tree of placed nodes with marks around the words of every part."""

    def __init__(self, care: int) -> None:
        super().__init__(care)
        self.paths: list[Path] = []

    def say(self, node: Node, parts: list[Spoken]) -> Spoken:
        """Return the words for a node between its marks."""
        spoken = super().say(node, parts)
        path = getattr(node, "path", None)
        if path is None or not spoken.words.strip():
            return spoken
        self.paths.append(path)
        mark = f"{_OPEN}{len(self.paths) - 1}{_NUMBER_END}"
        return spoken._replace(words=f"{mark}{spoken.words}{_CLOSE}")


def spoken_words(tree: Node) -> list[tuple[str, Path]]:
    """Return the words that `to_speech` says for a tree, each with the path of the part it names.

    A word that joins parts, such as "plus", has the path of the construct that it makes.
    """
    words = speak(with_brackets(tree))
    for care, speaker in enumerate(SPEAKERS):
        if speaker(with_brackets(tree)) == words:
            marking = _MarkingSpeaker(care)
            found = _unmarked(marking(placed(tree)), marking.paths)
            if " ".join(word for word, _ in found) == words:
                return found
    return [(word, ()) for word in words.split()]


def _unmarked(marked: str, paths: list[Path]) -> list[tuple[str, Path]]:
    """Return words without marks, each with the path of the innermost part at its first letter."""
    found: list[tuple[str, Path]] = []
    open_paths: list[Path] = []
    word, place, number = "", (), ""
    in_number = False
    for character in marked + " ":
        if character == _OPEN:
            in_number, number = True, ""
        elif character == _NUMBER_END:
            in_number = False
            open_paths.append(paths[int(number)])
        elif in_number:
            number += character
        elif character == _CLOSE:
            open_paths.pop()
        elif character != " ":
            place = place if word else (open_paths[-1] if open_paths else ())
            word += character
        elif word:
            found.append((word, place))
            word = ""
    return found
