"""The command line: one module of `app.subcommands` for each thing it can do."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

# Modules of app.subcommands, in the order of the help. Each has HELP (one line), `add_arguments(parser)`
# and `run(arguments) -> exit status`, and imports nothing heavy before `run`.
SUBCOMMANDS = (
    "window",
    "parse",
    "transcribe",
    "train",
    "evaluate",
    "adapt",
    "bench",
    "devices",
    "doctor",
)
DEFAULT = "window"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="speech-to-math",
        description="Speak mathematics and see the formula. Everything happens on this machine.",
        epilog="Without a subcommand, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {program_version()}")
    subparsers = parser.add_subparsers(dest="subcommand", metavar="SUBCOMMAND")
    for name in SUBCOMMANDS:
        module = import_module(f"app.subcommands.{name}")
        subparser = subparsers.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(subparser)
        subparser.set_defaults(run=module.run)
    return parser


def program_version() -> str:
    """Return the installed version, or "development" when run from a checkout."""
    try:
        return version("speech-to-math")
    except PackageNotFoundError:
        return "development"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or (arguments[0].startswith("-") and not _is_general(arguments[0])):
        arguments.insert(0, DEFAULT)
    parsed = build_parser().parse_args(arguments)
    try:
        return parsed.run(parsed)
    except BrokenPipeError:
        # Whoever read our output has gone; leave quietly, and keep the interpreter from trying again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _is_general(argument: str) -> bool:
    return argument in ("-h", "--help", "--version")


if __name__ == "__main__":
    sys.exit(main())
