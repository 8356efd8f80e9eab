"""Small networks trained side by side to compare what they were made of: trained, heard through, tabled."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path

import torch

from app.tuning import NOISE_DB, WANTED
from asr import tuning
from asr.decoder import Decoder, Settings
from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.lexicon_tree import LexiconTree
from asr.model import AcousticModel, Shape
from asr.recogniser import LANGUAGE_MODEL, RECIPE, Recogniser, shipped_model
from asr.train import recipe as recipes
from asr.train.batches import Example, load_examples
from asr.train.recipe import Recipe
from asr.train.trainer import Progress, Trainer
from asr.units import UNITS


def options(name: str, description: str) -> argparse.ArgumentParser:
    """The options that these benchmarks share."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.bench.{name}", description=description)
    parser.set_defaults(benchmark=name)
    parser.add_argument("work", type=Path, help="the work folder of speech-to-math train")
    parser.add_argument("--stores", default="human,synthetic", help="its stores to train on")
    parser.add_argument("--recipe", type=Path, default=shipped_model() / RECIPE)
    parser.add_argument("--runs", type=Path, help=f"where networks are kept; default: WORK/{name}")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--minutes", type=float, default=inf, help="of training, for each network")
    length.add_argument("--hours", type=float, default=inf, help="of sound, heard in training")
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--batch-seconds", type=float, default=100.0)
    parser.add_argument("--plain-hours", type=float, default=8.0, help="first, without distortion")
    parser.add_argument("--clips", type=int, default=60, help="at most, of each corpus")
    return parser


def load(chosen: argparse.Namespace) -> tuple[Recipe, list[Example]]:
    """The chosen recipe, else the shipped one, made small, and all clips of the chosen stores."""
    recipe = recipes.load(chosen.recipe)
    shape = Shape(hidden=chosen.hidden, layers=chosen.layers)
    schedule = recipes.Schedule(
        minutes=chosen.minutes,
        hours_heard=chosen.hours,
        batch_seconds=chosen.batch_seconds,
        plain_batches=round(3600 * chosen.plain_hours / chosen.batch_seconds),
    )
    recipe = replace(recipe, model=shape, training=schedule)
    stores = [chosen.work / name for name in chosen.stores.split(",")]
    return recipe, load_examples(recipe, stores)


def folder(chosen: argparse.Namespace, name: str) -> Path:
    """Where the network `name` is kept: one of another size or longer trained lies elsewhere."""
    runs = chosen.runs or chosen.work / chosen.benchmark
    length = f"{chosen.minutes:g}" if chosen.minutes < inf else f"{chosen.hours:g}h"
    return runs / f"{name}-{chosen.layers}x{chosen.hidden}-{length}".replace(" ", "-")


def trained(
    recipe: Recipe, examples: list[Example], place: Path, noise: Path, units: int = len(UNITS)
) -> Trainer:
    """A network trained in one process as the recipe says, or read from `place`."""
    trainer = Trainer(recipe, examples, place, torch.device("cpu"), noise, units=units)
    if trainer.share_done < 1:
        trainer.run()
    return trainer


@dataclass(frozen=True, slots=True)
class Heard:
    """Word error rates with lexicon and language model of each kind of speech and their mean, seconds
    of sound heard in a second, the settings that were chosen, and the clips with which the errors
    were counted.
    """

    kinds: dict[str, float]
    mean: float
    speed: float
    settings: Settings
    measured: list[tuning.Item]


def hear(
    model: AcousticModel,
    lexicon: Lexicon,
    index: Mapping[str, int],
    examples: Sequence[Example],
    noisy: bool = False,
) -> Heard:
    """Choose the decoder's weights on every fourth clip and measure on the rest.

    `lexicon` spells words in the network's units, `index` numbers those. Where it is `noisy`, all is
    heard in a noisy room as well, as further kinds of speech.
    """
    language_model = LanguageModel.load(LANGUAGE_MODEL)
    recogniser = Recogniser(model, {}, language_model)
    begun = time.perf_counter()
    items = [
        tuning.heard_item(
            recogniser,
            WANTED[one.entry.corpus][0] + room,
            " ".join(one.words),
            one.samples(),
            level,
        )
        for room, level in (("", inf), (" in noise", NOISE_DB))[: 1 + noisy]
        for one in examples
    ]
    network = (time.perf_counter() - begun) / sum(len(item.log_probs) for item in items)

    def told(some: Sequence[tuning.Item], settings: Settings) -> list[str]:
        weights = settings.model_weight, settings.word_bonus
        tree = LexiconTree(lexicon, language_model, *weights, index)
        decoder = Decoder(tree, settings)
        return [tuning.heard(tuning.search(item, decoder)) for item in some]

    chosen = items[::4]
    measured = [item for place, item in enumerate(items) if place % 4]
    settings = tuning.best_settings(
        Settings.load(), lambda settings: tuning.errors(chosen, told(chosen, settings))
    )
    begun = time.perf_counter()
    words = told(measured, settings)
    search = (time.perf_counter() - begun) / sum(len(item.log_probs) for item in measured)
    kinds = {}
    for kind in dict.fromkeys(item.kind for item in measured):
        places = [place for place, item in enumerate(measured) if item.kind == kind]
        kinds[kind] = tuning.errors([measured[p] for p in places], [words[p] for p in places])
    mean = tuning.errors(measured, words)
    return Heard(kinds, mean, tuning.STEP_SECONDS / (network + search), settings, measured)


def header(first: Sequence[str], heard: Heard) -> list[str]:
    """The two lines above the table's rows; `first` are the headings before the word errors'."""
    names = [*first, *heard.kinds, "mean", "sound s heard a s"]
    names += ["h trained on", "sound s trained on a s"]
    return [f"| {' | '.join(names)} |", "|---|" + "---:|" * (len(names) - 1)]


def row(first: Sequence[str], heard: Heard, trained_on: Progress) -> str:
    """One network's line."""
    errors = [f"{100 * share:.1f}" for share in (*heard.kinds.values(), heard.mean)]
    hours, seconds = trained_on.audio_hours, trained_on.seconds
    figures = [f"{heard.speed:.0f}", f"{hours:.1f}", f"{3600 * hours / seconds:.0f}"]
    return f"| {' | '.join([*first, *errors, *figures])} |"
