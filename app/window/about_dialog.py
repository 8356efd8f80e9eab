"""What this program is, which model and voice it hears with, and its licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.cli import program_version
from app.window.dialogs import close_box, fit, scrolling, stack
from app.window.talking import TalkingDialog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

OWN_MODEL = "the English model that comes with the program"


class AboutDialog(TalkingDialog):
    """A few sentences, which can be selected and are announced."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("About")
        model = window.dictation.recogniser.options["model"] or OWN_MODEL
        title = QLabel(f"Speech to Math {program_version()}", objectName="welcome_title")
        self.sentences = QLabel("\n\n".join(sentences(str(model), window.settings["profile"])))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        for label in (title, self.sentences):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addStretch(1)
        box = close_box(self)
        area = scrolling(self, "about", sheet)
        stack(self, window.look, area, box, tall=area)
        fit(self, QSize(520, 340), window.look)
        window.announcer.say(self.sentences.text())


def sentences(model: str, profile: str) -> list[str]:
    """Return what there is to say, with the name of the model and of the voice it is adapted to, if any."""
    voice = f", adapted to the voice “{profile}”" if profile else ""
    return [
        "Spoken mathematics to formulas. Everything happens on this computer; no network is used.",
        f"It hears with {model}{voice}.",
        "MIT licence. Reading aloud is done by eSpeak NG (GPL 3), a program of its own.",
    ]
