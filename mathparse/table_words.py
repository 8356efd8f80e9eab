"""Words that build tables: sizes, and marks of rows, columns, cases and lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from mathparse import numerals, vocabulary
from mathparse.differentials import is_name
from mathparse.states import Lexeme
from mathparse.tokens import DIGIT_WORDS, Token
from mathparse.tree import Node, number, symbol
from mathparse.vocabulary import Phrases

TABLE_KINDS = (
    "matrix", "column-vector", "row-vector", "determinant", "identity-matrix", "zero-matrix",
    "diagonal-matrix",
)  # fmt: skip
TABLES = frozenset({"matrix", "determinant", "array"})
MARKS = {
    "row": "row-mark", "column": "column-mark", "col": "column-mark", "case": "case-mark",
    "line": "row-mark", "equation": "row-mark", "constraint": "row-mark", "step": "row-mark",
}  # fmt: skip
HEADS = {
    "cases": "cases-head", "lines": "lines-head", "rows": "lines-head", "equations": "lines-head",
    "constraints": "lines-head", "steps": "lines-head",
}  # fmt: skip
OPENED = {"matrix": "matrix", "determinant": "determinant", "cases": "cases-head"}
PARTS = {"next": "row-mark", "and": "column-mark", "ampersand": "column-mark", "&": "column-mark"}
_ENUMERATED = frozenset({"matrix", "vector"})
_AFTER_ENTRIES = frozenset(
    ["is", "equals", "times", "plus", "minus", "transpose", "inverse", "and", ",", ".", "has"]
)
_NEXT = frozenset({"next", "new"})
SIZE_WORDS = ("by", "x", "×", "times", "cross")
# "With first row ... and whose second row ...": words before a mark that say nothing more.
LEADS = frozenset({"with", "and", "whose", "its", "the", "having", "then", ","})
AFTER_MARK = (":", ",", "colon", "is", ";")


def table_words(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "3 by 2 matrix", "2 cases", "row 1", "second row", "next line"; [] where none of them stands."""
    return (
        _entries(tokens, start)
        or _sized(tokens, start)
        or _sized_after(tokens, start)
        or _mark(tokens, start)
        or _head(tokens, start)
        or _next(tokens, start)
    )


def _entries(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "matrix a b c d", before more is said of it, and "the vector one two three"."""
    if tokens[start] not in _ENUMERATED:
        return []
    entries: list[Node] = []
    at = start + 1
    while at < len(tokens) and (found := _entry(tokens, at)):
        entries.append(found[0])
        at = found[1]
    follows = at < len(tokens) and tokens[at] not in _AFTER_ENTRIES
    width = {"vector": 1}.get(tokens[start], isqrt(len(entries)))
    if follows or len(entries) < 2 or (width * width != len(entries) and width > 1):
        return []
    if width == 1 and not all(entry.head != "symbol" for entry in entries):
        return []  # "vector a b" goes from a to b
    if width > 1 and at == len(tokens):
        return []  # read as any other table
    lines = [Node("row", tuple(entries[i : i + width])) for i in range(0, len(entries), width)]
    return [Lexeme("symbol", Node("matrix", tuple(lines), "paren"), at, -3.0)]


def _entry(tokens: Sequence[Token], at: int) -> tuple[Node, int] | None:
    """Read a letter or digit, perhaps with a sign."""
    if tokens[at] in ("minus", "negative") and at + 1 < len(tokens):
        inner = _entry(tokens, at + 1)
        return (Node("sign", (inner[0],), "minus"), inner[1]) if inner else None
    if tokens[at] in DIGIT_WORDS:
        return number(str(numerals.CARDINALS[tokens[at]])), at + 1
    return (symbol(tokens[at].written), at + 1) if is_name(tokens[at]) else None


def _sized(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    found = numerals.cardinal(tokens, start)
    if not found or found[1] + 1 >= len(tokens) or tokens[found[1]] not in SIZE_WORDS:
        return []
    second = numerals.cardinal(tokens, found[1] + 1)
    if second:
        if tokens[second[1] : second[1] + 1] == ["determinant"]:  # alone it is a function
            return [Lexeme("sized-determinant", f"{found[0]}x{second[0]}", second[1] + 1)]
        for end, entries in _walk(tokens, second[1], vocabulary.load()):
            for entry in entries:
                if entry.kind in TABLE_KINDS:
                    return [Lexeme("sized-" + entry.kind, f"{found[0]}x{second[0]}", end)]
    return []


def _sized_after(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "matrix two by two" as "two by two matrix"."""
    if tokens[start] not in ("matrix", "determinant"):
        return []
    first = numerals.cardinal(tokens, start + 1) if start + 1 < len(tokens) else None
    if not first or first[1] + 1 >= len(tokens) or tokens[first[1]] != "by":
        return []
    second = numerals.cardinal(tokens, first[1] + 1)
    if not second:
        return []
    return [Lexeme(f"sized-{tokens[start]}", f"{first[0]}x{second[0]}", second[1])]


def _mark(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    if start + 1 >= len(tokens):
        return []
    token, following = tokens[start], tokens[start + 1]
    if token in MARKS:
        found = numerals.cardinal(tokens, start + 1)
        if found and following in numerals.CARDINALS:
            return _lexeme(MARKS[token], tokens, start + 2)
        if found and found[0].isdigit():
            return _lexeme(MARKS[token], tokens, found[1])
        return []
    if token in ("next", "new") and following in MARKS:
        return _lexeme(MARKS[following], tokens, start + 2)
    if token in LEADS and any(word in TABLES for word in tokens[:start]):
        return _led_in(tokens, start)
    nth = numerals.ordinal(tokens, start)
    if nth and nth[1] < len(tokens) and tokens[nth[1]] in MARKS and nth[0].head == "number":
        return _lexeme(MARKS[tokens[nth[1]]], tokens, nth[1] + 1)
    return []


def _led_in(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "with first row", "and whose second row" as the mark of that row."""
    while start < len(tokens) and tokens[start] in LEADS:
        start += 1
    ordinal = start < len(tokens) and tokens[start] in (*numerals.ORDINALS, "last")
    if not ordinal or tokens[start + 1 : start + 2] not in (["row"], ["column"]):
        return []
    return _lexeme(MARKS[tokens[start + 1]], tokens, start + 2)


def _next(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "matrix a and b next c and d": "and" parts the cells, "next" the rows."""
    token = tokens[start]
    if token in OPENED and not _NEXT.isdisjoint(tokens[start + 1 :]):
        return [Lexeme(OPENED[token], None, start + 1, -1.0)]
    if token not in PARTS or not any(word in OPENED for word in tokens[:start]):
        return []
    if "next" not in tokens or tokens[start + 1 : start + 2] in (["row"], ["column"], ["line"]):
        return []
    return _lexeme(PARTS[token], tokens, start + 1)


def _head(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "2 cases", and with it the first mark, which says nothing more."""
    found = numerals.cardinal(tokens, start)
    if not found or found[1] >= len(tokens) or tokens[found[1]] not in HEADS:
        return []
    head = _lexeme(HEADS[tokens[found[1]]], tokens, found[1] + 1)[0]
    mark = _mark(tokens, head.end) if head.end < len(tokens) else []
    return [head._replace(end=mark[0].end) if mark else head]


def _lexeme(kind: str, tokens: Sequence[Token], end: int) -> list[Lexeme]:
    while end < len(tokens) and tokens[end] in AFTER_MARK:
        end += 1
    return [Lexeme(kind, None, end, -1.0)]


def _walk(tokens: Sequence[Token], start: int, trie: Phrases) -> list[tuple[int, list]]:
    """Return (end, entries) of the phrases that start at a token, longest first."""
    node, end, out = trie, start, []
    while end < len(tokens) and tokens[end] in node.next:
        node, end = node.next[tokens[end]], end + 1
        if node.entries:
            out.insert(0, (end, node.entries))
    return out
