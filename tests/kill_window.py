"""A real window that is dictated to until somebody kills it; `tests.test_end_to_end` does.

    python -m tests.kill_window [--edit]

dictates and types into it; with `--edit`, lines are added, changed in every way, computed on, undone and
done again. Everything that has come to stand in the window is told on standard output, one JSON line
each: the lines, the live line (said or typed, whatever came last) and the words in the entry.
"""

import itertools
import json
import random
import sys
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.understand import meanings_of
from app.window.start import build

CHANGES = ("choose", "square", "undo", "undo", "redo", "scratch", "move_up", "new_line", "simplify")


def main() -> int:
    application = QApplication(["speech-to-math"])
    window = build(loader="tests.app.fakes:chatter")
    window.show()
    page, entry = window.page, window.bar.entry

    def tell(*_) -> None:
        shown = {
            "lines": [view.line.transcript for view in page.views],
            "live": page.live.words.text() if page.live.is_shown else "",
            "typed": entry.text(),
        }
        print(json.dumps(shown), flush=True)

    # These connections come after the window's own, so what they tell stands there already.
    if "--edit" in sys.argv:
        window.document.listen(tell)
        start(window, 60, partial(change, window))
    else:
        window.dictation.partial.connect(tell)
        window.dictation.final.connect(tell)
        entry.textEdited.connect(tell)
        letters = itertools.cycle("alpha plus beta squared")
        start(window, 170, lambda: QTest.keyClicks(entry, next(letters)))
        window.dictation.recogniser.start()
        window.dictation.recogniser.ready.connect(lambda: dictate(window))
    tell()
    return application.exec()


def start(window, milliseconds: int, work) -> None:
    """Do `work` again and again."""
    timer = QTimer(window)
    timer.timeout.connect(work)
    timer.start(milliseconds)


def change(window) -> None:
    """Change something, as a command or a correction does."""
    what = random.choice(["line", "words", *CHANGES])
    if what == "line" or not window.document.lines:
        window.take(meanings_of(f"x plus {random.randrange(99)} over two"), "typed")
    elif what == "words":
        window.performer.perform("edit")
        QTest.keyClicks(window.page.current_view.transcript.field, " plus y")
    else:
        window.performer.perform(what, ("two",) if what == "choose" else ())


def dictate(window) -> None:
    """Send silence as a microphone would; what the fake recogniser hears in it is its own affair."""
    import numpy as np

    recogniser = window.dictation.recogniser
    recogniser.begin(1, "normal")
    start(window, 20, lambda: recogniser.feed(np.zeros(4000, np.float32)))


if __name__ == "__main__":
    sys.exit(main())
