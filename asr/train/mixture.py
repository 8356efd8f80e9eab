"""One language model of several kinds of talk: Bayesian interpolation.

Formulas, letters that are spelled and commands have little in common. The models of each kind are joined
such that the words before tell which one it is: a model counts by its share and by how well it would have
foretold them (Allauzen and Riley, "Bayesian language model interpolation for mobile speech input",
2011). The result is an n-gram model like any other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from asr.language_model import START, LanguageModel, Ngram, Table, write_arpa


def mix(models: Sequence[LanguageModel], shares: Sequence[float], path: Path) -> int:
    """Join `models` of the same words into an ARPA file at `path`; returns the number of n-grams.

    `shares` tell how much of all that is said is of each kind; they need not add up to one.
    """
    following: defaultdict[Ngram, dict[str, float]] = defaultdict(dict)
    for ngram in sorted({tuple(ngram.split()) for model in models for ngram in model.ngrams()}):
        following[ngram[:-1]][ngram[-1]] = 0.0
    for history, words in following.items():
        probability = _after(history, models, shares)
        words.update((word, probability(word)) for word in words)
    tables: list[Table] = [{} for _ in range(1 + max(map(len, following)))]
    for history, words in following.items():
        for word, probability in words.items():
            ngram = (*history, word)
            tables[len(history)][ngram] = probability, _backoff(ngram, following)
    write_arpa(tables, path)
    return sum(map(len, tables))


def _after(
    history: Ngram, models: Sequence[LanguageModel], shares: Sequence[float]
) -> Callable[[str], float]:
    """The probability of a word after `history`, of whatever kind the talk is."""
    states, evidence = [], []
    for model, share in zip(models, shares, strict=True):
        state, log_prob = model.EMPTY, math.log(share)
        for word in history:
            if word == START:
                state = model.start
            else:
                gain, state = model.score(state, model.words[word])
                log_prob += gain
        states.append(state)
        evidence.append(log_prob)
    weights = [math.exp(one - max(evidence)) for one in evidence]
    parts = [
        (model, state, weight / sum(weights))
        for model, state, weight in zip(models, states, weights, strict=True)
    ]
    return lambda word: sum(
        weight * math.exp(model.score(state, model.words[word])[0])
        for model, state, weight in parts
    )


def _backoff(ngram: Ngram, following: Mapping[Ngram, Mapping[str, float]]) -> float | None:
    """What the words after `ngram` leave, as a share of what these leave after a shorter history."""
    if ngram not in following:
        return None
    words, shorter = following[ngram], following[ngram[1:]]
    left = max(0.0, 1 - sum(words.values()))
    return left / max(1e-9, 1 - sum(shorter[word] for word in words))
