"""What is told where no mathematics is said: python -m tests.bench.rejection WORK [--part dev] [--show]

Noise, music, coughs and read English run through a recogniser as from a microphone that stays open.
Formulas, commands and text that come out of them are counted by the hour; so is how much of what really
is mathematics, letters and command words gives nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from app.understand import Meaning, rank
from asr.audio import SAMPLE_RATE
from asr.endpoint import QUIET
from asr.recogniser import Recogniser
from asr.tuning import is_chatter
from tests.bench import clips

READ = ("librispeech_wallec", "lj80_excerpts", "speechocean762")
WANTED = ("an4", "speech_commands", "synthetic_festival", "synthetic_piper", "synthetic_espeak-ng")
PAUSE = 1.5  # seconds between two clips


def music(seconds: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Chords and melodies of plucked and held tones with a beat, a bar of two seconds at a time."""
    time = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    for bar in range(seconds // 2):
        sound = np.zeros(len(time))
        for root in rng.choice([0, 3, 4, 5, 7, 9, 12], size=4):
            begun = rng.choice([0.0, 0.5, 1.0, 1.5])
            pitch = 110 * 2 ** (root / 12 + rng.integers(0, 3))
            decay = np.exp(-(time - begun) * rng.choice([0.5, 4.0])) * (time >= begun)
            vibrato = 0.3 * np.sin(2 * np.pi * 5 * time)
            for partial in range(1, 9):
                sound += decay * np.sin(2 * np.pi * pitch * partial * time + vibrato) / partial**1.3
        beat = np.exp(-((time * 4) % 1) * 20) * rng.standard_normal(len(time))
        yield (0.08 * sound + 0.1 * (bar % 4 > 1) * beat).astype(np.float32)


def coughs(count: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Bursts of noise through a throat: an explosive start, a hoarse rest, two or three in a row."""
    for _ in range(count):
        burst = []
        for _ in range(rng.integers(1, 4)):
            time = np.arange(int(rng.uniform(0.2, 0.4) * SAMPLE_RATE)) / SAMPLE_RATE
            shape = np.exp(-time * 18) + 0.35 * np.sin(np.pi * time / time[-1])
            white = np.fft.rfft(rng.standard_normal(len(time)))
            hertz = np.fft.rfftfreq(len(time), 1 / SAMPLE_RATE)
            throat = sum(
                1 / (1 + ((hertz - formant) / 200) ** 2)
                for formant in (rng.uniform(400, 700), rng.uniform(1000, 1600), 2600)
            )
            sound = shape * np.fft.irfft(white * throat, len(time))
            burst += [0.4 * sound / np.abs(sound).max(), np.zeros(SAMPLE_RATE // 8)]
        yield np.concatenate(burst).astype(np.float32)


def with_pauses(sounds: Iterable[np.ndarray], pause: float = PAUSE) -> Iterator[np.ndarray]:
    """Each sound and then a quiet room."""
    rng = np.random.default_rng(0)
    for sound in sounds:
        size = len(sound) + int(pause * SAMPLE_RATE)
        room = (QUIET * rng.standard_normal(size)).astype(np.float32)
        room[: len(sound)] += sound
        yield room


def told(recogniser: Recogniser, sounds: Iterable[np.ndarray]) -> tuple[list[Meaning], float]:
    """The formulas, commands and texts that come out of sounds, and the hours of these."""
    seconds = 0.0

    def blocks() -> Iterator[np.ndarray]:
        nonlocal seconds
        for sound in sounds:
            seconds += len(sound) / SAMPLE_RATE
            yield sound

    meanings = [
        rank(utterance.hypotheses)[0]
        for utterance in recogniser.transcribe(blocks())
        if utterance.hypotheses
    ]
    return meanings, seconds / 3600


def main() -> None:
    """The command line of this benchmark."""
    parser = clips.options("rejection", __doc__)
    parser.add_argument("--show", action="store_true", help="list what is told")
    chosen = parser.parse_args()
    recogniser, examples = clips.load(chosen)
    chatter = [one for one in examples if is_chatter(one.words, recogniser.lexicon)]
    rng = np.random.default_rng(1 if chosen.part == "dev" else 2)
    store, noises = clips.noises(chosen.work, chosen.part)
    noise = store.samples()
    sounds = {
        "noise": (noise[one.start : one.start + one.length] / np.float32(32768) for one in noises),
        "music": music(120, rng),
        "coughs": with_pauses(coughs(60, rng)),
    }
    for corpus in READ:
        some = clips.of(chatter, (corpus,), chosen.clips)
        sounds[f"read English ({corpus})"] = with_pauses(one.samples() for one in some)
    print("| sound | hours | formulas an hour | commands | texts |")
    print("|---|---:|---:|---:|---:|")
    found = {name: told(recogniser, sound) for name, sound in sounds.items()}
    for name, (meanings, hours) in found.items():
        if hours:
            kinds = Counter(one.kind for one in meanings)
            counts = " | ".join(
                f"{kinds[kind] / hours:.1f}" for kind in ("math", "command", "text")
            )
            print(f"| {name} | {hours:.3f} | {counts} |", flush=True)
    if chosen.show:
        for name, (meanings, _) in found.items():
            for one in meanings:
                print(f"{name}: {one.kind} “{one.transcript}”")
    print("\n| wanted speech | clips | nothing told % |\n|---|---:|---:|")
    for corpus in WANTED:
        some = clips.of(examples, (corpus,), chosen.clips)
        silent = sum(
            not told(recogniser, with_pauses([np.pad(one.samples(), SAMPLE_RATE)]))[0]
            for one in some
        )
        if some:
            print(f"| {corpus} | {len(some)} | {100 * silent / len(some):.1f} |", flush=True)


if __name__ == "__main__":
    main()
