"""Loads the words of mathematics from `data/` into one trie of spoken phrases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mathparse.tree import Node

DATA = Path(__file__).parent / "data"
SETOPS = frozenset({"union", "intersection", "set-minus"})
SIGNS = frozenset({"plus-minus", "minus-plus"})
LIMITS = frozenset({"limit", "limsup", "liminf"})
UNDER = frozenset({"max", "min", "sup", "inf"})
DOTS = Node("symbol", (), "ldots")
MISHEARD_COST = 3.0
MISHEARD_WORDS_COST = 2.0  # several words together are seldom meant as they stand
RIVAL_COST = 1.5
ARTICLES = ("", "the ", "a ", "an ", "two ", "the two ")
BEING = ("be", "are", "to be")


class Entry(NamedTuple):
    """One meaning of a phrase: the kind of word, its value, and what it costs to choose it."""

    kind: str
    value: object
    cost: float


class Symbol(NamedTuple):
    """A row of symbols.tsv."""

    name: str
    kind: str
    unicode: str
    latex: str
    spoken: tuple[str, ...]


class Phrases:
    """A trie over words; `entries` holds the meanings of the phrase that ends here."""

    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[str, Phrases] = {}
        self.entries: list[Entry] = []

    def add(self, phrase: str, entry: Entry) -> None:
        """Give a phrase one more meaning."""
        node = self
        for word in phrase.split():
            node = node.next.setdefault(word, Phrases())
        if all(known[:2] != entry[:2] for known in node.entries):
            node.entries.append(entry)

    def find(self, phrase: str) -> list[Entry]:
        """Return the meanings of a phrase, none where it is unknown."""
        node = self
        for word in phrase.split():
            if word not in node.next:
                return []
            node = node.next[word]
        return node.entries


@cache
def symbols() -> dict[str, Symbol]:
    """Return the rows of symbols.tsv by name; where a name has two kinds, the first row."""
    rows: dict[str, Symbol] = {}
    for row in symbol_rows():
        rows.setdefault(row.name, row)
    return rows


@cache
def symbol_rows() -> tuple[Symbol, ...]:
    """Return all rows of symbols.tsv."""
    rows = []
    for line in (DATA / "symbols.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("# ") and line.count("\t") == 4:
            name, kind, char, latex, spoken = line.split("\t")
            rows.append(Symbol(name, kind, char, latex, tuple(filter(None, spoken.split(", ")))))
    return tuple(rows)


@cache
def load() -> Phrases:
    """Return the trie of everything that can be said."""
    trie = Phrases()
    for name, spoken in _lines("words.txt"):
        for phrase in spoken:
            trie.add(phrase, Entry(name, None, 0.0))
    for row in symbol_rows():
        kind, value = _lexeme(row)
        phrases = list(row.spoken)
        if len(row.unicode) == 1 and not trie.find(row.unicode):
            phrases.append(row.unicode)
        for phrase in phrases:
            rival = row.kind in ("function", "symbol") and bool(trie.find(phrase))
            trie.add(phrase, Entry(kind, value, RIVAL_COST * rival))
            if row.name in SETOPS and row.name != "set-minus":
                trie.add(phrase, Entry("big", row.name + "-big", 2.5))
            if row.kind == "function" and row.name in UNDER:
                trie.add(phrase, Entry("big", row.name, 1.5))
    _inflect(trie)
    trie.add("exists", Entry("text", Node("text", (), "exists"), 1.5))
    for name, spoken in _lines("marks.txt"):
        kind, mark = name.split()
        for phrase in spoken:
            trie.add(phrase, Entry(kind, mark, 0.0))
    for name, spoken in _lines("units.txt"):
        for phrase in spoken:
            trie.add(phrase, Entry("unit", Node("unit", (), name), 0.0))
            if " " in phrase:  # the plural of one word is made by `units`
                trie.add(phrase + "s", Entry("unit", Node("unit", (), name), 0.0))
    first, anywhere, last = fillers()
    named = tuple([f"{article}{noun}" for noun in named_nouns() for article in ARTICLES])
    kinds = ("skip", anywhere), ("skip-first", first), ("skip-last", last), ("skip-named", named)
    for kind, spoken in kinds:
        for phrase in spoken:
            trie.add(phrase, Entry(kind, None, 0.2))
    return trie


def _inflect(trie: Phrases) -> None:
    """Let "be greater than" and "are greater than" be said for "is greater than"."""
    for row in symbol_rows():
        if row.kind == "relation":
            kind, value = _lexeme(row)
            for phrase in row.spoken:
                rest = phrase.removeprefix("is ")
                for being in BEING if rest != phrase else ():
                    if not trie.find(f"{being} {rest}"):
                        trie.add(f"{being} {rest}", Entry(kind, value, 0.0))


def spoken_phrases() -> Iterator[str]:
    """Yield every phrase of the vocabulary that can be said: words, no signs."""
    ways = [("", load())]
    while ways:
        said, node = ways.pop()
        if node.entries:
            yield said
        for word, further in node.next.items():
            if word.replace("'", "").isalpha() and word.isascii():
                ways.append((f"{said} {word}".strip(), further))


@cache
def fillers() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the phrases of noise.txt that begin a sentence, that stand anywhere in it, that end it."""
    lines = (DATA / "noise.txt").read_text("utf-8").splitlines()
    first = [line[1:] for line in lines if line.startswith("^")]
    last = [line[1:] for line in lines if line.startswith("$")]
    anywhere = [line for line in lines if line and line[0] not in "#^$@"]
    return tuple(first), tuple(anywhere), tuple(last)


def named_nouns() -> tuple[str, ...]:
    """Return the nouns of noise.txt that say what a letter names: "the function f"."""
    lines = (DATA / "noise.txt").read_text("utf-8").splitlines()
    return tuple([line[1:] for line in lines if line.startswith("@")])


@cache
def unit_names() -> dict[str, str]:
    """Return the first spoken name of each unit, by its SI symbol."""
    return {name: spoken[0] for name, spoken in _lines("units.txt")}


@cache
def plain_words() -> frozenset[str]:
    """Return the words of ordinary English, from prose.txt."""
    text = (DATA / "prose.txt").read_text("utf-8")
    return frozenset(
        word for line in text.splitlines() if line[:1] not in ("#", "=") for word in line.split()
    )


@cache
def idioms() -> frozenset[str]:
    """Return the phrases of prose.txt that are prose whatever their words mean in mathematics."""
    text = (DATA / "prose.txt").read_text("utf-8")
    return frozenset(
        idiom
        for line in text.splitlines()
        if line.startswith("= ")
        for idiom in line.removeprefix("= ").split(", ")
    )


@cache
def misheard() -> dict[str, tuple[str, float]]:
    """Return what stands for other words: the phrase, what was meant, and what it costs to think so.

    These are what recognisers write for words of mathematics, and shorthand such as "is positive".
    """
    heard = {
        heard: (meant[0], MISHEARD_WORDS_COST if " " in heard else MISHEARD_COST)
        for heard, meant in _lines("mishearings.txt")
    }
    return heard | {said: (meant[0], 0.0) for said, meant in _lines("shorthand.txt")}


def _lines(name: str) -> list[tuple[str, list[str]]]:
    rows = []
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            head, _, spoken = line.partition(": ")
            rows.append((head, spoken.split(", ")))
    return rows


def _lexeme(row: Symbol) -> tuple[str, object]:
    """Return the kind and value that the grammar sees for a symbol."""
    if row.kind == "symbol":
        if row.name == "pi":  # a number among letters: "zero to two pi x"
            return "pi", Node("symbol", (), "pi")
        return "symbol", Node("symbol", (), row.name)
    if row.kind == "function":
        return "function", Node("function", (), row.name)
    if row.kind == "operator":
        if row.name in SETOPS:
            return "setop", row.name
        return ("plus-minus" if row.name in SIGNS else "operator"), row.name
    if row.kind == "big" and row.name in LIMITS:
        return "limit", row.name
    if row.kind == "prefix":
        return row.name, None
    return row.kind, row.name
