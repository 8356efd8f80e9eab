"""`speech-to-math doctor`: what works here, and what to do about what does not."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

HELP = "check this installation and say what to do about what is missing"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare no options."""


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each check; the status is 1 when something is missing."""
    healthy = True
    for name, check in CHECKS:
        try:
            print(f"ok       {name}: {check()}")
        except Exception as error:
            healthy = False
            print(f"missing  {name}: {error}")
    return 0 if healthy else 1


def _python() -> str:
    return sys.version.split()[0]


def _grammar() -> str:
    from app.understand import meanings_of

    latex = meanings_of("x squared plus one over two")[0].latex
    return f"“x squared plus one over two” gives {latex}"


def _picture() -> str:
    from app.render import svg_of

    return f"formulas can be drawn ({len(svg_of('x^2'))} bytes for x²)"


def _model() -> str:
    from app.hearing.loading import load_recogniser

    load_recogniser()
    return "the speech model loads"


def _microphone() -> str:
    from app.subcommands.devices import microphone_lines

    return f"{len(microphone_lines())} found; `speech-to-math devices` lists them"


def _screen() -> str:
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise RuntimeError(
            "no screen here; transcribe and parse work without, the window does not."
        )
    import PySide6.QtWidgets

    return f"Qt {PySide6.QtCore.qVersion()}"


def _settings() -> str:
    from app.settings import Settings

    settings = Settings()
    if settings.problems:
        raise RuntimeError(" ".join(settings.problems))
    return f"in {settings.path}"


def _voice() -> str:
    from app.reading import find_engine

    return f"{find_engine()} reads formulas aloud"


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Python", _python),
    ("grammar", _grammar),
    ("drawing", _picture),
    ("speech model", _model),
    ("microphone", _microphone),
    ("screen", _screen),
    ("reading aloud", _voice),
    ("settings", _settings),
)
