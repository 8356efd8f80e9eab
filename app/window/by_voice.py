"""Working controls by voice: pressing what has a name, changing settings, scrolling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QWidget,
)

from app.settings import Setting, Value, settings_rows
from app.window.settings_dialog import change_setting

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

Arguments = tuple[str, ...]
PAGE_SHARE = 0.8  # of what is visible, for one “scroll down”: some lines stay in view
YES, NO = frozenset({"on", "yes", "true"}), frozenset({"off", "no", "false"})


class ByVoice:
    """Acts on the dialog in front, or on the window where none is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.handlers: dict[str, Callable[[Arguments], None]] = {
            "press": self._press,
            "set": self._set,
            "scroll_down": lambda _: self._scroll(PAGE_SHARE),
            "scroll_up": lambda _: self._scroll(-PAGE_SHARE),
        }

    @property
    def _front(self) -> QWidget:
        dialogs = [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]
        active = QApplication.activeWindow()
        if not dialogs:
            return self._window
        return active if active in dialogs else dialogs[-1]

    def _press(self, arguments: Arguments) -> None:
        buttons = [button for button in self._buttons() if button.isEnabled()]
        wanted = plain(arguments[0]) if arguments else ""
        named = [button for button in buttons if wanted and plain(name_of(button)) == wanted]
        begun = [
            button for button in buttons if wanted and plain(name_of(button)).startswith(wanted)
        ]
        if named or begun:
            (named or begun)[0].click()
            return
        names = ", ".join(name_of(button) for button in buttons)
        self._window.say(f"What can be pressed here: {names}.", trouble=bool(arguments))

    def _buttons(self) -> Iterator[QAbstractButton]:
        for button in self._front.findChildren(QAbstractButton):
            if button.isVisible() and button.window() is self._front and name_of(button):
                yield button

    def _set(self, arguments: Arguments) -> None:
        """Give a setting the value that was said, or say what it may be."""
        if not arguments:
            self._window.performer.perform("settings")
            return
        title, said = arguments
        row = next(row for row in settings_rows().values() if plain(row.title) == plain(title))
        value = value_said(row, said)
        if value is None or not row.accepts(value):
            self._window.say(f"{row.title} can be {possible(row)}.", trouble=True)
            return
        change_setting(self._window, row.name, value)
        self._window.say(f"{row.title}: {said}.")

    def _scroll(self, share: float) -> None:
        areas = self._front.findChildren(QAbstractScrollArea)
        tall = [
            area for area in areas if area.isVisible() and area.verticalScrollBar().maximum() > 0
        ]
        if not tall:
            self._window.say("There is nothing more to see.")
            return
        bar = max(tall, key=lambda area: area.height()).verticalScrollBar()
        bar.setValue(round(bar.value() + share * bar.pageStep()))


def name_of(button: QAbstractButton) -> str:
    """Return what a button is called: what it shows, or its accessible name."""
    return (button.text().replace("\n", " ") or button.accessibleName()).strip()


def plain(words: str) -> str:
    """Return words as they are said: small letters without marks."""
    return " ".join("".join(c if c.isalnum() else " " for c in words.lower()).split())


def value_said(row: Setting, said: str) -> Value | None:
    """Return the value that was said for a setting; None where it cannot be one."""
    if row.kind == "yes/no":
        return True if said in YES else False if said in NO else None
    if row.kind == "number":
        return _number(said.removesuffix("percent").strip())
    if row.kind == "choice":
        # "High contrast" and "the dark one" name a choice as well as "contrast" and "dark".
        named = [choice for choice in row.choices if plain(choice) in plain(said).split()]
        return named[0] if len(named) == 1 else None
    return "" if plain(said) in ("nothing", "default", plain(row.empty)) else said


def _number(said: str) -> float | int | None:
    """Return a number in digits or words: "160", "one hundred and sixty", "zero point five"."""
    from mathparse import parse

    if said.isdigit():
        return int(said)
    try:
        readings = parse(said).readings
        text = readings[0].text if readings else ""
        return float(text) if "." in text else int(text)
    except ValueError:
        return None


def possible(row: Setting) -> str:
    """Return what a setting may be, as a phrase."""
    if row.kind == "yes/no":
        return "on or off"
    if row.kind == "number":
        return f"from {row.low:g} to {row.high:g} {row.unit}".strip()
    return ", ".join(row.choices) if row.choices else "any words"
