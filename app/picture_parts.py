"""Where the parts of a formula stand in its picture, so that a part can be lit up or clicked.

The formula is drawn a second time with each part in a colour of its own. Colours leave the shapes and
their order as they are, so the colour of the n-th shape says to which part the n-th shape of the picture
belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from xml.etree.ElementTree import Element

from app.render import DrawingError, draw, svg_of
from mathparse.printers.heads import fold
from mathparse.printers.latex import LatexPrinter
from mathparse.printers.places import Path, placed
from mathparse.tree import Node

# Their print is divided by what must not stand inside the braces of a colour.
UNCOLOURED = frozenset({"row", "rows", "cells", "lines", "cases", "sequence", "none"})
_SHAPE = re.compile(r"<(path|rect|line|polyline|polygon|circle|ellipse)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the units of the picture; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Width times height."""
        return (self.right - self.left) * (self.bottom - self.top)

    def touches(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom

    def united(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class PictureParts:
    """The shapes of a picture, in drawing order, and the place of the part that each belongs to."""

    shapes: tuple[tuple[Path, Box], ...]

    def boxes(self, path: Path) -> list[Box]:
        """Return the box around a whole part; none where nothing of it is drawn."""
        return _around([box for place, box in self.shapes if place[: len(path)] == path])

    def signs(self, path: Path, said: frozenset[Path] = frozenset()) -> list[Box]:
        """Return the boxes of what a part draws itself: its sign, bar or brackets.

        A part that draws nothing itself, such as a power, gives the parts of it that are not among
        those `said` in words of their own: "squared" is the exponent.
        """
        mine = [(place, box) for place, box in self.shapes if place[: len(path)] == path]
        own = [box for place, box in mine if place == path]
        if own:
            # A number is one thing, and so is a root, whose sign and bar touch; two brackets are not.
            touch = any(one.touches(other) for one, other in pairwise(own))
            return _around(own) if touch or len(own) == len(mine) else own
        inner = [place for place in said if len(place) > len(path) and place[: len(path)] == path]
        return _around([box for place, box in mine if not any(place[: len(i)] == i for i in inner)])


def _around(boxes: list[Box]) -> list[Box]:
    return [reduce(Box.united, boxes)] if boxes else []


def parts_of(tree: Node) -> PictureParts | None:
    """Return where the parts of `tree` stand in the picture of its LaTeX; None if that is unknown."""
    marked = placed(tree)
    printer = _ColouringPrinter()
    latex = printer(marked)
    try:
        coloured, plain = draw(latex, _flatten), svg_of(" ".join(LatexPrinter()(marked).split()))
    except DrawingError:
        return None
    owners = [printer.path(attributes) for attributes in _shapes(coloured)]
    boxes = [_box(attributes) for attributes in _shapes(plain)]
    if len(owners) != len(boxes):
        return None
    return PictureParts(tuple(zip(owners, boxes, strict=True)))


def _flatten(element: Element, colour: str = "") -> None:
    """Hand colours down to what is drawn, and take out the nodes that only carried them.

    ziamath's work doubles with every level of nesting, so the tree must be as flat as without colours.
    """
    flat: list[Element] = []
    for child in element:
        inner = child.get("mathcolor") or colour
        if child.tag != "mstyle" or "mathcolor" not in child.attrib:
            if inner:
                child.set("mathcolor", inner)
            _flatten(child, inner)
            flat.append(child)
            continue
        _flatten(child, inner)
        row = child[0] if len(child) == 1 else child
        flat.extend(row if element.tag == "mrow" or len(row) == 1 else [row])
    element[:] = flat


class _ColouringPrinter(LatexPrinter):
    """Prints each part in a colour that is its number."""

    def __init__(self) -> None:
        super().__init__()
        self._paths: list[Path] = [()]

    def __call__(self, tree: Node) -> str:
        """Return the LaTeX with its colours."""
        return str(fold(tree, self._coloured))

    def _coloured(self, node: Node, parts: list[str]) -> str:
        printed = self.print(node, parts)
        if node.head in UNCOLOURED or not printed.strip():
            return printed
        self._paths.append(getattr(node, "path", None) or ())
        return rf"\textcolor{{#{len(self._paths) - 1:06x}}}{{{printed}}}"

    def print_binomial(self, node: Node, parts: list[str]) -> str:
        """A binomial coefficient as ziamath takes it apart itself; braces inside would confuse it."""
        return rf"\left( {parts[0]} \atop {parts[1]} \right)"

    def path(self, attributes: dict[str, str]) -> Path:
        """Return the place of a drawn shape."""
        colour = attributes.get("fill", "")
        if not colour.startswith("#"):
            colour = attributes.get("stroke", "#000000")
        number = int(colour[1:], 16) if colour.startswith("#") else 0
        return self._paths[number] if number < len(self._paths) else ()


def _shapes(svg: str) -> Iterator[dict[str, str]]:
    for match in _SHAPE.finditer(svg):
        yield {"shape": match[1], **dict(_ATTRIBUTE.findall(match[2]))}


def _box(shape: dict[str, str]) -> Box:
    """Return the box of a shape; curves stay within their control points."""
    if shape["shape"] == "rect":
        x, y, width, height = (float(shape.get(k, 0)) for k in ("x", "y", "width", "height"))
        return Box(x, y, x + width, y + height)
    if shape["shape"] == "line":
        numbers = [float(shape.get(k, 0)) for k in ("x1", "y1", "x2", "y2")]
    else:
        numbers = [float(n) for n in _NUMBER.findall(shape.get("d") or shape.get("points", ""))]
    across, down = numbers[::2] or [0.0], numbers[1::2] or [0.0]
    return Box(min(across), min(down), max(across), max(down))
