"""`speech-to-math bench`: how long the steps from phrase to picture take on this machine."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

HELP = "measure the speed of each step on this machine"
PHRASES = (
    "x squared plus one over two",
    "the integral from zero to infinity of e to the minus x squared d x",
    "minus b plus or minus the square root of b squared minus four a c all over two a",
    "the sum from n equals one to infinity of one over n squared equals pi squared over six",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `bench`."""
    parser.add_argument("recording", nargs="*", type=Path, help="recordings to time recognition on")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))


def run(arguments: argparse.Namespace) -> int:
    """Print one figure on each line."""
    from app.render import draw
    from app.understand import meanings_of

    print(f"import mathparse      {_import_seconds('mathparse') * 1000:8.1f} ms")
    print(f"phrase to formula     {_each(meanings_of) * 1000:8.2f} ms (median)")
    formulas = [meanings_of(phrase)[0].latex for phrase in PHRASES]
    print(f"formula to picture    {_each(draw, formulas) * 1000:8.2f} ms (median, not cached)")
    return _bench_recordings(arguments) if arguments.recording else 0


def _import_seconds(module: str) -> float:
    """Return how much longer a new interpreter takes with `module`, in seconds."""
    code = (
        "import time; start = time.perf_counter(); "
        f"import {module}; print(time.perf_counter() - start)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return float(printed.stdout)


def _each(step: Callable[[str], object], inputs: tuple[str, ...] | list[str] = PHRASES) -> float:
    step(inputs[0])
    seconds = []
    for text in inputs:
        start = time.perf_counter()
        step(text)
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def _bench_recordings(arguments: argparse.Namespace) -> int:
    from app.recordings import RecordingError, passages_of
    from app.subcommands.transcribe import complain, load

    start = time.perf_counter()
    recogniser = load(None, arguments.device)
    if recogniser is None:
        return 1
    print(f"load the speech model {time.perf_counter() - start:8.2f} s")
    status = 1
    for recording in arguments.recording:
        heard: list[float] = []
        start = time.perf_counter()
        try:
            passages = list(passages_of(recogniser, recording, on_seconds=heard.append))
        except RecordingError as error:
            complain(str(error))
            continue
        spent = time.perf_counter() - start
        print(
            f"{recording.name}: {sum(heard) / spent:.1f} times real time, {len(passages)} passages"
        )
        status = 0
    return status
