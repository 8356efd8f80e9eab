"""Dictate recordings into the real window and report what stands in it.

    python -m tests.dictation_window --report report.json --screenshot window.png FILE.wav...

needs a screen and a microphone, such as those of `tests.virtual`.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QProcess, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.hearing.client import LOADER
from app.hearing.dictation import Mode
from app.understand import meanings_of
from app.window.start import build
from tests.clock import Watchdog, processor_seconds, since_start, waited

LONG = "the sum from n equals one to infinity of one over n squared equals pi squared over six"


def pause(milliseconds: int) -> None:
    """Run Qt's loop; QTest.qWait would hold Python's lock and starve the other threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Dictator:
    def __init__(self, window) -> None:
        self.window = window
        self.watchdog = Watchdog()
        self.partials: list[str] = []
        self.troubles: list[str] = []
        self.notices: list[str] = []
        self.blocks = 0
        window.dictation.partial.connect(self._note_partial)
        window.dictation.trouble.connect(self.troubles.append)
        window.dictation.notice.connect(self.notices.append)
        window.dictation.level.connect(self._note_sound)

    def _note_partial(self, meanings) -> None:
        if meanings:
            self.partials.append(meanings[0].transcript)

    def _note_sound(self, _level) -> None:
        self.blocks += 1

    def wait(self, is_true, seconds: float = 90.0) -> bool:
        end = time.monotonic() + seconds
        while not is_true() and time.monotonic() < end:
            pause(10)
        return is_true()

    def say(self, recording: Path, key_after: float = 0.0) -> None:
        """Hold F9, play the recording, let go, and wait for what comes of it."""
        settled = []
        self.window.dictation.settled.connect(lambda: settled.append(True))
        QTest.keyPress(self.window, Qt.Key.Key_F9)
        player = QProcess()
        player.start("paplay", ["--device=mic", str(recording)])
        self.wait(lambda: player.state() == QProcess.ProcessState.NotRunning)
        pause(300)
        QTest.keyRelease(self.window, Qt.Key.Key_F9)
        self.wait(lambda: self.window.dictation.mode is Mode.OFF and settled)

    def speak_over(self, recording: Path) -> str:
        """Have a long line read aloud hands-free, speak over it, and return what the window then says."""
        reading = self.window.performer.reading
        self.window.take(meanings_of(LONG), "typed")
        # The loudspeaker is farther away than the user.
        self.window.settings.set("voice_volume", 25)
        self.window.performer.perform("hands_free")
        self.window.performer.perform("read")
        self.wait(lambda: reading.has_learnt or not reading.is_reading)
        QProcess.startDetached("paplay", ["--device=mic", str(recording)])
        self.wait(lambda: not reading.is_reading)
        said = self.window.bar.status
        self.window.dictation.stop()
        self.wait(lambda: False, 1.0)
        return said

    def hold(self, seconds: float) -> None:
        """Listen hands-free for some time, and let the window say what happens."""
        print("listening", flush=True)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.window.performer.perform("hands_free")
            self.wait(lambda: self.window.dictation.mode is Mode.OFF, end - time.monotonic())
            pause(1000)  # a user needs that time to read what is wrong


class Times:
    """When the first sound came and when the model was loaded: seconds since the process began.

    Waits in which other programs had the processor are not counted; for the child that loads the model
    its processor time is.
    """

    def __init__(self, window) -> None:
        self.sound = self.ready = 0.0
        self._started = since_start() - waited()
        self._window = window
        window.dictation.level.connect(self._note_sound)
        window.dictation.model_ready.connect(self._note_ready)

    def _note_sound(self, _level) -> None:
        self.sound = self.sound or since_start() - waited()

    def _note_ready(self) -> None:
        self.ready = self._started + processor_seconds(self._window.dictation.recogniser.process_id)


def report_on(window) -> list[dict]:
    """Return what each line's widgets hold, and what the document holds."""
    return [
        {
            "latex": view.line.meaning.latex,
            "kind": view.line.meaning.kind,
            "origin": view.line.origin,
            "words_shown": view.transcript.text(),
            "said_to_screen_reader": view.accessibleName(),
            "drawn": view.formula.is_drawn and view.formula.isVisible(),
        }
        for view in window.page.views
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recording", nargs="*", type=Path)
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--screenshot", type=Path)
    parser.add_argument("--loader", default=LOADER)
    parser.add_argument("--hold", type=float, default=0.0, help="seconds to listen for hands-free")
    parser.add_argument("--speak-over", type=Path, help="what is said while a line is read aloud")
    parser.add_argument("--wait-for-model", action="store_true")
    arguments = parser.parse_args()
    application = QApplication(["speech-to-math"])
    application.setStyle("Fusion")
    window = build(loader=arguments.loader)
    window.show()
    QTest.qWaitForWindowExposed(window)
    visible = since_start() - waited()
    torch_imported = "torch" in sys.modules
    dictator = Dictator(window)
    times = Times(window)
    window.dictation.start()
    # The model may still be loading when the first sound comes: what is said then must not be lost.
    dictator.wait(lambda: dictator.blocks or dictator.troubles)
    if arguments.wait_for_model:
        dictator.wait(lambda: window.dictation.is_ready)
    dictator.watchdog.reset()
    for recording in arguments.recording:
        dictator.say(recording)
    if arguments.hold:
        dictator.hold(arguments.hold)
    reading_ended = dictator.speak_over(arguments.speak_over) if arguments.speak_over else ""
    worked, stood = dictator.watchdog.worked, dictator.watchdog.stood
    dictator.wait(lambda: False, 0.5)
    if arguments.screenshot:
        QCursor.setPos(0, 0)  # no line is hovered
        pause(100)
        window.screen().grabWindow(window.winId()).save(str(arguments.screenshot))
    report = {
        "visible_after_seconds": round(visible, 3),
        "sound_after_seconds": round(times.sound, 3),
        "ready_after_seconds": round(times.ready, 3),
        "torch_in_window": torch_imported or "torch" in sys.modules,
        "longest_work_ms": round(worked, 1),
        "longest_stand_ms": round(stood, 1),
        "partials": dictator.partials,
        "troubles": dictator.troubles,
        "notices": dictator.notices,
        "status": window.bar.status,
        "reading_ended": reading_ended,
        "lines": report_on(window),
    }
    arguments.report.write_text(json.dumps(report, ensure_ascii=False, indent=1))
    window.close()
    application.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
