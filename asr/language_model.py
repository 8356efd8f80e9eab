"""The n-gram language model: how likely a word is after the words before it.

`build` estimates an interpolated modified Kneser-Ney model (Chen and Goodman, "An empirical study of
smoothing techniques for language modeling", 1998) and writes it in the ARPA format that every toolkit
reads; `LanguageModel` answers the decoder's queries from such a file.
"""

from __future__ import annotations

import gzip
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

START, END, UNKNOWN = "<s>", "</s>", "<unk>"
LN10 = math.log(10)
_WORD_BITS = 20  # up to a million words
_CACHE_LIMIT = 200_000  # answers kept: hours of dictation stay within tens of megabytes
NEVER = -99.0  # ARPA's log10 probability of what is never predicted

Ngram = tuple[str, ...]


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


def build(
    sentences: Iterable[str],
    path: Path,
    order: int = 5,
    cutoffs: Sequence[int] = (0, 0, 1, 1, 1),
    vocabulary: Iterable[str] = (),
) -> int:
    """Estimate a model of `sentences` and write it to `path`; returns the number of n-grams.

    An n-gram seen at most `cutoffs[n - 1]` times is left to its back-off. Words of `vocabulary`
    that no sentence holds get the probability of an unseen word.
    """
    counts = _count(sentences, order)
    for word in vocabulary:
        counts[0].setdefault((word,), 0)
    counts[0].setdefault((UNKNOWN,), 0)
    tables = _estimate(counts, cutoffs)
    _write_arpa(tables, path)
    return sum(map(len, tables))


def _count(sentences: Iterable[str], order: int) -> list[Counter[Ngram]]:
    counts: list[Counter[Ngram]] = [Counter() for _ in range(order)]
    for sentence in sentences:
        words = (START, *sentence.split(), END)
        for size in range(1, order + 1):
            counts[size - 1].update(zip(*(words[i:] for i in range(size)), strict=False))
    return counts


def _estimate(
    counts: list[Counter[Ngram]], cutoffs: Sequence[int]
) -> list[dict[Ngram, tuple[float, float]]]:
    """For each order: n-gram -> (probability, back-off weight)."""
    probabilities: dict[Ngram, float] = {(): 1 / max(1, len(counts[0]) - 1)}
    tables, weights = [], {}
    for size, raw in enumerate(counts, start=1):
        used = _continuation_counts(counts[size], raw) if size < len(counts) else raw
        discounts = _discounts(used.values())
        totals: Counter[Ngram] = Counter()
        kept_mass: defaultdict[Ngram, float] = defaultdict(float)
        kept: dict[Ngram, float] = {}
        for ngram, count in used.items():
            if ngram == (START,):
                continue
            totals[ngram[:-1]] += count
            if size == 1 or raw[ngram] > cutoffs[size - 1]:
                kept[ngram] = max(0.0, count - discounts[min(count, 3)])
                kept_mass[ngram[:-1]] += kept[ngram]
        weights.update({h: 1 - kept_mass[h] / total for h, total in totals.items() if total})
        for ngram, mass in kept.items():
            history = ngram[:-1]
            lower = probabilities[ngram[1:]]
            probabilities[ngram] = mass / totals[history] + weights[history] * lower
        tables.append(kept)
    tables[0] |= {(START,): 0.0}
    probabilities[(START,)] = 10**NEVER
    return [{n: (probabilities[n], weights.get(n, 1.0)) for n in table} for table in tables]


def _continuation_counts(longer: Counter[Ngram], raw: Counter[Ngram]) -> Counter[Ngram]:
    """In how many different contexts each n-gram occurs; those at a start keep their count."""
    kinds = Counter(ngram[1:] for ngram in longer)
    for ngram, count in raw.items():
        if ngram[0] == START or not count:
            kinds[ngram] = count
    return kinds


def _discounts(counts: Iterable[int]) -> tuple[float, float, float, float]:
    """Chen and Goodman's discounts of n-grams seen 0, 1, 2 and 3 or more times."""
    n = Counter(counts)
    if not (n[1] and n[2]):
        return 0.0, 0.5, 0.75, 0.9  # too little text for estimates
    y = n[1] / (n[1] + 2 * n[2])
    estimates = [c - (c + 1) * y * n[c + 1] / n[c] if n[c] else c * 0.3 for c in (1, 2, 3)]
    return 0.0, *(min(max(d, 0.05), c - 0.05) for c, d in zip((1, 2, 3), estimates, strict=True))


def _write_arpa(tables: list[dict[Ngram, tuple[float, float]]], path: Path) -> None:
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
                if size < len(tables) and weight < 1.0:
                    line += f"\t{math.log10(max(weight, 1e-9)):.4f}"
                file.write(line + "\n")
        file.write("\n\\end\\\n")
    part.replace(path)
