"""Words that sound alike, told apart: python -m tests.bench.pairs WORK [--speak N] [--clips N]

Wherever a held-out speaker says one word of a row of `pairs.toml`, the sentence is compared with those in
which the words that it may be taken for stand: which fits better by its sound alone, with the language
model, and with the grammar? Chance is 50 %. The last column is how often the whole recogniser gets the word.
People seldom say Greek letters in our recordings, so synthesisers held out of training say each word N times
where its rivals would fit as well; they have a table of their own.
"""

from __future__ import annotations

import argparse
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from app.understand import rank
from asr import ctc
from asr.audio import SAMPLE_RATE
from asr.decoder import Decoder
from asr.fine_tuning import ways
from asr.recogniser import RECIPE, Recogniser, shipped_model
from asr.train import recipe
from asr.train.batches import Example
from asr.train.synthesis import missing
from asr.types import Hypothesis, Word
from tests.bench import clips
from tests.bench.ablation import hypotheses
from tests.bench.spoken_pairs import Row, rows, spoken, voices

PEOPLE = ("an4", "speech_commands", "fsdd", "dspspeech20")
FEWEST = 9  # comparisons: fewer tell nothing
Scores = tuple[float, float, float]  # by sound, with the language model, with the grammar


def scores(recogniser: Recogniser, log_probs: np.ndarray, words: Sequence[str]) -> Scores:
    """How well a sentence fits, as log-probabilities; the loudest judge comes last."""
    said = [units for units in ways(words, recogniser.lexicon) if len(units) < len(log_probs)]
    if not said:
        return (-np.inf,) * 3
    sound = -float(ctc.losses_of_one(torch.from_numpy(log_probs), said).min())
    with_model = sound + recogniser.settings.model_weight * recogniser.tree.log_prob(words)
    spoken = tuple(Word(word, 0.0, 0.0) for word in words)
    return sound, with_model, rank([Hypothesis(spoken, with_model, 1.0)])[0].score


@dataclass(frozen=True, slots=True)
class Said:
    """A sound (float32, 16 kHz), its words, and the rows that it counts for."""

    samples: np.ndarray
    words: tuple[str, ...]
    rows: tuple[Row, ...]


def by_people(examples: Sequence[Example], rows: tuple[Row, ...], count: int) -> list[Said]:
    """At most `count` clips of each corpus that have a word of any row."""
    fitting = [one for one in examples if any(row.rivals(w) for row in rows for w in one.words)]
    return [Said(one.samples(), one.words, rows) for one in clips.of(fitting, PEOPLE, count)]


def by_synthesis(
    rows: tuple[Row, ...], times: int, voices: list[tuple[str, str]]
) -> Iterator[Said]:
    """Each word of each row so many times; what is said for one row does not count for another."""
    for row, clip in spoken(rows, times, voices):
        yield Said(clip.samples / np.float32(32768), tuple(clip.transcript.split()), (row,))


def measure(recogniser: Recogniser, clips: Iterable[Said]) -> dict[Row, np.ndarray]:
    """For each row: comparisons, right ones by each judge, words, and words heard right."""
    found: dict[Row, np.ndarray] = defaultdict(lambda: np.zeros(6))
    decoder = Decoder(recogniser.tree, recogniser.settings, recogniser.rescorer)
    for clip in clips:
        words = list(clip.words)
        if not set(words) <= set(recogniser.lexicon):
            continue
        log_probs = recogniser.log_probs(np.pad(clip.samples, SAMPLE_RATE // 2))
        told = rank(hypotheses(decoder, log_probs))
        kept = matched(words, told[0].transcript.split() if told else [])
        true = scores(recogniser, log_probs, words)
        for row, (place, word) in itertools.product(clip.rows, enumerate(words)):
            rivals = row.rivals(word)
            for other in rivals:
                false = scores(recogniser, log_probs, [*words[:place], other, *words[place + 1 :]])
                found[row][:4] += (1, *(a > b for a, b in zip(true, false, strict=True)))
            found[row][4:] += (bool(rivals), bool(rivals) and place in kept)
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


def show(title: str, found: Mapping[Row, np.ndarray]) -> None:
    """Print the rows that were compared often enough, and name the others."""
    print(f"| {title} | said | compared | sound % | language model % | grammar % | heard % |")
    print("|---|" + "---:|" * 6)
    for row, (compared, *right, said, kept) in found.items():
        if compared >= FEWEST:
            shown = " | ".join(f"{100 * one / compared:.1f}" for one in right)
            print(
                f"| {row.name} | {said:.0f} | {compared:.0f} | {shown} | {100 * kept / said:.1f} |"
            )
    few = [row.name for row, counts in found.items() if counts[0] < FEWEST]
    print(f"\nFewer than {FEWEST} comparisons: {'; '.join(few) or 'none'}.\n", flush=True)


def main() -> None:
    """The command line of this benchmark."""
    parser = clips.options("pairs", __doc__)
    parser.add_argument("--speak", type=int, default=6, metavar="N", help="0: people alone")
    chosen: argparse.Namespace = parser.parse_args()
    recogniser, examples = clips.load(chosen)
    all_rows = rows()
    found = measure(recogniser, by_people(examples, all_rows, chosen.clips))
    show("said by people", {row: found[row] for row in all_rows})
    if not chosen.speak:
        return
    data = recipe.load((chosen.model or shipped_model()) / RECIPE).data
    if not (held_out := voices(chosen.part, data.speaker_part)):
        print(f"No synthesiser's voice of the {chosen.part} part is installed, so none speaks.")
        for engine, packages in missing().items():
            print(f"{engine} would come with: apt-get install {packages}")
        return
    found = measure(recogniser, by_synthesis(all_rows, chosen.speak, held_out))
    names = ", ".join(f"{engine} {voice}" for engine, voice in held_out)
    show(f"said by synthesisers ({names})", {row: found[row] for row in all_rows})


if __name__ == "__main__":
    main()
