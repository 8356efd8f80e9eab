"""Reading aloud through the speech engine that the system has; nothing leaves the machine."""

from __future__ import annotations

import shutil
import sys

from PySide6.QtCore import QObject, QProcess, Signal

NO_ENGINE = (
    "There is no speech engine to read with: install one (on Debian and Ubuntu: "
    "sudo apt install espeak-ng). A screen reader reads the lines as well."
)
# Program, and what it wants to know; {words} a minute.
ENGINES = {
    "say": ("-r", "{speed}", "{text}"),
    "espeak-ng": ("-s", "{speed}", "--", "{text}"),
    "espeak": ("-s", "{speed}", "--", "{text}"),
    "spd-say": ("--wait", "--", "{text}"),
}
POWERSHELL = (
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voice.Speak([Console]::In.ReadToEnd())"
)


def find_engine() -> str:
    """Return the name of the engine that will be used; raises RuntimeError with what to do."""
    for name in ENGINES:
        if shutil.which(name):
            return name
    if sys.platform == "win32" and shutil.which("powershell"):
        return "powershell"
    raise RuntimeError(NO_ENGINE)


class Reader(QObject):
    """Reads one text at a time; a new one ends the one before."""

    started = Signal()
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.started.connect(self.started)
        self._process.finished.connect(self.finished)

    @property
    def is_reading(self) -> bool:
        """Whether something is being read just now."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def read(self, text: str, speed: int) -> None:
        """Read `text` at `speed` words a minute; raises RuntimeError where nothing can read."""
        self.stop()
        engine = find_engine()
        if engine == "powershell":
            self._process.start(engine, ["-NoProfile", "-Command", POWERSHELL])
            self._process.write(text.encode())
            self._process.closeWriteChannel()
            return
        pattern = ENGINES[engine]
        self._process.start(engine, [part.format(speed=speed, text=text) for part in pattern])

    def stop(self) -> None:
        """Stop reading; nothing happens if nothing is being read."""
        if self.is_reading:
            self._process.kill()
            self._process.waitForFinished(1000)
