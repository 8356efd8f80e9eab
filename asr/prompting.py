"""Recording one phrase at a time: from shortly before the voice begins until it has been silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from queue import Empty, SimpleQueue

import numpy as np

from asr.audio import SAMPLE_RATE
from asr.endpoint import Listening, VoiceActivity

SILENCE = 1.2  # seconds that end a phrase; slow speakers pause between words
SHORTEST = 0.25  # seconds of voice: a click or a breath is none
WAITING = 30.0  # seconds after which nobody is taken to be speaking


class Take:
    """One phrase being read aloud."""

    def __init__(self, silence: float = SILENCE) -> None:
        """`silence` in seconds ends it."""
        gate = replace(Listening.load().gate, hang=silence, pre_roll=0.4, long=60.0, longest=60.0)
        self._silence, self._activity = silence, VoiceActivity(gate)
        self._pieces: list[np.ndarray] = []

    @property
    def is_speaking(self) -> bool:
        """Whether a voice is heard just now."""
        return self._activity.is_open

    @property
    def seconds(self) -> float:
        """How much has been heard, voice or not."""
        return self._activity.heard / SAMPLE_RATE

    def feed(self, samples: np.ndarray) -> np.ndarray | None:
        """Hear float32 [n] at 16 kHz; returns the phrase once it is over, None until then."""
        for stretch in self._activity.feed(samples):
            self._pieces.append(stretch.samples)
            if stretch.last:
                phrase, self._pieces = np.concatenate(self._pieces), []
                if len(phrase) / SAMPLE_RATE > self._silence + 0.4 + SHORTEST:
                    return phrase
        return None


def record(show: Callable[[bool], None] | None = None) -> np.ndarray | None:
    """Record one phrase from the microphone; None when nobody speaks. Raises MicrophoneError.

    `show` is told when a voice begins and ends.
    """
    from asr.microphone import Microphone

    blocks: SimpleQueue[np.ndarray] = SimpleQueue()
    take, speaking = Take(), False
    with Microphone(blocks.put):
        while take.is_speaking or take.seconds < WAITING:
            try:
                phrase = take.feed(blocks.get(timeout=5.0))
            except Empty:
                return None  # the device is gone
            if show and take.is_speaking != speaking:
                speaking = take.is_speaking
                show(speaking)
            if phrase is not None:
                return phrase
    return None
