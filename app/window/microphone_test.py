"""A level meter for the microphone, and a test that says whether a voice comes through well."""

from __future__ import annotations

from math import log10

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.hearing.dictation import Dictation

SECONDS = 5
SILENT, QUIET, LOUD = 0.0005, 0.01, 0.4  # root mean square of full scale
NOISY = 0.3  # of the voice's level; what is as loud between words disturbs


class MicrophoneTest(QWidget):
    """The meter moves while the microphone is open; the button listens for some seconds."""

    def __init__(self, dictation: Dictation) -> None:
        super().__init__()
        self._dictation = dictation
        self._levels: list[float] | None = None
        self._meter = QProgressBar()
        self._meter.setRange(0, 100)
        self._meter.setValue(0)
        self._meter.setTextVisible(False)
        self._meter.setAccessibleName("microphone level")
        self._button = QPushButton("Test the microphone")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._begin)
        self.verdict = QLabel(objectName="hint")
        self.verdict.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._meter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.verdict)
        dictation.level.connect(self._take)

    def _take(self, level: float) -> None:
        self._meter.setValue(loudness(level))
        if self._levels is not None:
            self._levels.append(level)

    def _begin(self) -> None:
        self._levels = []
        self._button.setEnabled(False)
        self._tell(f"Say a formula now; this listens for {SECONDS} seconds.")
        self._dictation.open_microphone()
        QTimer.singleShot(SECONDS * 1000, self, self._end)

    def _end(self) -> None:
        levels, self._levels = self._levels or [], None
        self._button.setEnabled(True)
        self._tell(judgement(levels))

    def _tell(self, sentence: str) -> None:
        self.verdict.setText(sentence)
        self.verdict.setAccessibleName(sentence)
        if hasattr(self.window().parent(), "announcer"):
            self.window().parent().announcer.say(sentence)


def judgement(levels: list[float]) -> str:
    """Say how a voice came through, from levels (root mean squares in [0, 1]) over some seconds."""
    if not levels or max(levels) < SILENT:
        from asr.microphone import how_to_allow  # imports NumPy; the window starts without

        return (
            "Nothing came through. Choose another microphone above, switch this one on, or allow this "
            f"program to use it: {how_to_allow()}."
        )
    ordered = sorted(levels)
    voice, between = ordered[int(len(ordered) * 0.95)], ordered[int(len(ordered) * 0.1)]
    if voice > LOUD:
        return "Too loud: turn the microphone down, or move away from it."
    if voice < QUIET:
        return "Very quiet: turn the microphone up, or come closer to it."
    if between > NOISY * voice:
        return "Your voice comes through, but so does other sound: a headset would help."
    return "This is fine: your voice comes through clearly."


def loudness(level: float) -> int:
    """Return 0 to 100 for a root mean square in [0, 1]: 60 dB, from -60 to 0."""
    return round(min(100.0, max(0.0, 100 + 100 / 60 * 20 * log10(max(level, 1e-6)))))
