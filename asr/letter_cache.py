"""Letters come back: whoever has said x in a formula will say x again rather than another letter.

The n-gram model looks at a few words only and does not know. So the probability that it gives to all letters
together is dealt out anew, a share of it to those said before: a cache (Kuhn and De Mori, "A cache-based
natural language model for speech recognition", 1990), of letters and of one utterance. Where words are
spelled, letters do not come back.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp, log
from pathlib import Path

from asr.language_model import LanguageModel
from asr.units import DATA

LETTERS = DATA / "letters.txt"
_SPELLED = 2  # letters in a row; who says more of them may be spelling


class LetterCache:
    """Says how much likelier a sentence is than the n-gram model `model` knows."""

    def __init__(self, model: LanguageModel, share: float) -> None:
        """Letters said before get `share` of the next letter's probability, less where few were said."""
        self._model, self._share = model, share
        self._numbers = {
            letter: model.words[letter] for letter in letters() if letter in model.words
        }
        # By the model's state, the probability that a letter comes next.
        self._any: dict[int, float] = {}

    def gain(self, words: Sequence[str]) -> float:
        """Return what is to be added to the log-probability of `words`, in nats."""
        model, said, total = self._model, [], 0.0
        state, row = model.start, 0
        for word in words:
            log_prob, after = model.score(state, model.words.get(word, model.unknown))
            if word not in self._numbers:
                row = 0
            else:
                row += 1
                if said and row <= _SPELLED:
                    share = self._share * len(said) / (len(said) + 1)
                    again = said.count(word) / len(said) * self._any_letter(state)
                    total += log(1 - share + share * again / exp(log_prob))
                said.append(word)
            state = after
        return total

    def _any_letter(self, state: int) -> float:
        if state not in self._any:
            scores = (self._model.score(state, number)[0] for number in self._numbers.values())
            self._any[state] = sum(map(exp, scores))
        return self._any[state]


@cache
def letters(path: Path = LETTERS) -> tuple[str, ...]:
    """The words that are letters."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())
