"""Words that sound alike, told apart: python -m tests.bench.pairs WORK [--part dev] [--clips N]

Wherever a held-out speaker says one word of a pair, the sentence is compared with the one in which the
other word stands: which of them fits better by its sound alone, with the language model, and with
the grammar? Chance is 50 %. The last column is how often the whole recogniser gets the word.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from app.understand import rank
from asr.audio import SAMPLE_RATE
from asr.decoder import Decoder
from asr.fine_tuning import ways
from asr.recogniser import Recogniser
from asr.train.batches import Example
from asr.types import Hypothesis, Word
from asr.units import BLANK
from tests.bench import clips
from tests.bench.ablation import hypotheses

GROUPS = (
    "b c d e g p t v z", "m n", "s f x", "a j k eight h", "a eight", "i y", "u q", "two to", "four for",
    "eta beta theta zeta", "thirteen thirty", "fourteen forty", "fifteen fifty", "sixteen sixty",
    "seventeen seventy", "eighteen eighty", "nineteen ninety", "sine sign", "pi phi psi", "mu nu",
    "no go", "five nine",
)  # fmt: skip
CORPORA = (
    "an4",
    "speech_commands",
    "fsdd",
    "synthetic_festival",
    "synthetic_espeak-ng",
    "synthetic_flite",
)
Scores = tuple[float, float, float]  # by sound, with the language model, with the grammar


def scores(recogniser: Recogniser, log_probs: np.ndarray, words: Sequence[str]) -> Scores:
    """How well a sentence fits, as log-probabilities; the loudest judge comes last."""
    said = [units for units in ways(words, recogniser.lexicon) if len(units) < len(log_probs)]
    if not said:
        return (-np.inf,) * 3
    lost = torch.nn.functional.ctc_loss(
        torch.from_numpy(log_probs)[:, None].expand(-1, len(said), -1),
        torch.tensor([unit for units in said for unit in units]),
        torch.full((len(said),), len(log_probs)),
        torch.tensor([len(units) for units in said]),
        blank=BLANK,
        reduction="none",
    )
    sound = -float(lost.min())
    with_model = sound + recogniser.settings.model_weight * recogniser.tree.log_prob(words)
    spoken = tuple(Word(word, 0.0, 0.0) for word in words)
    return sound, with_model, rank([Hypothesis(spoken, with_model, 1.0)])[0].score


def others(word: str) -> Iterator[tuple[str, str]]:
    """The groups of a word and the words it may be taken for."""
    for group in GROUPS:
        if word in group.split():
            for other in group.split():
                if other != word:
                    yield group, other


def measure(recogniser: Recogniser, examples: Sequence[Example]) -> dict[str, np.ndarray]:
    """For each group: comparisons, right ones by each judge, words, and words heard right."""
    found: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(6))
    decoder = Decoder(recogniser.tree, recogniser.settings)
    for example in examples:
        words = list(example.words)
        if not any(any(others(word)) for word in words) or not set(words) <= set(
            recogniser.lexicon
        ):
            continue
        log_probs = recogniser.log_probs(np.pad(example.samples(), SAMPLE_RATE // 2))
        told = rank(hypotheses(decoder, log_probs))
        heard = told[0].transcript.split() if told else []
        kept = matched(words, heard)
        true = scores(recogniser, log_probs, words)
        for place, word in enumerate(words):
            groups = set()
            for group, other in others(word):
                false = scores(recogniser, log_probs, [*words[:place], other, *words[place + 1 :]])
                found[group][:4] += (1, *(a > b for a, b in zip(true, false, strict=True)))
                groups.add(group)
            for group in groups:
                found[group][4:] += (1, place in kept)
    return found


def matched(said: Sequence[str], heard: Sequence[str]) -> set[int]:
    """The places of the words said that an alignment with the fewest edits finds in what was heard."""
    costs = np.zeros((len(said) + 1, len(heard) + 1))
    costs[:, 0], costs[0] = np.arange(len(said) + 1), np.arange(len(heard) + 1)
    for i, j in np.ndindex(len(said), len(heard)):
        change = costs[i, j] + (said[i] != heard[j])
        costs[i + 1, j + 1] = min(change, costs[i, j + 1] + 1, costs[i + 1, j] + 1)
    i, j, places = len(said), len(heard), set()
    while i and j:
        if costs[i, j] == costs[i - 1, j - 1] + (said[i - 1] != heard[j - 1]):
            i, j = i - 1, j - 1
            if said[i] == heard[j]:
                places.add(i)
        elif costs[i, j] == costs[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return places


def main() -> None:
    """The command line of this benchmark."""
    chosen: argparse.Namespace = clips.options("pairs", __doc__).parse_args()
    recogniser, examples = clips.load(chosen)
    found = measure(recogniser, clips.of(examples, CORPORA, chosen.clips))
    print("| words | said | compared | sound % | language model % | grammar % | heard % |")
    print("|---|" + "---:|" * 6)
    for group in GROUPS:
        if group in found:
            compared, *right, said, kept = found[group]
            shown = " | ".join(f"{100 * one / compared:.1f}" for one in right)
            print(f"| {group} | {said:.0f} | {compared:.0f} | {shown} | {100 * kept / said:.1f} |")


if __name__ == "__main__":
    main()
