"""Transcripts as spoken words: lower case, numbers in words, no punctuation."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
_SIGNS = {
    "+": "plus",
    "-": "minus",
    "=": "equals",
    "/": "over",
    "^": "to the power of",
    "%": "percent",
}
_READ_AS = {
    "mr": "mister",
    "mrs": "missus",
    "dr": "doctor",
    "st": "saint",
    "th": "th",
    "ell": "l",
    "p'ren": "paren",
}
_SPACED_SIGN = re.compile(r"(?<![\w-])[-+](?=[\w ])|(?<=[\d ])[-+](?=[\d ])|[+=/^%]")


def spoken_words(text: str) -> list[str]:
    """Return `text` as the words somebody reading it aloud would say."""
    from num2words import num2words

    text = text.lower().replace("’", "'").replace("−", "-")
    text = _ORDINAL.sub(lambda match: f" {num2words(int(match[1]), to='ordinal')} ", text)
    text = _SPACED_SIGN.sub(lambda match: f" {_SIGNS[match[0]]} ", text)
    text = _NUMBER.sub(lambda match: f" {num2words(match[0])} ", text)
    text = re.sub(r"(?<=[a-z])'(?![a-z])|(?<![a-z])'", " ", text)
    words = re.sub(r"[^a-z']+", " ", text).split()
    return [piece for word in words for piece in _spelled(word)]


def _spelled(word: str) -> list[str]:
    """Short words without a vowel are read letter by letter ("dx"); nobody hears an "ell" in an "l"."""
    if word in _READ_AS:
        return [_READ_AS[word]]
    return list(word) if 1 < len(word) < 4 and not set(word) & set("aeiouy'") else [word]
