"""Spoken mathematics: words to formula trees, and trees to LaTeX, MathML, SymPy, text and speech."""

from mathparse.parse import Parse, ParseError, Reading, parse
from mathparse.tree import Node

__all__ = ["Node", "Parse", "ParseError", "Reading", "parse"]
