"""Time as it would pass on a free machine: without the waits in which other programs have the processor.

Linux counts for every thread how long it was ready to run and had to wait (`schedstat`). Where it does not,
nothing is taken off.
"""

import os
import time
from pathlib import Path

from PySide6.QtCore import QTimer

LAPTOP_SECONDS = 0.03  # that `slowness` takes for its piece of work there


def waited() -> float:
    """Return for how many seconds this thread has waited for a processor so far."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def slowness() -> float:
    """Return how many times as long as a laptop of today this machine takes just now; at least 1.

    A machine with many guests may be half as fast for a while, whatever it says of waiting.
    """
    took = []
    for _ in range(6):
        begun = time.perf_counter()
        sum({number: str(number) for number in range(200_000)})
        took.append(time.perf_counter() - begun)
    return max(1.0, min(took) / LAPTOP_SECONDS)


def since_start() -> float:
    """Return how many seconds ago this process began."""
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - began


def processor_seconds(process_id: int) -> float:
    """Return how much processor time another process has used."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Watchdog:
    """Measures the longest time, in ms, for which Qt's loop did not come round.

    `worked` counts the processor time of the window's thread: it holds on a busy machine too. `stood`
    counts everything but its own waits for a processor, so also those for the disk and the screen.
    """

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)
        self.reset()

    def reset(self) -> None:
        self.worked = self.stood = 0.0
        self._last = time.thread_time(), time.perf_counter() - waited()

    def _tick(self) -> None:
        now = time.thread_time(), time.perf_counter() - waited()
        self.worked = max(self.worked, 1000 * (now[0] - self._last[0]))
        self.stood = max(self.stood, 1000 * (now[1] - self._last[1]))
        self._last = now
