"""Phonemes, characters or subwords: python -m tests.bench.units WORK --minutes M [--runs FOLDER]

Networks of one shape are trained from scratch on the same clips for the same time; only what they answer
with differs. The same decoder then hears development speakers through each of them, with a lexicon that
spells every word in the network's units, and the same language model. Its two weights are chosen for each
network on a quarter of the clips, the errors are of the others. Finished networks are kept in
FOLDER and not trained again; an interrupted training goes on.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import sentencepiece
import torch

from app.tuning import WANTED
from asr import lexicon as lexicons
from asr import tuning
from asr.decoder import Decoder, Settings
from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.lexicon_tree import LexiconTree
from asr.model import AcousticModel, Shape
from asr.recogniser import LANGUAGE_MODEL, RECIPE, Recogniser, shipped_model
from asr.train import recipe as recipes
from asr.train.batches import Example, fits, load_examples
from asr.train.recipe import Recipe
from asr.train.trainer import Progress, Trainer, collapse
from asr.units import BLANK, UNITS
from tests.bench import clips

BEGIN = "▁"  # as in SentencePiece: begins a word, so that words can be told apart without a lexicon
SUBWORDS = 200


@dataclass(frozen=True)
class Units:
    """What a network answers with, the blank first; how a word is spelt in it (None where only a
    dictionary can tell); and the words that the recogniser knows.
    """

    symbols: tuple[str, ...]
    spell: Callable[[str], Sequence[str]] | None
    lexicon: Lexicon

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Each symbol's number."""
        return {symbol: number for number, symbol in enumerate(self.symbols)}

    def respell(self, example: Example) -> Example:
        """A clip, which comes with its phonemes, with these units as target."""
        if self.spell is None:
            return example
        spelt = (self.index[unit] for word in example.words for unit in self.spell(word))
        return replace(example, units=tuple(spelt))

    def text(self, answer: Iterable[int]) -> str:
        """The words of a network's answer without a lexicon."""
        return " ".join("".join(self.symbols[unit] for unit in answer).replace(BEGIN, " ").split())


def phonemes(_: Sequence[str]) -> Units:
    """The shipped units and lexicon."""
    return Units(UNITS, None, lexicons.load())


def characters(_: Sequence[str]) -> Units:
    """Letters and the apostrophe; a mark before each word, as CTC systems have between words
    (Graves and Jaitly, "Towards end-to-end speech recognition with recurrent neural networks", 2014).
    """
    symbols = (UNITS[BLANK], BEGIN, "'", *"abcdefghijklmnopqrstuvwxyz")
    return _spelling(symbols, lambda word: (BEGIN, *word))


def subwords(sentences: Sequence[str]) -> Units:
    """Byte-pair encoding learnt from the training transcripts (Sennrich et al., 2016)."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=model,
        model_type="bpe",
        vocab_size=SUBWORDS,
        normalization_rule_name="identity",
        character_coverage=1.0,
        unk_id=BLANK,  # every letter has a piece, so the place is free
        bos_id=-1,
        eos_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    symbols = [pieces.id_to_piece(number) for number in range(pieces.vocab_size())]
    symbols[BLANK] = UNITS[BLANK]
    return _spelling(tuple(symbols), lambda word: pieces.encode(word, out_type=str))


def _spelling(symbols: tuple[str, ...], spell: Callable[[str], Sequence[str]]) -> Units:
    return Units(symbols, spell, {word: [tuple(spell(word))] for word in lexicons.load()})


MAKERS = {"phonemes": phonemes, "characters": characters, "subwords": subwords}


def respelt(examples: Sequence[Example], sets: Mapping[str, Units]) -> dict[str, list[Example]]:
    """For each unit set the same examples: those that have steps enough for every one of them."""
    made = [[units.respell(example) for units in sets.values()] for example in examples]
    usable = [same for same in made if all(fits(one.units, one.entry.seconds) for one in same)]
    return {name: list(some) for name, some in zip(sets, zip(*usable, strict=True), strict=True)}


def trained(
    recipe: Recipe, examples: list[Example], units: Units, folder: Path, noise: Path
) -> Trainer:
    """A network trained in one process for the recipe's minutes, or read from `folder`."""
    trainer = Trainer(
        recipe, examples, folder, torch.device("cpu"), noise, units=len(units.symbols)
    )
    if trainer.progress.seconds < recipe.training.minutes * 60:
        trainer.run()
    return trainer


@dataclass(frozen=True, slots=True)
class Heard:
    """Word error rates with lexicon and language model of each kind of speech and their mean, the
    mean without them, seconds of sound heard in a second, and the settings that were chosen.
    """

    kinds: dict[str, float]
    mean: float
    greedy: float
    speed: float
    settings: Settings


def hear(model: AcousticModel, units: Units, examples: Sequence[Example]) -> Heard:
    """Choose the decoder's weights on every fourth clip and measure on the rest."""
    language_model = LanguageModel.load(LANGUAGE_MODEL)
    recogniser = Recogniser(model, {}, language_model)
    begun = time.perf_counter()
    items = [
        tuning.heard_item(
            recogniser, WANTED[one.entry.corpus][0], " ".join(one.words), one.samples()
        )
        for one in examples
    ]
    network = (time.perf_counter() - begun) / sum(len(item.log_probs) for item in items)

    def told(some: Sequence[tuning.Item], settings: Settings) -> list[str]:
        weights = settings.model_weight, settings.word_bonus
        tree = LexiconTree(units.lexicon, language_model, *weights, units.index)
        decoder = Decoder(tree, settings)
        return [tuning.heard(tuning.search(item, decoder)) for item in some]

    chosen = items[::4]
    measured = [item for place, item in enumerate(items) if place % 4]
    settings = min(
        tuning.tries(Settings.load()),
        key=lambda settings: tuning.errors(chosen, told(chosen, settings)),
    )
    begun = time.perf_counter()
    words = told(measured, settings)
    search = (time.perf_counter() - begun) / sum(len(item.log_probs) for item in measured)
    greedy = [units.text(collapse(item.log_probs.argmax(axis=1).tolist())) for item in measured]
    kinds = {}
    for kind in dict.fromkeys(item.kind for item in measured):
        places = [place for place, item in enumerate(measured) if item.kind == kind]
        kinds[kind] = tuning.errors([measured[p] for p in places], [words[p] for p in places])
    return Heard(
        kinds,
        tuning.errors(measured, words),
        tuning.errors(measured, greedy),
        tuning.STEP_SECONDS / (network + search),
        settings,
    )


def options() -> argparse.Namespace:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.units", description=__doc__)
    parser.add_argument("work", type=Path, help="the work folder of speech-to-math train")
    parser.add_argument("--stores", default="human,synthetic", help="its stores to train on")
    parser.add_argument("--runs", type=Path, help="where networks are kept; default: WORK/units")
    parser.add_argument(
        "--minutes", type=float, required=True, help="of training, for each network"
    )
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--clips", type=int, default=60, help="at most, of each corpus")
    parser.add_argument("--units", default=",".join(MAKERS), help="to train now; default: all")
    return parser.parse_args()


def main() -> None:
    """Train, measure and print."""
    chosen = options()
    torch.set_num_threads(1)
    recipe = recipes.load(shipped_model() / RECIPE)
    shape = Shape(hidden=chosen.hidden, layers=chosen.layers)
    schedule = replace(recipes.Schedule(), minutes=chosen.minutes, batch_seconds=100.0)
    recipe = replace(recipe, model=shape, training=schedule)
    spoken = load_examples(recipe, [chosen.work / name for name in chosen.stores.split(",")])
    sentences = [" ".join(one.words) for one in spoken if one.part == "train"]
    sets = {name: make(sentences) for name, make in MAKERS.items()}
    examples = respelt(spoken, sets)
    print(f"{len(examples['phonemes'])} of {len(spoken)} clips leave each unit set enough steps")
    runs = chosen.runs or chosen.work / "units"
    table: list[str] = []
    for name in chosen.units.split(","):
        folder = runs / f"{name}-{shape.layers}x{shape.hidden}-{chosen.minutes:g}"
        trainer = trained(recipe, examples[name], sets[name], folder, chosen.work / "noise")
        held_out = [one for one in examples[name] if one.part == "dev"]
        some = clips.of(held_out, tuple(WANTED), chosen.clips)
        wrong = trainer.phoneme_errors(some)
        heard = hear(trainer.average, sets[name], some)
        print(f"{name}: {heard.settings}", flush=True)
        table = table or [*header(heard)]
        table.append(row(name, len(sets[name].symbols), trainer.progress, wrong, heard))
    print("\n".join(["", *table]))


def header(heard: Heard) -> tuple[str, str]:
    """The two lines above the table's rows."""
    names = ["number", "unit errors %", "word errors %: greedy", *heard.kinds, "mean"]
    names += ["sound s heard a s", "h trained on", "sound s trained on a s"]
    return f"| units | {' | '.join(names)} |", "|---|" + "---:|" * len(names)


def row(name: str, number: int, trained_on: Progress, wrong: float, heard: Heard) -> str:
    """What came out for one unit set."""
    percents = [wrong, heard.greedy, *heard.kinds.values(), heard.mean]
    figures = [str(number), *(f"{100 * share:.1f}" for share in percents), f"{heard.speed:.0f}"]
    hours, seconds = trained_on.audio_hours, trained_on.seconds
    figures += [f"{hours:.1f}", f"{3600 * hours / seconds:.0f}"]
    if name == "phonemes":
        figures[2] = ""  # without a lexicon they are no words
    return f"| {name} | {' | '.join(figures)} |"


if __name__ == "__main__":
    main()
