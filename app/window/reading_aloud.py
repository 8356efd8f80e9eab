"""Reading aloud: a line, a part of it, or the document, with what is being said lit up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.edit import EditError, at, place_name
from app.hearing.dictation import Mode
from app.reading import Reader
from app.settings import settings_rows
from app.talk_over import TalkOver
from app.understand import Meaning

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

Arguments = tuple[str, ...]
Path = tuple[int, ...]
SPEED_STEP = 30  # words a minute, of "read faster"
VOLUME_STEP = 25  # per cent
DEAF_AT_MOST_MS = 3000  # after reading, to what was heard meanwhile


@dataclass(frozen=True, slots=True)
class Piece:
    """What is read in one go: words, and the place in the formula of line `number` that each names."""

    number: int
    title: str
    words: tuple[str, ...]
    places: tuple[Path, ...]


class ReadingAloud:
    """Reads and lights up. In hands-free mode it falls silent for whoever speaks meanwhile."""

    def __init__(self, window: MainWindow, reader: Reader | None = None) -> None:
        self._window = window
        self._reader = reader or Reader(window)
        self._waiting: list[Piece] = []
        self._piece: Piece | None = None
        self._deaf_until = 0  # the stream that heard our own voice; 0 for none
        self._talk_over = TalkOver()
        self._was_interrupted = False
        self._reader.word.connect(self._show_word)
        self._reader.finished.connect(self._next)
        self._reader.failed.connect(self._failed)
        window.dictation.recogniser.finished.connect(self._stream_ended)
        window.dictation.mode_changed.connect(self._mode_changed)
        window.dictation.level.connect(self._level_changed)
        self.handlers: dict[str, Callable[[Arguments], None]] = {
            "read": lambda _: self._read_selection(),
            "read_line": self._read_line,
            "read_part": self._read_part,
            "read_all": lambda _: self._read_all(),
            "stop_reading": lambda _: self._stop_if_reading(),
            "read_faster": lambda _: self._change("voice_speed", SPEED_STEP),
            "read_slower": lambda _: self._change("voice_speed", -SPEED_STEP),
            "read_louder": lambda _: self._change("voice_volume", VOLUME_STEP),
            "read_quieter": lambda _: self._change("voice_volume", -VOLUME_STEP),
        }

    @property
    def is_reading(self) -> bool:
        """Whether something is being read just now."""
        return self._reader.is_reading

    @property
    def has_learnt(self) -> bool:
        """Whether it knows how loud its own voice is, and so hears somebody speak over it."""
        return self._talk_over.has_learnt

    def stop(self, interrupted: bool = False) -> None:
        """Be silent at once; with `interrupted`, for somebody who is still speaking."""
        self._waiting.clear()
        if self.is_reading:
            self._reader.stop()
            self._done(interrupted)
            why = " because you spoke; go on when you like" if interrupted else ""
            self._window.bar.show_status(f"Reading stopped{why}.")

    def _stop_if_reading(self) -> None:
        if self.is_reading:
            self.stop()
        else:
            self._window.say("Nothing is being read.")

    def keeps_out(self, meanings: Sequence[Meaning], final: bool) -> bool:
        """Say whether what was heard may be our own voice, and so counts for nothing.

        What stops the reading is obeyed, also in the middle of a sentence.
        """
        if not self._deaf_until:
            return False
        if final and self._was_interrupted:
            self._hear_again()  # the sentence that was spoken over the reading is over
            return True
        command = meanings[0].command if meanings else None
        if self.is_reading and command is not None and command.name == "stop_reading":
            self.stop()
        return True

    def _mode_changed(self, mode: Mode) -> None:
        """Fall silent when the user wants to speak."""
        if mode is Mode.TALKING:
            self.stop()

    def _level_changed(self, level: float) -> None:
        if self._deaf_until and self._talk_over.hear(level):
            self.stop(interrupted=True)

    # --- what to read

    def _read_selection(self) -> None:
        if self.is_reading:
            self.stop()
            return
        number = self._window.document.current
        selected = self._window.performer.editing.path
        self._start([self._piece_of(number, selected or ())])

    def _read_line(self, arguments: Arguments) -> None:
        lines = self._window.document.lines
        number = self._window.performer.number(arguments, "Read", "Number of the line:", len(lines))
        if number > len(lines):
            self._window.say(f"There is no line {number}.", trouble=True)
        elif number:
            self._start([self._piece_of(number - 1)])

    def _read_part(self, arguments: Arguments) -> None:
        editing = self._window.performer.editing
        try:
            path = editing.part_path(arguments)
        except EditError as error:
            self._window.say(str(error), trouble=True)
        else:
            if path is not None:
                self._start([self._piece_of(self._window.document.current, path)])

    def _read_all(self) -> None:
        lines = self._window.document.lines
        self._start([self._piece_of(number) for number in range(len(lines))])

    def _piece_of(self, number: int, path: Path = ()) -> Piece:
        """Return line `number`, or the part of it at `path`, as words to read."""
        from mathparse.printers.places import spoken_words

        lines = self._window.document.lines
        meaning = lines[number].meaning if lines else Meaning("", "text")
        if meaning.tree is None:
            words = meaning.transcript.split()
            return Piece(number, f"line {number + 1}", tuple(words), ((),) * len(words))
        spoken = spoken_words(at(meaning.tree, path))
        name = f"line {number + 1}" + (f", {place_name(meaning.tree, path)}" if path else "")
        places = tuple((*path, *place) for _, place in spoken)
        return Piece(number, name, tuple(word for word, _ in spoken), places)

    # --- reading

    def _start(self, pieces: list[Piece]) -> None:
        pieces = [piece for piece in pieces if piece.words]
        self.stop()
        if not pieces:
            self._window.say("There is nothing here to read.")
            return
        dictation = self._window.dictation
        if dictation.mode is Mode.HANDS_FREE:
            self._deaf_until = dictation.stream_number
        else:
            dictation.stop()  # what is read must not be heard as dictation
        self._waiting = pieces
        self._next()

    def _next(self) -> None:
        self._unlight()
        if not self._waiting:
            self._done()
            self._window.bar.show_status("Reading is done.")
            return
        piece = self._piece = self._waiting.pop(0)
        settings = self._window.settings
        self._window.actions_by_name.enable("stop_reading", True)
        self._window.bar.show_status(f"Reading {piece.title}: {' '.join(piece.words)}")
        self._reader.read(piece.words, settings["voice_speed"], settings["voice_volume"])

    def _done(self, interrupted: bool = False) -> None:
        """Listen to the user again, from here on; if interrupted, from the end of that sentence."""
        self._window.actions_by_name.enable("stop_reading", False)
        self._unlight()
        self._piece = None
        self._talk_over.end()
        self._was_interrupted = interrupted
        if self._deaf_until and self._window.dictation.mode is Mode.HANDS_FREE:
            if not interrupted:
                self._deaf_until = self._window.dictation.begin_anew()
            # Should the recogniser die just now, it never tells of the end of that stream.
            QTimer.singleShot(DEAF_AT_MOST_MS * (1 + interrupted), self._reader, self._hear_again)
        else:
            self._deaf_until = 0

    def _failed(self, problem: str) -> None:
        self._waiting.clear()
        self._done()
        self._window.say(problem, trouble=True)

    def _stream_ended(self, number: int) -> None:
        if number >= self._deaf_until:
            self._hear_again()

    def _hear_again(self) -> None:
        if not self.is_reading:
            self._deaf_until, self._was_interrupted = 0, False

    def _show_word(self, index: int) -> None:
        """Light up what the word names; words of a text line are marked in its transcript."""
        self._talk_over.begin()
        piece = self._piece
        views = self._window.page.views
        if piece is None or piece.number >= len(views) or index >= len(piece.words):
            return
        view = views[piece.number]
        if view.line.meaning.tree is not None:
            place, said = piece.places[index], frozenset(piece.places)
            view.formula.light(lambda parts: parts.signs(place, said))
        else:
            start = len(" ".join((*piece.words[:index], "")))
            view.transcript.mark(start, len(piece.words[index]))
        self._window.page.ensureWidgetVisible(view, 0, 0)

    def _unlight(self) -> None:
        views = self._window.page.views
        if self._piece is not None and self._piece.number < len(views):
            views[self._piece.number].formula.light()
            views[self._piece.number].transcript.mark(0, 0)

    def _change(self, name: str, by: int) -> None:
        row, settings = settings_rows()[name], self._window.settings
        settings.set(name, int(min(row.high, max(row.low, settings[name] + by))))
        self._window.say(f"{row.title}: {settings[name]} {row.unit}.")
        if self._piece is not None and self.is_reading:
            self._waiting.insert(0, self._piece)  # once more from the start of the line
            self._talk_over.end()  # as loud as it is then
            self._next()
