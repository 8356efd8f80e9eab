"""The settings, one row each, made from `data/settings.toml`; a change counts at once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.settings import Setting, Value, settings_rows

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class SettingsDialog(QDialog):
    """Groups of settings; each field is named and described for screen readers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle("Settings")
        sheet = QWidget(objectName="sheet")
        column = QVBoxLayout(sheet)
        for group, rows in groupby(settings_rows().values(), key=lambda row: row.group):
            column.addWidget(QLabel(group, objectName="heading"))
            for row in rows:
                self._add(row, column)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setAccessibleName("settings")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(sheet)
        place = QLabel(f"Kept in {window.settings.path}", self, objectName="hint")
        place.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(area, 1)
        layout.addWidget(place)
        layout.addWidget(buttons)
        self.resize(QSize(620, 640) * min(2.0, window.look.zoom))

    def _add(self, row: Setting, column: QVBoxLayout) -> None:
        field = self._field(row)
        field.setAccessibleName(row.title)
        field.setAccessibleDescription(row.help)
        if not isinstance(field, QCheckBox):
            label = QLabel(row.title)
            label.setBuddy(field)
            column.addWidget(label)
        column.addWidget(field)
        if row.name == "microphone":
            column.addWidget(self._meter())
        hint = QLabel(row.help, objectName="hint")
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addSpacing(8)

    def _field(self, row: Setting) -> QWidget:
        value = self._window.settings[row.name]
        if row.kind == "yes/no":
            field = QCheckBox(row.title)
            field.setChecked(value)
            field.toggled.connect(lambda checked: self._set(row, checked))
        elif row.kind == "number":
            field = self._number(row, value)
        elif row.kind == "choice" or row.name == "microphone":
            field = self._choice(row, value)
        else:
            field = QLineEdit(value)
            field.editingFinished.connect(lambda: self._set(row, field.text().strip()))
        return field

    def _number(self, row: Setting, value: float) -> QWidget:
        whole = float(row.step).is_integer()
        field = QSpinBox() if whole else QDoubleSpinBox()
        field.setMinimumWidth(0)
        kind = int if whole else float
        field.setRange(kind(row.low), kind(row.high))
        field.setSingleStep(kind(row.step))
        field.setSuffix(f" {row.unit}" if row.unit else "")
        field.setValue(kind(value))
        field.setKeyboardTracking(False)
        field.valueChanged.connect(lambda number: self._set(row, kind(round(number, 3))))
        return field

    def _choice(self, row: Setting, value: str) -> QWidget:
        field = QComboBox()
        if row.name == "microphone":
            field.setEditable(True)
            field.addItems(["", *microphone_names()])
            field.setCurrentText(value)
            field.lineEdit().setAccessibleName(row.title)
            field.currentTextChanged.connect(lambda text: self._set(row, text.strip()))
        else:
            field.addItems(row.choices)
            field.setCurrentText(value)
            field.currentTextChanged.connect(lambda text: self._set(row, text))
        return field

    def _meter(self) -> QWidget:
        """Return a bar that shows how loud the microphone is; on a level scale of decibels."""
        meter = QProgressBar()
        meter.setRange(0, 100)
        meter.setTextVisible(False)
        meter.setAccessibleName("microphone level")
        self._window.dictation.level.connect(lambda level: meter.setValue(loudness(level)))
        return meter

    def _set(self, row: Setting, value: Value) -> None:
        self._window.settings.set(row.name, value)
        self._window.apply_settings()
        if row.name in ("microphone", "preroll", "keep_open"):
            self._window.dictation.open_microphone()


def loudness(level: float) -> int:
    """Return 0 to 100 for a root mean square in [0, 1]: 60 dB, from -60 to 0."""
    from math import log10

    return round(min(100.0, max(0.0, 100 + 100 / 60 * 20 * log10(max(level, 1e-6)))))


def microphone_names() -> list[str]:
    """Return the names of the microphones; none where they cannot be listed."""
    from asr.microphone import MicrophoneError, devices

    try:
        return [device.name for device in devices()]
    except MicrophoneError:
        return []
