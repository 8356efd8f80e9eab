"""The recogniser's own process: audio in through a pipe, what it means out through the same pipe.

Torch is imported here and nowhere in the window's process, so that recognition never holds the
window's interpreter lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import groupby
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

import numpy as np

from app.hearing.messages import Begin, Failed, Finish, Finished, Heard, Known, Ready, Words
from app.hearing.voices import teach
from app.render import DrawingError, svg_of
from app.understand import Meaning, rank

if TYPE_CHECKING:
    from asr.types import Utterance


def main(pipe: Connection, loader: str, options: dict[str, Any]) -> None:
    """Load the recogniser with `loader` ("module:function") and serve until the pipe closes."""
    try:
        module, _, function = loader.partition(":")
        load: Callable[..., Any] = getattr(import_module(module), function)
        recogniser = load(**options)
    except Exception as error:
        pipe.send(Failed(str(error) or type(error).__name__))
        return
    try:
        pipe.send(Ready(getattr(recogniser, "notice", "")))
        Session(pipe, recogniser).serve()
    except (EOFError, ConnectionError, KeyboardInterrupt):
        return  # the window is gone


class Memory:
    """The last minute of a stream's sound, for utterances that may be learnt from."""

    RATE = 16_000
    SECONDS = 60
    MARGIN = 0.3  # seconds around an utterance

    def __init__(self) -> None:
        self._sound = np.zeros(0, np.float32)
        self._forgotten = 0  # samples

    def add(self, samples: np.ndarray) -> None:
        """Remember float32 [n]."""
        self._sound = np.concatenate([self._sound, samples])
        if (excess := len(self._sound) - self.SECONDS * self.RATE) > self.RATE:
            self._sound, self._forgotten = self._sound[excess:], self._forgotten + excess

    def between(self, start: float, end: float) -> np.ndarray:
        """Return the sound from `start` to `end` seconds of the stream, and a little around it."""
        first, last = (
            max(0, round(second * self.RATE) - self._forgotten)
            for second in (start - self.MARGIN, end + self.MARGIN)
        )
        return self._sound[first:last].copy()


class Session:
    """One stream at a time."""

    # Messages taken at once: enough to catch up after loading, few enough for partials to keep coming.
    BATCH = 12

    def __init__(self, pipe: Connection, recogniser: Any) -> None:
        self._pipe = pipe
        self._recogniser = recogniser
        self._stream: Any = None
        self._memory: Memory | None = None
        self._number = 0
        self._known: frozenset[str] = frozenset()

    def serve(self) -> None:
        """Answer messages until the pipe closes."""
        while True:
            messages = [self._pipe.recv()]
            while len(messages) < self.BATCH and self._pipe.poll():
                messages.append(self._pipe.recv())
            for message in joined(messages):
                self._answer(message)

    def _answer(self, message: Begin | Finish | Known | Words | np.ndarray) -> None:
        if isinstance(message, Words):
            teach(self._recogniser)
        elif isinstance(message, Known):
            self._known = message.letters
        elif isinstance(message, Begin):
            self._number = message.number
            self._memory = Memory() if message.keep_sound else None
            self._stream = self._recogniser.stream(endpoint=message.endpoint)
        elif isinstance(message, Finish):
            if self._stream is not None:
                self._tell(self._stream.finish())
            self._stream = None
            self._pipe.send(Finished(self._number))
        elif self._stream is not None:
            if self._memory is not None:
                self._memory.add(message)
            self._tell(self._stream.feed(message))

    def _tell(self, utterances: list[Utterance]) -> None:
        for utterance in utterances:
            meanings = tuple(rank(utterance.hypotheses, known=self._known))
            # All readings of a line will be shown, but only the best one of a partial result.
            shown = meanings if utterance.final else meanings[:1]
            sound = None
            if self._memory is not None and utterance.final and meanings:
                sound = self._memory.between(utterance.start, utterance.end)
            self._pipe.send(
                Heard(self._number, meanings, utterance.final, pictures_of(shown), sound)
            )


def pictures_of(meanings: Sequence[Meaning]) -> tuple[tuple[str, str], ...]:
    """Return LaTeX and SVG of every formula that can be drawn."""
    pictures = []
    for meaning in meanings:
        if meaning.kind == "math":
            with suppress(DrawingError):
                pictures.append((meaning.latex, svg_of(meaning.latex)))
    return tuple(pictures)


def joined(messages: list[Any]) -> Iterator[Any]:
    """Yield the messages with audio that comes in a row as one block."""
    for is_audio, group in groupby(messages, key=lambda message: isinstance(message, np.ndarray)):
        if is_audio:
            yield np.concatenate(list(group))
        else:
            yield from group
