"""What is said to the window's controls -> what they do."""

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from app.commands import spoken_command
from app.settings import settings_rows
from app.understand import meanings_of
from app.window.by_voice import possible, value_said


def say(window, words):
    window.take(meanings_of(words), "spoken")
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("set theme to dark", "theme", "dark"),
        ("set the size to two hundred percent", "zoom", 200),
        ("set reading speed to 200", "voice_speed", 200),
        ("set reading volume to fifty", "voice_volume", 50),
        ("set time before the key to zero point five", "preroll", 0.5),
        ("set pause that ends a line to long", "endpoint", "long"),
        ("turn obey spoken commands on", "sound_commands", True),
        ("set show the words under each formula to off", "show_words", False),
        ("set theme to high contrast", "theme", "contrast"),
        ("set theme to pink", "theme", "system"),
        ("set theme to light or dark", "theme", "system"),
        ("set size to 9000", "zoom", 100),
    ],
)
def test_settings(window, said, name, value):
    say(window, said)
    assert window.settings[name] == value


@pytest.mark.parametrize("row", list(settings_rows().values()), ids=lambda row: row.name)
def test_every_setting_can_be_named_and_says_what_it_may_be(row):
    command = spoken_command(f"set {row.title.lower()} to something")
    assert command.name == "set"
    assert possible(row)


def test_a_formula_is_no_setting():
    assert spoken_command("set x to five") is None


@pytest.mark.parametrize(("said", "value"), [("nothing", ""), ("usb headset", "usb headset")])
def test_words_for_a_setting(said, value):
    assert value_said(settings_rows()["microphone"], said) == value


def test_buttons_of_the_dialog_in_front(window):
    say(window, "settings")
    dialog = window.performer._dialogs["SettingsDialog"]
    say(window, "press show the words")
    assert window.settings["show_words"] is False
    say(window, "press own words")
    words = window.performer._dialogs["OwnWordsDialog"]
    assert words.isVisible()
    words.close()
    say(window, "press the red button")
    assert "What can be pressed here: " in window.bar.status
    assert "Close" in window.bar.status
    say(window, "press close")
    assert not dialog.isVisible()


def test_scrolling(window):
    say(window, "scroll down")
    assert window.bar.status == "There is nothing more to see."
    say(window, "settings")
    bar = window.performer._dialogs["SettingsDialog"].findChild(QScrollArea).verticalScrollBar()
    say(window, "scroll down")
    assert bar.value() > 0
    say(window, "scroll up")
    assert bar.value() == 0
