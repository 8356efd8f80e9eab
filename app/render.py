"""LaTeX to a picture: SVG from ziamath, the same formula drawn only once."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

SIZE = 32  # px of the letter M in the SVG; the window scales it
POINTS = 14.0  # that size on paper: what documents and pasted pictures have
MARGIN = 4.0  # px; ziamath crops to the ink, which cuts the outermost curves
NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
INK = "#010203"  # stands for the text colour until the theme is known


class DrawingError(Exception):
    """This LaTeX cannot be drawn (yet): it is unfinished, or beyond what ziamath knows."""


_drawn: OrderedDict[str, str] = OrderedDict()
KEPT = 512
SIGNS = ("−", "-", "+", "±", "∓")
CLOSING = tuple(")]}|‖⟩⌉⌋!′″%°")  # marks after which a sign adds or takes away


def svg_of(latex: str) -> str:
    """Return the formula as SVG in the colour INK; raises DrawingError."""
    if latex not in _drawn:
        remember(latex, draw(latex))
    _drawn.move_to_end(latex)
    return _drawn[latex]


def remember(latex: str, svg: str) -> None:
    """Keep a picture that was drawn elsewhere, so that it need not be drawn here."""
    _drawn[latex] = svg
    while len(_drawn) > KEPT:
        _drawn.popitem(last=False)


def is_drawn(latex: str) -> bool:
    """Say whether the picture of a formula is at hand."""
    return latex in _drawn


def draw(latex: str, change: Callable[[Element], None] | None = None) -> str:
    """Return the formula as SVG without looking in the cache; raises DrawingError.

    `change` may change the MathML on its way from LaTeX to picture.
    """
    import ziamath
    from ziamath.tex import tex2mml

    # With <symbol> and <use>, QtSvg shows nothing.
    ziamath.config.svg2 = False
    if not latex.strip():
        raise DrawingError("nothing to draw")
    try:
        mathml = fromstring(tex2mml(_drawable(latex)).replace(NAMESPACE, ""))
        mathml.set("mathcolor", INK)
        _mark_signs(mathml)
        if change:
            change(mathml)
        svg = ziamath.Math(mathml, size=SIZE, margin=MARGIN).svg()
    except Exception as error:  # ziamath and latex2mathml raise whatever goes wrong inside them
        raise DrawingError(str(error) or type(error).__name__) from error
    # Lines above and below come out black whatever the colour.
    svg = svg.replace('"black"', f'"{INK}"')
    width, height = _size_in(svg)
    if not (0 < width < 1e5 and 0 < height < 1e5):
        raise DrawingError("the picture has no size")
    return svg


def coloured(svg: str, colour: str) -> str:
    """Return the SVG in another colour, given as #rrggbb."""
    return svg.replace(INK, colour)


def _size_in(svg: str) -> tuple[float, float]:
    match = re.search(r'width="([\d.eE+-]+)" height="([\d.eE+-]+)"', svg)
    return (float(match[1]), float(match[2])) if match else (0.0, 0.0)


def _mark_signs(mathml: Element) -> None:
    """Tell the minus of "= -2" from that of "x - 2": a sign stands close to what it belongs to."""
    for row in mathml.iter():
        for before, here in pairwise(row):
            after_operator = before.tag == "mo" and (before.text or "") not in CLOSING
            if here.tag == "mo" and (here.text or "") in SIGNS and after_operator:
                here.set("form", "prefix")


def _drawable(latex: str) -> str:
    """Return LaTeX with commands that ziamath lacks written with ones that it has."""
    for missing, known in REPLACEMENTS:
        latex = latex.replace(missing, known)
    return latex


# A shorter command must come after a longer one that it begins.
REPLACEMENTS: tuple[tuple[str, str], ...] = ((r"\middle|", "|"), (r"\middle", ""))
