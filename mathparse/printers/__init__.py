"""One formula tree, many outputs: LaTeX, Typst, MathML, plain text, spoken English.

Every function takes any tree and never fails: an unknown construct prints as a named function of its
parts, a part still to be said as a box. Brackets that the tree needs and nobody said are put in.
"""

from __future__ import annotations

from mathparse.printers.brackets import with_brackets
from mathparse.printers.latex import LatexPrinter
from mathparse.tree import Node

_latex = LatexPrinter()


def to_latex(tree: Node) -> str:
    """Return a tree as LaTeX for math mode (amsmath, amssymb)."""
    return _latex(with_brackets(tree))
