"""Word splicing: words cut from people's recordings, joined into formulas that nobody has said.

Each formula takes its words from one speaker and the speakers who sound most like them; a word that none
of them says gives way to a random one that they do, since what is to be learnt is how words sound.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from asr.features import SAMPLE_RATE, LogMel
from asr.model import AcousticModel
from asr.train.align import Cut, cuts
from asr.train.batches import Example
from asr.train.corpora import Clip

CORPUS = "spliced"
NEAR = 4  # speakers beside one's own
MOST_WORDS = 14
_QUIET_DB = -9.0  # an edge above this cuts through a sound
_SURE = -0.7  # mean log-probability of a word's units
_FADE = SAMPLE_RATE // 125
_LEVEL = 0.05  # root mean square of every word


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: recordings of each word, and the mean spectrum `[80]` by which voices are compared."""

    speaker: str
    words: dict[str, list[np.ndarray]]
    spectrum: np.ndarray


def voices(
    model: AcousticModel, examples: Sequence[Example], prose: Sequence[str] = ()
) -> list[Voice]:
    """Return every speaker of `examples` with the words that can be cut out of them cleanly."""
    pools: dict[str, dict[str, list[np.ndarray]]] = defaultdict(lambda: defaultdict(list))
    for example, found in cuts(model, examples):
        audio = example.samples()
        for cut in filter(is_clean, found):
            if cut.word != "a" or example.entry.corpus not in prose:
                pools[example.entry.speaker][cut.word].append(_levelled(audio[cut.start : cut.end]))
    extract = LogMel()
    return [
        Voice(speaker, words, _spectrum(words, extract))
        for speaker, words in sorted(pools.items())
        if len(words) >= 3
    ]


def is_clean(cut: Cut) -> bool:
    """Whether nothing was cut through and the model hears the word there."""
    return cut.edge_db < _QUIET_DB and cut.log_prob > _SURE


def splice(
    found: Sequence[Voice], phrases: Iterator[list[str]], rng: random.Random
) -> Iterator[Clip]:
    """Yield spliced formulas for ever, each of `phrases` (words) in the next voice."""
    spectra = np.stack([voice.spectrum for voice in found])
    while True:
        for voice in rng.sample(found, len(found)):
            distance = np.square(spectra - voice.spectrum).sum(axis=1)
            near = [found[place] for place in distance.argsort()[: NEAR + 1]]
            words = [_word(word, voice, near, rng) for word in next(phrases)[:MOST_WORDS]]
            pieces = [_pause(rng)]
            for _, audio in words:
                pieces += [audio, _pause(rng)]
            samples = np.concatenate(pieces)
            said = " ".join(word for word, _ in words)
            yield Clip(CORPUS, voice.speaker, said, (samples * 32767).astype(np.int16))


def _word(
    word: str, own: Voice, near: Sequence[Voice], rng: random.Random
) -> tuple[str, np.ndarray]:
    """`word` as `own` says it, else somebody near, else another word of `own`."""
    who = next((voice for voice in (own, *near) if word in voice.words), own)
    if word not in who.words:
        word = rng.choice(list(own.words))
    return word, rng.choice(who.words[word])


def _levelled(audio: np.ndarray) -> np.ndarray:
    """A word at the common level, faded in and out over a few milliseconds."""
    gain = _LEVEL / max(float(np.sqrt(np.mean(audio**2))), 1e-4)
    audio = np.clip(audio * gain, -1, 1)
    fade = np.linspace(0, 1, min(_FADE, len(audio) // 2), dtype=np.float32)
    audio[: len(fade)] *= fade
    audio[len(audio) - len(fade) :] *= fade[::-1]
    return audio


def _pause(rng: random.Random) -> np.ndarray:
    """Nearly silent, mostly short: 0 to 400 ms."""
    return np.zeros(int(min(rng.expovariate(1 / 0.05), 0.4) * SAMPLE_RATE), np.float32)


def _spectrum(words: dict[str, list[np.ndarray]], extract: LogMel) -> np.ndarray:
    audio = np.concatenate([one for said in words.values() for one in said][:200])
    return extract(torch.from_numpy(audio)[None])[0].mean(dim=0).numpy()
