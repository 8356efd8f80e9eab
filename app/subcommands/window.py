"""`speech-to-math window`: the window, which also opens when no subcommand is given."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "open the window (this is what happens without a subcommand)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `window`."""
    parser.add_argument("document", nargs="?", type=Path, help="document to open")
    parser.add_argument("--model", type=Path, help="folder of another speech model")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--fresh", action="store_true", help="start with an empty document")


def run(arguments: argparse.Namespace) -> int:
    """Open the window and return when it is closed."""
    from app.window.start import start

    return start(arguments)
