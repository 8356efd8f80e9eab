"""Voice commands: the phrases of `data/commands.toml`, told apart from mathematics.

A command is recognised only when it is the whole of what was said, so "plus" or a product of letters
is never one, and a formula that contains a command word stays a formula.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: value for value, word in enumerate(ONES)}
NUMBERS |= {word: 10 * value for value, word in enumerate(TENS, start=2)}
NUMBERS |= {f"{ten} {one}": NUMBERS[ten] + NUMBERS[one] for ten in TENS for one in ONES[1:10]}
# What a recogniser hears for a number that stands alone; only tried where a number must come.
NUMBERS |= {"to": 2, "too": 2, "for": 4, "won": 1}

SLOTS = {
    "number": r"(?P<number{n}>\d{{1,2}}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")",
    "symbol": r"(?P<symbol{n}>\S+(?: \S+)?)",
    "phrase": r"(?P<phrase{n}>\S.*?)",
    "part": r"(?P<part{n}>{parts})",
    "format": r"(?P<format{n}>{formats})",
    "setting": r"(?P<setting{n}>{settings})",
}


@dataclass(frozen=True, slots=True)
class Command:
    """One row of `commands.toml`; `starts_group` asks for a line above it in its menu."""

    name: str
    title: str
    menu: str
    keys: tuple[str, ...]
    say: tuple[str, ...]
    help: str
    starts_group: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command that was said, with what filled its slots, in the order said."""

    name: str
    arguments: tuple[str, ...] = field(default=())


@cache
def _tables() -> dict:
    text = files("app").joinpath("data/commands.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def commands() -> dict[str, Command]:
    """Return every command by name, in menu order."""
    return {
        name: Command(
            name=name,
            title=row["title"].removeprefix("-"),
            menu=row["menu"],
            keys=tuple(row["keys"]),
            say=tuple(row["say"]),
            help=row["help"],
            starts_group=row["title"].startswith("-"),
        )
        for name, row in _tables().items()
        if name not in ("parts", "formats")
    }


@cache
def parts() -> dict[str, str]:
    """Return the words for a part of a formula and the part that they mean."""
    return dict(_tables()["parts"])


@cache
def formats() -> dict[str, str]:
    """Return the words for a kind of file and its suffix."""
    return dict(_tables()["formats"])


@cache
def setting_titles() -> tuple[str, ...]:
    """Return what the settings are called, as it is said."""
    text = files("app").joinpath("data/settings.toml").read_text(encoding="utf-8")
    return tuple(row["title"].lower() for row in tomllib.loads(text).values())


def part_named(words: str) -> str | None:
    """Return the part that `words` mean: "top" gives "numerator", "term two" gives "term 2".

    None where they are not what a part is called.
    """
    words = words.lower().removeprefix("the ")
    if words in parts():
        return parts()[words]
    if not re.fullmatch(_part_words(), words):
        return None
    head, _, number = words.partition(" ")
    return f"{parts()[head + ' {number}']} {number_named(number)}"


def number_named(words: str) -> int:
    """Return the whole number that `words` name, in words or digits."""
    return int(words) if words.isdigit() else NUMBERS[words.lower()]


def normalised(phrase: str) -> str:
    """Return `phrase` without sentence punctuation, single-spaced."""
    return " ".join(re.sub(r"[.,!?;:]+(?=\s|$)", "", phrase).split())


def _pattern(phrase: str) -> str:
    slots = iter(range(10))

    def slot(match: re.Match[str]) -> str:
        return SLOTS[match[1]].format(
            n=next(slots),
            parts=_part_words(),
            formats="|".join(formats()),
            settings="|".join(map(re.escape, setting_titles())),
        )

    return re.sub(r"\{(\w+)\}", slot, phrase)


@cache
def _part_words() -> str:
    return "|".join(
        re.escape(words).replace(r"\{number\}", f"(?:{_bare_number()})") for words in parts()
    )


def _bare_number() -> str:
    return r"\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what each phrase matches; those with a slot for any words come last, the longest first."""
    said = [(command.name, phrase) for command in commands().values() for phrase in command.say]
    said.sort(key=lambda row: ("{phrase}" in row[1], -len(row[1])))
    return tuple((name, re.compile(_pattern(phrase), re.IGNORECASE)) for name, phrase in said)


@cache
def _fixed() -> dict[str, str]:
    return {
        phrase: command.name
        for command in commands().values()
        for phrase in command.say
        if "{" not in phrase
    }


def spoken_command(phrase: str) -> Spoken | None:
    """Return the command that `phrase` is, or None where it is not one as a whole."""
    words = normalised(phrase)
    if words.lower() in _fixed():
        return Spoken(_fixed()[words.lower()])
    for name, pattern in _patterns():
        match = pattern.fullmatch(words)
        if match:
            return Spoken(name, tuple(match.groups()))
    return None


def example_phrases() -> list[str]:
    """Return every command as it may be said, slots filled with one example each.

    The language model learns these, so that commands are heard as such.
    """
    examples = {"number": "two", "symbol": "x", "phrase": "x", "part": "denominator"}
    examples |= {"format": "latex", "setting": "theme"}
    return [
        re.sub(r"\{(\w+)\}", lambda match: examples[match[1]], phrase)
        for command in commands().values()
        for phrase in command.say
    ]
