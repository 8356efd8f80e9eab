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


def _add_rule(
    line: str, prefix: Step, infix: Step, holes: dict[str, int], closers: dict[str, set[str]]
) -> None:
    head, rest = line.split(":", 1)
    rule, level = head.split("@")
    pattern, template = rest.split("=>")
    for items in _expand(_tokens(pattern)):
        starts_with_hole = items[0].startswith("<")
        names = [_variable(item) for item in items if _variable(item)]
        missing = tuple(set(map(_variable, _tokens(pattern))) - set(names))
        step = infix if starts_with_hole else prefix
        for item in items[1:] if starts_with_hole else items:
            step = _advance(step, item, rule, holes)
            step.rule, step.level = step.rule or rule, step.level or int(level)
        if step.build is None:
            step.build = compile_template(template.strip(), tuple(names), missing)
        opening = items[1:2] if starts_with_hole else items[:1]
        if not opening:
            raise ValueError("a rule needs a word")
        if opening[0].startswith("ordinal"):
            opening = items[1:2]
        for item in items:
            if item.startswith(("end-", "close-")) or item in CLOSERS:
                closers.setdefault(item, set()).add(opening[0].split("=")[0])


def _advance(step: Step, item: str, rule: str, holes: dict[str, int]) -> Step:
    if not item.startswith("<"):
        return step.keys.setdefault(item.split("=")[0], Step())
    hole = item[1:-1].split(":")[-1] if ":" in item else rule
    if step.hole is None:
        step.hole, step.after = Hole(hole, holes[hole]), Step()
    elif step.hole.name != hole:
        raise ValueError(f"hole {hole} meets hole {step.hole.name}")
    assert step.after is not None
    return step.after


def _variable(item: str) -> str:
    if item.startswith("<"):
        return item[1:-1].split(":")[0]
    return item.split("=")[1] if "=" in item else ""


def _tokens(pattern: str) -> list[str]:
    return re.findall(r"<[^>]+>|[\[\]()|]|[^\s\[\]()|<>]+", pattern)


def _expand(tokens: list[str]) -> list[list[str]]:
    """Write out optional [parts] and (this | that) alternatives as plain sequences."""
    sequences, rest = _alternatives(tokens)
    if rest:
        raise ValueError(f"unexpected {rest[0]}")
    return [sequence for sequence in sequences if sequence]


def _alternatives(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    done: list[list[str]] = []
    current: list[list[str]] = [[]]
    while tokens and tokens[0] not in ")]":
        token, tokens = tokens[0], tokens[1:]
        if token == "|":
            done, current = done + current, [[]]
        elif token in "([":
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
