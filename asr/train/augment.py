"""Augmentation on the fly: speed, rooms, noise, band limits, codecs, gain, tempo, vocal tract,
microphone colour, SpecAugment.

Waveforms are float32 mono at 16 kHz. SpecAugment: Park et al., 2019. Vocal-tract length perturbation:
Jaitly and Hinton, 2013; it, tempo and colour bend the finished features, which costs next to nothing.
Rooms are measured responses where there are some, else exponentially decaying noise (Polack's statistical
model of late reverberation).
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import numpy as np
import soundfile
import soxr
import torch
from torch import Tensor

from asr.features import HIGHEST_HZ, LOWEST_HZ, MELS, SAMPLE_RATE, LogMel
from asr.train.store import Entry, Samples

# What soundfile can write and read: file format, coding, sampling rate. The first three are telephones.
_CODECS = (
    ("WAV", "ULAW", 8_000),
    ("WAV", "ALAW", 8_000),
    ("WAV", "GSM610", 8_000),
    ("WAV", "MS_ADPCM", SAMPLE_RATE),
    ("MP3", "MPEG_LAYER_III", SAMPLE_RATE),
    ("OGG", "OPUS", SAMPLE_RATE),
)
_RECORDED = 0.7  # share of the noises that are recordings, where there are some
_SUDDEN = 0.4  # share of the noises that begin some time after the sound
_SUDDEN_SECONDS = 0.8  # the latest
_CLOSE = SAMPLE_RATE // 100  # samples by whose loudness a word is cut close
_BANDS = 7  # in which a microphone's colour differs, evenly spread over the mel scale


@dataclass(frozen=True, slots=True)
class Settings:
    """How often and how strongly; the `[augment]` table of a recipe. Chances lie in [0, 1]."""

    speed: tuple[float, float] = (0.85, 1.18)  # also shifts pitch and formants
    speed_chance: float = 0.6
    room_chance: float = 0.35
    noise_chance: float = 0.5
    noise_db: tuple[float, float] = (5.0, 35.0)  # signal to noise
    band_chance: float = 0.15
    band_hz: tuple[int, int] = (6_000, 12_000)  # sampling rate to pass through
    codec_chance: float = 0.1
    clip_chance: float = 0.05
    peak_db: tuple[float, float] = (-30.0, 0.0)
    tempo_chance: float = 0.4
    tempo: tuple[float, float] = (0.7, 1.25)  # keeps pitch and formants
    tract_chance: float = 0.4
    tract: tuple[float, float] = (0.85, 1.2)  # factor on all frequencies: child to large adult
    colour_chance: float = 0.5
    colour_db: float = 5.0  # standard deviation of what a microphone adds to each of a few bands
    time_masks: int = 2
    time_mask_frames: int = 25
    mel_masks: int = 2
    mel_mask_bins: int = 15
    close_chance: float = 0.0  # of a single word to be cut close
    close_db: tuple[float, float] = (
        15.0,
        32.0,
    )  # below its loudest 10 ms: what is cut off at its ends
    close_noise_db: tuple[float, float] = (15.0, 40.0)  # signal to the noise that ends with it


class Augmenter:
    """Distorts clips with one random generator; `noises` and `rooms` may be missing."""

    def __init__(
        self,
        settings: Settings,
        rng: np.random.Generator,
        noises: tuple[Samples | np.ndarray, list[Entry]] | None = None,
        rooms: tuple[Samples | np.ndarray, list[Entry]] | None = None,
    ) -> None:
        self.settings, self.rng, self.noises, self.rooms = settings, rng, noises, rooms

    def waveform(self, audio: np.ndarray) -> np.ndarray:
        """Return a distorted copy of `audio` `[samples]`, of another length when its speed changes."""
        return self._distorted(self._paced(audio))

    def features(self, features: Tensor) -> Tensor:
        """Bend `features` `[frames, mels]` in time and frequency, then mask parts (SpecAugment)."""
        return self._bent(_tempo(features, self._pace()))

    def views(self, audio: np.ndarray, extract: LogMel, count: int) -> Tensor:
        """Return features `[count, frames, mels]` of copies, each distorted in its way but alike in time."""
        audio, pace = self._paced(audio), self._pace()
        copies = (torch.from_numpy(self._distorted(audio)) for _ in range(count))
        return torch.stack([self._bent(_tempo(extract(copy[None])[0], pace)) for copy in copies])

    def cut_close(self, audio: np.ndarray) -> np.ndarray:
        """Return a single word as collections of them have it: soft ends are lost, noise ends with it."""
        settings, rng = self.settings, self.rng
        if rng.random() >= settings.close_chance or len(audio) < 2 * _CLOSE:
            return audio
        pieces = audio[: len(audio) // _CLOSE * _CLOSE].reshape(-1, _CLOSE)
        level = np.sqrt(np.mean(pieces**2, axis=1))
        loud = np.flatnonzero(level >= level.max() * 10 ** (-rng.uniform(*settings.close_db) / 20))
        audio = audio[loud[0] * _CLOSE : (loud[-1] + 1) * _CLOSE]
        noise = 10 ** (-rng.uniform(*settings.close_noise_db) / 20) * np.sqrt(np.mean(audio**2))
        return audio + self._hiss(len(audio))[: len(audio)] * np.float32(noise)

    def _paced(self, audio: np.ndarray) -> np.ndarray:
        if self.rng.random() < self.settings.speed_chance:
            audio = _speed(audio, self.rng.uniform(*self.settings.speed))
        return audio

    def _pace(self) -> float:
        settings = self.settings
        return (
            self.rng.uniform(*settings.tempo) if self.rng.random() < settings.tempo_chance else 1.0
        )

    def _distorted(self, audio: np.ndarray) -> np.ndarray:
        settings, chance = self.settings, self.rng.random
        if chance() < settings.room_chance:
            audio = self._room(audio)
        if chance() < settings.noise_chance:
            audio = self._noise(audio)
        if chance() < settings.band_chance:
            audio = _band(audio, int(self.rng.integers(*settings.band_hz)))
        if chance() < settings.codec_chance:
            audio = _coded(audio, *_CODECS[int(self.rng.integers(len(_CODECS)))])
        peak = 10 ** (self.rng.uniform(*settings.peak_db) / 20)
        audio = audio * np.float32(peak / max(float(np.abs(audio).max()), 1e-4))
        if chance() < settings.clip_chance:
            limit = peak * self.rng.uniform(0.2, 0.8)
            audio = np.clip(audio, -limit, limit)
        return audio

    def _bent(self, features: Tensor) -> Tensor:
        settings, chance = self.settings, self.rng.random
        if chance() < settings.tract_chance:
            features = _tract(features, self.rng.uniform(*settings.tract))
        if chance() < settings.colour_chance:
            features = features + self._colour()
        frames, mels = features.shape
        for _ in range(self.settings.time_masks):
            width = int(self.rng.integers(0, min(self.settings.time_mask_frames, frames // 8) + 1))
            start = int(self.rng.integers(0, frames - width + 1))
            features[start : start + width] = 0
        for _ in range(self.settings.mel_masks):
            width = int(self.rng.integers(0, self.settings.mel_mask_bins + 1))
            start = int(self.rng.integers(0, mels - width + 1))
            features[:, start : start + width] = 0
        return features

    def _colour(self) -> Tensor:
        """What another microphone adds to each feature `[mels]`: gains of a few bands, joined."""
        gains = self.rng.normal(0, self.settings.colour_db, _BANDS) * math.log(10) / 10
        places = np.linspace(0, _BANDS - 1, MELS)
        curve = np.interp(places, range(_BANDS), gains) * LogMel.SCALE
        return torch.from_numpy(curve.astype(np.float32))

    def _pick(self, store: tuple[Samples | np.ndarray, list[Entry]]) -> np.ndarray:
        samples, entries = store
        entry = entries[int(self.rng.integers(len(entries)))]
        return samples[entry.start : entry.start + entry.length].astype(np.float32) / 32768

    def _room(self, audio: np.ndarray) -> np.ndarray:
        response = self._pick(self.rooms) if self.rooms else self._simulated_room()
        response = response / (np.linalg.norm(response) + 1e-6)
        size = (
            1 << (len(audio) + len(response)).bit_length()
        )  # a power of two: several times faster
        wet = np.fft.irfft(np.fft.rfft(audio, size) * np.fft.rfft(response, size), size)
        delay = int(np.abs(response).argmax())
        return wet[delay : delay + len(audio)].astype(np.float32)

    def _simulated_room(self) -> np.ndarray:
        """A direct sound and a tail of noise, 60 dB down after 0.1 to 0.7 seconds."""
        seconds = self.rng.uniform(0.1, 0.7)
        time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
        tail = self.rng.standard_normal(len(time)) * 10 ** (-3 * time / seconds)
        tail *= 10 ** (self.rng.uniform(-15, 5) / 20) / np.linalg.norm(tail)
        tail[0] = 1.0
        return tail.astype(np.float32)

    def _noise(self, audio: np.ndarray) -> np.ndarray:
        recorded = self.noises and self.rng.random() < _RECORDED
        noise = self._pick(self.noises) if recorded else self._hiss(len(audio))
        noise = np.tile(noise, 1 + len(audio) // max(len(noise), 1))
        start = int(self.rng.integers(0, len(noise) - len(audio) + 1))
        noise = noise[start : start + len(audio)]
        if self.rng.random() < _SUDDEN:
            noise[: int(self.rng.uniform(0, _SUDDEN_SECONDS) * SAMPLE_RATE)] = 0
        ratio = 10 ** (self.rng.uniform(*self.settings.noise_db) / 10)
        power = float(np.mean(noise**2)) + 1e-9
        return audio + noise * np.float32(np.sqrt(float(np.mean(audio**2)) / (power * ratio)))

    def _hiss(self, size: int) -> np.ndarray:
        """Noise of `size` samples between white and brown: its power falls by 0 to 6 dB an octave."""
        size = 1 << size.bit_length()
        spectrum = np.fft.rfft(self.rng.standard_normal(size))
        spectrum /= np.arange(1, len(spectrum) + 1) ** self.rng.uniform(0, 1)
        noise = np.fft.irfft(spectrum)
        return (noise / noise.std()).astype(np.float32)


def _speed(audio: np.ndarray, factor: float) -> np.ndarray:
    return soxr.resample(audio, SAMPLE_RATE * factor, SAMPLE_RATE, quality="LQ")


def _band(audio: np.ndarray, rate: int) -> np.ndarray:
    narrow = soxr.resample(audio, SAMPLE_RATE, rate, quality="LQ")
    return _as_long(soxr.resample(narrow, rate, SAMPLE_RATE, quality="LQ"), audio)


def _coded(audio: np.ndarray, file_format: str, coding: str, rate: int) -> np.ndarray:
    """Write `audio` with a lossy codec and read it back, at its own length."""
    level = max(float(np.abs(audio).max()), 1e-4)
    file = io.BytesIO()
    at_rate = soxr.resample(audio / level * 0.9, SAMPLE_RATE, rate, quality="LQ")
    soundfile.write(file, at_rate, rate, coding, format=file_format)
    file.seek(0)
    read, rate = soundfile.read(file, dtype="float32")
    coded = soxr.resample(read, rate, SAMPLE_RATE, quality="LQ")
    return _as_long(coded, audio) * np.float32(level / 0.9)


def _as_long(audio: np.ndarray, model: np.ndarray) -> np.ndarray:
    """Cut `audio`, or add silence, to the length of `model`."""
    audio = audio[: len(model)]
    return np.pad(audio, (0, len(model) - len(audio)))


def _tempo(features: Tensor, factor: float) -> Tensor:
    """Return a copy of `features` played `factor` times as fast, interpolated between frames."""
    if factor == 1.0:
        return features.clone()
    return _between(features, torch.arange(0, max(len(features) - 1, 1), factor))


def _tract(features: Tensor, factor: float) -> Tensor:
    """Multiply every frequency by `factor`: a shorter vocal tract for factors above 1."""
    low, high = _mel(torch.tensor([LOWEST_HZ, HIGHEST_HZ]))
    mels = torch.linspace(float(low), float(high), MELS + 2)[1:-1]
    source = _mel(700 * (10 ** (mels / 2595) - 1) / factor)
    places = (source - low) / (high - low) * (MELS + 1) - 1
    return _between(features.T, places.clamp(0, MELS - 1)).T


def _between(rows: Tensor, places: Tensor) -> Tensor:
    """Return `rows` `[n, width]` at fractional `places` `[m]`, as `[m, width]`."""
    before = places.long().clamp(max=max(len(rows) - 2, 0))
    after = (before + 1).clamp(max=len(rows) - 1)
    return torch.lerp(rows[before], rows[after], (places - before)[:, None])


def _mel(hertz: Tensor) -> Tensor:
    """HTK's mel scale, which the features have."""
    return 2595 * torch.log10(1 + hertz / 700)
