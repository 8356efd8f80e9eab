"""Compiles `data/grammar.txt` into the tries that the parser walks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mathparse import builders
from mathparse.tree import Node

Captured = tuple[object, ...]
Builder = Callable[[Captured], Node | None]

CLOSING = (")", "]")
CLOSERS = frozenset({"end", "base", "power"})
DATA = Path(__file__).parent / "data"


class GrammarError(Exception):
    """A line of the grammar file cannot be read; the message names the line."""


class Hole(NamedTuple):
    """A place for a part of the formula; operators looser than `level` cannot stand in it."""

    name: str
    level: int


class Step:
    """One state of the trie: the words that may come next, the hole, and what ends here."""

    __slots__ = ("after", "build", "hole", "keys", "level", "rule")

    def __init__(self) -> None:
        self.keys: dict[str, Step] = {}
        self.hole: Hole | None = None
        self.after: Step | None = None
        self.build: Builder | None = None
        self.rule = ""
        self.level = 0


class Grammar(NamedTuple):
    """`prefix` starts with a word, `infix` with a part already said; `levels` is per rule name."""

    prefix: Step
    infix: Step
    root: Step
    closers: dict[str, frozenset[str]]
    starts: frozenset[str]
    ends: frozenset[str]
    joints: frozenset[str]


@cache
def load(path: Path = DATA / "grammar.txt") -> Grammar:
    """Read and compile a grammar file; raise GrammarError where a line is wrong."""
    prefix, infix = Step(), Step()
    holes: dict[str, int] = {}
    closers: dict[str, set[str]] = {}
    for count, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        try:
            if line.startswith("hole "):
                _, name, level = line.split()
                holes[name] = int(level)
            else:
                _add_rule(line, prefix, infix, holes, closers)
        except (KeyError, ValueError) as error:
            raise GrammarError(
                f"{path.name}, line {count}: cannot read {raw!r} ({error})."
            ) from error
    root = Step()
    root.hole, root.after = Hole("inner", 0), Step()
    root.after.build = lambda captured: captured[0]
    closing = {word: frozenset(names) for word, names in closers.items()}
    return Grammar(
        prefix,
        infix,
        root,
        closing,
        frozenset(prefix.keys),
        _ends(prefix) | _ends(infix),
        (_joints(prefix) | _joints(infix)) & (infix.keys.keys() | prefix.keys.keys()),
    )


def _joints(step: Step) -> frozenset[str]:
    """Return the words that go on with a construct after one of its parts."""
    found: set[str] = set()
    waiting = [step]
    while waiting:
        step = waiting.pop()
        waiting += step.keys.values()
        if step.after is not None:
            found.update(step.after.keys)
            waiting.append(step.after)
    return frozenset(found)


def _ends(step: Step) -> frozenset[str]:
    """Return the words after which a part of the formula may be complete."""
    found: set[str] = set()
    waiting = [step]
    while waiting:
        step = waiting.pop()
        found.update(
            word for word, following in step.keys.items() if following.build and not following.hole
        )
        waiting += step.keys.values()
        if step.after is not None:
            waiting.append(step.after)
    return frozenset(found)


class Item(NamedTuple):
    """One word or part of a rule: `word` is "" for a part, `hole` is "" for a word."""

    word: str
    variable: str
    hole: str


class Unbuilt:
    """A template compiled when it is first needed; it then takes its own place in the step."""

    __slots__ = ("missing", "names", "step", "template")

    def __init__(
        self, step: Step, template: str, names: tuple[str, ...], missing: tuple[str, ...]
    ) -> None:
        self.step, self.template, self.names, self.missing = step, template, names, missing

    def __call__(self, captured: Captured) -> Node | None:
        """Compile the template and build."""
        self.step.build = compile_template(self.template, self.names, self.missing)
        return self.step.build(captured)


def _add_rule(
    line: str, prefix: Step, infix: Step, holes: dict[str, int], closers: dict[str, set[str]]
) -> None:
    head, rest = line.split(":", 1)
    rule, level = head.split("@")
    pattern, template = rest.split("=>")
    tokens = [
        token if token in "[]()|" else _item(token, rule)
        for token in re.findall(r"<[^>]+>|[\[\]()|]|[^\s\[\]()|<>]+", pattern)
    ]
    variables = {token.variable for token in tokens if isinstance(token, Item)} - {""}
    compile_template(template.strip(), tuple(variables), ())
    for items in _expand(tokens):
        names = tuple([item.variable for item in items if item.variable])
        opening = items[1:] if items[0].hole else items
        if not opening:
            raise ValueError("a rule needs a word")
        step = infix if items[0].hole else prefix
        for item in opening:
            step = _advance(step, item, holes)
            step.rule, step.level = step.rule or rule, step.level or int(level)
        if step.build is None:
            missing = tuple(variables - set(names))
            step.build = Unbuilt(step, template.strip(), names, missing)
        second = opening[0].word == "ordinal" and len(opening) > 1
        opener = opening[int(second)].word
        for item in items:
            if item.word.startswith(("end-", "close-")) or item.word in CLOSERS:
                closers.setdefault(item.word, set()).add(opener)


def _item(token: str, rule: str) -> Item:
    if token.startswith("<"):
        variable, _, hole = token[1:-1].partition(":")
        return Item("", variable, hole or rule)
    word, _, variable = token.partition("=")
    return Item(word, variable, "")


def _advance(step: Step, item: Item, holes: dict[str, int]) -> Step:
    if item.word:
        found = step.keys.get(item.word)
        if found is None:
            found = step.keys[item.word] = Step()
        return found
    if step.hole is None:
        step.hole, step.after = Hole(item.hole, holes[item.hole]), Step()
    elif step.hole.name != item.hole:
        raise ValueError(f"hole {item.hole} meets hole {step.hole.name}")
    assert step.after is not None
    return step.after


def _expand(tokens: list[str | Item]) -> list[list[Item]]:
    """Write out optional [parts] and (this | that) alternatives as plain sequences."""
    sequences, rest = _alternatives(tokens)
    if rest:
        raise ValueError(f"unexpected {rest[0]}")
    return [sequence for sequence in sequences if sequence]


def _alternatives(tokens: list[str | Item]) -> tuple[list[list[Item]], list[str | Item]]:
    done: list[list[Item]] = []
    current: list[list[Item]] = [[]]
    while tokens and tokens[0] not in CLOSING:
        token, tokens = tokens[0], tokens[1:]
        if token == "|":
            done, current = done + current, [[]]
        elif isinstance(token, str):
            inner, tokens = _alternatives(tokens)
            tokens = tokens[1:]
            if token == "[":
                inner = [*inner, []]
            current = [left + right for left in current for right in inner]
        else:
            current = [[*left, token] for left in current]
    return done + current, tokens


def compile_template(template: str, names: tuple[str, ...], missing: tuple[str, ...]) -> Builder:
    """Turn "head:text(part, part)" into a function of the captured values.

    `!name(...)` calls a function of `builders`; `$name` puts a captured word into the text.
    """
    tokens = re.findall(r"[!$\w./+-]+(?::[$\w. -]+)?|[(),]", template)
    build, rest = _compile(tokens, names, missing)
    if rest:
        raise ValueError(f"unexpected {rest[0]}")
    return build


def _compile(
    tokens: list[str], names: tuple[str, ...], missing: tuple[str, ...]
) -> tuple[Builder, list[str]]:
    name, tokens = tokens[0], tokens[1:]
    parts: list[Builder] = []
    if tokens and tokens[0] == "(":
        tokens = tokens[1:]
        while tokens[0] != ")":
            part, tokens = _compile(tokens, names, missing)
            parts.append(part)
            if tokens[0] == ",":
                tokens = tokens[1:]
        tokens = tokens[1:]
    elif name in names:
        index = names.index(name)
        return (lambda captured: captured[index]), tokens  # type: ignore[return-value]
    if name in missing:
        return (lambda captured: builders.NONE), tokens
    if name.startswith("!"):
        return _call(getattr(builders, name[1:]), tuple(parts)), tokens
    head, _, text = name.partition(":")
    return _node(head, text, tuple(parts), names), tokens


def _call(function: Callable[..., Node | None], parts: tuple[Builder, ...]) -> Builder:
    def build(captured: Captured) -> Node | None:
        return function(*[part(captured) for part in parts])

    return build


def _node(head: str, text: str, parts: tuple[Builder, ...], names: tuple[str, ...]) -> Builder:
    if not parts and not text.startswith("$"):
        leaf = Node(head, (), text)
        return lambda captured: leaf
    index = names.index(text[1:]) if text.startswith("$") else -1

    def build(captured: Captured) -> Node:
        word = captured[index] if index >= 0 else text
        return Node(head, tuple([part(captured) for part in parts]), word)  # type: ignore[arg-type]

    return build
