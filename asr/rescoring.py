"""Weighs finished hypotheses anew: by what both language models together foretell.

The search asks the n-gram model alone. Of its best hypotheses each word then gets a share of either model's
probability (N-best rescoring with interpolated models, as in Mikolov et al., "Recurrent neural network based
language model", 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from asr.language_model import LanguageModel
from asr.recurrent_language_model import RecurrentLanguageModel


class Rescorer:
    """Says how much likelier a sentence is than the n-gram model knows; sentences are its words' numbers."""

    def __init__(self, ngrams: LanguageModel, recurrent: RecurrentLanguageModel) -> None:
        """Words that `recurrent` does not know stay as likely as `ngrams` has them."""
        self._ngrams, self._recurrent = ngrams, recurrent
        self._numbers = {
            number: recurrent.numbers.get(word, recurrent.unknown)
            for word, number in ngrams.words.items()
        }

    def gains(self, sentences: Sequence[Sequence[int]], share: float) -> list[float]:
        """What to add to the log-probability of each sentence, in nats.

        `share` of each word's probability is the recurrent model's.
        """
        if not share:
            return [0.0] * len(sentences)
        numbers = [[self._numbers[word] for word in sentence] for sentence in sentences]
        foretold = self._recurrent.log_probs(numbers)
        return [
            self._gain(*three, share) for three in zip(sentences, numbers, foretold, strict=True)
        ]

    def _gain(
        self, words: Sequence[int], numbers: Sequence[int], foretold: Sequence[float], share: float
    ) -> float:
        ngrams, unknown = self._ngrams, self._recurrent.unknown
        total, state = 0.0, ngrams.start
        for word, number, log_prob in zip(
            (*words, ngrams.end), (*numbers, self._recurrent.end), foretold, strict=True
        ):
            before, state = ngrams.score(state, word)
            if number != unknown:
                total += log(1 - share + share * exp(log_prob - before))
        return total
