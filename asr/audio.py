"""Sound files to 16 kHz mono: any format, rate or channel count, in constant memory."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np

SAMPLE_RATE = 16_000  # Hz, of everything the recogniser hears
BLOCK_SECONDS = 1.0
MAX_RATE = 768_000  # Hz; headers that claim more are damaged


class AudioError(Exception):
    """A recording that cannot be read (to its end); the message says what to do."""


class Conditioner:
    """Turns blocks of any rate and channel count into 16 kHz mono without offset, in [-1, 1].

    The blocks of one recording or microphone go through one conditioner, in order.
    """

    def __init__(self, rate: float, channels: int) -> None:
        import soxr

        self._channel_energy = np.zeros(channels + 1)
        self._peak = 1.0
        self._offset = OffsetRemover()
        self._resampler = None
        if round(rate) != SAMPLE_RATE:
            self._resampler = soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")

    def process(self, block: np.ndarray, last: bool = False) -> np.ndarray:
        """`block` is float [samples, channels]; returns float32 [samples at 16 kHz].

        `last` lets out what the resampler still holds.
        """
        mono = np.nan_to_num(self._mix(block), posinf=0.0, neginf=0.0).astype(np.float32)
        if self._resampler is not None:
            mono = self._resampler.resample_chunk(mono, last=last)
        mono = self._offset.process(mono)
        if len(mono):
            self._peak = max(self._peak, float(np.abs(mono).max()))
        return mono / np.float32(self._peak)

    def _mix(self, block: np.ndarray) -> np.ndarray:
        """The mean of the channels, or the loudest one where they cancel each other out."""
        if block.shape[1] == 1:
            return block[:, 0]
        mean = block.mean(axis=1)
        self._channel_energy[0] += float(np.square(mean).sum())
        self._channel_energy[1:] += np.square(block).sum(axis=0)
        loudest = int(self._channel_energy[1:].argmax())
        cancelled = self._channel_energy[0] < 0.02 * self._channel_energy[1 + loudest]
        return block[:, loudest] if cancelled else mean


class OffsetRemover:
    """Subtracts the mean of the last second, so that a constant offset of the card is gone."""

    WINDOW = SAMPLE_RATE

    def __init__(self) -> None:
        self._history: np.ndarray | None = None

    def process(self, samples: np.ndarray) -> np.ndarray:
        """`samples` is float32 [n] at 16 kHz; the result does not depend on how they are cut."""
        if not len(samples):
            return samples
        if self._history is None:
            start = float(samples[: SAMPLE_RATE // 50].mean())
            self._history = np.full(self.WINDOW, start, dtype=np.float32)
        joined = np.concatenate([self._history, samples])
        sums = np.cumsum(joined, dtype=np.float64)
        means = (sums[self.WINDOW :] - sums[: -self.WINDOW]) / self.WINDOW
        self._history = joined[-self.WINDOW :]
        return (samples - means).astype(np.float32)


def read(path: Path | str) -> Iterator[np.ndarray]:
    """Blocks of about one second, float32 mono 16 kHz in [-1, 1], of the sound file at `path`.

    Reads what libsndfile reads (WAV, FLAC, OGG, Opus, MP3...), and through ffmpeg, where that is
    installed, everything else. Raises AudioError; for a damaged file only after the blocks
    that could be read.
    """
    path = Path(path)
    _check_file(path)
    heard = 0
    for block in _decode(path):
        heard += len(block)
        if len(block):
            yield block
    if not heard:
        raise AudioError(f"{path.name} holds no sound: record it again.")


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise AudioError(f"{path} is a folder: name the recordings in it.")
        with path.open("rb") as file:
            if not file.read(1):
                raise AudioError(f"{path.name} is empty: record or copy it again.")
    except FileNotFoundError:
        raise AudioError(f"{path} does not exist: check its name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise AudioError(f"{path} cannot be opened: {reason}.") from None


def _decode(path: Path) -> Iterator[np.ndarray]:
    import soundfile

    try:
        sound = soundfile.SoundFile(path)
    except (soundfile.LibsndfileError, RuntimeError):
        yield from _decode_with_ffmpeg(path)
        return
    with sound:
        if not 1_000 <= sound.samplerate <= MAX_RATE:
            raise AudioError(f"{path.name} claims {sound.samplerate} samples a second: damaged?")
        conditioner = Conditioner(sound.samplerate, sound.channels)
        size = int(BLOCK_SECONDS * sound.samplerate)
        heard = 0
        try:
            while len(block := sound.read(size, dtype="float32", always_2d=True)):
                heard += len(block)
                yield conditioner.process(block)
        except (soundfile.LibsndfileError, RuntimeError):
            raise _truncated(path, heard / sound.samplerate) from None
        yield conditioner.process(np.zeros((0, sound.channels), np.float32), last=True)
        if _is_short(sound, heard):
            raise _truncated(path, heard / sound.samplerate)


def _is_short(sound: object, heard: int) -> bool:
    """Whether fewer samples came than the header promises (libsndfile notes it in its log)."""
    stated = sound.frames
    return "should be" in sound.extra_info or 0 < heard < stated < 2**62


def _truncated(path: Path, seconds: float) -> AudioError:
    return AudioError(
        f"{path.name} is damaged after {seconds:.1f} s (was it cut off?): "
        "only what comes before was heard."
    )


def _decode_with_ffmpeg(path: Path) -> Iterator[np.ndarray]:
    ffmpeg = shutil.which("ffmpeg")
    if not ffmpeg:
        raise AudioError(
            f"{path.name} is not a sound file that can be read here: "
            "save it as WAV, FLAC, OGG or MP3, or install ffmpeg."
        )
    # Playlists may name network addresses; only this one file is to be read.
    command = [ffmpeg, "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe"]
    command += ["-i", f"file:{path}", "-map", "0:a:0", "-f", "f32le", "-ac", "1"]
    command += ["-ar", str(SAMPLE_RATE), "-"]
    conditioner = Conditioner(SAMPLE_RATE, 1)
    size = int(BLOCK_SECONDS * SAMPLE_RATE) * 4
    heard = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            while data := process.stdout.read(size):
                block = np.frombuffer(data[: len(data) // 4 * 4], dtype="<f4")
                heard += len(block)
                yield conditioner.process(block[:, None])
        finally:
            process.kill()
    if not heard:
        raise AudioError(f"{path.name} is not a sound file: save it as WAV, FLAC, OGG or MP3.")
