"""Steps over the whole lattice of a phrase: pauses and lists, running text, words that close others."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import vocabulary
from mathparse.builders.common import NONE
from mathparse.builders.statements import DOTS
from mathparse.dialect import read_aloud
from mathparse.states import Lexeme
from mathparse.tokens import Token
from mathparse.tree import Node

TEXT_COST = 2.5
_PREDICATE = 3.0  # "n is even" says what n is, and no equation
_LINKS = frozenset({"and", "or"})
_BEING = frozenset({"is", "are", "be"})
_AFTER_MARK = frozenset(
    ["relation", "comma", "close-paren", "close-brace", "close-bracket", "of", "over",
     "times", "subscript", "superscript", "setop"]
)  # fmt: skip
_ARITHMETIC = frozenset(
    ["over", "plus", "minus", "times", "power-to", "squared", "by", "relation", "number"]
)
_OPERATORS = frozenset({"plus", "minus", "times", "relation", "over", "end-root", "end-fraction"})
# After a pause these reach further back: "the sine of x, plus one", "two x, squared".
_REACHING = frozenset({"plus", "minus", "times"})
_REACHING_POWERS = frozenset({"squared", "cubed", "power-to", "exponent-to"})
_LISTED_COST = 1.2
_STAYING_COST = 2.5
_UNFINISHED_COST = 8.8  # more than for a blank: who has said "x plus" may go on
_SIGNED_COST = 2.5
# "End exponent" closes "raised to the exponent", whatever power was begun within it.
_CLOSED_FIRST = frozenset({"exponent-to"})
# A function has a "power" or "base" of its own only where one is said at once.
_SCRIPTS = frozenset({"power-to", "superscript", "base", "subscript"})
_MARKS = frozenset({"column-mark", "row-mark", "case-mark"})
_CELL_ENDS = frozenset({"column-mark", "row-mark", "end-layout", "end-matrix"})
# Bars that nobody closes: an index said after a pause is that of the whole, "norm of x, sub two".
_FENCES = frozenset({"absolute-value", "norm"})
_SIGNS = frozenset({"plus", "minus", "plus-minus"})
_MARKED = ("plus-mark", "minus-mark")
_CONCLUSIONS = (Node("symbol", (), "therefore"), Node("symbol", (), "because"))
_NOT_IN_LISTS = frozenset({"plus", "relation", "plus-minus", "minus"})


def join_text(tokens: Sequence[Token], lattice: list[list[Lexeme]]) -> None:
    """Let unknown words and the plain English around them be read as one piece of text."""
    plain = vocabulary.plain_words()
    start = 0
    while start < len(tokens):
        end, unknown = start, 0
        while end < len(tokens):
            first = lattice[end][0]
            if first.kind == "text":
                unknown += 1
            elif tokens[end] not in plain or first.end > end + 1 or first.kind in _ARITHMETIC:
                break
            end += 1
        while end > start and tokens[end - 1] in _LINKS:
            end -= 1
        if unknown and end > start + 1:
            words = Node("text", (), " ".join(token.written for token in tokens[start:end]))
            cost = TEXT_COST * unknown + 0.2 * (end - start)
            cost -= _PREDICATE * (tokens[start] in _BEING)
            lattice[start].append(Lexeme("text", words, end, cost))
        start = max(end, start + 1)


def settle_punctuation(
    tokens: Sequence[Token],
    lattice: list[list[Lexeme]],
    starts: frozenset[str],
    ends: frozenset[str],
) -> None:
    """Where a comma stands beside a word that needs an operand on that side, it is only a pause."""
    before = ""
    fractions = any(lexemes[0].kind in ("fraction", "numerator") for lexemes in lattice)
    fenced = any(lexemes[0].kind in _FENCES for lexemes in lattice)
    aloud = "," in tokens and read_aloud(tokens)
    open_commas: list[int] = []
    pauses = said = 0
    start = 0
    while start < len(lattice):
        lexeme = lattice[start][0]
        if len(lattice[start]) == 2 and lexeme.kind in ("comma", "semicolon"):
            after = _kind(lattice, lexeme.end)
            listed = before in ends or before == "text"
            listed = listed and before != "conclusion"
            if after not in starts or after in _NOT_IN_LISTS | _MARKS or not listed:
                comma, pause = lattice[start]
                lattice[start] = [pause._replace(cost=0.0)]
                if after in ("plus-minus", "minus") and listed:  # "zero, plus or minus one"
                    lattice[start].append(comma._replace(cost=_SIGNED_COST))
                pauses += after in _OPERATORS or before == "of"
                if _reaches(before, after, fractions):
                    _reach_back(lattice[lexeme.end])
                elif after == "subscript" and fenced:
                    lattice[lexeme.end] = [lattice[lexeme.end][0]._replace(kind="later-subscript")]
            else:
                open_commas.append(start)
        elif lexeme.kind in ("comma", "semicolon", "stop") and lexeme.end >= len(lattice):
            lattice[start] = [Lexeme("skip", None, lexeme.end)]
        elif lexeme.kind == "comma":
            said += 1
        elif lexeme.kind == "colon" and before not in ends:
            lattice[start] = [Lexeme("skip", None, lexeme.end)]
        elif lexeme.kind in _SIGNS and before in ends and _ends_part(lattice, lexeme.end, aloud):
            ion = any(
                each[0].kind == "concentration" or each[-1].kind.endswith(_MARKED)
                for each in lattice[:start]
            )
            cost = _UNFINISHED_COST if lexeme.end >= len(lattice) and not ion else 0.3
            lattice[start].append(lexeme._replace(kind=lexeme.kind + "-mark", cost=cost))
        if lexeme.kind == "relation" and _kind(lattice, lexeme.end) in _CELL_ENDS:
            alone = Node("relation", (NONE, NONE), str(lexeme.value))
            lattice[start] = [Lexeme("symbol", alone, lexeme.end)]
        if lattice[start][0].kind != "skip":
            concludes = lattice[start][0].value in _CONCLUSIONS
            before = "conclusion" if concludes else lattice[start][0].kind
        start = lexeme.end
    if pauses or said or aloud:
        for start in open_commas:
            listed, pause = lattice[start]
            dots = DOTS in (_value(lattice, start - 1), _value(lattice, listed.end))
            cost = 0.0 if dots else _LISTED_COST * (1 + aloud)
            lattice[start] = [listed._replace(cost=cost), pause._replace(cost=0.2)]


def _ends_part(lattice: Sequence[Sequence[Lexeme]], end: int, aloud: bool) -> bool:
    """Whether no operand follows a sign: a relation, a closer, or the full stop of a phrase."""
    if end >= len(lattice) or (end == len(lattice) - 1 and lattice[end][0].kind == "skip"):
        return True
    return _kind(lattice, end) in _AFTER_MARK and not (aloud and _kind(lattice, end) == "comma")


def _reaches(before: str, after: str, fractions: bool) -> bool:
    """Whether a word after a pause may take more than the last part; powers take only plain terms."""
    if after in _REACHING_POWERS:
        return before in ("symbol", "number")
    return after in _REACHING or (after == "over" and not fractions)


def _reach_back(lexemes: list[Lexeme]) -> None:
    """Let an operator said after a pause take more than the last part."""
    later = lexemes[0]._replace(kind="later-" + lexemes[0].kind)
    lexemes[:] = [lexeme._replace(cost=lexeme.cost + _STAYING_COST) for lexeme in lexemes]
    lexemes.append(later)


def _kind(lattice: Sequence[Sequence[Lexeme]], start: int) -> str:
    return lattice[start][0].kind if start < len(lattice) else ""


def _value(lattice: Sequence[Sequence[Lexeme]], start: int) -> object:
    return lattice[start][0].value if 0 <= start < len(lattice) else None


def guards(lattice: Sequence[Sequence[Lexeme]], closers: dict[str, frozenset[str]]) -> set[int]:
    """Return the tokens whose construct is closed by a word said later, so that it must wait for it."""
    guarded: set[int] = set()
    open_at: list[tuple[str, int]] = []
    openers = frozenset().union(*closers.values())
    start = 0
    while start < len(lattice):
        lexeme = lattice[start][0]
        if lexeme.kind in closers:
            opening = closers[lexeme.kind]
            if any(opener in _CLOSED_FIRST for opener, _ in open_at) and lexeme.kind == "end-power":
                opening = _CLOSED_FIRST
            for depth in range(len(open_at) - 1, -1, -1):
                if open_at[depth][0] in opening:
                    guarded.add(open_at[depth][1])
                    del open_at[depth:]
                    break
        elif lexeme.kind == "square-root" and open_at and open_at[-1][0] == "root-index":
            open_at[-1] = ("square-root", open_at[-1][1])  # the index began the root already
        elif lexeme.kind in openers and (
            lexeme.kind != "function" or _kind(lattice, lexeme.end) in _SCRIPTS
        ):
            open_at.append((lexeme.kind, start))
        start = lexeme.end
    return guarded
