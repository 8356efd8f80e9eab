"""What each part of the hearing is worth: python -m tests.bench.ablation WORK [--part dev] [--clips N]

The same clips of held-out speakers are decoded with the likeliest phonemes alone, with the lexicon, with the
language models: from the network's first pass, in a narrow beam, by n-grams alone and with all there is, and
with the grammar's readings ranking the hypotheses; then as in the middle of a document whose lines had most
of the formula's letters and a few others, drawn at random, and in one that had none of them on purpose. The
last row is what the program tells of a first line: there the sound passes the gate, may be cut in two by a
pause, and may be rejected. A formula is right when its words are, or when it is the one that the right words
give.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from string import ascii_lowercase

import numpy as np

from app.document import typed_line
from app.familiar import familiar_letters
from app.understand import Meaning, distinct, meanings_of, rank
from asr import ctc
from asr.audio import SAMPLE_RATE
from asr.decoder import Decoder
from asr.endpoint import QUIET
from asr.lexicon_tree import LexiconTree
from asr.recogniser import Recogniser
from asr.scoring import edits, word_error_rate
from asr.spelling import unspelled
from asr.stream import STEP
from asr.train.batches import Example
from asr.types import Hypothesis
from mathparse.differentials import GREEK
from tests.bench import clips

CORPORA = {
    "letters and numbers (an4)": ("an4",),
    "single words (speech_commands)": ("speech_commands",),
    "digits (fsdd)": ("fsdd",),
    "formulas": ("synthetic_festival", "synthetic_piper", "synthetic_espeak-ng"),
}
# Of a formula's letters, the share that the lines before had, and the number of letters besides.
DOCUMENTS = {"letters of a document": (0.8, 3), "other letters": (0.0, 5)}
NARROW = {"size": 48, "width": 14.0, "unit_width": 9.0}
FIRST = "first pass"
WAYS = (
    "lexicon", FIRST, "narrow beam", "n-grams alone", "language models", "re-ranking", *DOCUMENTS,
    "as told",
)  # fmt: skip


def hypotheses(decoder: Decoder, log_probs: np.ndarray) -> list[Hypothesis]:
    """All that the decoder hears in one clip, best first."""
    decoder.reset()
    for index, row in enumerate(log_probs.tolist()):
        decoder.step(row, index * STEP / SAMPLE_RATE)
    return [Hypothesis(unspelled(way.words), way.score, 1.0) for way in decoder.finish()]


def as_heard(heard: Sequence[Hypothesis]) -> list[Meaning]:
    """The best meaning of each hypothesis, in the recogniser's own order."""
    return distinct(meanings_of(one.text)[0] for one in heard if one.words)


def as_told(recogniser: Recogniser, example: Example) -> tuple[str, list[Meaning]]:
    """The words and meanings that the program tells of a clip in a quiet room."""
    sound = np.pad(example.samples(), (3 * SAMPLE_RATE // 2, SAMPLE_RATE))
    sound = sound + np.random.default_rng(0).standard_normal(len(sound)) * QUIET
    ranked = [
        rank(utterance.hypotheses)
        for utterance in recogniser.transcribe([sound.astype(np.float32)])
        if utterance.hypotheses
    ]
    return " ".join(one[0].transcript for one in ranked), ranked[0] if len(ranked) == 1 else []


def letters_before(said: str, rng: random.Random, share: float, others: int) -> frozenset[str]:
    """Letters that the lines before might have had; none where what is said has no letters."""
    letters = sorted(familiar_letters([typed_line(said)], 0))
    if not letters:
        return frozenset()
    kept = [letter for letter in letters if rng.random() < share]
    return frozenset(kept + rng.sample([*ascii_lowercase, *sorted(GREEK)], others))


def decoders(recogniser: Recogniser) -> dict[str, Decoder]:
    """A decoder that knows words alone, and some that know sentences."""
    settings = recogniser.settings
    alone = replace(settings, model_weight=0.0, word_bonus=0.0)
    tree = LexiconTree(recogniser.lexicon, recogniser.tree.model, 0.0, 0.0)
    return {
        "lexicon": Decoder(tree, alone),
        FIRST: Decoder(recogniser.tree, settings, recogniser.rescorer),
        "narrow beam": Decoder(recogniser.tree, replace(settings, **NARROW), recogniser.rescorer),
        "n-grams alone": Decoder(recogniser.tree, settings),
        "language models": Decoder(recogniser.tree, settings, recogniser.rescorer),
    }


def measure(recogniser: Recogniser, examples: Sequence[Example]) -> dict[str, list[float]]:
    """For each way of decoding: word errors and formulas right first and among five, in percent."""
    made = decoders(recogniser)
    pairs: dict[str, list[tuple[str, str]]] = {way: [] for way in WAYS}
    places: dict[str, list[int]] = {way: [] for way in WAYS}
    wrong, units = {False: 0, True: 0}, 0
    rng = random.Random(0)
    for example in examples:
        samples = np.pad(example.samples(), SAMPLE_RATE // 2)
        log_probs = {first: recogniser.log_probs(samples, first) for first in wrong}
        for first, rows in log_probs.items():
            wrong[first] += edits(example.units, ctc.collapse(rows.argmax(axis=1).tolist()))
        units += len(example.units)
        said = " ".join(example.words)
        wanted = meanings_of(said)[0].latex or said
        for way in WAYS:
            if way in made:
                heard = hypotheses(made[way], log_probs[way == FIRST])
                meanings = as_heard(heard)
                told = heard[0].text if heard else ""
            elif way != "as told":
                known = (
                    letters_before(said, rng, *DOCUMENTS[way]) if way in DOCUMENTS else frozenset()
                )
                meanings = rank(heard, known=known)
                told = meanings[0].transcript if meanings else ""
            else:
                told, meanings = as_told(recogniser, example)
            pairs[way].append((said, told))
            # Pauses may make another formula of the right words; that is not for hearing to judge.
            right = [
                meaning.transcript == said or (meaning.latex or meaning.transcript) == wanted
                for meaning in meanings
            ]
            places[way].append(right.index(True) if True in right else 99)
    rows = {
        "likeliest phonemes of the first pass": [100 * wrong[True] / units],
        "likeliest phonemes": [100 * wrong[False] / units],
    }
    for way in WAYS:
        first = np.mean([place == 0 for place in places[way]])
        five = np.mean([place < 5 for place in places[way]])
        rows[way] = [100 * word_error_rate(pairs[way]), 100 * float(first), 100 * float(five)]
    return rows


def main() -> None:
    """The command line of this benchmark."""
    chosen = clips.options("ablation", __doc__).parse_args()
    recogniser, examples = clips.load(chosen)
    print("| clips | by | errors % | formula right % | within five % |")
    print("|---|---|---:|---:|---:|")
    for name, corpora in CORPORA.items():
        some = clips.of(examples, corpora, chosen.clips)
        if not some:
            continue
        for way, figures in measure(recogniser, some).items():
            shown = " | ".join(f"{figure:.1f}" for figure in figures)
            kind = " of phonemes |  | " if len(figures) == 1 else " | "
            print(f"| {name}, {len(some)} | {way} | {shown}{kind}", flush=True)


if __name__ == "__main__":
    main()
