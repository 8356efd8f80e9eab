"""What the window's process and the recogniser's process say to each other, besides audio."""

from __future__ import annotations

from dataclasses import dataclass

from app.understand import Meaning


@dataclass(frozen=True, slots=True)
class Begin:
    """A new stream of audio follows; blocks are float32 [samples], 16 kHz mono."""

    number: int
    endpoint: str


@dataclass(frozen=True, slots=True)
class Finish:
    """The stream is over: send what is still open, then Finished."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The model could not be loaded; `reason` says what to do."""

    reason: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What stream `number` is taken to mean so far, best first; `final` when it will not change.

    `pictures` are pairs of LaTeX and SVG: drawing takes longer than the window may stand still.
    """

    number: int
    meanings: tuple[Meaning, ...]
    final: bool
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything of stream `number` has been sent."""

    number: int
