"""Tells ordinary prose from mathematics by the words alone."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import lexer, numerals, vocabulary
from mathparse.differentials import is_differential
from mathparse.tokens import Token
from mathparse.units import unit

NUMBER_EVIDENCE = 0.4
LETTER_EVIDENCE = 1.0
PLAIN_WORD = 0.35
UNKNOWN_WORD = 1.0
LETTER_NAMERS = frozenset([
    "cap", "capital", "upper", "lower", "bold", "italic", "script", "normal", "of", "over",
    "sub", "plus", "times",
])  # fmt: skip
SYMBOLS = frozenset({"symbol", "pi", "big", "function"})
OPERANDS = SYMBOLS | {"integral", "limit", "quantifier", "matrix", "identity-matrix", "derivative"}
FORMULA_SIGNS = frozenset("+=^<>*/\\_|√∫∑≤≥≠±×÷∞")


def is_prose(tokens: Sequence[Token]) -> bool:
    """Whether the phrase holds more words of prose than words of mathematics.

    Between words of prose, relations and operators are no mathematics without something that they
    could stand between: a letter, a number, a named symbol or function.
    """
    foreign = evidence = operands = 0.0
    trie, plain, index = vocabulary.load(), vocabulary.plain_words(), 0
    while index < len(tokens):
        token = tokens[index]
        if quoted := lexer.quotation(tokens, index):
            evidence, operands, index = evidence + 1.0, operands + 1.0, quoted.end
            continue
        end = _longest(tokens, index, trie)
        ordinary = token in plain
        if end > index + 1 and (
            any(word not in plain for word in tokens[index:end])
            or _is_symbol(tokens[index:end], trie)
        ):
            evidence += 1.0
            operands += _is_symbol(tokens[index:end], trie, OPERANDS)
        elif len(token) == 1 and not token.isdigit():
            letter = LETTER_EVIDENCE * _is_formula_letter(tokens, index)
            evidence, operands = evidence + letter, operands + letter
        elif found := numerals.cardinal(tokens, index):
            fraction = numerals.fraction(tokens, found[1], found[0])
            evidence += 1.0 if fraction else NUMBER_EVIDENCE
            operands += 1.0
            end = fraction[1] if fraction else found[1]
        elif nth := numerals.ordinal(tokens, index):
            evidence += NUMBER_EVIDENCE * (1 + (token not in numerals.ORDINALS))
            operands += 1.0
            end = nth[1]
        elif end == index and (unit(token) or is_differential(token)):
            evidence += 1.0
            operands += 1.0
        elif end == index and _is_letters(token):
            evidence, operands = evidence + NUMBER_EVIDENCE, operands + 1.0
        elif end == index:
            foreign += PLAIN_WORD if ordinary or token in vocabulary.misheard() else UNKNOWN_WORD
        elif not ordinary:
            measure = any(entry.kind == "unit" for entry in trie.find(token))
            evidence += NUMBER_EVIDENCE if measure else 1.0
            operands += _is_symbol([token], trie, OPERANDS)
        index = max(end, index + 1)
    return foreign >= 0.5 and (evidence < 0.45 * foreign or evidence < 0.8 or not operands)


def _is_formula_letter(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token in FORMULA_SIGNS:
        return True
    named = index > 0 and tokens[index - 1] in LETTER_NAMERS
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


def _longest(tokens: Sequence[Token], start: int, trie: vocabulary.Phrases) -> int:
    """Return where the longest phrase of the vocabulary that starts here ends."""
    node, end, found = trie, start, start
    while end < len(tokens) and tokens[end] in node.next:
        node, end = node.next[tokens[end]], end + 1
        if any(entry.kind not in ("skip", "skip-first") for entry in node.entries):
            found = end
    return found
