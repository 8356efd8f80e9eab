"""What the recogniser hands on: words with times, hypotheses, utterances."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word; `start` and `end` are seconds from the start of the recording or stream."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way to hear an utterance: `score` is a log-probability, `confidence` lies in [0, 1]."""

    words: tuple[Word, ...]
    score: float
    confidence: float

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of speech between `start` and `end` seconds; `hypotheses` come best first.

    `final` is false for a partial result, which later ones of the same utterance replace.
    """

    start: float
    end: float
    hypotheses: tuple[Hypothesis, ...]
    final: bool = True
