"""One formula tree, many outputs: LaTeX, Typst, MathML, plain text, spoken English.

Every function takes any tree and never fails: an unknown construct prints as a named function of its
parts, a part still to be said as a box. Brackets that the tree needs and nobody said are put in.
"""

from __future__ import annotations

from functools import cache, lru_cache

from mathparse.printers.brackets import with_brackets
from mathparse.printers.latex import LatexPrinter
from mathparse.printers.template import Printer
from mathparse.tree import Node

_latex = LatexPrinter()


@cache
def _printer(name: str) -> Printer:
    """Return the printer of a module here, imported when first asked for."""
    from importlib import import_module

    module = import_module(f"mathparse.printers.{name}")
    return getattr(module, f"{name.capitalize()}Printer")()


@lru_cache(maxsize=64)  # readings are compared as they are written, then shown
def to_latex(tree: Node) -> str:
    """Return a tree as LaTeX for math mode (amsmath, amssymb)."""
    return _latex(with_brackets(tree))


def to_typst(tree: Node) -> str:
    """Return a tree as Typst math, without the dollar signs."""
    return _printer("typst")(with_brackets(tree))


def to_mathml(tree: Node) -> str:
    """Return a tree as a `math` element of presentation MathML with intents."""
    body = _printer("mathml")(with_brackets(tree))
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{body}</math>'


def to_text(tree: Node) -> str:
    """Return a tree as one line of plain Unicode text."""
    return _printer("text")(with_brackets(tree))


def to_speech(tree: Node) -> str:
    """Return a tree as spoken English that the parser understands as this tree."""
    from mathparse.printers.speech import speak

    return speak(with_brackets(tree))
