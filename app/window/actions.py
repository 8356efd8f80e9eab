"""Menus and shortcuts, made from `data/commands.toml`: whatever can be said can be pressed and picked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.commands import Command, commands
from app.settings import Settings
from app.window.shortcuts import TALK, keys_of, portable

# Off until there is something to stop, so that Escape keeps its other meanings till then.
OFF_AT_FIRST = ("stop_reading",)
Run = Callable[[str, tuple[str, ...]], None]


class Actions:
    """One QAction for each command that can be carried out; each asks for its slots when picked."""

    def __init__(self, window: QMainWindow, run: Run, able: Mapping[str, object]) -> None:
        self._run = run
        self.by_name: dict[str, QAction] = {}
        menus = {}
        for command in commands().values():
            if command.name not in able:
                continue
            if command.menu not in menus:
                menus[command.menu] = window.menuBar().addMenu(_mnemonic(command.menu))
            menu = menus[command.menu]
            if command.starts_group:
                menu.addSeparator()
            action = self._action(command, window)
            menu.addAction(action)
            window.addAction(action)
            self.by_name[command.name] = action

    def _action(self, command: Command, window: QMainWindow) -> QAction:
        action = QAction(command.title, window)
        action.setEnabled(command.name not in OFF_AT_FIRST)
        action.setStatusTip(command.help)
        said = f" (say “{command.say[0]}”)" if command.say else ""
        action.setToolTip(command.help + said)
        action.triggered.connect(lambda _=False: self._run(command.name, ()))
        return action

    def use_keys_of(self, settings: Settings) -> None:
        """Give every command the keys that the settings say."""
        for name, action in self.by_name.items():
            keys = keys_of(settings, name)
            if name == TALK:
                # It must be seen going down and up, which a shortcut cannot tell.
                action.setText("\t".join((commands()[name].title, *keys)))
            elif [portable(key) for key in keys] != [key.toString() for key in action.shortcuts()]:
                action.setShortcuts([QKeySequence(key) for key in keys])

    def enable(self, name: str, enabled: bool, text: str = "") -> None:
        """Make a command available or not, and say what it would do."""
        if name in self.by_name:
            action = self.by_name[name]
            action.setEnabled(enabled)
            action.setText(f"{commands()[name].title} {text}".strip())


def _mnemonic(menu: str) -> str:
    return f"&{menu}"
