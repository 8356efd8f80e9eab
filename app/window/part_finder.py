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


class PartFinder(QObject):
    """Finds parts one formula at a time; what was asked for comes back in the window's thread."""

    _found = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="parts")
        self._known: dict[Node, PictureParts] = {}
        self._found.connect(self._hand_on)

    def find(self, tree: Node, then: Then) -> None:
        """Call `then` with the parts of the picture of `tree`: at once if known, never if unknowable."""
        if tree in self._known:
            then(self._known[tree])
        else:
            self._worker.submit(self._look, tree, then)

    def _look(self, tree: Node, then: Then) -> None:
        from app.picture_parts import parts_of  # the window starts without the printers

        parts = parts_of(tree)
        if parts is not None:
            self._known = {**dict(list(self._known.items())[-50:]), tree: parts}
            try:
                self._found.emit(then, parts)
            except RuntimeError:
                return  # the window is gone

    def _hand_on(self, then: Then, parts: PictureParts) -> None:
        then(parts)


@cache
def part_finder() -> PartFinder:
    """Return the finder that all views share."""
    return PartFinder()
