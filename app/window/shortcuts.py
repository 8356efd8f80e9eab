"""Which keys do what: those of `data/commands.toml`, changed by the user's settings."""

from __future__ import annotations

import re

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from app.commands import commands
from app.settings import Settings

TALK = "talk"  # seen going down and up, so it must be one key alone
# Keys that write nothing, so that they may stand alone.
SAFE_ALONE = (
    *range(Qt.Key.Key_F1.value, Qt.Key.Key_F35.value + 1),
    Qt.Key.Key_Escape.value,
    Qt.Key.Key_Delete.value,
    Qt.Key.Key_Pause.value,
    Qt.Key.Key_ScrollLock.value,
    Qt.Key.Key_Menu.value,
)


def keys_of(settings: Settings, name: str) -> tuple[str, ...]:
    """Return the keys of a command, the user's or those from the start."""
    return settings.shortcuts.get(name, commands()[name].keys)


def talk_key(settings: Settings) -> Qt.Key | None:
    """Return the key that is held or tapped to speak; None where it was taken away."""
    keys = keys_of(settings, TALK)
    return QKeySequence(keys[0])[0].key() if keys else None


def with_keys(sentence: str, settings: Settings) -> str:
    """Return a sentence with the first keys of the commands that it names in braces, as "{help}"."""

    def first(match: re.Match[str]) -> str:
        keys = keys_of(settings, match[1])
        return shown(keys[0]) if keys else f"“{commands()[match[1]].title}”"

    return re.sub(r"\{(\w+)\}", first, sentence)


def portable(keys: str) -> str:
    """Return keys as they are kept: "Ctrl+K" whatever the system calls it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def shown(keys: str) -> str:
    """Return keys as this system calls them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def owner(settings: Settings, keys: str, besides: str = "") -> str:
    """Return the command that has these keys already, "" where there is none besides `besides`."""
    wanted = portable(keys)
    for name in commands():
        if name != besides and wanted in map(portable, keys_of(settings, name)):
            return name
    return ""


def _combination(keys: str) -> QKeyCombination | None:
    sequence = QKeySequence(keys)
    return sequence[0] if sequence.count() == 1 else None


def problem(name: str, keys: str) -> str:
    """Return why a command cannot have these keys, "" where it can."""
    first = _combination(keys)
    if first is None:
        return "Press one key, alone or with Ctrl, Alt or Shift."
    modifiers = first.keyboardModifiers()
    if name == TALK and (modifiers or first.key().value not in SAFE_ALONE):
        return (
            "The key to speak is held down while you speak: take F1 to F35, Pause or Scroll Lock."
        )
    return ""


def warning(keys: str) -> str:
    """Return what speaks against these keys: a key that writes is pressed by accident, and by speech."""
    first = _combination(keys)
    if first is None:
        return ""
    writes = first.keyboardModifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
    )
    if writes and first.key().value not in SAFE_ALONE:
        return "This key writes a character, and would do the command while you type."
    return ""
