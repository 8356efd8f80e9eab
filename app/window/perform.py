"""Carrying out commands, however they were given: said, typed, pressed or picked from a menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QInputDialog

from app.commands import commands, number_named
from app.document import Line
from app.hearing.dictation import Mode
from app.window.about_dialog import AboutDialog
from app.window.announce import counted
from app.window.by_voice import ByVoice
from app.window.clipboard import mime_of
from app.window.computing import Computing
from app.window.editing import Editing
from app.window.files import Files
from app.window.help_dialog import HelpDialog
from app.window.history_dialog import HistoryDialog
from app.window.own_words_dialog import OwnWordsByVoice
from app.window.reading_aloud import ReadingAloud
from app.window.settings_dialog import SettingsDialog
from app.window.shortcuts_dialog import ShortcutsDialog
from app.window.spelling import Spelling
from app.window.theme import shown_theme, theme_names
from app.window.welcome_dialog import WelcomeDialog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

Arguments = tuple[str, ...]
COPY_NAMES = {
    "latex": "LaTeX",
    "mathml": "MathML",
    "sympy": "SymPy",
    "typst": "Typst",
    "text": "text",
    "picture": "a picture",
}


class Performer:
    """The commands that this program can carry out, by name; menus show exactly these."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.by_voice = False  # the command being carried out was said: do not ask for typing
        self.files = Files(window)
        self._dialogs: dict[str, object] = {}
        self.handlers: dict[str, Callable[[Arguments], None]] = {
            "undo": self._undo,
            "redo": self._redo,
            "scratch": self._scratch,
            "edit": self._edit,
            "new_line": self._new_line,
            "previous_line": lambda _: self._go_to(self._document.current),
            "next_line": lambda _: self._go_to(self._document.current + 2),
            "first_line": lambda _: self._go_to(1),
            "last_line": lambda _: self._go_to(len(self._document.lines)),
            "go_to_line": self._go_to_line,
            "choose": self._choose,
            "copy_all": self._copy_all,
            "talk": self._talk,
            "hands_free": lambda _: window.dictation.listen(Mode.HANDS_FREE),
            "sleep": lambda _: window.dictation.sleep(),
            "wake": lambda _: window.dictation.wake(),
            "stop_dictation": lambda _: window.dictation.stop(),
            "zoom_in": lambda _: self._zoom(25),
            "zoom_out": lambda _: self._zoom(-25),
            "zoom_reset": lambda _: self._zoom(0),
            "next_theme": self._next_theme,
            "settings": lambda _: self._open(SettingsDialog),
            "shortcuts": lambda _: self._open(ShortcutsDialog),
            "history": lambda _: self._open(HistoryDialog),
            "first_steps": lambda _: self._open(WelcomeDialog),
            "adapt": self._adapt,
            "close_dialog": self._close_dialog,
            "help": lambda arguments: self._open(HelpDialog).find(" ".join(arguments)),
            "about": lambda _: self._open(AboutDialog),
            "quit": lambda _: window.close(),
        }
        self.handlers |= {
            f"copy_{form}": lambda _, form=form: self._copy(form) for form in COPY_NAMES
        }
        self.handlers |= self.files.handlers
        self.reading = ReadingAloud(window)
        self.handlers |= self.reading.handlers
        self.spelling = Spelling(window)
        self.handlers |= self.spelling.handlers
        self.handlers |= OwnWordsByVoice(window, self._open).handlers
        self.handlers |= ByVoice(window).handlers
        self.computing = Computing(window)
        self.handlers |= self.computing.handlers
        self.editing = Editing(window)
        self.handlers |= {
            name: lambda arguments, handler=handler: self.editing.guarded(handler, arguments)
            for name, handler in self.editing.handlers.items()
        }

    @property
    def _document(self) -> object:
        return self._window.document

    def perform(self, name: str, arguments: Arguments = (), by_voice: bool = False) -> None:
        """Carry out command `name`; slots that were not said are asked for."""
        self.by_voice = by_voice
        handler = self.handlers.get(name)
        if handler is None:
            self._window.say(f"“{commands()[name].title}” cannot be done here.", trouble=True)
            return
        handler(arguments)

    def shut_down(self) -> None:
        """Close dialogs and end what still runs."""
        for dialog in self._dialogs.values():
            dialog.close()
        self.reading.stop()
        self.files.transcribing.shut_down()
        self.computing.shut_down()

    # --- lines

    def _undo(self, _: Arguments) -> None:
        label = self._document.undo_label
        self._tell_done(f"Undone: {label}." if self._document.undo() else "")

    def _redo(self, _: Arguments) -> None:
        label = self._document.redo_label
        self._tell_done(f"Done again: {label}." if self._document.redo() else "", "redo")

    def _scratch(self, _: Arguments) -> None:
        if self._document.lines:
            self._document.delete(self._document.current)
            self._tell_done("Line deleted.")
        else:
            self._window.say("There is no line to delete.")

    def _tell_done(self, sentence: str, name: str = "undo") -> None:
        """Say what was done; who cannot see it hears what stands there now."""
        if not sentence:
            self._window.say(f"There is nothing to {name}.")
            return
        self._window.announce_line(sentence)
        self._window.bar.show_status(sentence)

    def _new_line(self, _: Arguments) -> None:
        self._document.extend([Line()], "new line")
        self._window.announce_line()

    def _edit(self, _: Arguments) -> None:
        view = self._window.page.current_view
        if view is None:
            self._window.say("There is no line to correct yet.")
        else:
            view.edit()

    def _go_to(self, number: int) -> None:
        if self._document.go_to(number - 1):
            self._window.announce_line()
        else:
            self._window.say(
                f"There is no line {number}." if number > 0 else "This is the first line."
            )

    def _go_to_line(self, arguments: Arguments) -> None:
        number = self.number(arguments, "Line", "Number of the line:", len(self._document.lines))
        if number:
            self._go_to(number)

    def _choose(self, arguments: Arguments) -> None:
        history = self._dialogs.get(HistoryDialog.__name__)
        if arguments and history is not None and history.isVisible():
            if not history.choose(number_named(arguments[0])):
                self._window.say(f"There is no earlier document {arguments[0]}.")
            return
        readings = len(self._document.current_line.meanings)
        if readings < 2 and not arguments:
            self._window.say("This line has only one reading.")
            return
        number = self.number(arguments, "Reading", "Number of the reading:", readings)
        if number and self._document.choose(self._document.current, number - 1):
            self._window.announce_line()
        elif number:
            self._window.say(f"This line has no reading {number}.")

    def number(self, arguments: Arguments, title: str, question: str, most: int) -> int:
        """Return the number that was said, or asked for; 0 for none."""
        if arguments:
            return number_named(arguments[0])
        number, given = QInputDialog.getInt(self._window, title, question, 1, 1, max(1, most))
        return number if given else 0

    # --- copying

    def _copy(self, form: str) -> None:
        meaning = self._document.current_line.meaning
        data = mime_of(meaning, form)
        if not data.formats() or (data.hasText() and not data.text()):
            self._window.say("There is nothing on this line that can be copied so.", trouble=True)
            return
        QApplication.clipboard().setMimeData(data)
        self._window.say(f"Copied line {self._document.current + 1} as {COPY_NAMES[form]}.")

    def _copy_all(self, _: Arguments) -> None:
        lines = [line.meaning for line in self._document.lines if not line.is_empty]
        if not lines:
            self._window.say("There is nothing to copy yet.")
            return
        QApplication.clipboard().setText(
            "\n".join(f"\\[ {m.latex} \\]" if m.kind == "math" else m.transcript for m in lines)
        )
        self._window.say(f"Copied {counted(len(lines), 'line')} as LaTeX.")

    # --- speech and view

    def _talk(self, _: Arguments) -> None:
        dictation = self._window.dictation
        if dictation.mode is Mode.OFF:
            dictation.listen(Mode.TALKING)
        else:
            dictation.stop()

    def _zoom(self, by: int) -> None:
        settings = self._window.settings
        zoom = 100 if by == 0 else min(400, max(50, settings["zoom"] + by))
        settings.set("zoom", zoom)
        self._window.apply_settings()
        self._window.say(f"Size {zoom} %.")

    def _next_theme(self, _: Arguments) -> None:
        names = theme_names()
        settings = self._window.settings
        settings.set("theme", names[(names.index(shown_theme(settings)) + 1) % len(names)])
        self._window.apply_settings()
        self._window.say(f"Theme: {settings['theme']}.")

    def _close_dialog(self, _: Arguments) -> None:
        """Close the dialog in front, or the last that was opened."""
        dialogs = [widget for widget in self._window.findChildren(QDialog) if widget.isVisible()]
        if dialogs:
            in_front = QApplication.activeWindow()
            (in_front if in_front in dialogs else dialogs[-1]).close()
            self._window.activateWindow()
        else:
            self._window.say("Nothing is open beside the document.")

    def _adapt(self, _: Arguments) -> None:
        from app.window.adapt_dialog import AdaptDialog  # imports NumPy; the window starts without

        self._open(AdaptDialog)

    def _open(self, kind: type) -> QDialog:
        """Show a dialog beside the window; it stays the same one until it is closed."""
        dialog = self._dialogs.get(kind.__name__)
        if dialog is None or not dialog.isVisible():
            if dialog is not None:
                dialog.deleteLater()
            dialog = kind(self._window)
            self._dialogs[kind.__name__] = dialog
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog
