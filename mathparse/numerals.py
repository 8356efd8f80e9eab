"""Reads numbers: digits, words, decimals, ordinals, fractions and mixed numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mathparse.tree import Node, number, symbol

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = [
    "thousand", "million", "billion", "trillion", "quadrillion", "quintillion",
    "sextillion", "septillion",
]  # fmt: skip

CARDINALS = {word: value for value, word in enumerate(_ONES)} | {
    word: 20 + 10 * value for value, word in enumerate(_TENS)
}
SCALES = {word: 1000 ** (power + 1) for power, word in enumerate(_SCALES)}
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def _ordinal_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"


ORDINALS = {_ordinal_word(word): value for word, value in CARDINALS.items()}
ORDINAL_SCALES = {"hundredth": 100} | {_ordinal_word(word): value for word, value in SCALES.items()}
DENOMINATORS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
LETTER_ORDINAL = re.compile(r"([a-z])th")
DIGIT_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|'th)")
FIGURES = frozenset("0123456789.")
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")


def is_number(tokens: Sequence[str]) -> bool:
    """Whether the words are one number and nothing else."""
    found = cardinal(tokens, 0) if tokens else None
    return found is not None and found[1] == len(tokens)


def cardinal(tokens: Sequence[str], start: int) -> tuple[str, int] | None:
    """Read the longest whole or decimal number at `start`; return its digits and where it ends."""
    whole = _whole(tokens, start)
    if whole is None:
        if start + 1 < len(tokens) and tokens[start] == "point":
            digits, end = _digits_after_point(tokens, start + 1)
            if digits:
                return "0." + digits, end
        return None
    text, end = whole
    if end + 1 < len(tokens) and tokens[end] == "point" and "." not in text:
        digits, after = _digits_after_point(tokens, end + 1)
        if digits:
            return f"{text}.{digits}", after
    return text, end


def _whole(tokens: Sequence[str], start: int) -> tuple[str, int] | None:
    token = tokens[start]
    if token[0] in FIGURES and DIGITS.fullmatch(token):
        text, end = token.replace(",", ""), start + 1
        while end < len(tokens) and tokens[end] in SCALES and "." not in text:
            text, end = str(int(text) * SCALES[tokens[end]]), end + 1
        return text, end
    if token not in CARDINALS and not (token == "a" and _is_scale(tokens, start + 1)):
        return None
    return _words(tokens, start)


def _is_scale(tokens: Sequence[str], index: int) -> bool:
    return index < len(tokens) and (tokens[index] == "hundred" or tokens[index] in SCALES)


def _words(tokens: Sequence[str], start: int) -> tuple[str, int]:
    """Read number words; digits said one by one ("three one four") are joined."""
    total, group, end = 0, 0, start
    room = 0  # what may still be added to the group: 100 after "hundred", 10 after "twenty"
    fresh = True
    while end < len(tokens):
        token = tokens[end]
        if token == "a" and end == start:
            group, fresh = 1, False
        elif token in CARDINALS:
            value = CARDINALS[token]
            if fresh:
                group, fresh = group + value, False
            elif value < room and value > 0:
                group += value
            else:
                break
            room = 10 if value >= 20 else 0
        elif token == "hundred" and 0 < group < 100:
            group, room = group * 100, 100
        elif token in SCALES and group:
            total, group, fresh, room = total + group * SCALES[token], 0, True, 0
        elif token == "and" and end > start and tokens[end - 1] in ("hundred", *SCALES):
            following = tokens[end + 1] if end + 1 < len(tokens) else ""
            if CARDINALS.get(following, 0) == 0:
                break
        else:
            break
        end += 1
    text = str(total + group)
    return _spelled(tokens, start, end, text)


def _spelled(tokens: Sequence[str], start: int, end: int, text: str) -> tuple[str, int]:
    """Join digits said one by one, and years said in pairs ("twenty twenty six")."""
    if end == start + 1 and CARDINALS.get(tokens[start], 10) < 10:
        while end < len(tokens) and CARDINALS.get(tokens[end], 10) < 10:
            text, end = text + str(CARDINALS[tokens[end]]), end + 1
    elif 9 < int(text) < 100 and end + 1 < len(tokens) and tokens[end] == "oh":
        if 0 < CARDINALS.get(tokens[end + 1], 0) < 10:  # "nineteen oh six"
            return f"{text}0{CARDINALS[tokens[end + 1]]}", end + 2
    elif 9 < int(text) < 100 and end < len(tokens) and 9 < CARDINALS.get(tokens[end], 0) < 100:
        second, after = _words(tokens, end)
        if len(second) == 2:
            return text + second, after
    return text, end


def _digits_after_point(tokens: Sequence[str], start: int) -> tuple[str, int]:
    digits, end = "", start
    while end < len(tokens):
        token = tokens[end]
        if token.isdigit():
            digits += token
        elif token == "oh":
            digits += "0"
        elif token in CARDINALS:
            value = CARDINALS[token]
            following = CARDINALS.get(tokens[end + 1], 0) if end + 1 < len(tokens) else 0
            if value >= 20 and 0 < following < 10:
                value, end = value + following, end + 1
            digits += str(value)
        else:
            break
        end += 1
    return digits, end


def ordinal(tokens: Sequence[str], start: int) -> tuple[Node, int] | None:
    """Read an ordinal: "fourth", "4th", "nth", "twenty first", "n th"."""
    token = tokens[start]
    if token in ORDINALS:
        return number(str(ORDINALS[token])), start + 1
    if token in ORDINAL_SCALES:
        return number(str(ORDINAL_SCALES[token])), start + 1
    if match := LETTER_ORDINAL.fullmatch(token):
        return symbol(match[1]), start + 1
    if match := DIGIT_ORDINAL.fullmatch(token):
        return number(match[1]), start + 1
    following = tokens[start + 1] if start + 1 < len(tokens) else ""
    if following == "th" and len(token) == 1 and token.isalpha():
        return symbol(token), start + 2
    value, end = _compound_ordinal(tokens, start)
    return (number(str(value)), end) if value else None


def _compound_ordinal(tokens: Sequence[str], start: int, plural: bool = False) -> tuple[int, int]:
    """Read "twenty first" or "two hundred thousandth"; return (0, start) where there is none."""
    if tokens[start] not in CARDINALS:
        return 0, start
    text, end = _words(tokens, start)
    if end >= len(tokens):
        return 0, start
    last = tokens[end]
    last = last[:-1] if plural and last.endswith("s") else last
    value = int(text)
    if value >= 20 and value % 10 == 0 and 0 < ORDINALS.get(last, 0) < 10:
        return value + ORDINALS[last], end + 1
    if value >= 100 and last in ORDINALS:
        return value + ORDINALS[last], end + 1
    if last in ORDINAL_SCALES:
        return value * ORDINAL_SCALES[last], end + 1
    return 0, start


def fraction(tokens: Sequence[str], start: int, numerator: str) -> tuple[Node, int] | None:
    """Read what follows a number as a denominator: "half", "thirds", "eighty thirds", "hundredth"."""
    if start >= len(tokens):
        return None
    token = tokens[start]
    single = token[:-1] if token.endswith("s") else token
    value, end = 0, start + 1
    if token in DENOMINATORS:
        value = DENOMINATORS[token]
    elif token.endswith("s") or numerator == "1":
        value = ORDINALS.get(single, 0) or ORDINAL_SCALES.get(single, 0)
        value = 0 if value < 3 else value
    if not value:
        value, end = _compound_ordinal(tokens, start, plural=True)
        if not value or not (tokens[end - 1].endswith("s") or numerator == "1"):
            return None
    return Node("fraction", (number(numerator), number(str(value)))), end
