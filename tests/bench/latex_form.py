"""One normal form for LaTeX formulas, so that two ways of writing the same formula compare equal.

Set aside are layout commands, superfluous braces, the order of scripts, letter case, explicit
multiplication signs, the kind of bracket, upright against italic, the height of dots and a full stop at
the end. Kept are the structure, the alphabets (bold, script, blackboard...) and everything else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_RULES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_DROP = set(_RULES["drop"].split())
_DROP_ARGUMENT = set(_RULES["drop_with_argument"].split())
_KEEP_ARGUMENT = set(_RULES["keep_argument"].split())
_SAME: dict[str, str] = _RULES["same"]
_ALPHABET: dict[str, str] = _RULES["alphabet"]
_CHARACTERS = str.maketrans(_RULES["characters"])
_ACCENT: dict[str, str] = _RULES["accent"]

_TOKEN = re.compile(r"\\[a-zA-Z]+\*?|\\.|\S")
# A spaced-out "\ {" stands for "\{" in files that were tokenised before they were written.
_SPLIT_ESCAPE = re.compile(r"\\\s+(?=[{}|,;:!])")
_BEGIN = re.compile(r"\\(begin|end)\s*\{\s*([a-zA-Z]+)(\*?)\s*\}")
_TEXT = re.compile(r"\\(?:text|mbox|hbox|textrm|textit)\s*\{([^{}$]*)\}")

_BRACKETS = {"(": "(", "[": "(", "\\{": "(", ")": ")", "]": ")", "\\}": ")"}
_SPACES = {"\\ ", "\\,", "\\;", "\\:", "\\!", "\\>", "~", "\\/"}
_ACCENTS = set(_RULES["accents"].split())
_GREEK = set(_RULES["greek"].split())
_NAMES = set(_RULES["names"].split())
_BIG = {"\\cup": "\\bigcup", "\\cap": "\\bigcap"}  # with something above or below
_TAKES_BOUNDS = {
    "lim",
    "max",
    "min",
    "sup",
    "inf",
    "limsup",
    "liminf",
    "\\sum",
    "\\prod",
    *_BIG.values(),
}


@dataclass
class _Atom:
    """One symbol or closed piece with its scripts; `base`, `sub` and `sup` are normal forms."""

    base: str
    sub: str = ""
    sup: str = ""

    def __str__(self) -> str:
        sub = f"_{{{self.sub}}}" if self.sub else ""
        sup = f"^{{{self.sup}}}" if self.sup else ""
        space = " " if self.base[:1] == "\\" and self.base[-1].isalpha() else ""
        return self.base + space + sub + sup


class _Reader:
    """Recursive-descent reader over LaTeX tokens; reads unfinished LaTeX too."""

    def __init__(self, latex: str) -> None:
        latex = _SPLIT_ESCAPE.sub(lambda _: "\\", latex.translate(_CHARACTERS))
        latex = _TEXT.sub(lambda m: "{\\rm " + re.sub(r"\s+", "", m[1]) + "}", latex)
        latex = latex.replace("...", "\\dots ")
        latex = _BEGIN.sub(lambda m: f"\\{m[1]}ENV{m[2]} ", latex)
        self.tokens = _TOKEN.findall(latex)
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def sequence(self, stop: str = "") -> list[_Atom]:
        """Read atoms up to and with the token `stop` (a prefix; "" reads to the end)."""
        atoms: list[_Atom] = []
        while (token := self.peek()) and not (stop and token.startswith(stop)):
            if token in ("^", "_", "'"):
                self._script(atoms)
            elif token == "}" and not stop:
                self.take()
            elif token in ("\\over", "\\choose", "\\atop"):
                self.take()
                name = "\\frac" if token == "\\over" else "\\binom"
                return [_Atom(f"{name}{{{_join(atoms)}}}{{{_join(self.sequence(stop))}}}")]
            elif _switch(token) and self.tokens[self.at + 1 : self.at + 2] != ["{"]:
                self.take()
                rest = self.sequence(stop)
                return atoms + _styled(rest, _ALPHABET.get(token[1:], ""))
            else:
                atoms.extend(self.atom())
        self.take()
        return atoms

    def _script(self, atoms: list[_Atom]) -> None:
        """Attach the script at hand to the last atom; a second superscript nests."""
        if not atoms:
            atoms.append(_Atom("'" if self.peek() == "'" else ""))
            if self.peek() == "'":
                self.take()
                return
        target = atoms[-1]
        kind = self.take()
        if kind == "'" and target.base.startswith("'"):
            target.base += "'"
        elif kind == "'":
            target.sup = "'" + target.sup
        elif kind == "_":
            target.sub += _join(self.argument())
        elif target.sup.replace("'", ""):
            atoms[-1] = _Atom(f"{{{target}}}", "", _join(self.argument()))
        else:
            target.sup += _join(self.argument())

    def argument(self) -> list[_Atom]:
        """Read one argument: a group, or one token with the arguments it needs itself."""
        while self.peek() in _SPACES:
            self.take()
        if not self.peek() or self.peek() in ("}", "&", "\\\\"):
            return []
        if self.peek() in ("^", "_"):
            self.take()
        if self.peek() == "'":
            self.take()
            return [_Atom("'")]
        return self.atom()

    def atom(self) -> list[_Atom]:
        """Read one atom, or the atoms of a group (its scripts look the same on the last one)."""
        token = self.take()
        if token == "{":
            return self.sequence("}")
        if token in _BRACKETS:
            return [_Atom(_BRACKETS[token])]
        if token == "\\|":
            return [_Atom("\\parallel")]
        if token in _SPACES or token in ("&", "\\\\", "$"):
            return []
        if token.startswith("\\") and token[1:2].isalpha():
            return self.command(token[1:].rstrip("*"))
        return [_Atom(token.lower() if token.isalpha() else token.lstrip("\\") or token)]

    def command(self, name: str) -> list[_Atom]:
        """Read what follows the command `name` as far as it belongs to it."""
        name = _SAME.get(name, name)
        if name in _DROP:
            if self.peek() == "." and name in ("left", "right", "middle"):
                self.take()
            return []
        if name in _DROP_ARGUMENT:
            self.argument()
            return []
        if name in _KEEP_ARGUMENT:
            return self.argument()
        if name in _ALPHABET:
            return _styled(self.argument(), _ALPHABET[name])
        if name.startswith("beginENV"):
            return self.environment(name.removeprefix("beginENV"))
        if name in ("frac", "binom"):
            top, bottom = self.argument(), self.argument()
            return [_Atom(f"\\{name}{{{_join(top)}}}{{{_join(bottom)}}}")]
        if name in _ACCENTS:
            return [_Atom(f"\\{name}{{{_join(self.argument())}}}")]
        return self.special(name)

    def special(self, name: str) -> list[_Atom]:
        """Read the commands that have a form of their own, and plain symbols."""
        if name == "sqrt":
            index = ""
            if self.peek() == "[":
                self.take()
                index = _join(self.sequence("]"))
            return [_Atom(f"\\sqrt[{index}]{{{_join(self.argument())}}}")]
        if name in ("overset", "underset"):
            return _stacked(name, _join(self.argument()), self.argument())
        if name == "pmod":
            return [_Atom("("), _Atom("mod"), *self.argument(), _Atom(")")]
        if name == "not":
            inner = _join(self.argument()).strip()
            return [_Atom({"=": "\\neq", "\\in": "\\notin"}.get(inner, "\\not" + inner))]
        if name == "prime":
            return [_Atom("'")]
        if name == "degree":
            return [_Atom("", "", "\\circ")]
        if name == "substack":
            return self.argument()
        if name.lower() in _GREEK:
            return [_Atom("\\" + name.lower())]
        if name in _NAMES:
            return [_Atom(name.lower())]
        if len(name) == 1 or not name.isalpha():
            return [
                _Atom(_BRACKETS.get(name, ")" if name == "}" else "(" if name == "{" else name))
            ]
        return [_Atom("\\" + name)]

    def environment(self, name: str) -> list[_Atom]:
        """Read a matrix-like environment as rows; alignment marks outside matrices are layout."""
        if name == "array" and self.peek() == "{":
            self.argument()
        rows: list[list[str]] = [[]]
        cell: list[_Atom] = []
        while (token := self.peek()) and not token.startswith("\\endENV"):
            if token in ("&", "\\\\"):
                rows[-1].append(_join(cell).rstrip(","))
                cell = []
                self.take()
                if token == "\\\\":
                    rows.append([])
            elif token in ("^", "_", "'"):
                self._script(cell)
            else:
                cell.extend(self.atom())
        self.take()
        rows[-1].append(_join(cell).rstrip(".,;"))
        lines = ("&".join(row) if "align" not in name else "".join(row) for row in rows)
        body = _Atom("\\matrix{" + ";".join(line for line in lines if line) + "}")
        fence = {"p": "()", "b": "()", "B": "()", "v": "||", "V": "‖‖"}.get(name[0])
        if fence and name.endswith("matrix"):
            return [_Atom(fence[0]), body, _Atom(fence[1])]
        return [_Atom("("), body] if name == "cases" else [body]


def _switch(token: str) -> bool:
    """Whether the token changes the alphabet for the rest of its group, as in {\\bf x}."""
    return token in ("\\bf", "\\cal", "\\rm", "\\it", "\\scr", "\\frak", "\\Bbb")


def _styled(atoms: list[_Atom], alphabet: str) -> list[_Atom]:
    if not alphabet:
        return atoms
    return [_Atom(f"\\{alphabet}{{{a.base}}}" if a.base else "", a.sub, a.sup) for a in atoms]


def _stacked(name: str, script: str, base: list[_Atom]) -> list[_Atom]:
    text = _join(base).strip()
    text = _BIG.get(text, text)
    if name == "overset" and script.strip() in _ACCENT:
        return [_Atom(f"\\{_ACCENT[script.strip()]}{{{text}}}")]
    if text in _TAKES_BOUNDS:
        return [_Atom(text, script) if name == "underset" else _Atom(text, "", script)]
    return [_Atom(f"\\{name}{{{script}}}{{{text}}}")]


def _join(atoms: list[_Atom]) -> str:
    return "".join(_without_times(atoms))


def _without_times(atoms: list[_Atom]) -> Iterator[str]:
    """Leave multiplication signs out, but for one that keeps two numbers or a nabla apart."""
    for i, atom in enumerate(atoms):
        if atom.base == "*" and not atom.sub and not atom.sup and 0 < i < len(atoms) - 1:
            before, after = atoms[i - 1].base, atoms[i + 1].base
            if before == "\\nabla" or before in "(," or after in ("*", ")", ","):
                yield "*"
            elif after[:1].isdigit() and (before[-1:].isdigit()):
                yield " "
            continue
        yield str(atom)


@cache
def normal_form(latex: str) -> str:
    """Return the normal form of a LaTeX formula; equal formulas have equal normal forms."""
    return re.sub(r"[.,;]+$", "", _join(_Reader(latex).sequence()))
