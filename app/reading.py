"""Reading aloud on this machine alone: each word is told of as it is heard, so that it can be lit up.

The voice is eSpeak NG in a process of its own (`app.voice.child`). Where it has no sound to read with, a
speech program of the system reads instead, without telling of words.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

VOICE = (sys.executable, "-m", "app.voice.child")
# Programs of the system, and how they want to be called; speed is in words a minute.
PROGRAMS = {
    "say": ("-r", "{speed}", "{text}"),
    "espeak-ng": ("-s", "{speed}", "-a", "{volume}", "--", "{text}"),
    "spd-say": ("--wait", "--", "{text}"),
}


def find_engine() -> str:
    """Return the name of what will read; raises RuntimeError with what to do."""
    from app.voice.espeak import Espeak, VoiceError

    try:
        Espeak()
    except VoiceError as error:
        if program := system_program():
            return program
        raise RuntimeError(str(error)) from error
    return "eSpeak NG"


def system_program() -> str:
    """Return the name of a speech program of the system, "" where there is none."""
    return next((name for name in PROGRAMS if shutil.which(name)), "")


class Reader(QObject):
    """Reads one text at a time; a new one ends the one before.

    `word` tells which word is being said, counted from 0. `finished` comes when all was said,
    `failed` with a sentence when it cannot be; neither comes after `stop`.
    """

    word = Signal(int)
    finished = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None, voice: Sequence[str] = VOICE) -> None:
        super().__init__(parent)
        self._voice = voice
        self._words: list[str] = []
        self._how: dict[str, int] = {}
        self._problem = ""
        self.is_reading = False
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        paths = [str(Path(__file__).parent.parent), environment.value("PYTHONPATH")]
        environment.insert("PYTHONPATH", os.pathsep.join(path for path in paths if path))
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._take)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._ended)

    def read(self, words: Sequence[str], speed: int, volume: int) -> None:
        """Read `words` at `speed` words a minute and `volume` per cent; returns at once."""
        self.stop()
        self._words, self._how, self._problem = list(words), {"speed": speed, "volume": volume}, ""
        self.is_reading = True
        self._process.start(self._voice[0], list(self._voice[1:]))
        request = {"words": self._words, **self._how}
        self._process.write(json.dumps(request).encode() + b"\n")
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """Be silent at once; nothing happens if nothing is being read."""
        self.is_reading = False
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(1000)

    def _take(self) -> None:
        while self._process.canReadLine():
            try:
                message = json.loads(self._process.readLine().data())
            except ValueError:
                continue  # what a library prints is no message
            self._problem = message.get("problem", self._problem)
            if "word" in message and self.is_reading:
                self.word.emit(message["word"])

    def _ended(self) -> None:
        """Tell of the end, or try another program; comes twice for one that cannot start."""
        if not self.is_reading or self._process.state() is not QProcess.ProcessState.NotRunning:
            return
        self._take()
        failed = bool(self._problem) or self._process.exitCode() != 0
        failed = failed or self._process.error() is QProcess.ProcessError.FailedToStart
        program = system_program()
        if failed and program and self._process.program() == self._voice[0]:
            request = self._how | {"text": " ".join(self._words)}
            self._process.start(program, [part.format(**request) for part in PROGRAMS[program]])
            return
        self.is_reading = False
        if failed:
            self.failed.emit(self._problem or "Nothing can be read aloud: the voice has stopped.")
        else:
            self.finished.emit()
