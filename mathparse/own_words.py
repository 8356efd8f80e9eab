"""Words that a user adds while the program runs: spoken, parsed and printed like any other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from mathparse import vocabulary
from mathparse.printers import heads
from mathparse.printers.speech import names
from mathparse.tree import Node

KINDS = ("symbol", "function", "text")
SPACE = r"\ "
COST = -1.5  # a user who adds "nabla star" means it, and not a nabla with a star
# LaTeX that only sets letters in another font; what is in it stands for the word in plain text.
_FONT = re.compile(
    r"\\(?:math(?:rm|bf|it|sf|tt|cal|bb|frak|scr)|text|operatorname\*?|boldsymbol)\{(\w+)\}"
)


class OwnWord(NamedTuple):
    """A word as it is said; `kind` is one of KINDS; `latex` is what it writes, "" for its letters."""

    said: str
    kind: str = "symbol"
    latex: str = ""


_meant_before: list[tuple[vocabulary.Phrases, list[vocabulary.Entry]]] = []
_names: list[str] = []


def teach_only(words: Iterable[OwnWord]) -> None:
    """Know these own words and no others from now on; they stand before every other meaning."""
    _forget_all()
    for word in words:
        node = vocabulary.load()
        for part in word.said.split():
            node = node.next.setdefault(part, vocabulary.Phrases())
        _meant_before.append((node, node.entries))
        leaf = Node("text", (), word.latex or word.said)
        if word.kind != "text":
            leaf = Node(word.kind, (), _new_symbol(word))
        node.entries = [vocabulary.Entry(word.kind, leaf, COST)]
    heads.find.cache_clear()
    names.symbol_words.cache_clear()


def latex_of(word: OwnWord) -> str:
    """Return what a word writes, its own letters set upright where nothing else is said."""
    if word.kind == "text":
        return rf"\text{{{word.latex or word.said}}}"
    upright = r"\operatorname" if word.kind == "function" else r"\mathrm"
    return word.latex or rf"{upright}{{{word.said.replace(' ', SPACE)}}}"


def _forget_all() -> None:
    while _meant_before:
        node, entries = _meant_before.pop()
        node.entries = entries
    while _names:
        del heads.symbols()[_names.pop()]


def _new_symbol(word: OwnWord) -> str:
    """Give the printers a row for the word; return its name, which no other row has."""
    name = word.said.replace(" ", "-")
    while name in heads.symbols():
        name += "-own"
    latex = latex_of(word)
    font = _FONT.fullmatch(latex)
    known = {row.latex: row.unicode for row in vocabulary.symbol_rows()}
    plain = font[1] if font else known.get(latex, word.said)
    heads.symbols()[name] = {word.kind: heads.Symbol(name, word.kind, plain, latex, (word.said,))}
    _names.append(name)
    return name
