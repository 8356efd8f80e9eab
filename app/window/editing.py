"""Editing by structure: the selected part of the current line, and the commands that change it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from app.commands import commands, part_named
from app.document import Event, Line, typed_line
from app.edit import (
    CHANGES,
    EditError,
    Path,
    at,
    changed,
    deleted,
    find_part,
    place_name,
    places,
    replaced,
    replaced_everywhere,
    step,
)
from app.understand import Meaning, meanings_of

if TYPE_CHECKING:
    from app.window.main_window import MainWindow
    from mathparse.tree import Node

Arguments = tuple[str, ...]
SELECTION = ("that", "it", "the selection", "this")


def formula_line(tree: Node, origin: str) -> Line:
    """Return a line for a formula that was made, not said; its words are what would say it."""
    made = Meaning("", "math", tree=tree)
    return Line((replace(made, transcript=made.speech or made.text),), 0, origin)


class Editing:
    """The selection in the current line; `path` is None while nothing is selected."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.path: Path | None = None
        self.handlers: dict[str, Callable[[Arguments], None]] = {
            "select_part": self._select,
            "delete_part": self._delete,
            "replace": self._replace,
            "insert_before": lambda given: self._insert(given, "{new} {old}"),
            "insert_after": lambda given: self._insert(given, "{old} {new}"),
            "move_up": lambda _: self._move(-1),
            "move_down": lambda _: self._move(1),
            "explore": lambda _: self.explore(),
            **{name: lambda _, name=name: self._change(name) for name in CHANGES},
        }

    @property
    def _tree(self) -> Node:
        tree = self._window.document.current_line.meaning.tree
        if tree is None:
            raise EditError("This line is not a formula.")
        return tree

    def guarded(self, handler: Callable[[Arguments], None], arguments: Arguments) -> None:
        """Carry out a command of this class; say what is wrong where it cannot be done."""
        try:
            handler(arguments)
        except EditError as error:
            self._window.say(str(error), trouble=True)

    # --- selecting and walking

    def select(self, path: Path | None) -> None:
        """Select the part at `path`, show it and say it; None selects nothing."""
        self.path = path
        view = self._window.page.current_view
        meaning = self._window.document.current_line.meaning
        if view is None or meaning.tree is None:
            return
        view.formula.light()
        if path is None:
            return
        view.formula.light(lambda parts: parts.boxes(path))
        part = Meaning("", "math", tree=at(meaning.tree, path))
        name = place_name(meaning.tree, path)
        self._window.say(f"{name[0].upper()}{name[1:]}: {part.speech or part.text}")

    def on_event(self, event: Event) -> None:
        """Forget the selection when anything changes."""
        self.path = None

    def explore(self) -> None:
        """Begin a walk through the current formula."""
        _ = self._tree
        self._window.page.focus_current()
        self.select(())

    def walk(self, direction: str) -> bool:
        """Take a step of the walk: "in", "out", "next", "previous" or "leave"; False if none is on."""
        if self.path is None or not direction:
            return False
        if direction == "leave":
            self.select(None)
        else:
            self.select(step(self._tree, self.path, direction))
        return True

    def _select(self, arguments: Arguments) -> None:
        path = self.part_path(arguments)
        if path is not None:
            self.select(path)

    def part_path(self, arguments: Arguments) -> Path | None:
        """Return where the named part is, asking for its name if need be; raises EditError."""
        words = arguments[0] if arguments else self._ask("Part", "Which part of the formula?")
        return self._find(words) if words else None

    def _find(self, words: str) -> Path:
        """Return the place that `words` name: "that", "the numerator", or a formula within this one."""
        path = self._place_of(words)
        if path is not None:
            return path
        tree, wanted = self._tree, _tree_of(_bare(words))
        found = [path for path in places(tree) if at(tree, path) == wanted]
        if not found:
            raise EditError(
                f"“{words}” is not in this formula. Say what is, or a part such as “the numerator”, “the "
                "exponent”, “the left side” or “term two”."
            )
        return found[0]

    # --- changing

    def _put(self, tree: Node, label: str) -> None:
        number = self._window.document.current
        self._window.document.set_line(number, formula_line(tree, "edited"), label)
        self._window.announce_line()

    def _change(self, name: str) -> None:
        tree, path = self._tree, self.path or ()
        label = commands()[name].title.lower()
        self._put(changed(tree, path, name), label)

    def _delete(self, arguments: Arguments) -> None:
        path = self._find(arguments[0]) if arguments else self.path
        if path:
            self._put(deleted(self._tree, path), "delete part")
        else:
            self._window.performer.perform("scratch")

    def _replace(self, arguments: Arguments) -> None:
        old = arguments[0] if arguments else self._ask("Replace", "Replace what?")
        new = (
            arguments[1] if arguments else old and self._ask("Replace", f"Replace {old} with what?")
        )
        if not old or not new:
            return
        line = self._window.document.current_line
        path = self._place_of(old)
        tree = _tree_of(new)
        if tree is not None and line.meaning.tree is not None:
            if path is not None:
                self._put(replaced(line.meaning.tree, path, tree), "replace")
                return
            old_tree = _tree_of(old)
            old_tree = old_tree or _tree_of(_bare(old))
            changed = old_tree and replaced_everywhere(line.meaning.tree, old_tree, tree)
            if changed and changed != line.meaning.tree:
                self._put(changed, "replace")
                return
        self._replace_words(line, old, new)

    def _insert(self, arguments: Arguments, order: str) -> None:
        """Put words before or after others of the line; the formula follows."""
        new = arguments[0] if arguments else self._ask("Insert", "Insert what?")
        old = arguments[1] if arguments else new and self._ask("Insert", "Beside which words?")
        if old:
            line = self._window.document.current_line
            self._replace_words(line, old, order.format(old=old, new=new))

    def _move(self, by: int) -> None:
        document = self._window.document
        document.move(document.current, by)
        self._window.announce_line()

    def _place_of(self, words: str) -> Path | None:
        """Return the place that `words` name: the selection, or a part such as "the numerator"."""
        if words.lower() in SELECTION:
            return self.path or ()
        part = part_named(words)
        return find_part(self._tree, part) if part else None

    def _replace_words(self, line: Line, old: str, new: str) -> None:
        pattern = re.compile(rf"(?<!\S){re.escape(old)}(?!\S)", re.IGNORECASE)
        words, count = pattern.subn(lambda _: new, line.transcript)
        if not count:
            raise EditError(f"“{old}” is not in this line.")
        number = self._window.document.current
        self._window.document.set_line(number, typed_line(words, "edited"), "change words")
        self._window.announce_line()

    def _ask(self, title: str, question: str) -> str:
        words, given = QInputDialog.getText(self._window, title, question)
        return words.strip() if given else ""


def _bare(words: str) -> str:
    """Return "the word x" and "the x" as "x"."""
    return words.lower().removeprefix("the ").removeprefix("word ")


def _tree_of(words: str) -> Node | None:
    """Return the formula that `words` say, None where they say none."""
    try:
        meanings = meanings_of(words, 1)
    except ValueError as error:
        raise EditError(str(error)) from error
    return meanings[0].tree if meanings else None
