"""Templates of `data/heads.toml`: compiled once, filled with the printed parts of a node."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import ClassVar, NamedTuple

from mathparse.printers.heads import ATOM, CURRENCIES, TIGHT, Head, find, fold, heads
from mathparse.tree import Node

_OPTIONAL = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\?")
LONGEST_COMMAND = 24  # letters of the longest LaTeX command in the symbol table, and then some
_COMMAND_END = re.compile(r"\\[a-zA-Z]+$")

# The kinds of symbols.tsv that hold a head's text.
KIND = {"operation": "operator", "relation": "relation", "integral": "integral", "big": "big",
        "quantifier": "quantifier", "function": "function", "sign": "operator"}  # fmt: skip


class Part(NamedTuple):
    """A place in a template for the part at `index`, or for all parts from there on (`joiner`)."""

    index: int
    joiner: str | None
    simple: bool
    argument: str


class Optional(NamedTuple):
    """A piece of a template that is left out where one of its parts was not said."""

    pieces: tuple


class TextPart(NamedTuple):
    """The place in a template for the symbol of the node's text."""


Pieces = tuple[str | Part | Optional | TextPart, ...]


def compile_template(template: str, head: Head) -> Pieces:
    """Split a template into its literal text and its places for parts."""
    pieces: list = []
    end = 0
    for match in _OPTIONAL.finditer(template):
        pieces.extend(_places(template[end : match.start()], head))
        pieces.append(Optional(tuple(_places(match[1], head))))
        end = match.end()
    pieces.extend(_places(template[end:], head))
    return tuple(pieces)


def _places(template: str, head: Head) -> list[str | Part | TextPart]:
    names = "|".join(["text", *head.parts])
    # In XML a place ends in "/>", so that what joins the parts may hold elements itself.
    place = re.compile(
        rf"<({names})(!?)(?:\|(.*?))?(?: arg=[\"'](\w+)[\"'])?/>"
        if "/>" in template
        else rf"<({names})(!?)(?:\|(.*?))?()>",
        re.DOTALL,
    )
    pieces: list[str | Part | TextPart] = []
    end = 0
    for match in place.finditer(template):
        if match.start() > end:
            pieces.append(template[end : match.start()])
        if match[1] == "text":
            pieces.append(TextPart())
        else:
            index = head.parts.index(match[1])
            pieces.append(Part(index, match[3], bool(match[2]), match[4] or ""))
        end = match.end()
    if end < len(template):
        pieces.append(template[end:])
    return pieces


class Printer:
    """Prints trees by the templates of one output; subclasses add what templates cannot say.

    A method `print_HEAD(node, parts)` takes precedence over the template of HEAD.
    """

    output: ClassVar[str]

    def __init__(self) -> None:
        self.special: dict[str, Callable[[Node, list[str]], str]] = {
            name.removeprefix("print_"): getattr(self, name)
            for name in dir(self)
            if name.startswith("print_")
        }
        self.pieces = cache(self._pieces)

    def __call__(self, tree: Node) -> str:
        """Return the printed tree."""
        return str(fold(tree, self.print))

    def print(self, node: Node, parts: list[str]) -> str:
        """Return the node printed from its printed parts."""
        special = self.special.get(node.head)
        if special:
            return special(node, parts)
        pieces = self.pieces(node.head, node.text)
        return self.unknown(node, parts) if pieces is None else self.fill(pieces, node, parts)

    def _pieces(self, head: str, text: str) -> Pieces | None:
        row = heads().get(head)
        template = row.template(self.output, text) if row else None
        return None if row is None or template is None else compile_template(template, row)

    def fill(self, pieces: Pieces, node: Node, parts: list[str]) -> str:
        """Return the pieces with the printed parts in their places."""
        return self.join(self._filled(pieces, node, parts))

    def _filled(self, pieces: Pieces, node: Node, parts: list[str]) -> list[str]:
        filled = []
        for piece in pieces:
            if isinstance(piece, str):
                filled.append(piece)
            elif isinstance(piece, Part):
                filled.append(self._part(piece, node, parts))
            elif isinstance(piece, TextPart):
                filled.append(self.name(node.text, KIND.get(node.head, "symbol")))
            elif _said(piece, node):
                filled.extend(self._filled(piece.pieces, node, parts))
        return filled

    def _part(self, place: Part, node: Node, parts: list[str]) -> str:
        if place.joiner is not None:
            return self.join(_between(parts[place.index :], place.joiner))
        if place.index >= len(parts):
            return ""
        printed = parts[place.index]
        if place.simple:
            return self.simple(node.args[place.index], printed)
        return self.argument(printed, place.argument) if place.argument else printed

    def join(self, pieces: list[str]) -> str:
        """Return the pieces as one string."""
        return "".join(pieces)

    def simple(self, node: Node, printed: str) -> str:
        """Return a part that must read as one symbol, in brackets if it is more."""
        return printed if binding(node) >= TIGHT or not node.args else f"({printed})"

    def argument(self, printed: str, name: str) -> str:
        """Return a printed part marked as an argument; only MathML marks them."""
        raise NotImplementedError

    def name(self, text: str, kind: str) -> str:
        """Return the printed form of a name of the symbol table."""
        row = find(text, kind)
        return row.unicode if row else text.replace("-", " ")

    def unknown(self, node: Node, parts: list[str]) -> str:
        """Return a construct without a template, as a function of its parts."""
        label = f"{node.head} {node.text}".strip()
        return f"{label}({', '.join(parts)})" if parts else label


def _between(parts: list[str], joiner: str) -> list[str]:
    return [piece for part in parts for piece in (joiner, part)][1:]


def _said(optional: Optional, node: Node) -> bool:
    """Whether every part in an optional piece was said."""
    for piece in optional.pieces:
        if not isinstance(piece, Part):
            continue
        said = (
            node.args[piece.index :] if piece.joiner is not None else node.args[piece.index :][:1]
        )
        if not said or all(part.head == "none" for part in said):
            return False
    return True


def binding(node: Node) -> int:
    """Return how tightly a node's print holds together; unknown constructs print with brackets."""
    row = heads().get(node.head)
    return row.binds(node.text) if row else ATOM


def join_latex(pieces: list[str]) -> str:
    r"""Join LaTeX, with a space where a command such as \pi would swallow the letter after it."""
    joined = ""
    for piece in pieces:
        if piece[:1].isalpha() and _COMMAND_END.search(joined[-LONGEST_COMMAND:]):
            joined += " "
        joined += piece
    return joined


def total_order(node: Node, printer: Printer) -> str:
    """Return the order of a derivative as printed above the d: "", "2", "n", "n+1"."""
    numbers, names = 0, []
    for variable in node.args[1:]:
        exponent = variable.args[1] if variable.head == "power" else Node("number", (), "1")
        if exponent.head == "number" and exponent.text.isdigit():
            numbers += int(exponent.text)
        else:
            names.append(printer(exponent))
    if not names:
        return "" if numbers == 1 else str(numbers)
    return "+".join([*names, str(numbers)] if numbers else names)


def is_currency(node: Node) -> bool:
    """Whether a node is a number of dollars or the like, whose sign is written first."""
    return not node.text and node.args[1].head == "unit" and node.args[1].text in CURRENCIES


def is_unit(node: Node) -> bool:
    """Whether a node is a unit, perhaps with a power or over another unit."""
    while node.head in ("power", "fraction", "multiply", "divide") and node.args:
        node = node.args[0]
    return node.head == "unit"
