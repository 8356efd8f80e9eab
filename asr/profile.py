"""Voices: what one person has said to get better heard, and the weights that were fitted to it.

A profile is a folder. `recordings.tsv` lists its sound files with their words, `voice-001.safetensors`
and so on are the fits, of which the last one counts. Nothing here needs torch.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from asr.audio import SAMPLE_RATE
from asr.units import DATA

PROMPTS = DATA / "prompts.txt"
FITS_KEPT = 3
_NAME = re.compile(r"[^\W_][\w .'-]{0,39}")
_SHORTEST, _LONGEST = 0.3, 30.0  # seconds
_QUIET, _CLIPPED = 0.01, 0.02  # peak of full scale; share of samples at the limit


class ProfileError(Exception):
    """Something cannot be done with a profile; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One sound file of a profile and the words said in it."""

    path: Path
    text: str

    def samples(self) -> np.ndarray:
        """Float32 [n], 16 kHz mono; raises AudioError."""
        from asr.audio import read

        return np.concatenate(list(read(self.path)))


class Profile:
    """One person's recordings and fits, in a folder that need not exist yet."""

    def __init__(self, folder: Path) -> None:
        """`folder` carries the profile's name."""
        self.folder = folder
        self._list = folder / "recordings.tsv"

    @property
    def name(self) -> str:
        """The name that its owner gave it."""
        return self.folder.name

    @property
    def recordings(self) -> list[Recording]:
        """All recordings, the oldest first; those whose file is gone are left out."""
        if not self._list.exists():
            return []
        lines = self._list.read_text(encoding="utf-8").splitlines()
        rows = (line.partition("\t") for line in lines)
        found = [Recording(self.folder / file, text) for file, _, text in rows if text]
        return [one for one in found if one.path.exists()]

    def add(self, samples: np.ndarray, text: str) -> Recording:
        """Keep float32 [n] samples (16 kHz mono) in which `text` is said; raises ProfileError.

        The sound is refused, with a sentence for the speaker, when it cannot be of use.
        """
        import soundfile

        words = " ".join(text.split())
        if not words:
            raise ProfileError("There are no words to this recording: write what was said.")
        if complaint := fault(samples):
            raise ProfileError(complaint)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{self._next_number():04}.flac"
        soundfile.write(path, np.clip(samples, -1, 1), SAMPLE_RATE)
        with self._list.open("a", encoding="utf-8") as lines:
            lines.write(f"{path.name}\t{words}\n")
        return Recording(path, words)

    def has(self, samples: np.ndarray, text: str) -> bool:
        """Whether a recording of the same words and length is there already."""
        import soundfile

        words = " ".join(text.split())
        return any(
            one.text == words and soundfile.info(one.path).frames == len(samples)
            for one in self.recordings
        )

    def remove(self, recording: Recording) -> None:
        """Delete one recording; the fits that were made with it stay."""
        kept = [one for one in self.recordings if one != recording]
        text = "".join(f"{one.path.name}\t{one.text}\n" for one in kept)
        part = self._list.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(self._list)
        recording.path.unlink(missing_ok=True)

    @property
    def fits(self) -> list[Path]:
        """The weights fitted to this voice, the oldest first; the last one counts."""
        return sorted(self.folder.glob("voice-*.safetensors"))

    def next_fit(self) -> Path:
        """Where the next fit is to be written."""
        number = int(self.fits[-1].stem.partition("-")[2]) + 1 if self.fits else 1
        return self.folder / f"voice-{number:03}.safetensors"

    def forget_old_fits(self) -> None:
        """Delete all but the last few fits."""
        for path in self.fits[:-FITS_KEPT]:
            path.unlink()

    def undo(self) -> None:
        """Go back to the fit before the last one, or to the voice of everybody; raises ProfileError."""
        if not self.fits:
            raise ProfileError(f"“{self.name}” is not adapted: there is nothing to undo.")
        self.fits[-1].unlink()

    def _next_number(self) -> int:
        taken = [int(path.stem) for path in self.folder.glob("*.flac") if path.stem.isdigit()]
        return max(taken, default=0) + 1


class Profiles:
    """All profiles under one folder."""

    def __init__(self, folder: Path) -> None:
        """`folder` need not exist yet."""
        self.folder = folder

    def __iter__(self) -> Iterator[Profile]:
        """The profiles in alphabetical order."""
        if self.folder.is_dir():
            for folder in sorted(self.folder.iterdir()):
                if folder.is_dir():
                    yield Profile(folder)

    def __getitem__(self, name: str) -> Profile:
        """The profile of that name, new or not; raises ProfileError for what is no name."""
        if not _NAME.fullmatch(name) or name.endswith((".", " ")):
            raise ProfileError(
                f"“{name}” cannot be the name of a voice: use up to 40 letters, digits and spaces."
            )
        return Profile(self.folder / name)

    def existing(self, name: str) -> Profile:
        """The profile of that name; raises ProfileError when there is none."""
        profile = self[name]
        if not profile.folder.is_dir():
            known = ", ".join(one.name for one in self) or "none yet"
            raise ProfileError(f"There is no voice “{name}”; there are: {known}.")
        return profile

    def remove(self, name: str) -> None:
        """Delete a profile with all its recordings; raises ProfileError when there is none."""
        shutil.rmtree(self.existing(name).folder)


def prompts() -> list[str]:
    """Return the phrases to be read aloud by somebody who wants to be heard better."""
    lines = PROMPTS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def fault(samples: np.ndarray) -> str:
    """Say what is wrong with a recording that cannot be learnt from; "" for a good one."""
    seconds = len(samples) / SAMPLE_RATE
    if seconds < _SHORTEST:
        return "That was too short: start to speak after the signal and stop when you are done."
    if seconds > _LONGEST:
        return f"That was longer than {_LONGEST:.0f} seconds: say one phrase at a time."
    size = np.abs(samples)
    if not np.isfinite(size).all() or size.max() < _QUIET:
        return "Hardly anything was heard: come closer to the microphone or make it louder."
    if (size > 0.99).mean() > _CLIPPED:
        return "That was too loud for the microphone: move away a little or make it quieter."
    return ""
