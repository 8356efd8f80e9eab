"""`speech-to-math train`: from corpora and phrases to the recogniser's model, words and language model."""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asr.train.recipe import Recipe

HELP = "train the speech model, its lexicon and language model, or fit the grammar's weights"

MODEL = Path(__file__).parents[2] / "models" / "english"
SAMPLED_SENTENCES = 80_000
SPOKEN_ITEMS = 50_000  # letters, numbers, dates
TALKED = 25_000  # formulas as they come in a talk
SPELLED = 3_000  # "b as in bravo"
_SEED = 11


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `train`."""
    parser.add_argument("--recipe", type=Path, default=MODEL / "recipe.toml")
    parser.add_argument(
        "--speech",
        type=Path,
        nargs="*",
        default=[],
        help="folders of corpora: NAME.tar with NAME.tsv, manifest.tsv, or LibriSpeech's layout",
    )
    parser.add_argument("--noise", type=Path, help="a corpus of noises (NAME.tar or a folder)")
    parser.add_argument("--rooms", type=Path, help="a corpus of room responses")
    parser.add_argument(
        "--text",
        type=Path,
        nargs="*",
        default=[],
        help="phrases: .jsonl with `spoken`, or one a line",
    )
    parser.add_argument("--work", type=Path, default=Path("runs/english"), help="folder to work in")
    parser.add_argument(
        "--minutes", type=float, help="train this long instead of the recipe's time"
    )
    parser.add_argument("--start", type=Path, help="begin from these weights (.safetensors)")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument(
        "--steps",
        default="gather,synthesise,words,recurrent,model",
        help="of gather,synthesise,words,recurrent,model,splice,grammar (default: the first five); sounds "
        "that are there already are not made again; words makes lexicon and n-grams, recurrent the language "
        "model that weighs what is heard; splice joins people's words into formulas, for a second training "
        "by --start; grammar fits its weights to the formulas in --text",
    )


def run(arguments: argparse.Namespace) -> int:
    """Do the steps in order; each goes on where it was interrupted."""
    from asr.train import recipe

    try:
        plan = recipe.load(arguments.recipe)
    except (OSError, ValueError) as error:
        print(f"The recipe cannot be used: {error}", file=sys.stderr)
        return 1
    try:
        do_steps(arguments, plan)
    except ImportError as error:
        print(f"{error.name} is missing: pip install 'speech-to-math[train]'", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(f"Training stopped: {error}", file=sys.stderr)
        return 1
    return 0


def do_steps(arguments: argparse.Namespace, plan: Recipe) -> None:
    """Do the chosen steps; raises OSError or ValueError for corpora and phrases that cannot be read."""
    from asr import lexicon
    from asr.recogniser import LANGUAGE_MODEL, LEXICON, RECURRENT, WEIGHTS
    from asr.train import pipeline

    steps = arguments.steps.split(",")
    phrases = [phrase for file in arguments.text for phrase in phrases_of(file)]
    work: Path = arguments.work
    if "gather" in steps:
        pipeline.gather(work / "human", arguments.speech, print)
        for name in ("noise", "rooms"):
            if source := getattr(arguments, name):
                pipeline.gather(work / name, [source], print)
    if "synthesise" in steps:
        sampled = formulas_and_items(random.Random(_SEED))
        pipeline.synthesise(work / "synthetic", plan, phrases, sampled, print)
    if "splice" in steps:
        weights = arguments.start or arguments.recipe.parent / WEIGHTS
        spoken = formulas_and_items(random.Random(_SEED + 2))
        pipeline.splice(work / "spliced", plan, work / "human", weights, spoken, print)
    if not {"words", "recurrent"}.isdisjoint(steps):
        talk = talk_of(phrases, plan, work / "human")
        if "words" in steps:
            pipeline.make_words(talk, plan.language, LEXICON, LANGUAGE_MODEL, print)
        if "recurrent" in steps:
            pipeline.make_recurrent(talk, plan, lexicon.load(LEXICON), RECURRENT, print)
    if "model" in steps:
        train_model(arguments, plan)
    if "grammar" in steps:
        fit_grammar(arguments.text)


def talk_of(phrases: list[str], plan: Recipe, human: Path) -> dict[str, list[str]]:
    """What is said to a dictating program, by kinds.

    Raises ValueError when the recipe names no kind, or one that there is not.
    """
    from app.commands import example_phrases
    from asr.spelling import sentences as spelled
    from asr.train import pipeline
    from asr.train.items import spoken_items
    from asr.train.pronounce import is_in_dictionary
    from mathparse.vocabulary import spoken_phrases, symbol_rows

    sampled = sampled_phrases(random.Random(_SEED + 1))
    # Whatever the grammar knows can be heard, however seldom it is drawn.
    names = [name for row in symbol_rows() for name in row.spoken]
    known = [phrase for phrase in spoken_phrases() if all(map(is_in_dictionary, phrase.split()))]
    talk = {
        "phrases": phrases,
        "formulas": islice(sampled, SAMPLED_SENTENCES),
        "talk": islice(talked(random.Random(_SEED + 3)), TALKED),
        "items": chain(spoken_items(SPOKEN_ITEMS), spelled(SPELLED)),
        "commands": example_phrases(),
        "names": dict.fromkeys(names + known),
        **pipeline.transcripts(human, plan),
    }
    if not plan.language or (unknown := plan.language.keys() - talk.keys()):
        wrong = f"has an unknown kind: {min(unknown)}" if plan.language else "is missing"
        raise ValueError(f"the recipe's table [language] {wrong}; it knows {', '.join(talk)}")
    return {kind: list(talk[kind]) for kind in plan.language}


def fit_grammar(files: list[Path]) -> None:
    """Fit the grammar's weights to phrases with `spoken` and `latex`, and say how well they do."""
    from mathparse import fit

    fitted = fit.train(files)
    print(
        f"{len(fitted.held_back)} phrases, each read with weights fitted without it: "
        f"{fitted.first:.1%} right first, {fitted.within_five:.1%} within five readings"
    )


def train_model(arguments: argparse.Namespace, plan: Recipe) -> None:
    """Train the acoustic model and put its weights beside the recipe."""
    import shutil
    from dataclasses import replace

    import torch

    from asr.recogniser import WEIGHTS, choose_device
    from asr.train import curves
    from asr.train.trainer import train

    if arguments.minutes:
        plan = replace(plan, training=replace(plan.training, minutes=arguments.minutes))
    work: Path = arguments.work
    stores = [work / name for name in ("human", "synthetic", "spliced") if (work / name).is_dir()]
    extras = [work / name if (work / name).is_dir() else None for name in ("noise", "rooms")]
    device = torch.device(choose_device(arguments.device))
    train(plan, stores, work / "model", device, *extras, arguments.start)
    curves.draw(work / "model" / "log.jsonl", arguments.recipe.parent / "curves.svg")
    shutil.copyfile(work / "model" / WEIGHTS, arguments.recipe.parent / WEIGHTS)


def phrases_of(file: Path) -> Iterator[str]:
    """Yield the phrases of a text file: JSON lines with `spoken`, or a phrase a line."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        phrase = json.loads(line)["spoken"] if file.suffix == ".jsonl" else line
        # Screen readers' structure words run together; people say them apart.
        yield re.sub(r"(?<=[a-z])(?=[A-Z])", " ", phrase)


def sampled_phrases(rng: random.Random) -> Iterator[str]:
    """Yield random spoken formulas for ever."""
    from mathparse.sampler import sample

    while True:
        yield sample(rng).words


def talked(rng: random.Random) -> Iterator[str]:
    """Yield random formulas for ever as they come in a talk: "so now we get ... is just ..."."""
    from mathparse.vocabulary import fillers, symbols

    first, anywhere, last = fillers()
    equals = [way for way in symbols()["equals"].spoken if way.replace(" ", "").isalpha()]
    shorter = [len(way.split()) ** -2 for way in equals]
    for formula in sampled_phrases(rng):
        words = re.sub(r"\bequals\b", rng.choices(equals, shorter)[0], formula).split()
        if rng.random() < 0.3:
            words.insert(rng.randrange(len(words)), rng.choice(anywhere))
        openers = rng.choices(first, k=rng.choice((1, 1, 2)))
        closers = rng.choices(last, k=rng.choice((0, 0, 1)))
        yield " ".join([*openers, *words, *closers])


def formulas_and_items(rng: random.Random) -> Iterator[str]:
    """Yield random formulas and, in turn, letters and numbers, formulas and talk for ever."""
    from asr.train.items import Items

    items, talk = Items(), talked(rng)
    for formula in sampled_phrases(rng):
        yield formula
        yield items.sample(rng)
        yield next(talk)
