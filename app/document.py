"""The document: lines, the current one, and the history of every change. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.understand import Meaning, meanings_of, offered


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it may mean (best first), and which of these was chosen.

    An empty line has no meanings. `origin` says where it came from: "typed", "spoken", "computed",
    "edited" or "recording".
    """

    meanings: tuple[Meaning, ...] = ()
    chosen: int = 0
    origin: str = "typed"

    @property
    def meaning(self) -> Meaning:
        """The meaning that is shown."""
        return self.meanings[self.chosen] if self.meanings else Meaning("", "text")

    @property
    def transcript(self) -> str:
        """The words of the meaning that is shown."""
        return self.meaning.transcript

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on the line."""
        return not self.meanings


def typed_line(phrase: str, origin: str = "typed") -> Line:
    """Return the line that `phrase` gives; never a command, whatever it says."""
    try:
        meanings = meanings_of(phrase)
    except ValueError:
        meanings = [Meaning(" ".join(phrase.split()), "text")]
    if meanings and meanings[0].kind == "command":
        meanings = [Meaning(meanings[0].transcript, "text")]
    return Line(tuple(offered(meanings)), 0, origin)


@dataclass(frozen=True, slots=True)
class Splice:
    """One change: at `at`, `removed` lines make way for `inserted`; then `current` is the current line."""

    at: int
    removed: tuple[Line, ...]
    inserted: tuple[Line, ...]
    current: int
    before: int  # the current line before the change
    label: str  # what the change did, for "Undo ..."
    merges: bool = False  # undone together with the change before it, as letters of one correction

    def applied(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Return `lines` after the change."""
        return lines[: self.at] + self.inserted + lines[self.at + len(self.removed) :]

    def reverted(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Return `lines` as they were before the change."""
        return lines[: self.at] + self.removed + lines[self.at + len(self.inserted) :]


@dataclass(frozen=True, slots=True)
class Event:
    """What the document tells its listeners and its journal.

    `kind` is "change", "undo", "redo" or "current". `splice` is what was changed, undone or redone.
    """

    kind: str
    current: int
    splice: Splice | None = None


class Document:
    """Lines with a current one; every change can be undone, in order, to the beginning."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self.lines: tuple[Line, ...] = tuple(lines)
        self.current = max(0, len(self.lines) - 1)
        self._done: list[Splice] = []
        self._undone: list[Splice] = []
        self._listeners: list[Callable[[Event], None]] = []

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Call `listener` after every event; the first one added hears it first."""
        self._listeners.append(listener)

    @property
    def current_line(self) -> Line:
        """The current line; an empty one where the document has none."""
        return self.lines[self.current] if self.lines else Line()

    # --- changes

    def add(self, line: Line) -> None:
        """Put `line` after the current one, or in its place if that is empty."""
        if self.lines and self.current_line.is_empty:
            self._change(self.current, 1, (line,), self.current, "add line")
        else:
            at = self.current + 1 if self.lines else 0
            self._change(at, 0, (line,), at, "add line")

    def put_below(self, number: int, line: Line, follow: bool) -> int:
        """Put `line` below line `number`, or in its place if that is empty; return its number.

        It becomes the current one, or, unless `follow`, the current one stays so.
        """
        if follow and number == self.current:
            self.add(line)
            return self.current
        self.extend([line], "add line", number, follow)
        return number + 1

    def extend(
        self, lines: Sequence[Line], label: str, after: int | None = None, follow: bool = True
    ) -> None:
        """Put several lines after line `after` (the current one, for None), as one change.

        The last of them becomes current, or, unless `follow`, the current one stays so, if there is one.
        """
        if not lines:
            return
        after = self.current if after is None else after
        at = after + 1 if self.lines else 0
        stays = self.current + (len(lines) if at <= self.current else 0)
        current = at + len(lines) - 1 if follow or not self.lines else stays
        self._change(at, 0, tuple(lines), current, label)

    def set_line(
        self, number: int, line: Line, label: str = "correction", merge: bool = False
    ) -> None:
        """Replace line `number` (counted from 0); nothing happens if it is the same.

        `merge` makes this one step of undo with the change before, if that changed the same line
        in the same way.
        """
        if not 0 <= number < len(self.lines) or self.lines[number] == line:
            return
        last = self._done[-1] if self._done else None
        merges = merge and last is not None and (last.at, last.label) == (number, label)
        self._change(number, 1, (line,), number, label, merges)

    def delete(self, number: int) -> None:
        """Delete line `number`, if there is one."""
        if 0 <= number < len(self.lines):
            last_after = max(0, len(self.lines) - 2)
            self._change(number, 1, (), min(number, last_after), "delete line")

    def move(self, number: int, by: int) -> None:
        """Move line `number` down by `by` lines (up where negative), as far as there are lines."""
        to = min(max(0, number + by), len(self.lines) - 1)
        if not 0 <= number < len(self.lines) or to == number:
            return
        low, high = min(number, to), max(number, to)
        block = list(self.lines[low : high + 1])
        block.insert(to - low, block.pop(number - low))
        self._change(low, len(block), tuple(block), to, "move line")

    def choose(self, number: int, reading: int) -> bool:
        """Take reading `reading` (counted from 0) of line `number`; False where there is none."""
        if not 0 <= number < len(self.lines):
            return False
        line = self.lines[number]
        if not 0 <= reading < len(line.meanings):
            return False
        self.set_line(number, replace(line, chosen=reading), "choose reading")
        return True

    def replace_all(self, lines: Sequence[Line], label: str) -> None:
        """Put other lines in place of all, as one change that can be undone."""
        self._change(0, len(self.lines), tuple(lines), max(0, len(lines) - 1), label)

    # --- history

    @property
    def undo_label(self) -> str:
        """What undo would take back, "" if nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, "" if nothing."""
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> bool:
        """Take back the last change; False if there is none."""
        if not self._done:
            return False
        splice = self._done.pop()
        self._undone.append(splice)
        self.lines = splice.reverted(self.lines)
        self.current = splice.before
        self._tell(Event("undo", self.current, splice))
        return True

    def redo(self) -> bool:
        """Do the last undone change again; False if there is none."""
        if not self._undone:
            return False
        splice = self._undone.pop()
        self._done.append(splice)
        self.lines = splice.applied(self.lines)
        self.current = splice.current
        self._tell(Event("redo", self.current, splice))
        return True

    def go_to(self, number: int) -> bool:
        """Make line `number` (counted from 0) the current one; False where there is none."""
        if not 0 <= number < len(self.lines):
            return False
        if number != self.current:
            self.current = number
            self._tell(Event("current", number))
        return True

    def apply(self, splice: Splice) -> None:
        """Make a change; the door through which every change comes, new or read from a journal."""
        self.lines = splice.applied(self.lines)
        self.current = splice.current
        step = splice
        if splice.merges and self._done:
            last = self._done.pop()
            step = replace(last, inserted=splice.inserted, current=splice.current)
        self._done.append(step)
        self._undone.clear()
        self._tell(Event("change", self.current, splice))

    def _change(
        self,
        at: int,
        remove: int,
        inserted: tuple[Line, ...],
        current: int,
        label: str,
        merges: bool = False,
    ) -> None:
        removed = self.lines[at : at + remove]
        self.apply(Splice(at, removed, inserted, current, self.current, label, merges))

    def _tell(self, event: Event) -> None:
        for listener in self._listeners:
            listener(event)


class Bookmark:
    """Keeps the number of a line while lines above it come and go.

    Of a line that is deleted it keeps the one before: -1 where there is none.
    """

    def __init__(self, document: Document, number: int) -> None:
        self.document = document
        self.number = number
        document.listen(self._on_event)

    @property
    def is_current(self) -> bool:
        """Whether the line is the current one."""
        return self.number == self.document.current

    def _on_event(self, event: Event) -> None:
        if event.splice is None:
            return
        at, old, new = event.splice.at, len(event.splice.removed), len(event.splice.inserted)
        if event.kind == "undo":
            old, new = new, old
        if at + old <= self.number:
            self.number += new - old
        elif at <= self.number:
            self.number = min(self.number, at + new - 1)
        # A document without lines has a current one all the same, which no line takes the place of.
        self.number = min(self.number, len(self.document.lines) - 1)
