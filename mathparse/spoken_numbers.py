"""English words for numbers: "twenty five", "three point one four", "fourth", "thirds"."""

from __future__ import annotations

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def cardinal(value: int, use_and: bool = False) -> str:
    """Return the words of a whole number from 0 to 10**15 - 1; `use_and` says "one hundred and five"."""
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f" {_ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        return _joined(_ONES[value // 100] + " hundred", value % 100, use_and)
    for size, name in _SCALES:
        if value >= size:
            head = f"{cardinal(value // size, use_and)} {name}"
            return _joined(head, value % size, use_and and value % size < 100)
    raise ValueError(f"{value} is below zero")


def _joined(head: str, rest: int, use_and: bool) -> str:
    if not rest:
        return head
    return f"{head} {'and ' if use_and else ''}{cardinal(rest, use_and)}"


def digits(text: str, zero: str = "zero") -> str:
    """Return the digits of `text` one by one, a point as "point"."""
    return " ".join("point" if c == "." else zero if c == "0" else _ONES[int(c)] for c in text)


def decimal(text: str) -> str:
    """Return the words of "12.05": the whole part as a number, the rest digit by digit."""
    whole, _, rest = text.partition(".")
    return f"{cardinal(int(whole)) + ' ' if whole else ''}point {digits(rest)}"


def year(value: int) -> str:
    """Return the words of a year said in two halves: "nineteen oh five", "twenty twenty six"."""
    first, rest = divmod(value, 100)
    if rest == 0:
        return f"{cardinal(first)} hundred"
    return f"{cardinal(first)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def ordinal(words: str) -> str:
    """Return the ordinal of a number in words or of a letter: "twenty first", "nth"."""
    *before, last = words.split()
    if len(last) == 1:
        return " ".join([*before, last + "th"])
    if last.endswith("y"):
        return " ".join([*before, last[:-1] + "ieth"])
    return " ".join([*before, _ORDINALS.get(last, last + "th")])


def denominator(value: int, plural: bool) -> str:
    """Return a simple fraction's denominator: "half", "thirds", "quarter" is said "fourth"."""
    if value == 2:
        return "halves" if plural else "half"
    return ordinal(cardinal(value)) + ("s" if plural else "")
