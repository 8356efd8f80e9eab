"""Estimates an n-gram language model: interpolated modified Kneser-Ney.

Chen and Goodman, "An empirical study of smoothing techniques for language modeling", 1998.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from asr.language_model import END, NEVER, START, UNKNOWN, Ngram, Table, write_arpa


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
    write_arpa(tables, path)
    return sum(map(len, tables))


def _count(sentences: Iterable[str], order: int) -> list[Counter[Ngram]]:
    counts: list[Counter[Ngram]] = [Counter() for _ in range(order)]
    for sentence in sentences:
        words = (START, *sentence.split(), END)
        for size in range(1, order + 1):
            counts[size - 1].update(zip(*(words[i:] for i in range(size)), strict=False))
    return counts


def _estimate(counts: list[Counter[Ngram]], cutoffs: Sequence[int]) -> list[Table]:
    probabilities: dict[Ngram, float] = {(): 1 / max(1, len(counts[0]) - 1)}
    tables: list[dict[Ngram, float]] = []
    weights: dict[Ngram, float] = {}
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
    backoffs = {history: weight for history, weight in weights.items() if weight < 1.0}
    return [{n: (probabilities[n], backoffs.get(n)) for n in table} for table in tables]


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
