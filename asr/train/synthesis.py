"""Synthetic speech of given phrases, from every engine and voice of `data/voices.toml` that is installed."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np

from asr.features import SAMPLE_RATE
from asr.train import neural_voices
from asr.train.corpora import Clip, decode
from asr.train.text import spoken_words
from asr.units import DATA

_WORD = re.compile(r"[\w']+")
_TIME_LIMIT = 20  # seconds for one phrase
_SECONDS_PER_LETTER = (0.025, 0.40)  # outside of this a synthesis is broken


class Request(NamedTuple):
    """One phrase to be spoken: the engine's command with everything filled in but output file and text."""

    speaker: str
    phrase: str
    command: tuple[str, ...]
    respell: Mapping[str, str]


def engines(networks: Path | None = None) -> dict[str, dict]:
    """Return the engines that are installed, with their settings; neural ones where `networks` has them."""
    there = {}
    for name, engine in _listed().items():
        if name in neural_voices.ENGINES:
            if networks and neural_voices.installed(name, networks):
                there[name] = engine | {"networks": str(networks)}
        elif shutil.which(engine["command"][0]):
            there[name] = engine
    return there


def missing(networks: Path | None = None) -> dict[str, str]:
    """Return the engines that are not installed, each with the packages that bring it."""
    there = engines(networks)
    return {name: engine["package"] for name, engine in _listed().items() if name not in there}


def request(
    engine: str,
    settings: dict,
    phrase: str,
    rng: random.Random,
    voice: str = "",
    alone: Container[str] = (),
) -> Request:
    """Return a request for `phrase` in a random voice of `engine`, or in `voice`.

    Voices in `alone` are never half of another.
    """
    accent = voice or rng.choice(settings["accents"])
    mixed = [] if accent in alone else settings.get("between", [])
    variants = [] if voice else settings.get("variants", mixed)
    voice = f"{accent}+{rng.choice(variants)}" if variants else accent
    values = {"networks": settings.get("networks", "")} | {
        name: _pick(rng, settings[name])
        for name in ("rate", "pitch", "stretch", "share")
        if name in settings
    }
    command = tuple(
        part if part in ("{out}", "{text}") else part.format(voice=voice, **values)
        for part in settings["command"]
    )
    return Request(f"{engine}_{voice}", phrase, command, settings["respell"])


def speak(wanted: Iterable[Request], workers: int = 2) -> Iterator[Clip]:
    """Yield one clip a request, in order; a phrase that an engine cannot say well is left out."""
    with ProcessPoolExecutor(workers) as pool:
        for clip in pool.map(spoken, wanted, chunksize=16):
            if clip is not None:
                yield clip


def _listed() -> dict[str, dict]:
    return tomllib.loads((DATA / "voices.toml").read_text(encoding="utf-8"))


def _pick(rng: random.Random, span: list[float]) -> str:
    low, high = span
    return str(rng.randint(low, high)) if isinstance(low, int) else f"{rng.uniform(low, high):.2f}"


def spoken(wanted: Request) -> Clip | None:
    """Return the clip of one request; none where the engine cannot say it well."""
    words = spoken_words(wanted.phrase)
    text = _WORD.sub(
        lambda word: wanted.respell.get(word[0], word[0]), " ".join(_with_pauses(wanted.phrase))
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "speech.wav"
        filled = {"{out}": str(out), "{text}": text}
        command = [filled.get(part, part) for part in wanted.command]
        try:
            _run(command, text)
            samples = _trim(decode(out))
        except (OSError, subprocess.SubprocessError, RuntimeError, ValueError):
            return None
    shortest, longest = (len(text) * pace for pace in _SECONDS_PER_LETTER)
    if not shortest < len(samples) / SAMPLE_RATE < longest + 0.5:
        return None
    engine = wanted.speaker.partition("_")[0]
    return Clip(f"synthetic_{engine}", wanted.speaker, " ".join(words), samples)


def _run(command: list[str], text: str) -> None:
    if command[0] in neural_voices.ENGINES:
        neural_voices.ENGINES[command[0]].say(*command[1:])
        return
    subprocess.run(
        command, input=text.encode(), capture_output=True, check=True, timeout=_TIME_LIMIT
    )


def _with_pauses(phrase: str) -> list[str]:
    """Spoken words, with the phrase's own commas kept where the speaker pauses."""
    pieces = [spoken_words(piece) for piece in phrase.split(",")]
    spaced = [[*piece[:-1], piece[-1] + ","] for piece in pieces[:-1] if piece]
    return [word for piece in (*spaced, pieces[-1]) for word in piece]


def _trim(samples: np.ndarray, margin: float = 0.15) -> np.ndarray:
    """Cut the silence before and after the speech down to `margin` seconds."""
    loud = np.flatnonzero(np.abs(samples) > 200)
    if not len(loud):
        return samples[:0]
    edge = int(margin * SAMPLE_RATE)
    return samples[max(0, loud[0] - edge) : loud[-1] + edge]
