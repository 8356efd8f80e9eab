"""Finding the parts of a picture in a thread: drawing takes longer than the window may stand still."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.picture_parts import PictureParts
    from mathparse.tree import Node

    Then = Callable[[PictureParts], None]

KEPT = 50  # formulas


class PartFinder(QObject):
    """Finds parts one formula at a time; what was asked for comes back in the window's thread.

    The thread sees formulas alone: nothing of Qt may end in it.
    """

    _found = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="parts")
        self._known: dict[Node, PictureParts | None] = {}
        self._waiting: dict[Node, list[Then]] = {}
        self._found.connect(self._hand_on)

    def find(self, tree: Node, then: Then) -> None:
        """Call `then` with the parts of the picture of `tree`: at once if known, never if unknowable."""
        if tree in self._known:
            self._tell(self._known[tree], then)
        elif tree in self._waiting:
            self._waiting[tree].append(then)
        else:
            self._waiting[tree] = [then]
            self._worker.submit(self._look, tree)

    def _look(self, tree: Node) -> None:
        from app.picture_parts import parts_of  # the window starts without the printers

        try:
            self._found.emit(tree, parts_of(tree))
        except RuntimeError:
            return  # the window is gone

    def _hand_on(self, tree: Node, parts: PictureParts | None) -> None:
        self._known[tree] = parts
        while len(self._known) > KEPT:
            del self._known[next(iter(self._known))]
        for then in self._waiting.pop(tree, []):
            self._tell(parts, then)

    @staticmethod
    def _tell(parts: PictureParts | None, then: Then) -> None:
        if parts is not None:
            then(parts)


@cache
def part_finder() -> PartFinder:
    """Return the finder that all views share."""
    return PartFinder()
