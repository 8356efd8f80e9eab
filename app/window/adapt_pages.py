"""The three pages of adapting to a voice: whose it is, the phrases to read, what was learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.hearing.voices import profiles
from app.window.dialogs import STACKED_FROM, add_field, buttons, heading, hint, narrow
from app.window.theme import Look

if TYPE_CHECKING:
    from app.window.adapt_dialog import AdaptDialog


class Page(QWidget):
    """A page with a heading; what is put on it goes into `column`."""

    def __init__(self, title: str, look: Look) -> None:
        super().__init__(objectName="sheet")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, look.sizes["gap_small"], 0)
        self.column.setSpacing(look.sizes["gap"])
        self.column.addWidget(heading(title))

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below what is there."""
        for widget in widgets:
            self.column.addWidget(widget)


class VoicePage(Page):
    """Whose voice it is, and what is to be done with it."""

    def __init__(self, dialog: AdaptDialog, look: Look, chosen: str) -> None:
        super().__init__("Whose voice is it?", look)
        self.add(
            hint(
                "You read about fifty phrases aloud, which takes five to ten minutes; you can stop and go on "
                "later. Then the program learns from them. The recordings stay on this computer."
            )
        )
        self.name = narrow(QComboBox())
        self.name.setEditable(True)
        self.name.addItems([profile.name for profile in profiles()])
        self.name.setCurrentText(chosen or self.name.itemText(0))
        self.name.lineEdit().setPlaceholderText("your name, or what you like")
        self.name.lineEdit().setAccessibleName("Name of the voice")
        add_field(self.column, "Name of the voice", self.name)
        choices = buttons(
            ("Read phrases", dialog.begin),
            ("Learn now", dialog.learn),
            ("Undo", dialog.undo),
            upright=look.zoom > STACKED_FROM,
        )
        self.read_button = choices.itemAt(0).widget()
        self.column.addLayout(choices)
        self.notice = hint("")
        self.add(
            hint("“Learn now” uses what was read so far. “Undo” forgets what was learnt last.")
        )
        self.add(self.notice)
        self.column.addStretch(1)


class PhrasePage(Page):
    """The phrase to be read, how loud it comes through, and what became of the last one."""

    def __init__(self, dialog: AdaptDialog, look: Look) -> None:
        super().__init__("Read this aloud, as you would dictate it", look)
        self.counter, self.told = hint(""), hint("")
        self.phrase = QLabel(objectName="welcome_title")
        self.phrase.setWordWrap(True)
        self.meter = QProgressBar()
        self.meter.setRange(0, 100)
        self.meter.setValue(0)
        self.meter.setTextVisible(False)
        self.meter.setAccessibleName("microphone level")
        self.add(self.counter, self.phrase, self.meter, self.told)
        choices = buttons(
            ("Skip", dialog.skip),
            ("Again", dialog.again),
            ("Learn now", dialog.learn),
            upright=look.zoom > STACKED_FROM,
        )
        self.column.addLayout(choices)
        self.column.addStretch(1)


class FitPage(Page):
    """How far learning is, and what it gave."""

    def __init__(self, dialog: AdaptDialog, look: Look) -> None:
        super().__init__("Learning your voice", look)
        self.work = hint("")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("progress")
        self.progress.setTextVisible(False)  # the bar is slimmer than its text
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.undo_button = QPushButton("Undo")
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(dialog.undo)
        self.add(self.work, self.progress, self.outcome)
        self.column.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
