"""The voice's own process: one text in as JSON, the words out as they are heard.

In: one line, `{"words": [...], "speed": 160, "volume": 100}`. Out: a line for each word as it begins,
`{"word": 3}`, counted from 0; at the end `{"done": true}`, or `{"problem": "what to do"}`. Killing
the process ends the sound at once.
"""

from __future__ import annotations

import json
import sys
import time
from bisect import bisect_right
from collections import deque

from app.voice.espeak import Begins, Espeak, VoiceError

# As a word "a" is said "uh"; in a formula it is a letter.
SAID = {"a": "[['eI]]"}
BYTES_PER_SAMPLE = 2
LATENCY = 0.3  # s of sound kept ahead: no gaps on a busy machine, and killing the process drops it


def main() -> None:
    """Read one request, say it, and end."""
    try:
        request = json.loads(sys.stdin.readline())
        Reading(request["words"]).read_out(request["speed"], request["volume"])
    except VoiceError as error:
        tell(problem=str(error))
    except Exception as error:  # such as a loudspeaker that is pulled out
        tell(problem=f"Reading aloud stopped ({error}): check the loudspeaker and try again.")
    else:
        tell(done=True)


def tell(**message: object) -> None:
    """Send one message to the window."""
    print(json.dumps(message), flush=True)


class Reading:
    """One text on its way to the loudspeaker."""

    def __init__(self, words: list[str]) -> None:
        said = [SAID.get(word, word) for word in words]
        self._text = " ".join(said)
        self._starts = [0]
        for word in said[:-1]:
            self._starts.append(self._starts[-1] + len(word) + 1)
        self._coming: deque[Begins] = deque()
        self._written = 0.0  # seconds of sound given to the loudspeaker
        self._told = -1

    def read_out(self, speed: int, volume: int) -> None:
        """Say the text, telling of each word; raises VoiceError."""
        voice = Espeak()
        with _loudspeaker(voice.sample_rate) as stream:

            def on_sound(sound: bytes, words: list[Begins]) -> None:
                self._coming.extend(words)
                stream.write(sound)
                self._written += len(sound) / BYTES_PER_SAMPLE / voice.sample_rate
                self._tell_until(self._written - stream.latency)

            voice.speak(self._text, speed, volume, on_sound)
            while self._coming:
                time.sleep(max(0.0, self._coming[0].seconds - self._written + stream.latency))
                self._tell_until(self._coming[0].seconds)
            stream.stop()  # waits until everything has been heard

    def _tell_until(self, seconds: float) -> None:
        """Tell of the words that have begun by now."""
        while self._coming and self._coming[0].seconds <= seconds:
            word = bisect_right(self._starts, self._coming.popleft().position) - 1
            if word > self._told:
                self._told = word
                tell(word=word)


def _loudspeaker(sample_rate: int) -> object:
    """Return an open stream of 16-bit mono sound; raises VoiceError."""
    try:
        import sounddevice
    except OSError as error:
        raise VoiceError(
            "Sound cannot be played without PortAudio: install it "
            "(on Debian and Ubuntu: sudo apt install libportaudio2)."
        ) from error
    try:
        stream = sounddevice.RawOutputStream(
            samplerate=sample_rate, channels=1, dtype="int16", latency=LATENCY
        )
        stream.start()
    except (sounddevice.PortAudioError, ValueError) as error:
        raise VoiceError(
            "There is no loudspeaker to read with: connect one, or headphones, and try again."
        ) from error
    return stream


if __name__ == "__main__":
    main()
