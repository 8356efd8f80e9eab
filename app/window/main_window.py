"""The window: the page above, the bar below, and what joins them to document and dictation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from app.document import Bookmark, Event, Line, typed_line
from app.hearing.dictation import Dictation
from app.session import Session
from app.settings import Settings
from app.understand import Meaning, meanings_of, offered
from app.window.actions import Actions
from app.window.announce import Announcer, counted
from app.window.corrections import Corrections
from app.window.entry_bar import EntryBar
from app.window.garbage import Collector
from app.window.listening import IDLE, Listening, caption_of
from app.window.menu_bar import MenuBar
from app.window.page import Page
from app.window.perform import Performer
from app.window.shortcuts import talk_key, with_keys
from app.window.theme import apply_look, look_for


class MainWindow(QMainWindow):
    """One document. What is said and what is typed take the same way in: `take`."""

    def __init__(self, session: Session, settings: Settings, dictation: Dictation) -> None:
        super().__init__()
        self._talk_key_down = False
        self.session = session
        self.settings = settings
        self.dictation = dictation
        self.look = look_for(settings)
        self.collector = Collector(self)
        self.announcer = Announcer(self)
        self.page = Page(session.document, self.look)
        self.bar = EntryBar()
        self._lay_out()
        self.performer = Performer(self)
        self.actions_by_name = Actions(self, self.performer.perform, self.performer.handlers)
        self.actions_by_name.enable("stop_reading", False)  # Escape is everybody's until then
        self._talk_key = talk_key(settings)
        self._editing = -1  # the line whose words are being corrected
        self.listening = Listening(self)
        self.corrections = Corrections(self)
        self._connect()
        self.attach_document()
        self.apply_settings()
        self.bar.show_status(with_keys(IDLE, settings))

    def _lay_out(self) -> None:
        self.setWindowTitle("Speech to Math")
        self.setMenuBar(MenuBar())
        middle = QWidget(objectName="page")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(self.bar)
        self.setCentralWidget(middle)
        self.setAcceptDrops(True)
        self.resize(1000, 760)
        self.bar.entry.setFocus()

    def _connect(self) -> None:
        self.bar.submitted.connect(self._submitted)
        self.bar.typing.connect(self.show_typed)
        self.bar.entry.up.connect(self.page.focus_current)
        self.bar.talk.went_down.connect(self.dictation.press)
        self.bar.talk.went_up.connect(self.dictation.release)
        self.page.picked.connect(lambda number: self.document.go_to(number))
        self.page.corrected.connect(self._corrected)
        self.page.chosen.connect(self._chosen)
        self.page.edited.connect(self._edited)
        self.page.typed.connect(self._typed_on_page)
        self.page.walk = self.performer.editing.walk
        self.dictation.notice.connect(self.say)
        self.dictation.level.connect(self.bar.talk.set_level)
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply_settings)
        hints.accessibility().contrastPreferenceChanged.connect(self.apply_settings)

    # --- the document

    @property
    def document(self) -> object:
        """The document of the session."""
        return self.session.document

    def attach_document(self) -> None:
        """Show the session's document, which may be another than before."""
        self.document.listen(self._on_event)
        self.listening.know(self.document)
        self.page.set_document(self.document)
        self._show_history()

    def _on_event(self, event: Event) -> None:
        self.corrections.on_event(event)
        self.performer.editing.on_event(event)
        self.page.on_event(event)
        self.listening.know(self.document)
        self._show_history()

    def _show_history(self) -> None:
        document = self.document
        self.actions_by_name.enable("undo", bool(document.undo_label), document.undo_label)
        self.actions_by_name.enable("redo", bool(document.redo_label), document.redo_label)

    # --- what comes in

    def take(self, meanings: Sequence[Meaning], origin: str) -> None:
        """Do the command, or add the line, that was said or typed."""
        if not meanings:
            return
        best = meanings[0]
        if best.kind == "command" and (origin == "typed" or self.settings["sound_commands"]):
            spoken = origin == "spoken"
            self.performer.perform(best.command.name, best.command.arguments, spoken)
            return
        kept = offered(meaning for meaning in meanings if meaning.kind != "command")
        line = Line(tuple(kept), 0, origin) if kept else typed_line(best.transcript, origin)
        self.document.add(line)
        if origin == "spoken":
            self.corrections.heard(line)
        if kept:
            self.session.journal.sync()
            self.announce_line()

    def is_at(self, place: Bookmark) -> bool:
        """Whether that line is the current one and nobody writes in it: what comes below it may be shown."""
        view = self.page.current_view
        is_edited = view is not None and view.transcript.is_edited
        return place.document is self.document and place.is_current and not is_edited

    def announce_line(self, before: str = "") -> None:
        """Say the current line once, after `before`; what was told earlier is past."""
        self.listening.show_status()
        line = self.document.current_line
        number = self.document.current + 1
        others = len(line.meanings) - 1
        more = f", {counted(others, 'other reading')}" if others > 0 else ""
        said = f"line {number}: {line.meaning.speech or line.transcript or 'empty'}{more}"
        if not self.document.lines:
            said = "the document is empty"
        self.announcer.say(f"{before} {said}".strip())

    def _submitted(self, words: str) -> None:
        try:
            self.take(meanings_of(words), "typed")
        except ValueError as error:
            self.bar.entry.setText(words)
            self.say(str(error), trouble=True)

    def show_typed(self, words: str) -> None:
        """Show what the words typed so far would give; nothing for none."""
        self.session.journal.partial(words, "typed")
        if not words.strip():
            self.page.clear_live()
            return
        try:
            meaning = meanings_of(words, 1)[0]
        except ValueError as error:
            self.say(str(error), trouble=True)
            return
        self.page.show_live(meaning, caption_of(meaning, "Return adds this line"), False)

    # --- what is done on the page

    def _corrected(self, number: int, words: str) -> None:
        line = typed_line(words, "edited")
        self.document.set_line(number, line, "correction", merge=self._editing == number)
        self._editing = number

    def _chosen(self, number: int, reading: int) -> None:
        if self.document.choose(number, reading):
            self.announce_line()
            self.corrections.settle()
            self.page.focus_current()

    def _edited(self, number: int, editing: bool) -> None:
        self._editing = -1
        if editing:
            self.document.go_to(number)
        else:
            self.bar.entry.setFocus()
            self.announce_line()
        self.corrections.settle()

    def _typed_on_page(self, text: str) -> None:
        self.bar.entry.setFocus()
        if text:
            self.bar.entry.setText(self.bar.entry.text() + text)
            self.show_typed(self.bar.entry.text())

    # --- the rest

    def say(self, sentence: str, trouble: bool = False) -> None:
        """Show a sentence of status, and announce it."""
        self.bar.show_status(sentence, trouble)
        self.announcer.say(sentence, urgent=trouble)

    def apply_settings(self) -> None:
        """Take over changed settings, or what has changed in the system's."""
        self.look = look_for(self.settings)
        self.actions_by_name.use_keys_of(self.settings)
        self._talk_key = talk_key(self.settings)
        self.page.welcome.show_keys(self.settings)
        self.bar.talk.show_key(with_keys("{talk}", self.settings))
        apply_look(QApplication.instance(), self.look, self.settings)
        self.bar.set_look(self.look)
        self.page.set_look(self.look, self.settings["show_words"])
        self.announcer.enabled = self.settings["announce"]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept documents, recordings and words."""
        paths = local_paths(event.mimeData())
        if paths:
            name = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
            self.bar.show_status(f"Let go to open {name}.")
        if paths or event.mimeData().hasText():
            # Never a move: whoever gave the file would think that it may be deleted there.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take back what was said of the files."""
        self.listening.show_status()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped; words go where they could be typed."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.activateWindow()
        paths = local_paths(event.mimeData())
        if paths:
            # Who dragged it waits for this to return.
            QTimer.singleShot(0, self, lambda: self.performer.files.open_paths(paths))
        elif words := " ".join(event.mimeData().text().split()):
            self._typed_on_page(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the key to speak go down; nothing in the window wants it for itself."""
        if not self.talk_key_moved(event, down=True):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """See the key to speak go up."""
        if not self.talk_key_moved(event, down=False):
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Let go of the key to speak when another window gets the keyboard."""
        super().changeEvent(event)
        is_left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if is_left and self._talk_key_down:
            self._talk_key_down = False
            self.dictation.release()

    def talk_key_moved(self, event: QKeyEvent, down: bool) -> bool:
        """Take the key to speak, here or in a dialog; False for any other key."""
        if event.key() != self._talk_key or (down and event.modifiers()):
            return False
        if not event.isAutoRepeat() and down != self._talk_key_down:
            self._talk_key_down = down
            (self.dictation.press if down else self.dictation.release)()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing running; the document is in the journal."""
        self.corrections.settle()
        self.performer.shut_down()
        self.dictation.shut_down()
        self.session.close()
        self.collector.stop()
        super().closeEvent(event)


def local_paths(data: QMimeData) -> list[Path]:
    """Return the files of this machine that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
