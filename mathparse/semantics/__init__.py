"""What a formula means, in SymPy's terms but without SymPy: one translation for objects and for code.

`meaning(tree)` gives a small expression. Whatever has no mathematical meaning for SymPy (plus-or-minus,
arrows, unknown constructs) becomes a function with a clear name, so nothing fails and nothing is
guessed silently. Conventions: e, pi and infinity are the constants; i is the imaginary unit unless the
formula counts with it; x in "dy/dx" makes y a function of x everywhere.
"""

from __future__ import annotations

from mathparse.printers import with_brackets
from mathparse.semantics.calculus import Calculus
from mathparse.semantics.functions import Functions
from mathparse.semantics.terms import Term
from mathparse.semantics.values import Values
from mathparse.tree import Node

__all__ = ["Term", "meaning"]


class _Translator(Values, Functions, Calculus):
    """Knows the meaning of every construct."""


def meaning(tree: Node) -> Term:
    """Return what a tree means; every tree has a meaning."""
    whole = with_brackets(tree)
    return _Translator(whole)(whole)
