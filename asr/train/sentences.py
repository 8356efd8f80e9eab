"""Trains the recurrent language model on the kinds of talk that the n-gram model is made of.

Of people's phrases there are few, so each is said in other letters now and then: "x plus y over x" may
become "t plus r over t". What the model learns is then less which letters there are than that they return.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from asr.recurrent_language_model import NOTHING, RecurrentLanguageModel, Shape
from asr.train.recipe import Rescoring, learning_rate
from asr.train.trainer import update_average
from asr.units import DATA

LETTERS = DATA / "letters.txt"
REPORT_EVERY = 120.0  # seconds
_POOL = 16  # so many batches are drawn at once, so that each has sentences of like lengths
_RENAMED = "phrases"  # the kind of talk whose letters are changed
_WARMUP = 0.03  # share of the training
_AVERAGE = 0.999  # decay of the running average of weights that is kept as the model

Sentence = list[str]


def train(
    lines: Mapping[str, Sequence[str]],
    words: Sequence[str],
    plan: Rescoring,
    shares: Mapping[str, float],
    held_out: Sequence[str],
    report: Callable[[str], None],
) -> RecurrentLanguageModel:
    """Return a model of `words`, trained on the sentences `lines` of several kinds.

    `shares` tell how much of what is said is of each kind; `held_out` are sentences to tell progress by.
    """
    torch.manual_seed(plan.seed)
    shape = Shape(plan.hidden, plan.embedding)
    model, kept = (RecurrentLanguageModel(words, shape, plan.dropout) for _ in range(2))
    kept.load_state_dict(model.eval().state_dict())
    kept.eval()
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=0.02, betas=(0.9, 0.99))
    begun = told = time.monotonic()
    for step, batch in enumerate(_batches(lines, shares, plan)):
        now = time.monotonic()
        progress = (now - begun) / (60 * plan.minutes)
        if progress >= 1 or now - told > REPORT_EVERY:
            report(f"{min(progress, 1):.0%}, perplexity {perplexity(kept, held_out):.2f}")
            told = now
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(plan.learning_rate, _WARMUP, progress)
        optimizer.zero_grad()
        _loss(model.train(), batch, plan.unknown).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        update_average(kept, model, _AVERAGE, step)
    return kept


def perplexity(model: RecurrentLanguageModel, sentences: Sequence[str]) -> float:
    """Among how many equally likely words there is to choose, ends counted; NaN for no sentences."""
    told = model.log_probs([_numbers(model, sentence.split()) for sentence in sentences])
    events = [log_prob for row in told for log_prob in row]
    return math.exp(-sum(events) / len(events)) if events else math.nan


def renamed(sentence: Sentence, alphabets: Sequence[Sequence[str]], rng: random.Random) -> Sentence:
    """The sentence with about half of its letters changed, each throughout, for others of its alphabet."""
    names: dict[str, str] = {}
    for alphabet in alphabets:
        said = [word for word in dict.fromkeys(sentence) if word in alphabet]
        free = [letter for letter in alphabet if letter not in said]
        rng.shuffle(free)
        for letter in said:
            if free and rng.random() < 0.5:
                names[letter] = free.pop()
    return [names.get(word, word) for word in sentence]


def alphabets(path: Path = LETTERS) -> list[list[str]]:
    """The letters that may stand for others, an alphabet a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def _batches(
    lines: Mapping[str, Sequence[str]], shares: Mapping[str, float], plan: Rescoring
) -> Iterator[list[Sentence]]:
    rng = random.Random(plan.seed)
    endless = {kind: _endless(some, rng) for kind, some in lines.items()}
    letters = alphabets()
    weights = [shares[kind] for kind in endless]
    while True:
        pool = []
        for kind in rng.choices(list(endless), weights, k=_POOL * plan.batch):
            sentence = next(endless[kind]).split()
            if kind == _RENAMED and rng.random() < plan.renamed:
                sentence = renamed(sentence, letters, rng)
            pool.append(sentence)
        pool.sort(key=len)
        batches = [pool[at : at + plan.batch] for at in range(0, len(pool), plan.batch)]
        rng.shuffle(batches)
        yield from batches


def _endless(lines: Sequence[str], rng: random.Random) -> Iterator[str]:
    while True:
        yield from rng.sample(lines, len(lines))


def _loss(model: RecurrentLanguageModel, batch: Sequence[Sentence], unknown: float) -> Tensor:
    """Nats a word; some of the words before are hidden, so that the model can do without one."""
    takes, answers = model.framed([_numbers(model, sentence) for sentence in batch])
    hidden = (torch.rand(takes.shape) < unknown) & (takes != model.end)
    logits = model(takes.masked_fill(hidden, model.unknown))
    return cross_entropy(logits.flatten(0, 1), answers.flatten(), ignore_index=NOTHING)


def _numbers(model: RecurrentLanguageModel, sentence: Sentence) -> list[int]:
    return [model.numbers.get(word, model.unknown) for word in sentence]
