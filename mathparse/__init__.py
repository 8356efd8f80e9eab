"""Spoken mathematics: words to formula trees, and trees to LaTeX, MathML, SymPy, text and speech."""

from mathparse.reading import Parse, ParseError, Reading, parse
from mathparse.tree import Node

__all__ = ["Node", "Parse", "ParseError", "Reading", "parse"]
