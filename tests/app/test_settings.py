"""The settings file: what is written -> what is in force, and what is said about the rest."""

import pytest

from app.settings import Settings, settings_rows


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.toml"


@pytest.mark.parametrize(
    ("content", "name", "value", "problems"),
    [
        ("", "theme", "system", 0),
        ('theme = "dark"', "theme", "dark", 0),
        ('theme = "pink"', "theme", "system", 1),
        ("zoom = 150", "zoom", 150, 0),
        ("zoom = 9000", "zoom", 100, 1),
        ("zoom = true", "zoom", 100, 1),
        ("keep_open = false", "keep_open", False, 0),
        ("nonsense = 1", "theme", "system", 1),
        ("not toml at all [", "theme", "system", 1),
        ("zoom = 9000\nnonsense = 1\ntheme = 'dark'", "theme", "dark", 1),
        ("shortcuts = 1", "theme", "system", 1),
        ("[shortcuts]\nundo = 'Ctrl+K'", "theme", "system", 1),
        ("[shortcuts]\nnonsense = ['Ctrl+K']", "theme", "system", 1),
        ("[shortcuts]\nundo = ['Ctrl+K']", "theme", "system", 0),
    ],
)
def test_reading(path, content, name, value, problems):
    path.write_text(content)
    settings = Settings(path)
    assert settings[name] == value
    assert len(settings.problems) == problems
    # What could not be used is not lost with the next change.
    settings.set("zoom", 150)
    assert settings.aside.exists() == bool(problems)
    assert not problems or settings.aside.read_text() == content


@pytest.mark.parametrize("name", list(settings_rows()))
def test_every_default_is_allowed(name):
    row = settings_rows()[name]
    assert row.accepts(row.default)


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "dark"), ("zoom", 200), ("font", 'A "quoted" \\ name'), ("announce", False)],
)
def test_what_is_set_is_there_next_time_and_only_that(path, name, value):
    Settings(path).set(name, value)
    assert Settings(path)[name] == value
    assert sum(" = " in line for line in path.read_text().splitlines()) == 1


def test_a_value_that_cannot_be_is_refused(path):
    with pytest.raises(ValueError, match="Theme"):
        Settings(path).set("theme", "pink")


def test_shortcuts_are_kept_and_given_back(path):
    Settings(path).set_shortcuts("undo", ["Ctrl+K", "F5"])
    settings = Settings(path)
    assert settings.shortcuts == {"undo": ("Ctrl+K", "F5")}
    assert settings.problems == []
    settings.set("theme", "dark")
    settings.set_shortcuts("undo", None)
    assert Settings(path).shortcuts == {}
    assert Settings(path)["theme"] == "dark"


@pytest.mark.parametrize("row", list(settings_rows().values()), ids=lambda row: row.name)
def test_every_setting_is_explained(row):
    assert row.title
    assert row.help.endswith(".")
    assert row.kind in ("choice", "number", "yes/no", "text")


def test_fields_of_the_dialog_change_settings(window):
    from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

    window.performer.perform("settings")
    dialog = window.performer._dialogs["SettingsDialog"]

    def field(kind, name):
        row = settings_rows()[name]
        return next(f for f in dialog.findChildren(kind) if f.accessibleName() == row.title)

    field(QComboBox, "theme").setCurrentIndex(2)
    field(QSpinBox, "zoom").setValue(150)
    field(QCheckBox, "announce").setChecked(False)
    microphone = field(QComboBox, "microphone")
    assert microphone.currentText() == settings_rows()["microphone"].empty
    microphone.setCurrentText("usb")
    microphone.lineEdit().editingFinished.emit()
    changed = Settings(window.settings.path)
    assert (changed["theme"], changed["zoom"], changed["announce"]) == ("dark", 150, False)
    assert changed["microphone"] == "usb"
    microphone.setCurrentIndex(0)
    microphone.activated.emit(0)
    assert Settings(window.settings.path)["microphone"] == ""
