"""What can I say: every command with its words and keys, and mathematics by example."""

from __future__ import annotations

import tomllib
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QTextBrowser, QVBoxLayout

from app.cli import program_version
from app.commands import Command, commands
from app.understand import meanings_of

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class HelpDialog(QDialog):
    """One page of text that can be searched by typing, and read by a screen reader."""

    def __init__(self, parent: MainWindow) -> None:
        super().__init__(parent)
        self.setWindowTitle("What can I say?")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText("Find a command or a formula")
        self._filter.setAccessibleName("find a command or a formula")
        self._filter.setClearButtonEnabled(True)
        self._text = QTextBrowser(self)
        self._text.setAccessibleName("what can be said")
        layout = QVBoxLayout(self)
        layout.addWidget(self._filter)
        layout.addWidget(self._text, 1)
        self._filter.textChanged.connect(lambda wanted: self._text.setHtml(help_page(wanted)))
        self._text.setHtml(help_page(""))
        self.resize(QSize(760, 640) * min(2.0, parent.look.zoom))


def help_page(wanted: str) -> str:
    """Return the page as HTML, only with what contains `wanted`."""
    wanted = wanted.lower().strip()
    sections = []
    for menu, group in groupby(commands().values(), key=lambda command: command.menu):
        rows = [_row(command) for command in group if wanted in _all_words(command)]
        sections.append(_section(menu, ("Command", "Say", "Keys"), rows))
    sections.append(_mathematics(wanted))
    return "".join(sections) or "<p>Nothing is called so. Try another word.</p>"


def _section(title: str, heads: tuple[str, ...], rows: list[str]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th align='left'>{escape(text)}</th>" for text in heads)
    table = f"<table cellspacing='0' cellpadding='6' width='100%'><tr>{head}</tr>{''.join(rows)}</table>"
    return f"<h2>{escape(title)}</h2>{table}"


def _row(command: Command) -> str:
    said = " <br>".join(f"“{escape(_readable(phrase))}”" for phrase in command.say)
    keys = escape(", ".join(command.keys))
    title = f"<b>{escape(command.title)}</b><br>{escape(command.help)}"
    return f"<tr><td>{title}</td><td>{said}</td><td>{keys}</td></tr>"


def _readable(phrase: str) -> str:
    examples = {"{number}": "two", "{symbol}": "x", "{part}": "the denominator", "{phrase}": "…"}
    examples["{format}"] = "LaTeX"
    for slot, example in examples.items():
        phrase = phrase.replace(slot, example)
    return phrase.replace("the the", "the")


def _all_words(command: Command) -> str:
    return " ".join((command.title, command.help, *command.say, *command.keys)).lower()


def _mathematics(wanted: str) -> str:
    """Return a table of formulas: the grammar's own example for each construct."""
    text = files("mathparse").joinpath("data/heads.toml").read_text(encoding="utf-8")
    rows = []
    for row in tomllib.loads(text).values():
        phrase = row.get("example", "") if isinstance(row, dict) else ""
        if phrase and wanted in phrase.lower():
            formula = meanings_of(phrase, 1)[0].text
            rows.append(f"<tr><td>“{escape(phrase)}”</td><td>{escape(formula)}</td></tr>")
    return _section("Mathematics", ("Say", "Gives"), rows)


def about_text() -> str:
    """Return one sentence on what this program is."""
    return (
        f"Speech to Math {program_version()}: spoken mathematics to formulas, on this machine alone, "
        "without a network. MIT licence."
    )
