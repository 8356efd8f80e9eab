"""`speech-to-math devices`: the microphones and the processors that can be used."""

from __future__ import annotations

import argparse
import sys

HELP = "list microphones, and what the recogniser can run on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare no options."""


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each device; the status is 1 without a microphone."""
    status = 0
    try:
        for line in microphone_lines():
            print(line)
    except RuntimeError as error:
        print(f"speech-to-math: {error}", file=sys.stderr)
        status = 1
    for line in processor_lines():
        print(line)
    return status


def microphone_lines() -> list[str]:
    """Describe every microphone; raises RuntimeError with what to do where there is none."""
    from asr.microphone import MicrophoneError, devices

    try:
        found = devices()
    except MicrophoneError as error:
        raise RuntimeError(str(error)) from error
    if not found:
        raise RuntimeError("No microphone was found: connect one and try again.")
    return [
        f"microphone  {device.index:>3}  {device.name}, {device.rate} Hz"
        f"{'  (default)' if device.default else ''}"
        for device in found
    ]


def processor_lines() -> list[str]:
    """Describe what `--device` may name here, best first."""
    import torch

    lines = [f"processor   cpu  {torch.get_num_threads()} threads"]
    if torch.backends.mps.is_available():
        lines.insert(0, "processor   mps  Apple GPU")
    if torch.cuda.is_available():
        lines.insert(0, f"processor  cuda  {torch.cuda.get_device_name()}")
    return lines
