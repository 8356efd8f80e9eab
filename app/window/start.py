"""Starting the window: first it stands there, then the model loads."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from app.hearing.client import RecogniserClient
from app.hearing.dictation import Dictation
from app.hearing.microphone import MicrophoneClient
from app.session import Session
from app.settings import Settings


def start(arguments: argparse.Namespace) -> int:
    """Open the window and return the exit status when it is closed."""
    problem = screen_problem()
    if problem:
        print(f"speech-to-math: {problem}", file=sys.stderr)
        return 1
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("speech-to-math")
    application.setApplicationDisplayName("Speech to Math")
    application.setStyle("Fusion")
    window = build(arguments.model, arguments.device, fresh=arguments.fresh)
    if arguments.document:
        window.performer.files.open_path(arguments.document)
    window.show()
    signal.signal(signal.SIGINT, lambda *_: window.close())
    signal.signal(signal.SIGTERM, lambda *_: window.close())
    # Python sees signals only while it runs; Qt's loop has to come by now and then.
    ticker = QTimer()
    ticker.timeout.connect(lambda: None)
    ticker.start(300)
    QTimer.singleShot(0, window.dictation.start)
    if window.settings["first_steps"]:
        # Its place is in the middle of the window, which gets its own place only now.
        QTimer.singleShot(300, lambda: window.performer.perform("first_steps"))
    status = application.exec()
    # The clipboard may hold what Python made; Qt must let go of it while Python is still there.
    application.shutdown()
    return status


def build(
    model: Path | None = None,
    device: str = "auto",
    fresh: bool = False,
    settings: Settings | None = None,
    **recogniser: str,
) -> object:
    """Return a window with everything joined, not yet shown; needs a QApplication."""
    from app.own_words import teach_kept_words
    from app.window.main_window import MainWindow

    settings = settings or Settings()
    options = {"model": model, "device": device, "profile": settings["profile"]}
    dictation = Dictation(settings, RecogniserClient(options, **recogniser), MicrophoneClient())
    window = MainWindow(Session(fresh=fresh), settings, dictation)
    for problem in filter(None, (*settings.problems, teach_kept_words())):
        window.say(problem, trouble=True)
    return window


def screen_problem() -> str:
    """Return what to do where no window can be shown, "" where one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    return (
        "There is no screen here, so the window cannot open. `speech-to-math parse` and "
        "`speech-to-math transcribe` work without one."
    )
