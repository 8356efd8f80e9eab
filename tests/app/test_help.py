"""The page of what can be said: what is looked for -> what stands on it."""

import pytest

from app.commands import commands
from app.settings import Settings
from app.window.help_dialog import NOTHING, help_page, readable


@pytest.mark.parametrize("narrow", [False, True])
def test_every_command_stands_there_with_its_words(narrow):
    page = help_page("", Settings(), narrow)
    for command in commands().values():
        assert command.title.strip("-…") in page
        assert all(readable(phrase).replace("'", "&#x27;") in page for phrase in command.say)
        assert all("{" not in readable(phrase) for phrase in command.say)


@pytest.mark.parametrize(
    ("wanted", "there", "not_there"),
    [
        ("scratch", "Delete line", "Zoom"),
        ("F8", "Read aloud", "Undo"),
        ("integral", "∫", "Undo"),
        ("no such thing", NOTHING, "Undo"),
    ],
)
def test_looking_for_something(wanted, there, not_there):
    page = help_page(wanted, Settings())
    assert there in page
    assert not_there not in page


def test_changed_keys_are_shown():
    settings = Settings()
    settings.set_shortcuts("undo", ["F5"])
    assert "Undo" in help_page("F5", settings)
    assert "Undo" not in help_page("Ctrl+Z", settings)


def test_help_can_be_asked_for_by_voice(window):
    window.performer.perform("help", ("integral",))
    assert "∫" in window.performer._dialogs["HelpDialog"]._text.toPlainText()
