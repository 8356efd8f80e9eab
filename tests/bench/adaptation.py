"""What adapting to a voice gains: python -m tests.bench.adaptation WORK [--learn CLIPS] ...

Takes speakers who were held out of training from the stores in WORK, adapts to some clips of each as
`speech-to-math adapt` does, and hears other clips of theirs before and after. Voices marked slow,
slurred, high or low are distorted first: the clips stand for speech that no training set has.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import tomllib
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import soxr
import torch

from asr.adaptation import Settings, adapt, heard
from asr.audio import SAMPLE_RATE
from asr.fine_tuning import loss, usable
from asr.profile import Profile
from asr.recogniser import RECIPE, Recogniser, shipped_model
from asr.scoring import word_error_rate
from asr.torchaudio_loader import load_torchaudio
from asr.train import recipe
from asr.train.batches import Example, load_examples

VOICES = (
    "fsdd_nicolas",
    "sc_5170b77f",
    "sc_8769c34c",
    "festival_ked_diphone",
    "festival_cmu_us_slt_arctic_hts",
    "espeak-ng_en-us+m4",
    "festival_kal_diphone",
    "festival_kal_diphone slow",
    "festival_kal_diphone slurred",
    "festival_kal_diphone high",
    "festival_kal_diphone low",
)
LEARNT, TESTED = 50, 40  # clips at most


def stretched(samples: np.ndarray, factor: float) -> np.ndarray:
    """Last `factor` times as long at the same pitch (a phase vocoder)."""
    size, hop = 512, 128
    window = torch.hann_window(size)
    spectrum = torch.stft(torch.from_numpy(samples), size, hop, window=window, return_complex=True)
    advance = torch.linspace(0, torch.pi * hop, size // 2 + 1)[:, None]
    longer = load_torchaudio().functional.phase_vocoder(spectrum, 1 / factor, advance)
    return torch.istft(longer, size, hop, window=window).numpy()


def slurred(samples: np.ndarray) -> np.ndarray:
    """Sounds that run into each other (70 ms) and lack what lies above 2.5 kHz."""
    size, hop = 512, 128
    window = torch.hann_window(size)
    spectrum = torch.stft(torch.from_numpy(samples), size, hop, window=window, return_complex=True)
    size_only = spectrum.abs()
    smeared = torch.nn.functional.avg_pool1d(size_only, 9, 1, padding=4)
    roll_off = torch.sigmoid((2500 - torch.linspace(0, 8000, size // 2 + 1)) / 250)[:, None]
    changed = spectrum / (size_only + 1e-6) * smeared * (roll_off + 0.01)
    return torch.istft(changed, size, hop, window=window, length=len(samples)).numpy()


def shifted(samples: np.ndarray, factor: float) -> np.ndarray:
    """Pitch and formants `factor` times as high, in the same time."""
    moved = soxr.resample(samples, SAMPLE_RATE * factor, SAMPLE_RATE).astype(np.float32)
    return stretched(moved, factor)


DISTORTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "": lambda samples: samples,
    "slow": lambda samples: stretched(samples, 1.8),
    "slurred": slurred,
    "high": lambda samples: shifted(samples, 1.45),
    "low": lambda samples: shifted(samples, 0.72),
}


def parts(
    examples: Sequence[Example], speaker: str, most: int
) -> tuple[list[Example], list[Example]]:
    """Clips of a speaker to learn from and to test with, at random but the same each time."""
    mine = [one for one in examples if one.entry.speaker == speaker]
    mine.sort(key=lambda one: zlib.crc32(str(one.entry.start).encode()))
    learnt = min(most, len(mine) // 2)
    return mine[:learnt], mine[learnt : learnt + TESTED]


def bench(
    examples: Sequence[Example],
    voice: str,
    most: int,
    model: Path,
    settings: Settings,
    folder: Path,
) -> tuple:
    """One row of the table, for a voice that `most` clips are learnt from."""
    speaker, _, distortion = voice.partition(" ")
    distort = DISTORTIONS[distortion]
    learnt, tested = parts(examples, speaker, most)
    profile, test = Profile(folder / "learnt"), Profile(folder / "tested")
    for into, clips in ((profile, learnt), (test, tested)):
        for clip in clips:
            samples = distort(clip.samples())
            samples = samples * np.float32(0.5 / max(1e-3, np.abs(samples).max()))
            into.add(np.pad(samples, SAMPLE_RATE // 4), " ".join(clip.words))
    begun = time.process_time()
    outcome = adapt(profile, model, settings=settings)
    spent = time.process_time() - begun
    row = [voice, len(learnt), len(tested)]
    for fit in (None, outcome.kept):
        recogniser = Recogniser.load(model, device="cpu", voice=fit)
        clips = usable(test.recordings, recogniser)
        pairs = [(one.text, heard(recogniser, one.samples)) for one in clips]
        row += [100 * word_error_rate(pairs), loss(recogniser.model, clips)]
    others = (100 * outcome.before.others, 100 * outcome.after.others)
    return (*row, *others, "yes" if outcome.kept else "no", spent)


def changed(settings: Settings, wanted: Sequence[str]) -> Settings:
    """The settings with changes such as "fit.passes=4"."""
    for change in wanted:
        table, _, assignment = change.partition(".")
        values = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in tomllib.loads(assignment).items()
        }
        settings = replace(settings, **{table: replace(getattr(settings, table), **values)})
    return settings


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.adaptation", description=__doc__)
    parser.add_argument("work", type=Path, help="as for speech-to-math train")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--voices", nargs="+", default=VOICES)
    parser.add_argument("--learn", type=int, default=LEARNT, metavar="CLIPS", help="at most")
    parser.add_argument("--set", nargs="+", default=[], metavar="TABLE.NAME=VALUE")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = options.model or shipped_model()
    settings = changed(Settings.load(), options.set)
    stores = [options.work / name for name in ("human", "synthetic")]
    examples = load_examples(recipe.load(model / RECIPE), stores)
    print("| voice | learnt | tested | WER % before | after | loss before | after "
          "| others' WER % before | after | kept | CPU s |")  # fmt: skip
    print("|---|" + "---:|" * 10)
    for voice in options.voices:
        with tempfile.TemporaryDirectory() as folder:
            voice_row = bench(examples, voice, options.learn, model, settings, Path(folder))
        name, learnt, tested, wer, lost, better, less, *others, kept, spent = voice_row
        print(
            f"| {name} | {learnt} | {tested} | {wer:.1f} | {better:.1f} | {lost:.2f} | {less:.2f} "
            f"| {others[0]:.1f} | {others[1]:.1f} | {kept} | {spent:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
