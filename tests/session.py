"""The spoken session of `data/session.toml`; run as a program, it makes the recordings.

    python -m tests.session

needs festival (Debian: festival festvox-us-slt-hts) and ffmpeg.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

DATA = Path(__file__).parent / "data"
NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
VOICE = "cmu_us_slt_arctic_hts"


@dataclass(frozen=True)
class Step:
    """One row of `session.toml`."""

    words: str
    latex: str = ""
    command: str = ""
    lines: int = 0
    picture: str = ""
    short: bool = False

    @property
    def recording(self) -> Path:
        return DATA / "session" / f"{self.words.replace(' ', '-')}.opus"

    def numbered(self, number: int) -> Step:
        """Return the step that says this number."""
        return replace(self, words=self.words.format(number=NUMBERS[number]))


def steps(short: bool = False) -> list[Step]:
    """Return the steps of the session, or of its short form."""
    rows = tomllib.loads((DATA / "session.toml").read_text(encoding="utf-8"))["step"]
    return [step for row in rows if (step := Step(**row)).short or not short]


def record(step: Step) -> None:
    """Have festival say the words of a step."""
    step.recording.parent.mkdir(exist_ok=True)
    wave = step.recording.with_suffix(".wav")
    speak = ["text2wave", "-eval", f"(voice_{VOICE})", "-o", str(wave)]
    subprocess.run(speak, input=step.words.encode(), check=True)
    encode = ["ffmpeg", "-loglevel", "error", "-y", "-i", str(wave), "-b:a", "24k"]
    subprocess.run([*encode, str(step.recording)], check=True)
    wave.unlink()


def main() -> int:
    for step in steps():
        for said in map(step.numbered, NUMBERS) if "{" in step.words else [step]:
            record(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
