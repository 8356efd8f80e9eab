"""Keys of commands: what the user presses in the dialog -> what the keys do, and what is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands import commands
from app.settings import Settings
from app.window.shortcuts import keys_of, owner, portable, problem, warning, with_keys


@pytest.fixture
def dialog(window):
    window.performer.perform("shortcuts")
    return window.performer._dialogs["ShortcutsDialog"]


def put(dialog, name, keys, add=False):
    dialog.choose(name)
    dialog._field.setKeySequence(QKeySequence(keys))
    dialog.put(add)


def test_no_two_commands_have_the_same_keys_from_the_start():
    seen = {}
    for name, command in commands().items():
        for keys in command.keys:
            assert portable(keys), f"{name}: {keys} are no keys"
            assert portable(keys) not in seen, f"{name} and {seen.get(portable(keys))}: {keys}"
            assert not warning(keys), f"{name}: {keys}"
            assert not problem(name, keys)
            seen[portable(keys)] = name


@pytest.mark.parametrize(
    ("keys", "warned"),
    [
        ("K", True),
        ("Shift+K", True),
        ("7", True),
        ("Ctrl+K", False),
        ("Alt+K", False),
        ("F5", False),
    ],
)
def test_keys_that_write_are_warned_of(keys, warned):
    assert bool(warning(keys)) == warned


@pytest.mark.parametrize(
    ("name", "keys", "refused"),
    [
        ("talk", "F10", False),
        ("talk", "Ctrl+F10", True),
        ("talk", "K", True),
        ("undo", "Ctrl+K, Ctrl+U", True),
        ("undo", "Ctrl+U", False),
    ],
)
def test_keys_that_cannot_be(name, keys, refused):
    assert bool(problem(name, keys)) == refused


def test_keys_are_changed_at_once_and_after_a_restart(window, dialog):
    put(dialog, "zoom_in", "Ctrl+Alt+Z")
    assert keys_of(window.settings, "zoom_in") == ("Ctrl+Alt+Z",)
    assert keys_of(Settings(window.settings.path), "zoom_in") == ("Ctrl+Alt+Z",)
    dialog.close()
    QTest.keyClick(
        window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert window.settings["zoom"] == 125


def test_keys_of_another_command_are_told_of_and_taken(window, dialog):
    dialog.choose("zoom_in")
    dialog._field.setKeySequence(QKeySequence("Ctrl+Z"))
    assert "does “Undo” now" in dialog._status.text()
    dialog.put(add=True)
    assert keys_of(window.settings, "zoom_in") == ("Ctrl++", "Ctrl+=", "Ctrl+Z")
    assert keys_of(window.settings, "undo") == ()
    dialog.choose("undo")
    dialog.restore()
    assert keys_of(window.settings, "undo") == ("Ctrl+Z",)
    assert owner(window.settings, "Ctrl+Z") == "undo"


def test_everything_is_given_back(window, dialog):
    put(dialog, "undo", "Ctrl+U")
    dialog.choose("redo")
    dialog.remove()
    assert keys_of(window.settings, "redo") == ()
    dialog.restore_all()
    assert window.settings.shortcuts == {}
    assert window.actions_by_name.by_name["undo"].shortcuts() == [QKeySequence("Ctrl+Z")]


def test_the_key_to_speak_can_be_another(window, dialog):
    put(dialog, "talk", "F10")
    assert window._talk_key == Qt.Key.Key_F10
    assert "Hold F10" in window.page.welcome._keys.text()
    assert with_keys("Hold {talk}.", window.settings) == "Hold F10."
    put(dialog, "talk", "Ctrl+F10")
    assert dialog._status.text().startswith("⚠ The key to speak")
    assert window._talk_key == Qt.Key.Key_F10


def test_the_field_lets_tab_and_escape_through(window, dialog):
    dialog._field.setFocus()
    QApplication.processEvents()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert not dialog._field.isAncestorOf(dialog.focusWidget())
    assert dialog._field.keySequence().isEmpty()
    dialog._field.setFocus()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_command_is_found_by_what_is_said(dialog):
    dialog._filter.setText("scratch that")
    shown = [item.text(0) for item in dialog._items() if not item.isHidden()]
    assert shown == ["Delete line"]
