"""What can I say: every command with its words and keys, and mathematics by example."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QTextBrowser

from app.commands import Command, commands
from app.settings import Settings
from app.understand import meanings_of
from app.window.dialogs import STACKED_FROM, close_box, fit, stack
from app.window.shortcuts import keys_of, shown
from app.window.talking import TalkingDialog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

NOTHING = "<p>Nothing is called so. Try another word.</p>"


class HelpDialog(TalkingDialog):
    """One page of text that can be searched by typing or by voice, and read by a screen reader."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("What can I say?")
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText("Find a command or a formula")
        self._filter.setAccessibleName("find a command or a formula")
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._show)
        self._text = QTextBrowser(self)
        self._text.setAccessibleName("what can be said")
        box = close_box(self)
        stack(self, window.look, self._filter, self._text, box, tall=self._text)
        self._show("")
        fit(self, QSize(780, 700), window.look)

    def find(self, words: str) -> None:
        """Show only what contains `words`."""
        self._filter.setText(words)

    def _show(self, wanted: str) -> None:
        narrow = self._window.look.zoom > STACKED_FROM
        self._text.setHtml(help_page(wanted, self._window.settings, narrow))


def help_page(wanted: str, settings: Settings, narrow: bool = False) -> str:
    """Return the page as HTML, only with what contains `wanted`; `narrow` does without columns."""
    wanted = wanted.lower().strip()
    sections = []
    for menu, group in groupby(commands().values(), key=lambda command: command.menu):
        rows = [_row(command, settings) for command in group]
        found = [row for row in rows if wanted in " ".join(row).lower()]
        sections.append(_section(menu, ("Command", "Say", "Keys"), found, narrow))
    examples = [row for row in _examples() if wanted in row[0].lower()]
    sections.append(_section("Mathematics", ("Say", "Gives"), examples, narrow))
    return "".join(sections) or NOTHING


def _section(title: str, heads: Sequence[str], rows: list[tuple[str, ...]], narrow: bool) -> str:
    if not rows:
        return ""
    if narrow:
        return f"<h2>{escape(title)}</h2>" + "".join(
            f"<p>{'<br>'.join(filter(None, row))}</p>" for row in rows
        )
    head = "".join(f"<th align='left'>{escape(text)}</th>" for text in heads)
    body = "".join(
        "<tr>" + "".join(f"<td width='{w}%'>{cell}</td>" for w, cell in zip(WIDTHS, row, strict=False))
        + "</tr>"
        for row in rows
    )  # fmt: skip
    table = f"<table cellspacing='0' cellpadding='6' width='100%'><tr>{head}</tr>{body}</table>"
    return f"<h2>{escape(title)}</h2>{table}"


WIDTHS = (42, 40, 18)  # per cent


def _row(command: Command, settings: Settings) -> tuple[str, str, str]:
    """Return what a command is, what is said for it, and its keys."""
    said = "<br>".join(f"“{escape(readable(phrase))}”" for phrase in command.say)
    keys = "<br>".join(escape(shown(one)) for one in keys_of(settings, command.name))
    title = escape(command.title.rstrip("…"))
    return f"<b>{title}</b><br>{escape(command.help)}", said, keys


def readable(phrase: str) -> str:
    """Return a phrase of the command table with an example in each of its slots."""
    examples = {
        "{number}": "two",
        "{symbol}": "x",
        "the {part}": "the denominator",
        "{part}": "denominator",
        "{phrase}": "…",
        "{format}": "LaTeX",
        "{setting}": "theme",
    }
    for slot, example in examples.items():
        phrase = phrase.replace(slot, example)
    return phrase


@cache
def _examples() -> list[tuple[str, str]]:
    """Return formulas as they are said and as they look: the grammar's own example for each construct."""
    text = files("mathparse").joinpath("data/heads.toml").read_text(encoding="utf-8")
    phrases = [row.get("example") for row in tomllib.loads(text).values() if isinstance(row, dict)]
    return [
        (f"“{escape(phrase)}”", escape(meanings_of(phrase, 1)[0].text))
        for phrase in phrases
        if phrase
    ]
