"""What all dialogs share: a sheet that scrolls, never larger than the screen, and labelled fields."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.window.scroll import SteadyScrollArea
from app.window.theme import Look

MOST_OF_SCREEN = 0.92
LETTERS_A_LINE = 16  # of a check box at a high zoom
STACKED_FROM = 1.6  # zoom from which things stand one above the other, not side by side


def scrolling(dialog: QDialog, name: str, sheet: QWidget) -> QScrollArea:
    """Return an area called `name` in which `sheet` scrolls up and down, never sideways."""
    sheet.setObjectName("sheet")
    area = SteadyScrollArea(dialog)
    area.setAccessibleName(name)
    area.setWidget(sheet)
    return area


def stack(dialog: QDialog, look: Look, *widgets: QWidget, tall: QWidget) -> None:
    """Set widgets one below the other, with the margins that all dialogs have; `tall` takes what is left.

    The scroll bar of a scroll area stands in the margin, so that all contents end at the same edge.
    """
    margin, small = look.sizes["margin"], look.sizes["gap_small"]
    bar = look.sizes["scroll"] + small
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(margin, margin, margin - bar, margin)
    layout.setSpacing(look.sizes["gap"])
    for widget in widgets:
        row = QHBoxLayout()
        row.addWidget(widget)
        if isinstance(widget, SteadyScrollArea):
            widget.widget().layout().setContentsMargins(0, 0, small, 0)
        else:
            row.setContentsMargins(0, 0, bar, 0)
        layout.addLayout(row, 1 if widget is tall else 0)


def close_box(dialog: QDialog) -> QDialogButtonBox:
    """Return a row of buttons with "Close", which closes `dialog`."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    box.rejected.connect(dialog.close)
    return box


def fit(dialog: QDialog, size: QSize, look: Look) -> None:
    """Make a dialog as large as the zoom asks for and the screen allows."""
    screen = dialog.screen().availableSize() * MOST_OF_SCREEN
    dialog.resize((size * look.zoom).boundedTo(screen))


def add_field(column: QBoxLayout, title: str, field: QWidget, help_: str = "") -> None:
    """Add a field below its label and above a hint, all of which screen readers hear with it."""
    field.setAccessibleName(title)
    field.setAccessibleDescription(help_)
    if not isinstance(field, QCheckBox):
        label = QLabel(title)
        label.setWordWrap(True)
        label.setBuddy(field)
        column.addWidget(label)
    column.addWidget(field)
    if help_:
        column.addWidget(hint(help_))


def hint(text: str) -> QLabel:
    """Return a quiet line of explanation."""
    label = QLabel(text, objectName="hint")
    label.setWordWrap(True)
    label.setMinimumWidth(1)  # a long word, such as a path, must not widen the dialog
    return label


def wrapped(title: str, look: Look) -> str:
    """Return the title of a check box, which does not wrap by itself, in short lines at a high zoom."""
    return fill(title, LETTERS_A_LINE) if look.zoom > STACKED_FROM else title


def narrow(field: QComboBox) -> QComboBox:
    """Let a field be narrower than the longest of its choices."""
    field.setMinimumContentsLength(8)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return field


def number_field(look: Look, whole: bool) -> QSpinBox | QDoubleSpinBox:
    """Return a field for a number, of which a change counts when it is complete."""
    field = QSpinBox() if whole else QDoubleSpinBox()
    field.lineEdit().setTextMargins(look.sizes["gap_small"], 0, 0, 0)
    field.setMinimumWidth(1)  # it may be narrower than its longest value
    field.setKeyboardTracking(False)
    return field


def heading(text: str) -> QLabel:
    """Return a heading."""
    label = QLabel(text, objectName="heading")
    label.setWordWrap(True)
    return label


def buttons(*rows: tuple[str, Callable[[], None]], upright: bool = False) -> QBoxLayout:
    """Return a row of buttons, or with `upright` a column; each is its title and what it does."""
    line = QVBoxLayout() if upright else QHBoxLayout()
    for title, act in rows:
        button = QPushButton(title)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False, act=act: act())
        line.addWidget(button)
    if not upright:
        line.addStretch(1)
    return line
