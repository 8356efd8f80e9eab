"""What each part of the training is worth: python -m tests.bench.ingredients WORK --hours H

Networks of one shape are trained from scratch on as much sound, each without one part of what the shipped
model's training has. The same lexicon and language model then hear development speakers through each of
them; the decoder's two weights are chosen for each network on a quarter of the clips, the errors are of the
others, in a quiet room and in noise. Finished networks are kept and not trained again; an interrupted
training goes on. Several may be trained at once, by `--parts`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import fields, replace

import torch

from app.tuning import WANTED
from asr import lexicon as lexicons
from asr.train.augment import Settings
from asr.train.batches import Example
from asr.train.recipe import Recipe
from asr.units import UNITS
from tests.bench import clips, small_networks

Made = tuple[Recipe, list[Example]]


def undistorted(recipe: Recipe, examples: list[Example]) -> Made:
    """Every clip as it was recorded."""
    never = {field.name: 0.0 for field in fields(Settings) if field.name.endswith("_chance")}
    masks = {"time_masks": 0, "mel_masks": 0}
    level = {"peak_db": (-12.0, -12.0)}
    return replace(recipe, augment=replace(recipe.augment, **never, **masks, **level)), examples


def unmasked(recipe: Recipe, examples: list[Example]) -> Made:
    """No SpecAugment."""
    return replace(recipe, augment=replace(recipe.augment, time_masks=0, mel_masks=0)), examples


def alone(recipe: Recipe, examples: list[Example]) -> Made:
    """Single words one at a time, never in rows."""
    return replace(recipe, data=replace(recipe.data, isolated=())), examples


def without(*corpora: str) -> Callable[[Recipe, list[Example]], Made]:
    """Without the corpora whose names begin so; what is held out of them stays to be measured."""

    def made(recipe: Recipe, examples: list[Example]) -> Made:
        return recipe, [
            one
            for one in examples
            if one.part != "train" or not one.entry.corpus.startswith(corpora)
        ]

    return made


def people_removed(recipe: Recipe, examples: list[Example]) -> Made:
    """Synthetic speech alone."""
    return recipe, [
        one for one in examples if one.part != "train" or one.entry.corpus.startswith("synthetic_")
    ]


def usual_only(recipe: Recipe, examples: list[Example]) -> Made:
    """Every word in its usual pronunciation, whatever was said."""
    return recipe, [
        replace(one, ways=tuple(way[:1] for way in one.ways)) if one.part == "train" else one
        for one in examples
    ]


PARTS: dict[str, Callable[[Recipe, list[Example]], Made]] = {
    "everything": lambda *made: made,
    "no spliced words": without("spliced"),
    "no speech synthesis": without("synthetic_"),
    "no neural voices": without("synthetic_kokoro"),
    "no people": people_removed,
    "no rows of single words": alone,
    "usual pronunciations only": usual_only,
    "no masks": unmasked,
    "no distortion": undistorted,
}


def heard_row(
    name: str, recipe: Recipe, examples: list[Example], chosen: argparse.Namespace
) -> Sequence[str]:
    """Train one network; the header and its row."""
    place = small_networks.folder(chosen, name)
    trainer = small_networks.trained(recipe, examples, place, chosen.work / "noise")
    held_out = [one for one in examples if one.part == "dev"]
    some = clips.of(held_out, tuple(WANTED), chosen.clips)
    wrong = f"{100 * trainer.phoneme_errors(some):.1f}"
    index = {unit: number for number, unit in enumerate(UNITS)}
    heard = small_networks.hear(trainer.average, lexicons.load(), index, some, noisy=True)
    headings = ("trained with", "phoneme errors %")
    return [
        *small_networks.header(headings, heard),
        small_networks.row((name, wrong), heard, trainer.progress),
    ]


def main() -> None:
    """Train, measure and print."""
    parser = small_networks.options("ingredients", __doc__)
    parser.add_argument("--parts", default=",".join(PARTS), help="to train now; default: all")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    recipe, spoken = small_networks.load(chosen)
    table: list[str] = []
    for name in chosen.parts.split(","):
        lines = heard_row(name, *PARTS[name](recipe, spoken), chosen)
        table += lines[2:] if table else lines
    print("\n".join(["", *table]))


if __name__ == "__main__":
    main()
