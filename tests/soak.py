"""Dictate for a long time, faster than real time, and print what memory window and recogniser take.

    python -m tests.soak --minutes 60

The sound of the session's formulas is fed, over and over, where the microphone's would come in; everything
from there on is as always: the recogniser's process, partial results, lines, journal, pictures. It shows
its window on no screen (QT_QPA_PLATFORM=offscreen), and leaves nothing behind.
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.session import steps

BLOCK = 640  # samples, 40 ms
AHEAD = 50  # blocks that the recogniser may lag behind what was fed, as with a slow machine
PAUSE = np.zeros(16 * BLOCK * 2, np.float32)  # between two formulas, long enough to end a line


def megabytes(process_id: int) -> float:
    """Return what a process holds in memory just now (resident set)."""
    fields = Path(f"/proc/{process_id}/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def sound() -> np.ndarray:
    """Return the session's formulas as they would come from a microphone: float32 [n], 16 kHz."""
    from asr.audio import read

    parts = []
    for step in steps():
        if not step.command:
            parts += [*read(step.recording), PAUSE]
    return np.concatenate(parts)


def soak(minutes: float, model: Path | None, report=print) -> tuple[float, int]:
    """Dictate; return the most megabytes that both processes took together, and the lines there are then."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from app.window.start import build

    application = QApplication.instance() or QApplication(["speech-to-math"])
    window = build(model=model)
    window.show()
    ears = window.dictation.recogniser
    ears.start()
    while not ears.is_ready:
        application.processEvents()
        time.sleep(0.01)
    speech = sound()
    blocks = itertools.cycle(np.split(speech[: len(speech) // BLOCK * BLOCK], len(speech) // BLOCK))
    wanted, most, started = round(minutes * 60 / 0.04), 0.0, time.monotonic()
    every = max(1, wanted // 12)
    ears.begin(1, "normal")
    for number in range(1, wanted + 1):
        ears.feed(next(blocks))
        # Outside of Qt's own loop nothing is deleted later unless it is asked for.
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        while ears.backlog > AHEAD:
            application.processEvents()
            time.sleep(0.001)
        if number % every == 0:
            own, child = megabytes(os.getpid()), megabytes(ears.process_id)
            most = max(most, own + child)
            lines = len(window.document.lines)
            pace = number * 0.04 / (time.monotonic() - started)
            report(
                f"{number * 0.04 / 60:5.1f} min: window {own:.0f} MB, recogniser {child:.0f} MB, "
                f"together {own + child:.0f} MB; {lines} lines; {pace:.1f} times real time"
            )
    lines = len(window.document.lines)
    window.close()
    return most, lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--model", type=Path)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"XDG_CONFIG_HOME": place, "XDG_DATA_HOME": place}
        most, lines = soak(arguments.minutes, arguments.model)
    print(f"most: {most:.0f} MB after {arguments.minutes:g} minutes and {lines} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
