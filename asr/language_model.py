"""The n-gram language model: how likely a word is after the words before it.

`LanguageModel` answers the decoder's queries from a file in the ARPA format, which every toolkit reads and
`write_arpa` writes.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import KeysView, Sequence
from pathlib import Path

START, END, UNKNOWN = "<s>", "</s>", "<unk>"
LN10 = math.log(10)
_WORD_BITS = 20  # up to a million words
_CACHE_LIMIT = 200_000  # answers kept: hours of dictation stay within tens of megabytes
NEVER = -99.0  # ARPA's log10 probability of what is never predicted

Ngram = tuple[str, ...]
# Of the n-grams of one length: probability, and back-off weight where longer ones begin with it.
Table = dict[Ngram, tuple[float, float | None]]


class LanguageModel:
    """An ARPA model. Words and states (histories, as far as they matter) are numbers."""

    EMPTY = 0  # the state in which nothing is known of what came before

    def __init__(self, log_prob: dict[str, float], backoff: dict[str, float]) -> None:
        """Both map n-grams, as words parted by spaces, to log10 values; most callers want `load`.

        `backoff` has only the n-grams that longer ones begin with.
        """
        self._log_prob, self._backoff = log_prob, backoff
        self._texts = [ngram for ngram in log_prob if " " not in ngram]
        self.words: dict[str, int] = {text: index for index, text in enumerate(self._texts)}
        self.unknown = self._number_of(UNKNOWN)
        self.end = self._number_of(END)
        self._histories = [""]
        self._states = {"": self.EMPTY}
        self._cache: dict[int, tuple[float, int]] = {}
        self.start = self._state_after(START)

    @classmethod
    def load(cls, path: Path) -> LanguageModel:
        """Read an ARPA file, gzipped when its name ends in .gz; raises ValueError for another."""
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        log_prob: dict[str, float] = {}
        backoff: dict[str, float] = {}
        for line in text.split("\n"):
            fields = line.split("\t")
            if len(fields) > 1:
                log_prob[fields[1]] = float(fields[0])
                if len(fields) > 2:
                    backoff[fields[1]] = float(fields[2])
        if "\\1-grams:" not in text:
            raise ValueError(f"{path} is not a language model in ARPA format")
        return cls(log_prob, backoff)

    def ngrams(self) -> KeysView[str]:
        """All n-grams that have a probability of their own, as words parted by spaces."""
        return self._log_prob.keys()

    def score(self, state: int, word: int) -> tuple[float, int]:
        """Return the natural log-probability of `word` after `state`, and the next state."""
        key = state << _WORD_BITS | word
        known = self._cache.get(key)
        if known is None:
            if len(self._cache) > _CACHE_LIMIT:
                self._cache.clear()
            known = self._cache[key] = self._look_up(self._histories[state], self._texts[word])
        return known

    def score_words(self, words: Sequence[str], finish: bool = True) -> float:
        """Return the natural log-probability of a whole sentence, its end included if `finish`."""
        total, state = 0.0, self.start
        for word in words:
            log_prob, state = self.score(state, self.words.get(word, self.unknown))
            total += log_prob
        return total + (self.score(state, self.end)[0] if finish else 0.0)

    def _look_up(self, history: str, word: str) -> tuple[float, int]:
        total = 0.0
        while history:
            ngram = f"{history} {word}"
            if ngram in self._log_prob:
                return (total + self._log_prob[ngram]) * LN10, self._state_after(ngram)
            total += self._backoff.get(history, 0.0)
            history = history.partition(" ")[2]
        return (total + self._log_prob.get(word, NEVER)) * LN10, self._state_after(word)

    def _state_after(self, ngram: str) -> int:
        """The state of the longest end of `ngram` that any longer n-gram begins with."""
        while ngram and ngram not in self._backoff:
            ngram = ngram.partition(" ")[2]
        if ngram not in self._states:
            self._states[ngram] = len(self._histories)
            self._histories.append(ngram)
        return self._states[ngram]

    def _number_of(self, word: str) -> int:
        if word not in self.words:
            self.words[word] = len(self._texts)
            self._texts.append(word)
        return self.words[word]


def write_arpa(tables: Sequence[Table], path: Path) -> None:
    """Write a model, its unigrams' table first, replacing `path` in one step; gzipped when it ends in .gz."""
    part = path.with_name(path.name + ".part")
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(part, "wt", encoding="utf-8") as file:
        file.write("\\data\\\n")
        for size, table in enumerate(tables, start=1):
            file.write(f"ngram {size}={len(table)}\n")
        for size, table in enumerate(tables, start=1):
            file.write(f"\n\\{size}-grams:\n")
            for ngram, (probability, weight) in sorted(table.items()):
                line = f"{math.log10(probability):.4f}\t{' '.join(ngram)}"
                if weight is not None:
                    line += f"\t{math.log10(max(weight, 1e-9)):.4f}"
                file.write(line + "\n")
        file.write("\n\\end\\\n")
    part.replace(path)
