"""How sure the recogniser may be of what it heard: a probability, fitted on recordings."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp, log1p
from pathlib import Path

from asr.decoder import Decoder
from asr.history import Way
from asr.spelling import unspelled
from asr.types import Hypothesis
from asr.units import DATA

SETTINGS = DATA / "confidence.toml"
FLATTEN = 0.5  # as log-probabilities N-best scores are too sharp: neighbouring steps err alike


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression on `features`; `data/confidence.toml` says what each input is."""

    bias: float
    mismatch: float
    evidence: float
    share: float
    surprise: float
    doubt: float

    def __call__(self, inputs: Sequence[float]) -> float:
        """The probability that these inputs mean yes."""
        bias, *weights = astuple(self)
        return 1 / (1 + exp(-bias - sum(w * x for w, x in zip(weights, inputs, strict=True))))


@dataclass(frozen=True, slots=True)
class Confidence:
    """Whether the best hypothesis is `right` word for word, and whether it was `speech` at all.

    Speech means words of ours: where this is less likely than `reject_below`, noise or talk about
    something else was heard, and nothing is told.
    """

    right: Logistic
    speech: Logistic
    reject_below: float

    @classmethod
    def load(cls, path: Path = SETTINGS) -> Confidence:
        """Read the fitted weights."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        right, speech = Logistic(**tables["right"]), Logistic(**tables["speech"])
        return cls(right, speech, tables["rejection"]["reject_below"])

    def is_speech(self, inputs: Sequence[float]) -> bool:
        """Whether hypotheses with these `features` are likely to be words of ours."""
        return self.speech(inputs) >= self.reject_below

    def judge(self, decoder: Decoder) -> tuple[Hypothesis, ...]:
        """The decoder's hypotheses with their confidence; none if this was hardly speech."""
        ways = decoder.finish()
        if not ways:
            return ()
        inputs = features(decoder, ways)
        if not self.is_speech(inputs):
            return ()
        best, shares = self.right(inputs), _shares(ways)
        # What the best one leaves is shared among the others, who never look likelier than it.
        left = (1 - best) / max(1e-9, 1 - shares[0])
        confidences = [best, *(min(best, left * share) for share in shares[1:])]
        return tuple(
            Hypothesis(unspelled(way.words), way.score, confidence)
            for way, confidence in zip(ways, confidences, strict=True)
        )


def features(decoder: Decoder, ways: Sequence[Way]) -> tuple[float, ...]:
    """The inputs of the logistic model, in the order of its weights."""
    words, log_prob = ways[0].words, decoder.log_prob(ways[0])
    sound = ways[0].score - decoder.settings.model_weight * log_prob
    sound -= decoder.settings.word_bonus * len(words)
    mismatch = (decoder.ceiling - sound) / max(1, decoder.sounding)
    evidence = log1p(max(0.0, sound - decoder.silence) / len(words))
    surprise = -log_prob / (len(words) + 1)
    doubt = log1p(decoder.doubt / len(words))
    return mismatch, evidence, _shares(ways)[0], surprise, doubt


def _shares(ways: Sequence[Way]) -> list[float]:
    weights = [exp(FLATTEN * (way.score - ways[0].score)) for way in ways]
    return [weight / sum(weights) for weight in weights]
