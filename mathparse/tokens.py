"""Splits what was said or typed into words, numbers and signs."""

from __future__ import annotations

import re

from mathparse.units import PREFIXES, unit

_TOKEN = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:st|nd|rd|th|'th)\b|\d*\.\d+|\d+"
    r"|[A-Za-z]+(?:'(?:ren|t|s|re|ve|ll|d|m|th|clock|alembertian)\b)?|'{1,3}"
    r"|<=>|<->|-+>|=>|<=|>=|!=|:=|\.{2,}|\S"
)
_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z]{2})|(?<=[A-Za-z]{2})-(?=[A-Za-z])")
_ORDINAL_HYPHEN = re.compile(r"\b([A-Za-z]|\d+)[-']\s?th\b")
_NESTED = re.compile(
    r"\bnest(?:ed)?(?:twice|\d+)?(?=(?:start|end|root|frac|over|index))", re.IGNORECASE
)
_REPEATED = re.compile(r"\b(start|over|end)\1+(?=\b|frac|root)", re.IGNORECASE)
# "r-two" is how screen readers say the plane.
_SETS = {
    "n": "natural numbers", "z": "integers", "q": "rational numbers", "r": "real numbers",
    "c": "complex numbers",
}  # fmt: skip
_SPACE = re.compile(r"\b([nzqrc])-(two|three|four|five|six|n)\b")
_THAN = re.compile(r"\b(less|greater|more|smaller|larger|bigger) then\b", re.IGNORECASE)
_LETTER_CASE = re.compile(r"\b(lower|upper) case\b", re.IGNORECASE)
_PREFIX_HYPHEN = re.compile(r"\b(" + "|".join(PREFIXES) + r")-(?=[a-z])", re.IGNORECASE)

_SCRIPTS = frozenset("^_")
_NOUGHTS = frozenset({"nought", "naught", "oh"})
_BEFORE_NUMBERS = frozenset([
    "from", "to", "equals", "equal", "is", "than", "minus", "plus", "times", "over", "by", "and", "or", "at",
    "of", "negative", "between", "point", "approaches", "through", "into", *",=+-*/<>(",
])  # fmt: skip
TABLE_WORDS = frozenset({"matrix", "row", "column", "determinant"})
DIGIT_WORDS = frozenset(
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
)
LISTS = frozenset({"set", "interval"})
_ENTRIES = DIGIT_WORDS | {"minus", "negative"}


class Token(str):
    """A word in lower case that remembers how it was written and whether a space stood before it."""

    written: str
    joined: bool
    index: int


def words(text: str, like: Token) -> list[Token]:
    """Return words that stand for what was said at the place of another token."""
    out = []
    for each in text.split():
        token = Token(each.lower())
        token.written, token.joined, token.index = each, True, like.index
        out.append(token)
    return out


def tokenise(phrase: str) -> list[Token]:
    """Split a phrase into words, numbers and signs."""
    text = _NESTED.sub("", re.sub(r"\beigh\b", "a", phrase))
    text = _SPACE.sub(lambda match: f"{_SETS[match[1]]} to the power {match[2]}", text)
    text = _REPEATED.sub(r"\1", text)
    text = _PREFIX_HYPHEN.sub(r"\1", text)
    text = _ORDINAL_HYPHEN.sub(r"\1th ", text)
    text = _HYPHEN.sub(" ", text)
    text = _THAN.sub(r"\1 than", text)
    text = _LETTER_CASE.sub(r"\1case", text)
    tokens = []
    for index, said in enumerate(text.split()):
        joined = False
        for match in _TOKEN.finditer(said):
            token = Token(match[0].lower())
            token.written, token.joined, token.index = match[0], joined, index
            tokens.append(token)
            joined = True
    tokens = _grouped(_joined(tokens))
    if any(token in TABLE_WORDS for token in tokens):
        return _apart(tokens)
    if any(token in LISTS for token in tokens):
        return _listed(tokens)
    if "point" in tokens:
        return _located(tokens)
    return tokens


def _joined(tokens: list[Token]) -> list[Token]:
    """Join a prefix to its unit ("kilo ohms"), and say zero for the nought that is no index."""
    out: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if out and out[-1] in PREFIXES and unit(token):
            out[-1:] = words(out[-1].written + token.written, out[-1])
        elif token in _NOUGHTS and _is_zero(token, out[-1] if out else "", following):
            out += words("zero", token)
        else:
            out.append(token)
    return out


def _is_zero(nought: Token, before: str, after: str) -> bool:
    """Whether a nought between these words is a number of its own or one of its digits."""
    if nought == "oh":
        return after == "point" and len(before) != 1
    number = before in DIGIT_WORDS or before.isdigit() or before in _BEFORE_NUMBERS
    return not before or number or (after == "point" and len(before) > 1)


def _grouped(tokens: list[Token]) -> list[Token]:
    """Typed braces after a sign for a script hold it together and are not written: "e^{-x}"."""
    out: list[Token] = []
    opened = 0
    for token in tokens:
        if token == "{" and out and (out[-1] in _SCRIPTS or opened):
            out += words("begin", token)
            opened += 1
        elif token == "}" and opened:
            out += words("end", token)
            opened -= 1
        else:
            out.append(token)
    return out


def _listed(tokens: list[Token]) -> list[Token]:
    """After "the set" or "interval", digits one after the other are a list: put commas between."""
    at = next(index for index, token in enumerate(tokens) if token in LISTS) + 1
    end = at
    while end < len(tokens) and tokens[end] in _ENTRIES:
        end += 1
    return tokens[:at] + _apart(tokens[at:end], _ENTRIES) + tokens[end:]


def _located(tokens: list[Token]) -> list[Token]:
    """After "the point", digits one after the other are its coordinates, and no decimal."""
    at = tokens.index("point") + 1
    if at < 2 or tokens[at - 2] not in ("the", "at", "a"):
        return tokens
    at += len(tokens[at : at + 1]) and len(tokens[at]) == 1 and tokens[at].isalpha()
    end = at
    while end < len(tokens) and tokens[end] in _ENTRIES:
        end += 1
    return tokens[:at] + _apart(tokens[at:end], _ENTRIES) + tokens[end:]


def _apart(tokens: list[Token], entries: frozenset[str] = DIGIT_WORDS) -> list[Token]:
    """In a table, digits said one after the other are cells and no number: put commas between."""
    out: list[Token] = []
    for token in tokens:
        if out and token in entries and out[-1] in DIGIT_WORDS:
            comma = Token(",")
            comma.written, comma.joined, comma.index = ",", True, token.index
            out.append(comma)
        out.append(token)
    return out
