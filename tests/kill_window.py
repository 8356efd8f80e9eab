"""A real window that is dictated to until somebody kills it; `tests.test_end_to_end` does.

    python -m tests.kill_window

Everything that has come to stand in the window is told on standard output, one JSON line each: the lines,
the live line (said or typed, whatever came last) and the words in the entry.
"""

import itertools
import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.window.start import build


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
    window.dictation.partial.connect(tell)
    window.dictation.final.connect(tell)
    entry.textEdited.connect(tell)
    letters = itertools.cycle("alpha plus beta squared")
    typist = QTimer()
    typist.timeout.connect(lambda: QTest.keyClicks(entry, next(letters)))
    typist.start(170)
    tell()
    window.dictation.recogniser.start()
    window.dictation.recogniser.ready.connect(lambda: dictate(window))
    return application.exec()


def dictate(window) -> None:
    """Send silence as a microphone would; what the fake recogniser hears in it is its own affair."""
    import numpy as np

    recogniser = window.dictation.recogniser
    recogniser.begin(1, "normal")
    sound = QTimer(window)
    sound.timeout.connect(lambda: recogniser.feed(np.zeros(4000, np.float32)))
    sound.start(20)


if __name__ == "__main__":
    sys.exit(main())
