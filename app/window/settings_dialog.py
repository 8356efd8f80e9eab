"""The settings, one row each, made from `data/settings.toml`; a change counts at once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.commands import commands
from app.hearing.voices import profiles
from app.settings import Setting, Value, settings_rows
from app.window.dialogs import (
    STACKED_FROM,
    add_field,
    buttons,
    close_box,
    fit,
    heading,
    hint,
    narrow,
    number_field,
    scrolling,
    stack,
    wrapped,
)
from app.window.microphone_test import MicrophoneTest
from app.window.talking import TalkingDialog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

# Settings whose dialogs are reached from here, where the program has them.
ELSEWHERE = ("own_words", "shortcuts", "adapt")
NEED_MICROPHONE = ("microphone", "preroll", "keep_open")


class SettingsDialog(TalkingDialog):
    """Groups of settings; each field is named and described for screen readers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._suggestions: dict[str, Callable[[], list[str]]] = {
            "microphone": microphone_names,
            "font": QFontDatabase.families,
            "profile": lambda: [profile.name for profile in profiles()],
        }
        self.setWindowTitle("Settings")
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setSpacing(window.look.sizes["gap_small"])
        column.addLayout(self._elsewhere())
        for group, rows in groupby(settings_rows().values(), key=lambda row: row.group):
            column.addWidget(heading(group))
            for row in rows:
                add_field(column, row.title, self._field(row), row.help)
                if row.name == "microphone":
                    column.addWidget(MicrophoneTest(window.dictation))
                column.addSpacing(window.look.sizes["gap_small"])
        column.addWidget(hint(f"Kept in {window.settings.path}"))
        column.addStretch(1)
        box = close_box(self)
        area = scrolling(self, "settings", sheet)
        stack(self, window.look, area, box, tall=area)
        fit(self, QSize(620, 700), window.look)
        sheet.findChild(QPushButton).setFocus()

    def _elsewhere(self) -> QVBoxLayout:
        performer = self._window.performer
        names = [name for name in ELSEWHERE if name in performer.handlers]
        return buttons(
            *(
                (commands()[name].title.strip("-"), lambda n=name: performer.perform(n))
                for name in names
            ),
            upright=self._window.look.zoom > STACKED_FROM,
        )

    def _field(self, row: Setting) -> QWidget:
        value = self._window.settings[row.name]
        if row.kind == "yes/no":
            field = QCheckBox(wrapped(row.title, self._window.look))
            field.setChecked(value)
            field.toggled.connect(lambda checked: self._set(row, checked))
        elif row.kind == "number":
            field = self._number(row, value)
        elif row.kind == "choice":
            field = self._choice(row, value)
        elif row.name in self._suggestions:
            field = self._suggested(row, value)
        else:
            field = QLineEdit(value)
            field.setPlaceholderText(row.empty)
            field.editingFinished.connect(lambda: self._set(row, field.text().strip()))
        return field

    def _number(self, row: Setting, value: float) -> QWidget:
        whole = float(row.step).is_integer()
        field = number_field(self._window.look, whole)
        kind = int if whole else float
        field.setRange(kind(row.low), kind(row.high))
        field.setSingleStep(kind(row.step))
        field.setSuffix(f" {row.unit}" if row.unit else "")
        field.setValue(kind(value))
        field.valueChanged.connect(lambda number: self._set(row, kind(round(number, 3))))
        return field

    def _choice(self, row: Setting, value: str) -> QWidget:
        field = narrow(QComboBox())
        for choice in row.choices:
            field.addItem(choice.capitalize(), choice)
        field.setCurrentIndex(row.choices.index(value))
        field.currentIndexChanged.connect(lambda at: self._set(row, row.choices[at]))
        return field

    def _suggested(self, row: Setting, value: str) -> QWidget:
        """Return a field to type in, with what there is to choose from."""
        field = narrow(QComboBox())
        field.setEditable(True)
        field.addItems([row.empty, *self._suggestions[row.name]()])
        field.setCurrentText(value or row.empty)
        field.lineEdit().setAccessibleName(row.title)

        def take() -> None:
            text = field.currentText().strip()
            self._set(row, "" if text == row.empty else text)

        field.activated.connect(take)
        field.lineEdit().editingFinished.connect(take)
        return field

    def _set(self, row: Setting, value: Value) -> None:
        if self._window.settings[row.name] != value:
            change_setting(self._window, row.name, value)


def change_setting(window: MainWindow, name: str, value: Value) -> None:
    """Give a setting a value that it may have, and let it count at once."""
    window.settings.set(name, value)
    window.apply_settings()
    if name in NEED_MICROPHONE:
        window.dictation.open_microphone()
    elif name == "profile":
        window.dictation.use_profile(value)


def microphone_names() -> list[str]:
    """Return the names of the microphones; none where they cannot be listed."""
    from asr.microphone import MicrophoneError, devices

    try:
        return [device.name for device in devices()]
    except MicrophoneError:
        return []
