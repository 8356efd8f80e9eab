"""Turns a phrase into a lattice of lexemes: typed text, spoken words, numbers and mishearings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from mathparse import numerals, vocabulary
from mathparse.dialect import read_aloud
from mathparse.differentials import RIVAL_COST
from mathparse.lattice import TEXT_COST, join_text
from mathparse.letters import is_name, letters
from mathparse.mathspeak import is_mathspeak
from mathparse.repeating import repeating
from mathparse.states import Lexeme
from mathparse.table_words import table_words
from mathparse.tokens import Token, tokenise
from mathparse.tree import Node, symbol
from mathparse.units import unit
from mathparse.vocabulary import Phrases

_VOWELS = frozenset("aeiou")
# After these, "max" and the like take a bound below.
_BOUNDS = frozenset({"over", "sub", "subscript", "underscript"})
_INDEXED = frozenset(["hat", "bar", "tilde", "partial", "nabla", "ell"])
_AFTER_TABLE = frozenset(
    ["times", "plus", "minus", "equals", "is", "multiplied", "end", "and", "over", "x"]
)
_OPERAND_ENDS = frozenset([
    "squared", "cubed", "paren", "parenthesis", "group", "fraction", "exponent", "power",
    "root", "infinity",
])  # fmt: skip
_FORMAL = frozenset(["inverse", "hyperbolic"])
_FARTHEST = 3
# Nobody means "is, and then less than", or "plus, or minus".
_WHOLE_PHRASES = frozenset({"relation", "plus-minus", "open-interval", "closed-interval"})
_INDEX_SAID = (["sub"], ["subscript"], ["squared"])
_SHORTER_CLOSER_COST = 5.0  # "end root plus" is no end and then a root
_AFTER_FRACTION = frozenset(["plus", "minus", "times", "of", "equals", "is", "and", "pi", "x"])
_COUNTED = frozenset(["over", "point", ".", "half", "halves", "thirds"])
QUOTES = {
    ("quote",): (("unquote",), ("end", "quote"), ("close", "quote"), ("quote",)),
    ("open", "quote"): (("close", "quote"), ("end", "quote")),
    ("begin", "quote"): (("end", "quote"),),
    ("text", "begin"): (("text", "end"),),
    ("begin", "text"): (("end", "text"),),
    ('"',): (('"',),),
}


def lexemes(tokens: Sequence[Token]) -> list[list[Lexeme]]:
    """Return, for each token, the lexemes that may start there; the likeliest first."""
    trie = vocabulary.load()
    lattice: list[list[Lexeme]] = []
    openings = {0}  # where only filler stands before
    for start in range(len(tokens)):
        lattice.append(_at(tokens, start, trie, opening=start in openings))
        if start in openings:
            openings |= {lexeme.end for lexeme in lattice[-1] if lexeme.kind == "skip"}
    join_text(tokens, lattice)
    return lattice


def _at(
    tokens: Sequence[Token],
    start: int,
    trie: Phrases,
    hearing: bool = True,
    opening: bool = False,
) -> list[Lexeme]:
    token = tokens[start]
    if token in (",", ".", ";"):
        return _punctuation(tokens, start)
    found: list[Lexeme] = _numbers(tokens, start)
    longest = found[0].end if found else 0
    for lexeme in _phrases(tokens, start, trie, opening):
        if lexeme.end >= longest:
            found.append(lexeme)
    found = table_words(tokens, start) + found
    if found and longest and any(lexeme.end > longest for lexeme in found):
        best = max(lexeme.end for lexeme in found)
        found = [lexeme for lexeme in found if lexeme.end == best]
    if quoted := quotation(tokens, start):
        return [quoted]
    if start and tokens[start - 1] == "per":
        found = [lexeme for lexeme in found if lexeme.kind != "ordinal"] or found
    named = letters(tokens, start)
    if any(lexeme.kind == "symbol" and lexeme.end > start + 1 for lexeme in found):
        named = [lexeme._replace(cost=lexeme.cost + 1.5) for lexeme in named]
    if named and named[0].kind == "symbol" and len(token) > 1:
        found = [lexeme for lexeme in found if lexeme.kind not in ("symbol", "pi")]
    if any(lexeme.kind == "quotient" for lexeme in named):
        found = [lexeme._replace(cost=lexeme.cost + RIVAL_COST) for lexeme in found]
    found = named + found
    if token == "root" and start and numerals.ordinal(tokens, start - 1):
        found = [lexeme for lexeme in found if lexeme.kind != "square-root"] or found
    if token in ("square", "cubic") and start + 1 < len(tokens) and unit(tokens[start + 1]):
        found = [lexeme for lexeme in found if lexeme.kind.endswith("-unit")] or found
    if token == "square" and start and tokens[start - 1] == "of":
        found = [lexeme for lexeme in found if lexeme.kind != "squared"]
    if token == "mod" and start and _ends_operand(tokens[start - 1]):
        found = [lexeme for lexeme in found if lexeme.kind != "absolute-value"] or found
    if (
        token == "norm"
        and tokens[start + 1 : start + 2] in _INDEX_SAID
        and "norm" in tokens[:start]
    ):
        found = [Lexeme("close-double-bar", None, start + 1)]
    if token == "dot" and _is_accented(tokens, start):
        found = [Lexeme("accent", "dot", start + 1), *found]
    if token == "matrix" and _names_after(tokens, start) in (1, 2, 3):
        found.insert(0, Lexeme("skip", None, start + 1))
    if start + 1 < len(tokens) and tokens[start + 1] in _BOUNDS:
        found.sort(key=lambda lexeme: lexeme.kind != "big")
        found = [x._replace(cost=0.0 if x.kind == "big" else x.cost) for x in found]
    if token == "of":
        found = _function_of(tokens, start, found)
    if token == "divided" and is_mathspeak(tokens):
        found = [x._replace(kind="slash") if x.kind == "divided-by" else x for x in found]
    if hearing:
        found += _misheard(tokens, start, trie)
    if not found:
        found = _unknown(token, start)
    return found


def quotation(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read the words between "quote" and "unquote", or "text begin" and "text end", as they are."""
    for opening, closings in QUOTES.items():
        if tuple(tokens[start : start + len(opening)]) != opening:
            continue
        first = start + len(opening)
        for end in range(first + 1, len(tokens)):
            for closing in closings:
                if tuple(tokens[end : end + len(closing)]) == closing:
                    words = " ".join(token.written for token in tokens[first:end])
                    words = re.sub(r" (?=[:;,.!?])", "", words)
                    return Lexeme("quoted", Node("text", (), words), end + len(closing))
    return None


def _is_accented(tokens: Sequence[Token], start: int) -> bool:
    """Whether "dot y" stands where a part begins, so that the dot is on the letter."""
    begins = start and (tokens[start - 1] in (",", "(", "comma"))
    return bool(begins) and start + 1 < len(tokens) and is_name(tokens[start + 1])


def _names_after(tokens: Sequence[Token], start: int) -> int:
    """Return how many letters follow: "matrix a" is named so, "matrix a b c d" is given by its entries."""
    names = takewhile(is_name, tokens[start + 1 :])
    return sum(1 for _ in names)


def _ends_operand(token: str) -> bool:
    """Whether a token is the last of something that an operator may follow."""
    return (
        is_name(token) or token.isdigit() or token in numerals.CARDINALS or token in _OPERAND_ENDS
    )


def _after_log(tokens: Sequence[Token], start: int) -> bool:
    """Whether "l n" or "l g" stands before, whose last letter takes no index."""
    return start > 1 and tokens[start - 2] == "l" and tokens[start - 1] in ("n", "g")


def _phrases(tokens: Sequence[Token], start: int, trie: Phrases, opening: bool) -> list[Lexeme]:
    """Return the meanings of the longest phrase of the vocabulary that starts here."""
    node, end, best = trie, start, None
    matches = []
    while end < len(tokens) and tokens[end] in node.next:
        node, end = node.next[tokens[end]], end + 1
        if node.entries:
            matches.append((node, end))
    if not matches:
        return []
    best, end = matches[-1]
    out = [
        Lexeme(kind, value, end, cost)
        for kind, value, cost in best.entries
        if kind != "skip-first" or opening
    ]
    if len(matches) > 1 and not _WHOLE_PHRASES & {lexeme.kind for lexeme in out}:
        shorter, short_end = matches[-2]
        extra = _SHORTER_CLOSER_COST if tokens[start] == "end" else 1.0
        out += [
            Lexeme(kind, value, short_end, cost + extra)
            for kind, value, cost in shorter.entries
            if kind != "skip-first"
        ]
    return [Lexeme("skip", None, x.end, x.cost) if x.kind == "skip-first" else x for x in out]


def _numbers(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    token = tokens[start]
    if found := repeating(tokens, start):
        return [Lexeme("number", found[0], found[1])]
    if digits := _index_digits(tokens, start):
        return [digits]
    if found := numerals.cardinal(tokens, start):
        text, end = found
        if token in numerals.CARDINALS and end > start + 1:
            part = numerals.fraction(tokens, start + 1, str(numerals.CARDINALS[token]))
            if part and part[1] > end:
                return [Lexeme("number", part[0], part[1])]
        if part := numerals.fraction(tokens, end, text):
            return [Lexeme("number", part[0], part[1])]
        lexeme = [Lexeme("number", Node("number", (), text), end)]
        if end + 1 < len(tokens) and tokens[end] == "and":
            second = numerals.cardinal(tokens, end + 1)
            part = second and numerals.fraction(tokens, second[1], second[0])
            if part:
                mixed = Node("mixed", (Node("number", (), text), part[0]))
                lexeme.insert(0, Lexeme("number", mixed, part[1]))
        if found := numerals.ordinal(tokens, start):
            lexeme.append(Lexeme("ordinal", found[0], found[1]))
        if (
            start
            and (is_name(tokens[start - 1]) or tokens[start - 1] in _INDEXED)
            and not _after_log(tokens, start)
        ):
            lexeme = [x._replace(cost=0.7) for x in lexeme]
            lexeme.append(Lexeme("implied-sub", Node("number", (), text), end, 0.0))
        return lexeme
    if part := _article_fraction(tokens, start):
        return [part]
    if token in ("half", "quarter"):
        node = Node(
            "fraction", (Node("number", (), "1"), Node("number", (), "24"[token != "half"]))
        )
        return [Lexeme("number", node, start + 1)]
    if found := numerals.ordinal(tokens, start):
        return [Lexeme("ordinal", found[0], found[1])]
    return []


def _article_fraction(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "a third" and "an eighth" where the fraction ends: nothing follows that could be counted."""
    if tokens[start] not in ("a", "an") or not start or start + 1 >= len(tokens):
        return None
    part = numerals.fraction(tokens, start + 1, "1")
    if not part or tokens[start + 1] in ("half", "quarter"):
        return None
    ends = part[1] >= len(tokens) or tokens[part[1]] in _AFTER_FRACTION
    return Lexeme("number", part[0], part[1], -0.5) if ends else None


def _index_digits(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """In an index, digits said apart belong together: "b sub 1 2"."""
    if not start or tokens[start - 1] not in ("sub", "subscript"):
        return None
    end = start
    while end < len(tokens) and len(tokens[end]) == 1 and tokens[end].isdigit():
        end += 1
    last = end >= len(tokens) or (tokens[end] == "." and end + 1 == len(tokens))
    if end - start < 2 or (not last and tokens[end] in _COUNTED):
        return None
    return Lexeme("number", Node("number", (), "".join(tokens[start:end])), end)


def _function_of(tokens: Sequence[Token], start: int, found: list[Lexeme]) -> list[Lexeme]:
    """ "Sine of x" is mostly written with brackets; "the sine of x" is how screen readers say it without."""
    before = tokens[max(0, start - 4) : start]
    aloud = read_aloud(tokens, letters=False)
    # Said alone, "inverse sine of x" is a screen reader's; within a sentence, a person's.
    alone = start <= _FARTHEST and not _FORMAL.isdisjoint(before)
    formal = aloud or "the" in before or alone
    cost = 2.0 if aloud else 0.7 if formal else -0.7
    return [
        lexeme._replace(cost=cost) if lexeme.kind == "of-paren" else lexeme
        for lexeme in sorted(found, key=lambda lexeme: lexeme.kind == "of-paren")
    ]


def _punctuation(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """A comma is a pause or separates a list, a semicolon likewise; a full stop may end a table."""
    end = start + 1
    if end >= len(tokens):
        return [Lexeme("skip", None, end)]
    if tokens[start] == ".":
        tail = tokens[end] in _AFTER_TABLE
        return [Lexeme("skip", None, end, 1.0 * tail), Lexeme("stop", None, end, 1.0 - tail)]
    if tokens[start] == "," and tokens[end] == "and":
        end += 1
    kind = "comma" if tokens[start] == "," else "semicolon"
    return [Lexeme(kind, None, end, 0.2), Lexeme("skip", None, end, 1.0)]


def _misheard(tokens: Sequence[Token], start: int, trie: Phrases) -> list[Lexeme]:
    """Return what was meant, at a cost, where the words are ones that recognisers write for others."""
    table = vocabulary.misheard()
    for length in (3, 2, 1):
        heard = " ".join(tokens[start : start + length])
        if heard not in table or start + length > len(tokens):
            continue
        words, cost = table[heard]
        meant = tokenise(words)
        chain: list[Lexeme] = []
        while not chain or chain[-1].end < len(meant):
            chain.append(_at(meant, chain[-1].end if chain else 0, trie, hearing=False)[0])
        cost += sum(lexeme.cost for lexeme in chain)
        if len(chain) == 1:
            return [chain[0]._replace(end=start + length, cost=cost)]
        return [Lexeme("chain", tuple(chain), start + length, cost)]
    return []


def _unknown(token: Token, start: int) -> list[Lexeme]:
    """A word that is not in the vocabulary: a unit with a prefix, letters run together, or text."""
    measure = unit(token)
    if measure:
        return [Lexeme("unit", measure, start + 1)]
    written = token.written
    if token.isalpha() and written.isupper() and 2 < len(token) < 8:
        return [
            Lexeme("symbol", Node("font", (Node("text", (), written),), "roman"), start + 1, 0.5)
        ]
    if token.isalpha() and (
        (written.isupper() and len(token) <= 4) or (len(token) <= 3 and not _VOWELS & set(token))
    ):
        letters = [symbol(letter) for letter in written]
        product = letters[0]
        for letter in letters[1:]:
            product = Node("multiply", (product, letter))
        return [Lexeme("symbol", product, start + 1, 0.5)]
    return [Lexeme("text", Node("text", (), written), start + 1, TEXT_COST)]
