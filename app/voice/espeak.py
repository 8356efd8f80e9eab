"""eSpeak NG through its C library (PyPI `espeakng-loader`): text to sound, and when each word begins.

Only the voice's own process imports this, so that a fault in the library never takes the window along.
The functions and their numbers are those of espeak-ng's `speak_lib.h`.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from dataclasses import dataclass

SYNCHRONOUS = 2  # sound comes to our callback, and the call ends when all of it has come
RATE, VOLUME = 1, 2  # parameters: words a minute, and per cent
UTF8, PHONEMES = 1, 0x100  # of the text; with PHONEMES, [[...]] holds eSpeak's own phonemes
WORD_EVENT = 1
BUFFER_MS = 50  # of sound for each callback: short, so that reading begins at once
VOICE = b"en-us"


class VoiceError(Exception):
    """There is no voice; the message says what to do."""


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


# espeak_Synth: text, its size in bytes, start, kind of start, end, flags, two places for answers.
_SYNTH = (
    ctypes.c_char_p,
    ctypes.c_size_t,
    ctypes.c_uint,
    ctypes.c_int,
    ctypes.c_uint,
    ctypes.c_uint,
    ctypes.c_void_p,
    ctypes.c_void_p,
)


@dataclass(frozen=True, slots=True)
class Begins:
    """A word begins: where in the text (characters from 0), and when (seconds of sound from 0)."""

    position: int
    seconds: float


class Espeak:
    """The library, loaded; `sample_rate` is in Hz."""

    def __init__(self) -> None:
        """Load library and voice; raises VoiceError."""
        try:
            import espeakng_loader

            self._library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path()
        except (ImportError, OSError) as error:
            raise VoiceError(
                f"The voice that reads aloud is missing ({error}): pip install espeakng-loader."
            ) from error
        self.sample_rate = self._library.espeak_Initialize(
            SYNCHRONOUS, BUFFER_MS, os.fsencode(data), 0
        )
        self._library.espeak_Synth.argtypes = _SYNTH
        if self.sample_rate <= 0 or self._library.espeak_SetVoiceByName(VOICE) != 0:
            raise VoiceError(
                "The voice that reads aloud cannot start: install espeakng-loader again."
            )

    def speak(
        self, text: str, speed: int, volume: int, on_sound: Callable[[bytes, list[Begins]], None]
    ) -> None:
        """Call `on_sound` with 16-bit mono samples, and the words that begin in or after them.

        `speed` is in words a minute (80 to 450), `volume` in per cent. Returns when all is said; an
        exception of `on_sound` ends it and is raised here.
        """
        failures: list[Exception] = []

        def receive(samples: object, count: int, events: object) -> int:
            sound = ctypes.string_at(samples, 2 * count) if samples and count else b""
            try:
                on_sound(sound, self._words(events))
            except Exception as error:  # must not pass through the library
                failures.append(error)
            return len(failures)  # anything but 0 ends the speaking

        callback = _CALLBACK(receive)
        self._library.espeak_SetSynthCallback(callback)
        self._library.espeak_SetParameter(RATE, speed, 0)
        self._library.espeak_SetParameter(VOLUME, volume, 0)
        encoded = text.encode()
        self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, UTF8 | PHONEMES, None, None)
        if failures:
            raise failures[0]

    def _words(self, events: object) -> list[Begins]:
        words = []
        index = 0
        while events[index].type:
            event = events[index]
            if event.type == WORD_EVENT:
                words.append(Begins(event.text_position - 1, event.audio_position / 1000))
            index += 1
        return words
