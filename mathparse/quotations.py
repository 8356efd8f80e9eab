"""Words that are said to be taken as they are: "quote mass unquote", "text begin if text end"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mathparse.states import Lexeme
from mathparse.tokens import Token
from mathparse.tree import Node

QUOTES = {
    ("quote",): (("unquote",), ("end", "quote"), ("close", "quote"), ("quote",)),
    ("open", "quote"): (("close", "quote"), ("end", "quote")),
    ("begin", "quote"): (("end", "quote"),),
    ("text", "begin"): (("text", "end"),),
    ("begin", "text"): (("end", "text"),),
    ('"',): (('"',),),
}
_OPENINGS = frozenset(opening[0] for opening in QUOTES)


def quotation(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read the words between "quote" and "unquote", or "text begin" and "text end", as they are."""
    if tokens[start] not in _OPENINGS:
        return None
    for opening, closings in QUOTES.items():
        if tuple(tokens[start : start + len(opening)]) != opening:
            continue
        first = start + len(opening)
        for end in range(first + 1, len(tokens)):
            for closing in closings:
                if tuple(tokens[end : end + len(closing)]) == closing:
                    words = " ".join(token.written for token in tokens[first:end])
                    words = re.sub(r" (?=[:;,.!?]|[+-]$)", "", words)
                    return Lexeme("quoted", Node("text", (), words), end + len(closing))
    return None
