"""Voice activity: which stretches of a sound are worth the model's time.

A gate on loudness over a background level that is followed by its minima. It errs on the side of
opening: what it lets through in vain costs time only, the model and the decoder judge what was speech.
"""

from __future__ import annotations

import tomllib
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from asr.audio import SAMPLE_RATE
from asr.units import DATA

SETTINGS = DATA / "listening.toml"
FRAME = SAMPLE_RATE // 100  # samples: 10 ms
DIP = 15  # frames without sound that are taken as a word boundary in a long stretch
ATTACK_WINDOW = 10  # frames
QUIET = 1e-4  # root mean square of the room that is put before and after a recording


@dataclass(frozen=True, slots=True)
class Gate:
    """The `[gate]` settings of `data/listening.toml`, which says what each one means."""

    threshold: float
    quietest: float
    rise: float
    attack: float
    pre_roll: float
    hang: float
    long: float
    longest: float
    overlap: float


@dataclass(frozen=True, slots=True)
class Listening:
    """All of `data/listening.toml`: the gate, the seconds of silence per endpoint mode, the delay."""

    gate: Gate
    endpoint: dict[str, float]
    delay: float

    @classmethod
    def load(cls, path: Path = SETTINGS) -> Listening:
        """Read a settings file."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(Gate(**tables["gate"]), tables["endpoint"], **tables["times"])


@dataclass(slots=True)
class Stretch:
    """Sound that passed the gate, or the part of it that came last.

    `start` is the number of its first sample, `opened` that of the sample at which the gate opened:
    until then there was silence. `first` and `last` say whether the stretch begins and ends here; its
    first `warm` samples were heard before and only prepare the model.
    """

    start: int
    opened: int
    samples: np.ndarray
    first: bool = True
    last: bool = True
    warm: int = 0


@dataclass(slots=True)
class VoiceActivity:
    """Cuts a sound into stretches; the result does not depend on how the sound arrives.

    Recordings may be cut close to their words. The network needs a quiet room around them, so there is
    one before the first sample (the stretch then starts at a negative number) and after the last.
    """

    gate: Gate
    heard: int = 0  # samples judged so far
    is_open: bool = False
    _background: float | None = None
    _previous: float = 0.0
    _buffer: np.ndarray = field(default_factory=lambda: np.zeros(0, np.float32))
    _buffer_start: int = 0
    _handed_on: int = 0  # up to this sample
    _opened: int = 0  # at this sample
    _begun: int = 0  # the open stretch starts here, before it was opened
    _quiet: int = 0  # frames since the last loud one
    _recent: deque[bool] = field(default_factory=lambda: deque(maxlen=ATTACK_WINDOW))
    _warm: int = 0

    def __post_init__(self) -> None:
        """Begin in the quiet room."""
        self._buffer = _quiet_room(self._samples(self.gate.pre_roll))
        self._buffer_start = self._handed_on = -len(self._buffer)

    def feed(self, samples: np.ndarray) -> list[Stretch]:
        """Hear float32 [n] at 16 kHz; returns the parts of stretches that are now known."""
        self._buffer = np.concatenate([self._buffer, samples.astype(np.float32, copy=False)])
        found: list[Stretch] = []
        for level in self._levels():
            self.heard += FRAME
            self._judge(level, found)
        if self.is_open:
            found += self._hand_on(last=False)
        behind = self.gate.overlap if self.is_open else self.gate.pre_roll
        self._forget(self.heard - self._samples(behind))
        return found

    def finish(self) -> list[Stretch]:
        """Close what is still open, with a quiet room after it: the model answers a little late."""
        if not self.is_open:
            return []
        room = _quiet_room(self._samples(self.gate.hang))
        self._buffer = np.concatenate([self._buffer, room])
        self.heard = self._buffer_start + len(self._buffer)
        return self._hand_on(last=True)

    def _levels(self) -> list[float]:
        """Loudness in dB of full scale of each whole new frame, low rumble left out."""
        offset = self.heard - self._buffer_start
        count = (len(self._buffer) - offset) // FRAME
        if not count:
            return []
        new = self._buffer[offset : offset + count * FRAME]
        change = np.diff(new, prepend=np.float32(self._previous))
        self._previous = float(new[-1])
        power = np.square(change.reshape(count, FRAME), dtype=np.float64).mean(axis=1)
        return (10 * np.log10(power + 1e-12)).tolist()

    def _judge(self, level: float, found: list[Stretch]) -> None:
        """Follow the background and open or close the gate after one frame."""
        gate = self.gate
        if self._background is None:
            self._background = gate.quietest
        loud = level > self._background + gate.threshold
        if level < self._background:
            self._background = max(gate.quietest, 0.7 * self._background + 0.3 * level)
        else:
            self._background = min(level, self._background + gate.rise * FRAME / SAMPLE_RATE)
        self._recent.append(loud)
        self._quiet = 0 if loud else self._quiet + 1
        if not self.is_open:
            if sum(self._recent) * FRAME >= gate.attack * SAMPLE_RATE:
                self._open(max(self.heard - self._samples(gate.pre_roll), self._handed_on))
        elif self._quiet * FRAME >= gate.hang * SAMPLE_RATE:
            found += self._hand_on(last=True)
        elif self.heard - self._opened >= self._samples(gate.longest) or (
            self.heard - self._opened >= self._samples(gate.long) and self._quiet >= DIP
        ):
            found += self._hand_on(last=True)
            self._warm = self._samples(gate.overlap)
            self._open(self.heard - self._warm)

    def _open(self, start: int) -> None:
        self.is_open = True
        self._opened = self.heard
        self._begun = self._handed_on = max(start, self._buffer_start)

    def _hand_on(self, last: bool) -> list[Stretch]:
        """The part of the open stretch that was not handed on yet."""
        start, end = self._handed_on - self._buffer_start, self.heard - self._buffer_start
        first, warm = self._handed_on == self._begun, self._warm
        if last:
            self.is_open = False
            self._recent.clear()
        elif end <= start:
            return []
        samples = self._buffer[start:end].copy()
        stretch = Stretch(self._handed_on, self._opened, samples, first, last, warm)
        self._handed_on, self._warm = self.heard, 0
        return [stretch]

    def _forget(self, before: int) -> None:
        """Drop the samples before that number; memory stays at about a second."""
        if before > self._buffer_start:
            self._buffer = self._buffer[before - self._buffer_start :]
            self._buffer_start = before

    @staticmethod
    def _samples(seconds: float) -> int:
        return round(seconds * SAMPLE_RATE)


def _quiet_room(size: int) -> np.ndarray:
    """Always the same noise, so that a recording is always heard alike."""
    return QUIET * np.random.default_rng(0).standard_normal(size, np.float32)
