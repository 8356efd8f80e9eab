"""Fits what lies between the speech model and the formula: python -m app.tuning WORK

After the speech model has changed, the decoder's weights, the grammar's weight beside it and the
confidence have to be fitted anew. This takes development speakers from the stores in WORK (those of
`speech-to-math train`), prints what it finds and writes decoder.toml and confidence.toml in asr/data, and
app/data/ranking.toml. `--only confidence` leaves the others alone.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import soxr
import torch

from app.understand import meanings_of, objection
from asr import confidence, decoder, tuning
from asr.audio import SAMPLE_RATE
from asr.confidence import Logistic
from asr.decoder import Settings
from asr.recogniser import RECIPE, Recogniser, shipped_model
from asr.spelling import unspelled
from asr.train import evaluate, recipe
from asr.train.batches import Example, load_examples
from asr.train.store import Entry, Store
from asr.tuning import Item

# How many clips of each corpus are taken, and as what sort of speech they count.
WANTED = {
    "an4": ("letters", 90),
    "speech_commands": ("words", 200),
    "dspspeech20": ("words", 200),
    "synthetic_pico": ("formulas", 60),
    "synthetic_flite": ("formulas", 30),
    "synthetic_kokoro": ("formulas", 110),  # of these, the most like people
    "synthetic_espeak-ng": ("formulas", 30),
    "synthetic_rhvoice": ("formulas", 10),
}
CHATTER = {"speechocean762": 120, "lj80_excerpts": 80}
DISTORTED = ", distorted"  # ends the name of that sort of speech
DISTORTIONS = ("clean", "noise at 10 dB", "telephone band", "far microphone", "cut close")
NOISE_DB = 12.0  # by which speech exceeds the room's noise, where it is not otherwise distorted
PARTS = 5  # of all examples: each is judged by a fit to the others
PACES = (0.85, 1.0, 1.18)  # at which each noise is heard: rare mistakes show in many only
READING_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
TEXT_PENALTIES = (0.0, 1.0, 2.0, 4.0)
RANKING = Path(str(files("app").joinpath("data/ranking.toml")))


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m app.tuning", description=__doc__)
    parser.add_argument("work", type=Path, help="the work folder of speech-to-math train")
    parser.add_argument("--model", type=Path, help="folder of another model than the shipped one")
    parser.add_argument("--only", choices=("confidence",))
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = options.model or shipped_model()
    recogniser = Recogniser.load(model, device="cpu")
    speech = list(speech_items(recogniser, model, options.work))
    if not options.only:
        fit_decoder(recogniser, speech)
        # Not on distorted speech: what is hardly heard tells nothing of what the grammar can add.
        fit_ranking(recogniser, [one for one in speech if not one.kind.endswith(DISTORTED)])
    chatter = chatter_items(recogniser, model, options.work)
    fit_confidence(recogniser, [*speech, *chatter], noises(recogniser, options.work))


def speech_items(recogniser: Recogniser, model: Path, work: Path) -> Iterator[Item]:
    """What the program is for, as the acoustic model hears it, as it is and distorted in turn."""
    distortions = itertools.cycle(
        (name, evaluate.CONDITIONS[name](np.random.default_rng(7))) for name in DISTORTIONS
    )
    for example in _chosen(model, work, {name: count for name, (_, count) in WANTED.items()}):
        kind, said = WANTED[example.entry.corpus][0], " ".join(example.words)
        yield tuning.heard_item(recogniser, kind, said, example.samples())
        name, distort = next(distortions)
        room = NOISE_DB if name == "clean" else np.inf
        sound = distort(example.samples())
        yield tuning.heard_item(recogniser, kind + DISTORTED, said, sound, room)


def chatter_items(recogniser: Recogniser, model: Path, work: Path) -> Iterator[Item]:
    """Read English."""
    for example in _chosen(model, work, CHATTER):
        if tuning.is_chatter(example.words, recogniser.lexicon):
            yield tuning.heard_item(recogniser, "chatter", "", example.samples())


def noises(recogniser: Recogniser, work: Path) -> list[np.ndarray]:
    """By what noises would be judged: for each of `PARTS` parts of them [utterances, features]."""
    store = Store(work / "noise")
    samples, entries = store.samples(), development_noises(store.entries())

    def blocks(part: int) -> Iterator[np.ndarray]:
        for pace, entry in itertools.product(PACES, entries[part::PARTS]):
            noise = samples[entry.start : entry.start + entry.length] / np.float32(32768)
            yield soxr.resample(noise, SAMPLE_RATE * pace, SAMPLE_RATE)

    return [tuning.overheard(recogniser, blocks(part)) for part in range(PARTS)]


def development_noises(entries: Iterable[Entry]) -> list[Entry]:
    """Every other noise; the rest is for measuring (tests/bench/rejection.py)."""
    return list(entries)[::2]


def fit_decoder(recogniser: Recogniser, items: Sequence[Item]) -> None:
    """Set how the search weighs blank, language model and words; the fewest word errors win."""
    fitted = ("blank_penalty", "model_weight", "word_bonus")

    def cost(settings: Settings) -> float:
        search = tuning.with_settings(recogniser, settings)
        told = [tuning.heard(tuning.search(item, search)) for item in items]
        errors = tuning.errors(items, told)
        weights = "  ".join(f"{name} {getattr(settings, name)}" for name in fitted)
        print(f"{weights}  word errors {errors:.4f}", flush=True)
        return errors

    recogniser.settings = tuning.best_settings(recogniser.settings, cost)
    rewrite(decoder.SETTINGS, {name: getattr(recogniser.settings, name) for name in fitted})
    recogniser.tree = tuning.with_settings(recogniser, recogniser.settings).tree


def fit_ranking(recogniser: Recogniser, items: Sequence[Item]) -> None:
    """Set how much the grammar may overrule the recogniser; the fewest word errors win."""
    search = tuning.with_settings(recogniser, recogniser.settings)
    ways = [tuning.search(item, search) for item in items]
    readings = [
        [
            (way.score, objection(best.score), best.kind == "text", best.transcript)
            for way in some
            for best in meanings_of(_text(way), 1)
        ]
        for some in ways
    ]
    found = []
    for weight, penalty in itertools.product(READING_WEIGHTS, TEXT_PENALTIES):
        told = [
            max(some, key=lambda one: one[0] + weight * one[1] - penalty * one[2])[3]
            if some
            else ""
            for some in readings
        ]
        found.append((tuning.errors(items, told), weight, penalty))
        print("reading_weight {1}  text_penalty {2}  word errors {0:.4f}".format(*found[-1]))
    _, weight, penalty = min(found)
    rewrite(RANKING, {"reading_weight": weight, "text_penalty": penalty})


def fit_confidence(
    recogniser: Recogniser, items: Sequence[Item], noises: Sequence[np.ndarray]
) -> None:
    """Fit both questions of the confidence, and say how well calibrated they are on unseen items."""
    items = [items[place] for place in np.random.default_rng(0).permutation(len(items))]
    search = tuning.with_settings(recogniser, recogniser.settings)
    inputs, questions, found = tuning.examples(items, search)
    said = np.array([bool(items[place].words) for place in found])
    part = np.concatenate(
        [np.arange(len(inputs)) % PARTS, *(np.full(len(some), n) for n, some in enumerate(noises))]
    )
    inputs = np.concatenate([inputs, *noises])
    none = np.zeros(len(inputs) - len(said))
    for name in questions:
        answers = np.concatenate([questions[name], none])
        weights = tuning.fit(inputs, answers).round(3).tolist()
        probability = tuning.held_out_probability(inputs, answers, part)
        error = tuning.calibration_error(probability, answers)
        print(
            f"{name}: calibration error {error:.4f}, yes in {answers.mean():.3f} of {len(answers)}"
        )
        rewrite(confidence.SETTINGS, asdict(Logistic(*weights)), table=name)
    # What was heard quite wrong belongs to neither side: it is wanted, but not worth telling.
    judged = (answers == 1) | (np.concatenate([said, none]) == 0)
    threshold, lost, told = tuning.rejection(probability[judged], answers[judged])
    print(
        f"reject_below {threshold}: lost {lost:.3f} of what is wanted, told {told:.3f} of the rest"
    )
    rewrite(confidence.SETTINGS, {"reject_below": threshold}, table="rejection")


def rewrite(path: Path, values: Mapping[str, float], table: str = "") -> None:
    """Change numbers in a settings file and nothing else in it; `table` says where."""
    text = path.read_text(encoding="utf-8")
    start = text.index(f"[{table}]") if table else 0
    for name, value in values.items():
        pattern = re.compile(rf"^({name} = )([-\d.]+ *)", re.MULTILINE)
        text = text[:start] + pattern.sub(
            lambda found, value=value: found[1] + str(value).ljust(len(found[2])), text[start:], 1
        )
    path.write_text(text, encoding="utf-8")


def _chosen(model: Path, work: Path, wanted: Mapping[str, int]) -> list[Example]:
    """Clips of development speakers, evenly spread over each corpus."""
    found: list[Example] = []
    for corpus, count in wanted.items():
        there = [one for one in _development(model, work) if one.entry.corpus == corpus]
        found += there[:: max(1, -(-len(there) // count))]
    return found


@cache
def _development(model: Path, work: Path) -> list[Example]:
    stores = [work / name for name in ("human", "synthetic")]
    examples = load_examples(recipe.load(model / RECIPE), stores)
    return [one for one in examples if one.part == "dev"]


def _text(way: object) -> str:
    return " ".join(word.text for word in unspelled(way.words))


if __name__ == "__main__":
    main()
