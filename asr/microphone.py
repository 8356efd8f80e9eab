"""The microphone: calls back with 16 kHz mono blocks, whatever rate and channels the device has."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from types import ModuleType

import numpy as np

from asr.audio import Conditioner

BLOCK_SECONDS = 0.04  # one step of the acoustic model
MAX_CHANNELS = 2  # arrays of more give nothing that one of the first two lacks

# Where each system lets programs use the microphone, by `sys.platform`.
ALLOWING = {
    "darwin": "in System Settings, Privacy & Security, Microphone, switch on the program that you "
    "started this from, such as Terminal",
    "win32": "in Settings, Privacy & security, Microphone, switch on “Let desktop apps access your "
    "microphone”",
    "linux": "in the system's settings, see under Sound that an input is chosen and not muted, and under "
    "Privacy, Microphone, that it is switched on",
}

_asking = Lock()  # PortAudio must not be asked for devices while it looks for them

OnAudio = Callable[[np.ndarray], None]
OnLost = Callable[["MicrophoneError"], None]


class MicrophoneError(Exception):
    """No microphone can be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Device:
    """An input device; `rate` (Hz) and `channels` are its own."""

    index: int
    name: str
    rate: int
    channels: int
    default: bool


def how_to_allow() -> str:
    """Where this system lets programs use the microphone, as part of a sentence."""
    return ALLOWING.get(sys.platform, ALLOWING["linux"])


def look_again() -> None:
    """Have PortAudio look for devices plugged in or out since it was loaded.

    No microphone may be open. Raises MicrophoneError where PortAudio is missing.
    """
    portaudio = _portaudio()
    with _asking:
        portaudio._terminate()
        portaudio._initialize()


def devices() -> list[Device]:
    """Every device that can record; raises MicrophoneError where PortAudio is missing."""
    portaudio = _portaudio()
    try:
        with _asking:
            chosen = portaudio.default.device[0]
            found = list(enumerate(portaudio.query_devices()))
    except portaudio.PortAudioError as error:
        raise MicrophoneError(f"The sound devices cannot be listed: {error}.") from None
    return [
        Device(
            index,
            entry["name"],
            round(entry["default_samplerate"]),
            entry["max_input_channels"],
            index == chosen,
        )
        for index, entry in found
        if entry["max_input_channels"] > 0
    ]


class Microphone:
    """Records from `device` (an index or a part of a name; the system's choice when None).

    `on_audio` gets float32 [samples] at 16 kHz in PortAudio's thread and must return at once;
    `on_lost` is called there too, once, when the device goes away. Use it as a context, or call
    `start` and `stop`. Raises MicrophoneError.
    """

    def __init__(
        self, on_audio: OnAudio, device: int | str | None = None, on_lost: OnLost | None = None
    ) -> None:
        self.device = _choose(devices(), device)
        self.dropped = 0  # times the system reported that samples were lost
        self._on_audio = on_audio
        self._on_lost = on_lost
        self._stream = None
        self._conditioner: Conditioner | None = None

    def start(self) -> None:
        """Open the device and begin calling back; raises MicrophoneError."""
        portaudio = _portaudio()
        channels = min(self.device.channels, MAX_CHANNELS)
        self._conditioner = Conditioner(self.device.rate, channels)
        try:
            self._stream = portaudio.InputStream(
                samplerate=self.device.rate,
                blocksize=round(self.device.rate * BLOCK_SECONDS),
                device=self.device.index,
                channels=channels,
                dtype="float32",
                callback=self._hear,
                finished_callback=self._finished,
            )
            self._stream.start()
        except portaudio.PortAudioError as error:
            self._stream = None
            raise MicrophoneError(
                f"The microphone “{self.device.name}” cannot be opened ({_reason(error)}): close other "
                "programs that use it, choose another, or allow this program "
                f"to use it: {how_to_allow()}."
            ) from None

    def stop(self) -> None:
        """Close the device; nothing is called back after this returns."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()

    def __enter__(self) -> Microphone:
        """Start recording."""
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop recording."""
        self.stop()

    def _hear(self, block: np.ndarray, _frames: int, _time: object, status: object) -> None:
        if status:
            self.dropped += 1
        if len(samples := self._conditioner.process(block)):
            self._on_audio(samples)

    def _finished(self) -> None:
        # `stop` forgets the stream before closing it, so one that is still there ended by itself.
        if self._stream is not None and self._on_lost is not None:
            self._on_lost(
                MicrophoneError(
                    f"The microphone “{self.device.name}” is gone: plug it in again or choose "
                    "another. What was said so far is kept."
                )
            )


def _portaudio() -> ModuleType:
    """The sounddevice module, imported late: it fails where the PortAudio library is missing."""
    try:
        import sounddevice
    except OSError:
        raise MicrophoneError(
            "No microphone can be used because the PortAudio library is missing: install it "
            "(on Debian and Ubuntu: sudo apt install libportaudio2) and start again."
        ) from None
    except ImportError:
        raise MicrophoneError(
            "No microphone can be used because the Python package sounddevice is missing: "
            "install it (pip install sounddevice) and start again."
        ) from None
    return sounddevice


def _choose(found: list[Device], wanted: int | str | None) -> Device:
    if not found:
        raise MicrophoneError(
            "No microphone was found. Connect one and try again, or, where one is connected, allow this "
            f"program to use it: {how_to_allow()}."
        )
    if wanted is None:
        return next((device for device in found if device.default), found[0])
    for device in found:
        if str(device.index) == str(wanted):
            return device
    for device in found:
        if str(wanted).lower() in device.name.lower():
            return device
    names = ", ".join(f"{device.index} {device.name}" for device in found)
    raise MicrophoneError(f"There is no microphone “{wanted}”: choose one of {names}.")


def _reason(error: Exception) -> str:
    """PortAudio's reason, on one line, without its error number."""
    return (
        str(error).splitlines()[0].split("[")[0].removeprefix("Error opening InputStream:").strip()
    )
