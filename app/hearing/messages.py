"""What the window's process and the recogniser's process say to each other, besides audio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.understand import Meaning

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Begin:
    """A new stream of audio follows; blocks are float32 [samples], 16 kHz mono."""

    number: int
    endpoint: str
    keep_sound: bool = False  # send each finished utterance's sound with it


@dataclass(frozen=True, slots=True)
class Finish:
    """The stream is over: send what is still open, then Finished."""


@dataclass(frozen=True, slots=True)
class Words:
    """The user's own words have changed: read them again."""


@dataclass(frozen=True, slots=True)
class Known:
    """The letters of the lines before what is said next (`app.familiar`)."""

    letters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded; `notice` is a sentence on what could not be loaded with it."""

    notice: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """The model could not be loaded; `reason` says what to do."""

    reason: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What stream `number` is taken to mean so far, best first; `final` when it will not change.

    `pictures` are pairs of LaTeX and SVG: drawing takes longer than the window may stand still.
    `sound` is what a finished utterance was heard in (float32, 16 kHz), where that was asked for.
    """

    number: int
    meanings: tuple[Meaning, ...]
    final: bool
    pictures: tuple[tuple[str, str], ...] = ()
    sound: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything of stream `number` has been sent."""

    number: int
