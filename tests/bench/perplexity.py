"""How well the language models foretell talk: python -m tests.bench.perplexity FILES [--model ARPA]

FILES are phrases as `speech-to-math train --text` takes them. Of these, sentences that are held out of all
training count, each once, where the recogniser has every word. The perplexity of words and sentence ends
is printed: among how many equally likely words there is to choose, on average; by the n-grams, by the
recurrent model and by both, as the decoder joins them.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Collection
from pathlib import Path

from app.subcommands.train import phrases_of
from asr.decoder import Settings
from asr.language_model import LanguageModel
from asr.recogniser import LANGUAGE_MODEL, RECURRENT
from asr.recurrent_language_model import RecurrentLanguageModel
from asr.rescoring import Rescorer
from asr.train.recipe import held_out_sentence
from asr.train.text import spoken_words


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.perplexity", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, default=LANGUAGE_MODEL, help="in ARPA format")
    options = parser.parse_args()
    model = LanguageModel.load(options.model)
    rescorer = Rescorer(model, RecurrentLanguageModel.load(RECURRENT))
    print("| phrases | sentences | n-grams | recurrent | both |")
    print("|---|---:|---:|---:|---:|")
    together: set[str] = set()
    for file in options.files:
        lines = {" ".join(spoken_words(phrase)) for phrase in phrases_of(file)}
        heard = {line for line in lines if held_out_sentence(line) and known(line, model)}
        together |= heard
        print(row(file.stem, heard, model, rescorer), flush=True)
    print(row("all", together, model, rescorer))


def known(line: str, model: LanguageModel) -> bool:
    """Whether there are words and the model has them all."""
    words = line.split()
    return bool(words) and all(word in model.words for word in words)


def row(name: str, lines: Collection[str], model: LanguageModel, rescorer: Rescorer) -> str:
    """One row of the table, empty for no sentences."""
    sentences = [[model.words[word] for word in line.split()] for line in lines]
    events = sum(len(words) + 1 for words in sentences)
    total = sum(model.score_words(line.split()) for line in lines)
    gains = [
        sum(rescorer.gains(sentences, share))
        for share in (0.0, 1.0, Settings.load().recurrent_share)
    ]
    told = [f"{math.exp(-(total + gain) / events):.1f}" if events else "" for gain in gains]
    return f"| {name} | {len(sentences)} | {' | '.join(told)} |"


if __name__ == "__main__":
    main()
