"""The user's own words: a list beside a form, with the formula that a word makes shown at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.own_words import KINDS, forget, keep, word_from_speech
from app.reading import Reader
from app.understand import Meaning
from app.window.dialogs import (
    STACKED_FROM,
    add_field,
    buttons,
    close_box,
    fit,
    hint,
    narrow,
    scrolling,
    stack,
)
from app.window.formula_view import FormulaView
from app.window.talking import TalkingDialog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow
    from asr.own_words import OwnWord

Arguments = tuple[str, ...]
FIELDS = (
    ("word", "Word", "As you say it; a name of several words is fine."),
    (
        "sounds_like",
        "Sounds like (optional)",
        "For a word that is not said as it is written, in plain letters: “oiler” for Euler.",
    ),
    (
        "writes",
        "Writes (optional)",
        r"LaTeX, such as \mathcal{R} or \text{Gumbel}. Empty: the word itself, upright.",
    ),
)


class OwnWordsDialog(TalkingDialog):
    """Changes are kept with Save, and heard and read from then on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._words: list[OwnWord] = []
        self._reader = Reader(self)
        self._reader.failed.connect(self._tell)
        self.setWindowTitle("Own words")
        self._list = QListWidget(self)
        self._list.setAccessibleName("own words")
        self._list.currentRowChanged.connect(self._show_row)
        self._fields = {name: QLineEdit(self) for name, _, _ in FIELDS}
        self._kind = narrow(QComboBox(self))
        self._kind.addItems(KINDS.values())
        self._kind.setAccessibleName("What it is")
        self._looks = QLabel("Looks like this", self)
        self._preview = FormulaView(self)
        look = window.look
        self._preview.set_look(look.colours["ink"], look.sizes["formula"])
        self._status = QLabel(self, objectName="status")
        self._status.setWordWrap(True)
        self._lay_out()
        self._fields["writes"].textChanged.connect(self._show_preview)
        self._fields["word"].textChanged.connect(self._show_preview)
        self._kind.currentIndexChanged.connect(self._show_preview)
        self._show_preview()
        self._read()
        fit(self, QSize(780, 680), window.look)

    def _lay_out(self) -> None:
        look = self._window.look
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(QLabel("Your words"))
        self._none_yet = hint("None yet. A word saved here is heard and written as you say.")
        left.addWidget(self._none_yet)
        left.addWidget(self._list, 1)
        beside = look.zoom < STACKED_FROM
        list_buttons = (("New word", self.start_new), ("Remove", self._remove))
        left.addLayout(buttons(*list_buttons, upright=not beside))
        for name, title, help_ in FIELDS:
            add_field(right, title, self._fields[name], help_)
            if name == "sounds_like":
                right.addLayout(buttons(("Listen to it", self._listen)))
                add_field(right, "What it is", self._kind)
        right.addWidget(self._looks)
        right.addWidget(self._preview)
        right.addStretch(1)
        sheet = QWidget()
        direction = QBoxLayout.Direction
        halves = QBoxLayout(direction.LeftToRight if beside else direction.TopToBottom, sheet)
        halves.setSpacing(look.sizes["gap_wide"])
        for column, share in ((left, 2), (right, 3)):
            column.setSpacing(look.sizes["gap_small"])
            halves.addLayout(column, share)
        box = close_box(self)
        save = box.addButton("Save word", QDialogButtonBox.ButtonRole.ApplyRole)
        save.setDefault(True)
        save.clicked.connect(self._save)
        area = scrolling(self, "own words", sheet)
        stack(self, look, area, self._status, box, tall=area)

    # --- the list

    def _read(self, show: str = "") -> None:
        """Show the words of the file, with the one called `show` in the form."""
        from app.hearing.voices import own_words

        try:
            self._words = list(own_words())
        except ValueError as error:
            self._words = []
            self._tell(str(error))
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([word.word for word in self._words])
        self._list.blockSignals(False)
        self._none_yet.setVisible(not self._words)
        names = [word.word for word in self._words]
        if show in names:
            self._list.setCurrentRow(names.index(show))
        else:
            self.start_new()

    @property
    def _chosen(self) -> OwnWord | None:
        row = self._list.currentRow()
        return self._words[row] if 0 <= row < len(self._words) else None

    def _show_row(self, row: int) -> None:
        word = self._chosen
        if word is not None:
            for name, field in self._fields.items():
                field.setText(getattr(word, name))
            self._kind.setCurrentIndex(list(KINDS).index(word.kind))
            self._tell("")

    # --- what the user does

    def start_new(self) -> None:
        """Make the form ready for a new word."""
        self._list.setCurrentRow(-1)
        self._list.clearSelection()
        for field in self._fields.values():
            field.clear()
        self._kind.setCurrentIndex(0)
        self._fields["word"].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _written(self) -> OwnWord:
        """The word as the form has it."""
        from asr.own_words import OwnWord

        fields = {name: field.text() for name, field in self._fields.items()}
        return OwnWord(kind=list(KINDS)[self._kind.currentIndex()], **fields)

    def _save(self) -> None:
        chosen = self._chosen
        self.add(self._written, chosen.word if chosen else "")

    def add(self, word: OwnWord, instead_of: str = "") -> None:
        """Keep a word and show it."""
        try:
            kept = keep(word, instead_of)
        except (ValueError, OSError) as error:
            self._tell(str(error), trouble=True)
            return
        self._window.dictation.recogniser.read_words()
        self._read(kept.word)
        self._tell(f"Saved. Say “{kept.word}” to try it.")

    def remove(self, name: str) -> None:
        """Forget a word."""
        try:
            forget(name)
        except (ValueError, OSError) as error:
            self._tell(str(error), trouble=True)
            return
        self._window.dictation.recogniser.read_words()
        self._read()
        self._tell(f"“{name}” is forgotten.")

    def _remove(self) -> None:
        if self._chosen is None:
            self._tell("Choose a word in the list first.", trouble=True)
        else:
            self.remove(self._chosen.word)

    def _listen(self) -> None:
        """Say the word as it will be expected; phonemes are not read out."""
        word = self._written
        settings = self._window.settings
        said = word.word if word.sounds_like.isupper() else word.sounds_like or word.word
        if said.strip():
            self._reader.read(said.split(), settings["voice_speed"], settings["voice_volume"])

    def _show_preview(self) -> None:
        from mathparse.own_words import OwnWord as Taught
        from mathparse.own_words import latex_of

        word = self._written
        for widget in (self._looks, self._preview):
            widget.setVisible(bool(word.word.strip()))
        latex = latex_of(Taught(" ".join(word.word.split()), word.kind, word.writes.strip()))
        self._preview.show_latex(latex, Meaning("this LaTeX cannot be drawn here", "text"))

    def _tell(self, sentence: str, trouble: bool = False) -> None:
        self._status.setText(f"⚠ {sentence}" if trouble else sentence)
        self._window.announcer.say(sentence, urgent=trouble)


class OwnWordsByVoice:
    """The commands for own words; what is said is kept at once and shown in the dialog."""

    def __init__(self, window: MainWindow, show: Callable[[type], TalkingDialog]) -> None:
        self._window = window
        self._show = show
        self.handlers: dict[str, Callable[[Arguments], None]] = {
            "own_words": lambda _: self._show(OwnWordsDialog),
            "add_word": self._add,
            "remove_word": self._remove,
        }

    def _add(self, arguments: Arguments) -> None:
        dialog = self._show(OwnWordsDialog)
        if arguments:
            dialog.add(word_from_speech(arguments[0]))
        else:
            dialog.start_new()

    def _remove(self, arguments: Arguments) -> None:
        dialog = self._show(OwnWordsDialog)
        if arguments:
            dialog.remove(arguments[0])
