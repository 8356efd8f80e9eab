"""Settings: the rows of `data/settings.toml`, and what the user changed, in one readable file."""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.passages import write_atomically

Value = bool | float | int | str


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
    """The settings in force; `problems` tells what in the file could not be used."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_folder() / "settings.toml"
        self.problems: list[str] = []
        self._changed: dict[str, Value] = {}
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
        try:
            write_atomically(self.path, self._content())
        except OSError as error:
            self.problems.append(f"Settings cannot be kept in {self.path}: {error.strerror}.")

    def _read(self) -> None:
        try:
            values = tomllib.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self.problems.append(f"{self.path} cannot be read and was left alone: {error}.")
            return
        for name, value in values.items():
            row = settings_rows().get(name)
            if row is None:
                self.problems.append(f"{self.path}: there is no setting {name!r}.")
            elif not row.accepts(value):
                self.problems.append(f"{self.path}: {name} cannot be {value!r}.")
            else:
                self._changed[name] = value

    def _content(self) -> str:
        lines = ["# Settings of Speech to Math that differ from its own.", ""]
        for name, value in self._changed.items():
            lines += [f"# {settings_rows()[name].help}", f"{name} = {_toml(value)}", ""]
        return "\n".join(lines)


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"' if value.isprintable() else '""'
    return repr(value)
