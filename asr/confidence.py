"""How sure the recogniser may be of what it heard: a probability, fitted on recordings."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import ClassVar

from asr.decoder import Decoder
from asr.history import Way
from asr.spelling import unspelled
from asr.types import Hypothesis
from asr.units import DATA

SETTINGS = DATA / "confidence.toml"
FLATTEN = 0.5  # as log-probabilities N-best scores are too sharp: neighbouring steps err alike


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic model of whether the best hypothesis is right word for word.

    Its inputs: how much worse the words explain the sound than free phonemes do, per step that
    held sound; the share of the best hypothesis among the N best; the language model's surprise a
    word; and the number of words.
    """

    NAMES: ClassVar = ("bias", "mismatch", "share", "surprise", "length")

    bias: float
    mismatch: float
    share: float
    surprise: float
    length: float
    reject_below: float

    @classmethod
    def load(cls, path: Path = SETTINGS) -> Confidence:
        """Read the fitted weights."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(**tables["weights"], **tables["rejection"])

    def judge(self, decoder: Decoder) -> tuple[Hypothesis, ...]:
        """The decoder's hypotheses with their confidence; none if this was hardly speech."""
        ways = decoder.finish()
        if not ways:
            return ()
        inputs = features(decoder, ways)
        best = self.probability(inputs)
        if best < self.reject_below:
            return ()
        shares = _shares(ways)
        scale = [best] + [min(best, (1 - best) * share / (1 - shares[0])) for share in shares[1:]]
        return tuple(
            Hypothesis(unspelled(way.words), way.score, confidence)
            for way, confidence in zip(ways, scale, strict=True)
        )

    def probability(self, inputs: Sequence[float]) -> float:
        """The probability that a hypothesis with these `features` is right."""
        weights = (self.mismatch, self.share, self.surprise, self.length)
        return 1 / (1 + exp(-self.bias - sum(w * x for w, x in zip(weights, inputs, strict=True))))


def features(decoder: Decoder, ways: Sequence[Way]) -> tuple[float, float, float, float]:
    """The inputs of the logistic model, in the order of its weights."""
    words = [word.text for word in ways[0].words]
    log_prob = decoder.tree.log_prob(words)
    sound = ways[0].score - decoder.settings.model_weight * log_prob
    sound -= decoder.settings.word_bonus * len(words)
    mismatch = (decoder.ceiling - sound) / max(1, decoder.sounding)
    return mismatch, _shares(ways)[0], -log_prob / (len(words) + 1), len(words) ** 0.5


def _shares(ways: Sequence[Way]) -> list[float]:
    weights = [exp(FLATTEN * (way.score - ways[0].score)) for way in ways]
    return [weight / sum(weights) for weight in weights]
