"""Tells ordinary prose from mathematics by the words alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mathparse import numerals, quotations, vocabulary
from mathparse.differentials import is_differential, is_name
from mathparse.fillers import endings
from mathparse.letters import AFTER_LETTER
from mathparse.tokens import Token
from mathparse.units import unit

NUMBER_EVIDENCE = 0.4
FRACTION_EVIDENCE = 1.3
LETTER_EVIDENCE = 1.0
PLAIN_WORD = 0.35
FILLER = 0.25  # a word of an opening
UNKNOWN_WORD = 1.0
LEAST_PROSE = 0.5  # with less, a phrase of few words needs only a trace of mathematics
COUNTED = 1.2  # numbers alone must outweigh the prose by this much
LEAST_EVIDENCE = 0.8
LONGEST_IDIOM = 4  # words
ENOUGH = 0.45  # of the weight of the prose around it
LETTER_NAMERS = frozenset([
    "cap", "capital", "upper", "lower", "bold", "italic", "script", "normal", "of", "over",
    "sub", "plus", "times", "big", "little", "small", "lowercase", "uppercase", "vector",
])  # fmt: skip
# After "a" these show that the letter is meant.
UPON_LETTERS = frozenset([
    "sub", "subscript", "superscript", "squared", "cubed", "hat", "tilde", "inverse",
    "transpose", "equals", "factorial",
])  # fmt: skip
SIZES = frozenset({"big", "little", "small"})
# Between two numbers these calculate; beside a word that was misheard they show that a formula is meant.
BETWEEN_NUMBERS = frozenset({"over", "plus", "minus", "times", "equals", "divided"})
CALCULATING = frozenset({"times", "over", "plus", "minus"})
LONGEST_QUANTITY = 2  # words, as in "kinetic energy"
COUNTING = frozenset({*numerals.CARDINALS, *numerals.SCALES, "hundred"})
PARTS = frozenset({"half", "third", "quarter", "fifth", "sixth", "eighth", "tenth"})
COMMON = frozenset({"are", "be", "see", "for", "you", "oh"})  # more often themselves
BETWEEN_MISHEARD = frozenset({"over", "of", "times"})
BESIDE_MISHEARD = frozenset({"squared", "cubed", "plus", "minus", "equals", "prime", "factorial"})
SYMBOLS = frozenset({"symbol", "pi"})
SIGNS = frozenset({"plus-minus"})
ROOTS = frozenset({"square-root", "cube-root"})
OPERANDS = SYMBOLS | {"function", "matrix", "identity-matrix"}
FORMULA_SIGNS = frozenset("+=^<>*/\\_|√∫∑≤≥≠±×÷∞")


class Weight(NamedTuple):
    """What the words up to `end` say: for prose, for mathematics, for a mere count; do they name a thing?"""

    end: int
    prose: float = 0.0
    mathematics: float = 0.0
    count: float = 0.0
    operand: bool = False


def is_prose(tokens: Sequence[Token]) -> bool:
    """Whether the phrase holds more words of prose than words of mathematics.

    Between words of prose, relations and operators are no mathematics without something that they
    could stand between: a letter, a number, a named symbol or function. Numbers and units alone
    ("fifty yards ahead of her") need to be most of what is said.
    """
    if _is_formula_in_words(tokens):
        return False
    trie, index = vocabulary.load(), 0
    weights = []
    opening, closings = True, endings(tokens, trie)
    while index < len(tokens):
        filler = _filler(tokens, index, trie, opening, closings)
        opening = opening and filler is not None
        weights.append(filler or _weigh(tokens, index, trie))
        index = max(weights[-1].end, index + 1)
    prose = sum(weight.prose for weight in weights)
    mathematics = sum(weight.mathematics for weight in weights)
    count = sum(weight.count for weight in weights)
    evidence = mathematics + count
    if prose < LEAST_PROSE:
        return bool(prose) and not evidence
    if not mathematics and count < COUNTED * prose:
        return True
    named = any(weight.operand for weight in weights)
    return evidence < ENOUGH * prose or evidence < LEAST_EVIDENCE or not named


def _is_formula_in_words(tokens: Sequence[Token]) -> bool:
    """Whether quantities are named and calculated with: "density equals mass over volume"."""
    if "equals" not in tokens or CALCULATING.isdisjoint(tokens):
        return False
    length, longest, shortest = 0, 0, len(tokens)
    for token in [*tokens, "equals"]:
        if token == "equals" or token in CALCULATING:
            longest, shortest, length = max(longest, length), min(shortest, length), 0
        else:
            length += token != "the"
    return shortest > 0 and longest <= LONGEST_QUANTITY


def _weigh(tokens: Sequence[Token], index: int, trie: vocabulary.Phrases) -> Weight:
    """Weigh the word or phrase of the vocabulary that begins at `index`."""
    token, plain = tokens[index], vocabulary.plain_words()
    if quoted := quotations.quotation(tokens, index):
        return Weight(quoted.end, mathematics=1.0, operand=True)
    if token in ("a", "an") and index + 1 < len(tokens):
        part = numerals.fraction(tokens, index + 1, "1")
        if part and (part[1] == len(tokens) or tokens[part[1]] in CALCULATING):
            return Weight(part[1], count=FRACTION_EVIDENCE, operand=True)
    if idiom := _idiom(tokens, index):
        return Weight(idiom, prose=PLAIN_WORD * (idiom - index))
    if _is_misheard_operand(tokens, index):
        return Weight(index + 1, mathematics=LETTER_EVIDENCE, operand=True)
    if _calculates(tokens, index):
        return Weight(index + 1, mathematics=1.0, operand=True)
    end = _longest(tokens, index, trie)
    phrase = tokens[index:end]
    several = len(phrase) > 1 and (
        any(word not in plain for word in phrase) or _is_symbol(phrase, trie)
    )
    several = several or (len(phrase) > 1 and _is_symbol(phrase, trie, SIGNS))
    if several or (len(phrase) > 1 + (token == "the") and _is_symbol(phrase, trie, ROOTS)):
        return Weight(end, mathematics=1.0, operand=_is_symbol(phrase, trie, OPERANDS))
    if len(token) == 1 and not token.isdigit():
        letter = _is_formula_letter(tokens, index)
        return Weight(end, mathematics=LETTER_EVIDENCE * letter, operand=letter)
    if found := numerals.cardinal(tokens, index):
        if fraction := numerals.fraction(tokens, found[1], found[0]):
            return Weight(fraction[1], count=FRACTION_EVIDENCE, operand=True)
        return Weight(found[1], count=NUMBER_EVIDENCE, operand=True)
    if nth := numerals.ordinal(tokens, index):
        spoken = token in numerals.ORDINALS
        return Weight(nth[1], count=NUMBER_EVIDENCE * (2 - spoken), operand=True)
    if end == index and is_differential(token):
        return Weight(end, mathematics=1.0, operand=True)
    if end == index and unit(token):
        if token in plain:
            return Weight(end)
        return Weight(end, count=NUMBER_EVIDENCE * (1 + (len(token) < 4)), operand=True)
    if token in SIZES and index + 1 < len(tokens) and len(tokens[index + 1]) == 1:
        return Weight(end)
    if end == index and _is_letters(token):
        return Weight(end, mathematics=NUMBER_EVIDENCE, operand=True)
    if end == index:
        known = token in plain or token in vocabulary.misheard()
        return Weight(end, prose=PLAIN_WORD if known else UNKNOWN_WORD)
    if token in plain:
        return Weight(end)
    if any(entry.kind == "unit" for entry in trie.find(token)):
        return Weight(end, count=NUMBER_EVIDENCE)
    return Weight(end, mathematics=1.0, operand=_is_symbol([token], trie, OPERANDS))


def _idiom(tokens: Sequence[Token], index: int) -> int:
    """Return where an idiom of prose.txt that begins here ends, 0 where there is none."""
    for end in range(min(len(tokens), index + LONGEST_IDIOM), index + 1, -1):
        if " ".join(tokens[index:end]) in vocabulary.idioms():
            return end
    return 0


def _is_misheard_operand(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that recognisers write for a letter or number stands where one is needed."""
    pair = " ".join(tokens[index : index + 2])
    end = index + 1 + (pair in vocabulary.misheard() and pair != tokens[index])
    meant, _ = vocabulary.misheard().get(" ".join(tokens[index:end]), (" ", 0.0))
    if " " in meant and end == index + 1:
        return False
    if tuple(tokens[max(0, index - 2) : index]) == ("respect", "to"):
        return True
    if end == len(tokens):
        joined = index > 0 and tokens[index - 1] in BESIDE_MISHEARD
    else:
        joined = tokens[end] in BESIDE_MISHEARD
    return joined or _joins(tokens, end) or _joins(tokens, index - 1)


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether "over", "of" or "times" stands here between two words that are both misheard."""
    if not 0 < at < len(tokens) - 1 or tokens[at] not in BETWEEN_MISHEARD:
        return False
    around = {str(tokens[at - 1]), str(tokens[at + 1])}
    return around <= vocabulary.misheard().keys() and around.isdisjoint(COMMON)


def _calculates(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word stands between two numbers and makes a sum, product or fraction of them."""
    if tokens[index] not in BETWEEN_NUMBERS or not index:
        return False
    after = [token for token in tokens[index + 1 :] if token not in ("by", "a")][:1]
    around = [tokens[index - 1], *after]
    return len(around) == 2 and all(
        word.isdigit() or word in COUNTING or word in PARTS for word in around
    )


def _is_formula_letter(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token in FORMULA_SIGNS:
        return True
    named = index > 0 and tokens[index - 1] in LETTER_NAMERS
    if token == "a" and named and index + 1 < len(tokens):
        following = tokens[index + 1]
        named = len(following) == 1 or following in AFTER_LETTER
    named = named or (index + 1 < len(tokens) and tokens[index + 1] in UPON_LETTERS)
    return token.isalpha() and (
        len(tokens) == 1 or named or token not in ("a", "i") or token.joined
    )


def _is_letters(token: Token) -> bool:
    """Whether letters were written together, such as "AB" or "Rn", that are no word."""
    vowels = "aeiouy" if token.islower() else "aeiou"
    return token.isalpha() and (
        (token.written.isupper() and len(token) <= 4)
        or (len(token) <= 3 and not any(vowel in token for vowel in vowels))
    )


def _is_symbol(
    phrase: Sequence[str], trie: vocabulary.Phrases, kinds: frozenset[str] = SYMBOLS
) -> bool:
    """Whether words together name a symbol ("the real numbers")."""
    return any(
        entry.kind in kinds and entry.value != vocabulary.DOTS
        for entry in trie.find(" ".join(phrase))
    )


def _filler(
    tokens: Sequence[Token],
    start: int,
    trie: vocabulary.Phrases,
    opening: bool,
    closings: frozenset[int],
) -> Weight | None:
    """Weigh the longest filler that starts here: "um" says nothing, "so we have" a little for prose."""
    node, end, found = trie, start, None
    while end < len(tokens) and tokens[end] in node.next:
        node, end = node.next[tokens[end]], end + 1
        kinds = {entry.kind for entry in node.entries}
        if "skip" in kinds or ("skip-named" in kinds and _is_name(tokens, end)):
            found = Weight(end)
        elif (opening and "skip-first" in kinds) or (
            start and end in closings and "skip-last" in kinds
        ):
            found = Weight(end, FILLER * (end - start))
        elif kinds:
            found = None
    if found is None or _is_misheard_operand(tokens, start):
        return None
    return None if any(_idiom(tokens, at) > found.end for at in range(start, found.end)) else found


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a letter stands here that is no word of its own."""
    return at < len(tokens) and is_name(tokens[at]) and tokens[at] not in ("a", "i")


def _longest(tokens: Sequence[Token], start: int, trie: vocabulary.Phrases) -> int:
    """Return where the longest phrase of the vocabulary that starts here ends."""
    node, end, found = trie, start, start
    while end < len(tokens) and tokens[end] in node.next:
        node, end = node.next[tokens[end]], end + 1
        if any(not entry.kind.startswith("skip") for entry in node.entries):
            found = end
    return found
