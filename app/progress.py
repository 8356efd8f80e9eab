"""A progress line on standard error: how far, how fast, how long to go."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType


def seconds_of(recording: Path) -> float:
    """Return how long a recording lasts by its header, 0 where that does not say."""
    import soundfile

    try:
        return float(soundfile.info(str(recording)).duration)
    except Exception:
        return 0.0


class Progress:
    """Shows the share of audio done; on a pipe or when quiet it shows nothing."""

    REDRAW_SECONDS = 0.2

    def __init__(self, recordings: list[Path], quiet: bool = False) -> None:
        self._shown = sys.stderr.isatty() and not quiet
        self._lengths = {path: seconds_of(path) for path in recordings} if self._shown else {}
        self._total = sum(self._lengths.values())
        self._done = 0.0
        self._started = time.monotonic()
        self._drawn = 0.0
        self._name = ""

    def __enter__(self) -> Progress:
        """Start the clock."""
        self._started = time.monotonic()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away."""
        self.clear()

    def begin(self, recording: Path) -> None:
        """Note which recording is being heard."""
        self._name = recording.name
        self._draw()

    def advance(self, seconds: float) -> None:
        """Note that `seconds` more of audio have been read."""
        self._done += seconds
        if time.monotonic() - self._drawn > self.REDRAW_SECONDS:
            self._draw()

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _draw(self) -> None:
        if not self._shown:
            return
        self._drawn = time.monotonic()
        share = min(1.0, self._done / self._total) if self._total else 0.0
        spent = max(1e-3, self._drawn - self._started)
        left = f", {clock(spent / share - spent)} left" if share > 0.01 else ""
        sys.stderr.write(
            f"\r\x1b[K{share:4.0%} {self._name[:40]} ({self._done / spent:.0f}x{left})"
        )
        sys.stderr.flush()


def clock(seconds: float) -> str:
    """Return a time as "2:05" or "1:02:05"."""
    minutes, seconds = divmod(int(seconds), 60)
    return (
        f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        if minutes >= 60
        else f"{minutes}:{seconds:02}"
    )
