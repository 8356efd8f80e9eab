"""Phonemes, characters or subwords: python -m tests.bench.units WORK --minutes M [--runs FOLDER]

Networks of one shape are trained from scratch on the same clips for the same time; only what they answer
with differs. The same decoder then hears development speakers through each of them, with a lexicon that
spells every word in the network's units, and the same language model. Its two weights are chosen for each
network on a quarter of the clips, the errors are of the others. Finished networks are kept in
FOLDER and not trained again; an interrupted training goes on.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import sentencepiece
import torch

from app.tuning import WANTED
from asr import ctc, tuning
from asr import lexicon as lexicons
from asr.lexicon import Lexicon
from asr.train.batches import Example, fits
from asr.units import BLANK, UNITS
from tests.bench import clips, small_networks

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
        spelt = (tuple(self.index[unit] for unit in self.spell(word)) for word in example.words)
        return replace(example, ways=tuple((units,) for units in spelt))

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


def main() -> None:
    """Train, measure and print."""
    parser = small_networks.options("units", __doc__)
    parser.add_argument("--units", default=",".join(MAKERS), help="to train now; default: all")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    recipe, spoken = small_networks.load(chosen)
    sentences = [" ".join(one.words) for one in spoken if one.part == "train"]
    sets = {name: make(sentences) for name, make in MAKERS.items()}
    examples = respelt(spoken, sets)
    print(f"{len(examples['phonemes'])} of {len(spoken)} clips leave each unit set enough steps")
    table: list[str] = []
    for name in chosen.units.split(","):
        units, place = sets[name], small_networks.folder(chosen, name)
        trainer = small_networks.trained(
            recipe, examples[name], place, chosen.work / "noise", len(units.symbols)
        )
        held_out = [one for one in examples[name] if one.part == "dev"]
        some = clips.of(held_out, tuple(WANTED), chosen.clips)
        wrong = trainer.phoneme_errors(some)
        heard = small_networks.hear(trainer.average, units.lexicon, units.index, some)
        print(f"{name}: {heard.settings}", flush=True)
        headings = ("units", "number", "unit errors %", "word errors %: greedy")
        table = table or small_networks.header(headings, heard)
        first = (name, f"{len(units.symbols)}", f"{100 * wrong:.1f}", greedy(units, heard))
        table.append(small_networks.row(first, heard, trainer.progress))
    print("\n".join(["", *table]))


def greedy(units: Units, heard: small_networks.Heard) -> str:
    """The word errors in percent without lexicon and language model; none where units are no words."""
    if units.spell is None:
        return ""
    told = [
        units.text(ctc.collapse(item.log_probs.argmax(axis=1).tolist())) for item in heard.measured
    ]
    return f"{100 * tuning.errors(heard.measured, told):.1f}"


if __name__ == "__main__":
    main()
