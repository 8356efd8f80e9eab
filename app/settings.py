"""Settings: the rows of `data/settings.toml`, and what the user changed, in one readable file."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.commands import commands
from app.passages import write_atomically

Value = bool | float | int | str
SHORTCUTS = "shortcuts"  # the table in the file that holds the keys of commands


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of `settings.toml`."""

    name: str
    title: str
    group: str
    kind: str
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    step: float = 1
    unit: str = ""
    empty: str = ""

    def accepts(self, value: object) -> bool:
        """Say whether `value` is one that this setting may have."""
        if self.kind == "yes/no":
            return isinstance(value, bool)
        if self.kind == "number":
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            return is_number and self.low <= value <= self.high
        if self.kind == "choice":
            return value in self.choices
        return isinstance(value, str)


@cache
def settings_rows() -> dict[str, Setting]:
    """Return every setting by name, in the order of the dialog."""
    text = files("app").joinpath("data/settings.toml").read_text(encoding="utf-8")
    rows = {}
    for name, row in tomllib.loads(text).items():
        row["choices"] = tuple(row.get("choices", ()))
        rows[name] = Setting(name=name, **row)
    return rows


def config_folder() -> Path:
    """Return where this user's settings live."""
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    elif sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home()))
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "speech-to-math"


def data_folder() -> Path:
    """Return where this user's journals live."""
    if sys.platform.startswith("linux"):
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        return base / "speech-to-math"
    return config_folder()


class Settings:
    """The settings in force, and the user's shortcuts.

    `problems` holds at most one sentence on what in the file could not be used. Such a file is kept
    aside, as `aside`, before it is written again.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_folder() / "settings.toml"
        self.aside = self.path.with_name(self.path.name + ".unread")
        self.problems: list[str] = []
        self._changed: dict[str, Value] = {}
        self.shortcuts: dict[str, tuple[str, ...]] = {}
        self._read()

    def __getitem__(self, name: str) -> Any:
        """Return the value of a setting, the user's or the one from the start."""
        return self._changed.get(name, settings_rows()[name].default)

    def set(self, name: str, value: Value) -> None:
        """Change a setting and write the file; raises ValueError for a value that it cannot have."""
        row = settings_rows()[name]
        if not row.accepts(value):
            raise ValueError(f"{row.title} cannot be {value!r}")
        if value == row.default:
            self._changed.pop(name, None)
        else:
            self._changed[name] = value
        self._write()

    def set_shortcuts(self, name: str, keys: Sequence[str] | None) -> None:
        """Give command `name` these keys; None gives it those that it had from the start."""
        if keys is None:
            self.shortcuts.pop(name, None)
        else:
            self.shortcuts[name] = tuple(keys)
        self._write()

    def _write(self) -> None:
        try:
            write_atomically(self.path, self._content())
        except OSError as error:
            self.problems = [f"Settings cannot be kept in {self.path}: {error.strerror}."]

    def _read(self) -> None:
        try:
            values = tomllib.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self._complain(f"it cannot be read ({error})")
            return
        found = self._take_shortcuts(values.pop(SHORTCUTS, {}))
        for name, value in values.items():
            row = settings_rows().get(name)
            if row is None:
                found.append(f"there is no setting {name!r}")
            elif not row.accepts(value):
                found.append(f"{name} cannot be {value!r}")
            else:
                self._changed[name] = value
        if found:
            self._complain("; ".join(found))

    def _take_shortcuts(self, rows: object) -> list[str]:
        """Take over the table of shortcuts; return what in it cannot be used."""
        if not isinstance(rows, dict):
            return [f"{SHORTCUTS} must be a table"]
        found = []
        for name, keys in rows.items():
            if name not in commands():
                found.append(f"there is no command {name!r}")
            elif not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
                found.append(f'the keys of {name} must be a list, such as ["Ctrl+K"]')
            else:
                self.shortcuts[name] = tuple(keys)
        return found

    def _complain(self, what: str) -> None:
        """Keep the file as it was aside, and say what is wrong with it in one sentence."""
        kept = f"A copy is kept as {self.aside.name}"
        try:
            write_atomically(self.aside, self.path.read_bytes())
        except OSError:
            kept = "It is left as it is until you change a setting"
        self.problems = [
            f"In {self.path}: {what}. What it cannot say stays as it was from the start. {kept}."
        ]

    def _content(self) -> str:
        lines = ["# Settings of Speech to Math that differ from its own.", ""]
        for name, value in self._changed.items():
            lines += [f"# {settings_rows()[name].help}", f"{name} = {_toml(value)}", ""]
        if self.shortcuts:
            lines += ["# Keys of commands; an empty list takes them away.", f"[{SHORTCUTS}]"]
        for name, keys in self.shortcuts.items():
            lines.append(f"{name} = [{', '.join(_toml(key) for key in keys)}]")
        return "\n".join(lines).rstrip("\n") + "\n"


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"' if value.isprintable() else '""'
    return repr(value)
