"""Live recognition, measured: python -m tests.bench.streaming MANIFEST [--endpoint normal] ...

Plays the recordings of a manifest (path, tab, words) into a stream, with silence between them, and
prints speed, latencies and stability as percentiles. Time is simulated: a block arrives when it would
from a microphone, and the computing of each block is timed on this machine with one thread.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from asr.audio import SAMPLE_RATE, AudioError, read
from asr.recogniser import Recogniser
from asr.scoring import word_error_rate
from asr.stream import Stream

NOISE = 1e-4  # of the quiet room between the recordings
GAP = 2.0  # seconds
NAMES = ("half", "p90", "p99", "worst")


@dataclass(slots=True)
class Report:
    """What was measured; latencies in seconds."""

    partial_latency: list[float] = field(default_factory=list)
    final_latency: list[float] = field(default_factory=list)
    step_time: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # of each recording
    finals: list[str] = field(default_factory=list)
    shown_words: int = 0
    taken_back: int = 0  # all from the first that changes
    changed: int = 0
    audio: float = 0.0
    busy: float = 0.0
    grown: float = 0.0  # MB of resident memory, first to last recording


class Clock:
    """Simulated time of a microphone that delivers blocks and a recogniser that may lag behind."""

    def __init__(self) -> None:
        self.arrival = self.free = 0.0

    def run(self, stream: Stream, block: np.ndarray) -> tuple[list, float]:
        """Feed a block; returns what was told, and the seconds that computing took."""
        self.arrival += len(block) / SAMPLE_RATE
        begun = time.perf_counter()
        told = stream.feed(block)
        spent = time.perf_counter() - begun
        self.free = max(self.free, self.arrival) + spent
        return told, spent


def play(recogniser: Recogniser, sounds: list[np.ndarray], block: int, endpoint: str) -> Report:
    """Stream all sounds, each followed by a pause, through one stream."""
    report, clock = Report(), Clock()
    begun = time.process_time()
    stream = recogniser.stream(endpoint)
    limit = recogniser.listening.endpoint[endpoint]
    delay = recogniser.listening.delay
    start_memory = 0.0
    for number, sound in enumerate(sounds):
        heard: list[str] = []
        shown: list[str] = []
        for piece in blocks(sound, block):
            told, spent = clock.run(stream, piece)
            report.step_time.append(spent)
            for one in told:
                words = one.hypotheses[0].text.split() if one.hypotheses else []
                report.taken_back += len(shown) - common(shown, words)
                report.changed += len(shown) - kept(shown, words)
                if one.final:
                    heard += words
                    report.finals += [" ".join(words)] if words else []
                    shown = []
                    report.shown_words += len(words)
                    endpoint_time = one.end + delay + limit
                    report.final_latency.append(clock.free - endpoint_time)
                else:
                    shown = words
                    report.partial_latency.append(clock.free - clock.arrival)
        report.texts.append(" ".join(heard))
        report.audio += len(sound) / SAMPLE_RATE
        memory = resident()
        start_memory = start_memory or memory
        report.grown = memory - start_memory if number else 0.0
    report.busy = time.process_time() - begun
    return report


def with_pauses(sounds: list[np.ndarray]) -> list[np.ndarray]:
    """Each sound followed by a pause in a quiet room."""
    rng = np.random.default_rng(0)
    size = int(GAP * SAMPLE_RATE)
    return [
        np.concatenate([sound, NOISE * rng.standard_normal(size).astype(np.float32)])
        for sound in sounds
    ]


def common(first: list[str], second: list[str]) -> int:
    """How many words two lists begin with alike."""
    count = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        count += 1
    return count


def kept(first: list[str], second: list[str]) -> int:
    """How many words of the first list stand in the second, in order."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def blocks(samples: np.ndarray, size: int) -> Iterator[np.ndarray]:
    """Pieces of `size` samples."""
    for start in range(0, len(samples), size):
        yield samples[start : start + size]


def resident() -> float:
    """The process's memory in MB."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def percentiles(values: list[float]) -> str:
    """Half, nine in ten, ninety-nine in a hundred, and the worst, in milliseconds."""
    if not values:
        return "none"
    points = np.percentile(values, [50, 90, 99, 100]) * 1000
    return "  ".join(f"{name} {value:6.1f}" for name, value in zip(NAMES, points, strict=True))


def load(manifest: Path, limit: int) -> tuple[list[np.ndarray], list[str]]:
    """The sounds and words of a manifest's first lines."""
    sounds, words = [], []
    for line in manifest.read_text(encoding="utf-8").splitlines()[:limit]:
        path, _, said = line.partition("\t")
        try:
            sounds.append(np.concatenate(list(read(path))))
        except AudioError as error:
            print(error)
            continue
        words.append(said.strip())
    return sounds, words


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.streaming", description=__doc__)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--endpoint", default="normal")
    parser.add_argument("--block", type=float, default=0.04, help="seconds of a microphone block")
    options = parser.parse_args()
    recogniser = Recogniser.load(options.model, device="cpu")
    sounds, words = load(options.manifest, options.limit)
    sounds = with_pauses(sounds)
    play(recogniser, sounds[:1], SAMPLE_RATE, options.endpoint)  # the first call of torch is slow
    size = int(options.block * SAMPLE_RATE)
    report = play(recogniser, sounds, size, options.endpoint)
    recorded = [one.hypotheses[0].text for one in recogniser.transcribe(sounds, options.endpoint)]
    silent = play(recogniser, [np.zeros(30 * SAMPLE_RATE, np.float32)], size, options.endpoint)
    print(f"recordings                 {len(sounds)}, {report.audio:.0f} s with the pauses")
    print(f"real-time factor           {report.busy / report.audio:.3f}")
    print(f"real-time factor, silence  {silent.busy / silent.audio:.4f}")
    print(f"computing a block, ms      {percentiles(report.step_time)}")
    print(f"partial latency, ms        {percentiles(report.partial_latency)}")
    print(f"final after endpoint, ms   {percentiles(report.final_latency)}")
    words_told = max(1, report.shown_words)
    print(f"words changed              {report.changed / words_told:.3f} a word")
    print(f"with all after them        {report.taken_back / words_told:.3f} a word")
    wordless = [number for number, said in enumerate(words) if not said]
    if wordless:
        hours = sum(len(sounds[number]) for number in wordless) / SAMPLE_RATE / 3600
        told = sum(bool(report.texts[number]) for number in wordless)
        print(f"told without words said    {told / hours:.1f} an hour, {hours:.2f} h")
    errors = word_error_rate(zip(words, report.texts, strict=True))
    print(f"word error rate            {errors:.4f}")
    print(f"same as a recording        {recorded == report.finals}")
    print(f"memory grown               {report.grown:.1f} MB")


if __name__ == "__main__":
    main()
