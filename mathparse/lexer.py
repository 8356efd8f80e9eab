"""Turns a phrase into a lattice of lexemes: typed text, spoken words, numbers and mishearings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from mathparse import numerals, vocabulary
from mathparse.differentials import RIVAL_COST, dots
from mathparse.fillers import FILLERS, endings
from mathparse.function_words import bare_power, distributed, function_of, sums
from mathparse.lattice import TEXT_COST, join_text
from mathparse.letters import is_name, letters
from mathparse.mathspeak import is_mathspeak
from mathparse.number_lexemes import numbers, one_minus
from mathparse.quotations import quotation
from mathparse.said_order import takes_away
from mathparse.school_words import leads, school_words
from mathparse.spoken_chemistry import chemistry
from mathparse.states import Lexeme
from mathparse.table_words import table_words
from mathparse.tokens import Token, tokenise
from mathparse.tree import Node, symbol
from mathparse.units import unit
from mathparse.vocabulary import Phrases

_VOWELS = frozenset("aeiou")
# After these, "max" and the like take a bound below.
_BOUNDS = frozenset({"over", "sub", "subscript", "underscript"})
_AFTER_TABLE = frozenset(
    ["times", "plus", "minus", "equals", "is", "multiplied", "end", "and", "over", "x"]
)
_OPERAND_ENDS = frozenset([
    "squared", "cubed", "paren", "parenthesis", "group", "fraction", "exponent", "power",
    "root", "infinity",
])  # fmt: skip
_SIGNED = frozenset({"is negative", "is positive"})
# Nobody means "is, and then less than", or "plus, or minus".
_WHOLE_PHRASES = frozenset([
    "relation", "plus-minus", "open-interval", "closed-interval", "all-over", "all-squared",
    "all-cubed", "all-power-to", "all-times", "operator", "setop", "negative-root", "not-quantity",
    "div-curl", "div-grad", "curl-grad", "curl-curl", "grad-div", "open-angle", "close-angle",
])  # fmt: skip
_INDEX_SAID = (["sub"], ["subscript"], ["squared"])
_OF_ORDER = (["derivative"], ["partial"], ["order"])  # "the second derivative" is no two times one
TAKEN_AWAY_COST = -2.0
_SHORTER_CLOSER_COST = 5.0  # "end root" is no end and then a root, "var kappa" no variance


def lexemes(tokens: Sequence[Token]) -> list[list[Lexeme]]:
    """Return, for each token, the lexemes that may start there; the likeliest first."""
    trie = vocabulary.load()
    lattice: list[list[Lexeme]] = []
    openings = {0}  # where only filler stands before
    closings = endings(tokens, trie)
    for start in range(len(tokens)):
        lattice.append(_at(tokens, start, trie, opening=start in openings, closings=closings))
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
    closings: frozenset[int] = frozenset(),
) -> list[Lexeme]:
    token = tokens[start]
    if token in (",", ".", ";"):
        return _punctuation(tokens, start)
    if hearing and (compound := chemistry(tokens, start)):
        return compound
    found: list[Lexeme] = numbers(tokens, start)
    longest = found[0].end if found else 0
    if factor := one_minus(tokens, start):
        found.append(factor)
    for lexeme in _phrases(tokens, start, trie, opening, closings):
        if lexeme.end >= longest:
            found.append(lexeme)
    found = table_words(tokens, start) + school_words(tokens, start) + found
    if found and longest and any(lexeme.end > longest for lexeme in found):
        best = max(lexeme.end for lexeme in found)
        found = [lexeme for lexeme in found if lexeme.end == best]
    if quoted := quotation(tokens, start):
        return [quoted]
    if start and tokens[start - 1] == "per":
        found = [lexeme for lexeme in found if lexeme.kind != "ordinal"] or found
    named = letters(tokens, start)
    if any(lexeme.kind == "symbol" and lexeme.end > start + 1 for lexeme in found):
        named = [lexeme._replace(cost=lexeme.cost + 2.5) for lexeme in named]
    if named and named[0].kind == "symbol" and len(token) > 1:
        found = [lexeme for lexeme in found if lexeme.kind not in ("symbol", "pi")]
    if any(lexeme.kind == "quotient" for lexeme in named):
        found = [lexeme._replace(cost=lexeme.cost + RIVAL_COST) for lexeme in found]
    found = named + found
    if token == "root" and start and numerals.ordinal(tokens, start - 1):
        found = [lexeme for lexeme in found if lexeme.kind != "square-root"] or found
    if token == "per" and start + 1 < len(tokens) and numerals.cardinal(tokens, start + 1):
        found = [lexeme._replace(kind="per-number") for lexeme in found]
    if token in ("square", "cubic") and start + 1 < len(tokens) and unit(tokens[start + 1]):
        found = [lexeme for lexeme in found if lexeme.kind.endswith("-unit")] or found
    if token == "second" and tokens[max(0, start - 2) : start] == ["to", "the"]:
        found = [lexeme for lexeme in found if lexeme.kind != "unit"] or found
    if any(x.kind == "ordinal" and tokens[x.end : x.end + 1] in _OF_ORDER for x in found):
        found = [x._replace(kind="nth") for x in found if x.kind == "ordinal"]
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
    if token == "vector" and leads(tokens, start):
        found = [x._replace(kind="leading-accent") if x.kind == "accent" else x for x in found]
    if token == "dot":
        named = (
            start and is_name(tokens[start - 1]) and tokens[start + 2 : start + 3] != ["operator"]
        )
        if named and tokens[start + 1 : start + 2] == ["plus"]:
            found = [Lexeme(*entry[:2], start + 1, entry[2]) for entry in trie.find("dot")]
        found = dots(tokens, start, found)
    if token == "less" and takes_away(tokens, start):
        found.insert(0, Lexeme("subtracted-from", None, start + 2, TAKEN_AWAY_COST))
    if token == "matrix" and _names_after(tokens, start) in (1, 2, 3):
        found.insert(0, Lexeme("skip", None, start + 1))
    if start + 1 < len(tokens) and tokens[start + 1] in _BOUNDS:
        found.sort(key=lambda lexeme: lexeme.kind != "big")
        found = [x._replace(cost=0.0 if x.kind == "big" else x.cost) for x in found]
    if token == "right" and _is_arrow_above(tokens, start, trie):
        found = [Lexeme("accent", "vector", start + 2), *found]
    if bare_power(tokens, start):
        found = [Lexeme("power-to", None, start + 1)]
    if distributed(tokens, start):
        found.insert(0, Lexeme("relation", "sim", start + 1, -3.0))
    if sums(tokens, start):
        found.insert(0, Lexeme("big", "sum", start + 1, -1.5))
    if token == "of":
        found = function_of(tokens, start, found)
    if token == "divided" and is_mathspeak(tokens):
        found = [x._replace(kind="slash") if x.kind == "divided-by" else x for x in found]
    if hearing:
        found += _misheard(tokens, start, trie)
    if not found:
        found = _unknown(token, start)
    return found


def _is_arrow_above(tokens: Sequence[Token], start: int, trie: Phrases) -> bool:
    """Whether "cap a right arrow" is a vector: nothing follows that the arrow could point to."""
    if tokens[start + 1 : start + 2] != ["arrow"] or not start or not is_name(tokens[start - 1]):
        return False
    after = start + 2 + (tokens[start + 2 : start + 3] == [","])
    if after >= len(tokens):
        return "cap" in tokens
    return any(
        lexeme.kind == "relation" for lexeme in _phrases(tokens, after, trie, False, frozenset())
    )


def _names_after(tokens: Sequence[Token], start: int) -> int:
    """Return how many letters follow: "matrix a" is named so, "matrix a b c d" is given by its entries."""
    names = takewhile(is_name, tokens[start + 1 :])
    return sum(1 for _ in names)


def _ends_operand(token: str) -> bool:
    """Whether a token is the last of something that an operator may follow."""
    return (
        is_name(token) or token.isdigit() or token in numerals.CARDINALS or token in _OPERAND_ENDS
    )


def _phrases(
    tokens: Sequence[Token],
    start: int,
    trie: Phrases,
    opening: bool,
    closings: frozenset[int],
) -> list[Lexeme]:
    """Return the meanings of the longest phrase of the vocabulary that starts here."""
    node, end, best = trie, start, None
    matches = []
    while end < len(tokens) and tokens[end] in node.next:
        node, end = node.next[tokens[end]], end + 1
        if node.entries:
            matches.append((node, end))
    if len(matches) > 1 and tokens[end - 1 : end + 1] == ["square", "root"]:
        matches.pop()  # "to the square root" is no square
    if (
        matches
        and tokens[start] in ("square", "cube")
        and tokens[start + 1 : start + 2] == ["root"]
    ):
        matches = [
            match for match in matches if match[1] > start + 1
        ]  # nor is "x square root of y"
    if not matches:
        return []
    best, end = matches[-1]
    out = [
        Lexeme(kind, value, end, cost)
        for kind, value, cost in best.entries
        if (kind != "skip-first" or opening)
        and (kind != "skip-last" or (start and end in closings))
        and (kind != "skip-named" or (end < len(tokens) and is_name(tokens[end])))
    ]
    if len(matches) > 1 and not _WHOLE_PHRASES & {lexeme.kind for lexeme in out}:
        shorter, short_end = matches[-2]
        extra = _SHORTER_CLOSER_COST if tokens[start] in ("end", "var", "arg") else 1.0
        if any(entry.kind == "power-to" for entry in best.entries) and _is_exponent(tokens, end):
            extra = _SHORTER_CLOSER_COST
        out += [
            Lexeme(kind, value, short_end, cost + extra)
            for kind, value, cost in shorter.entries
            if kind not in FILLERS or kind == "skip"
        ]
    return [Lexeme("skip", None, x.end, x.cost) if x.kind in FILLERS else x for x in out]


def _is_exponent(tokens: Sequence[Token], start: int) -> bool:
    """Whether what follows "to the" stands in exponents, and no article belongs before it."""
    return start < len(tokens) and (
        is_name(tokens[start])
        or tokens[start] in ("minus", "negative")
        or bool(numerals.ordinal(tokens, start))
        or bool(numerals.cardinal(tokens, start))
    )


def _punctuation(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """A comma is a pause or separates a list, a semicolon likewise; a full stop may end a table."""
    end = start + 1
    if end >= len(tokens):
        return [Lexeme("skip", None, end)]
    if tokens[start] == ".":
        tail = tokens[end] in _AFTER_TABLE
        return [Lexeme("skip", None, end, 1.0 * tail), Lexeme("stop", None, end, 1.0 - tail)]
    if tokens[start] == "," and tokens[end] == "and" and tokens[end + 1 : end + 2] != ["so"]:
        end += 1
    kind = "comma" if tokens[start] == "," else "semicolon"
    return [Lexeme(kind, None, end, 0.2), Lexeme("skip", None, end, 1.0)]


def _misheard(tokens: Sequence[Token], start: int, trie: Phrases) -> list[Lexeme]:
    """Return what was meant, at a cost, where the words are ones that recognisers write for others."""
    table = vocabulary.misheard()
    for length in (4, 3, 2, 1):
        heard = " ".join(tokens[start : start + length])
        if heard not in table or start + length > len(tokens):
            continue
        if heard in _SIGNED and _begins_operand(tokens, start + length):
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


def _begins_operand(tokens: Sequence[Token], start: int) -> bool:
    """Whether a number, a name or infinity stands here, as in "is negative one"."""
    if start >= len(tokens):
        return False
    token = tokens[start]
    return token == "infinity" or is_name(token) or numerals.cardinal(tokens, start) is not None


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
