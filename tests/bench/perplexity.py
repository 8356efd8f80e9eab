"""How well a language model foretells what people say: python -m tests.bench.perplexity FILES [--model ARPA]

FILES are phrases as `speech-to-math train --text` takes them. Of these, sentences that are held out of all
training count, each once, where the recogniser has every word. The perplexity of words and sentence ends
is printed: among how many equally likely words there is to choose, on average.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from pathlib import Path

from app.subcommands.train import phrases_of
from asr.decoder import Settings
from asr.language_model import LanguageModel
from asr.letter_cache import LetterCache
from asr.recogniser import LANGUAGE_MODEL
from asr.train.recipe import held_out_sentence
from asr.train.text import spoken_words


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.perplexity", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, default=LANGUAGE_MODEL, help="in ARPA format")
    options = parser.parse_args()
    model = LanguageModel.load(options.model)
    print("| phrases | sentences | perplexity | letters that come back considered |")
    print("|---|---:|---:|---:|")
    together: set[str] = set()
    for file in options.files:
        lines = {" ".join(spoken_words(phrase)) for phrase in phrases_of(file)}
        heard = {line for line in lines if held_out_sentence(line) and known(line, model)}
        together |= heard
        print(row(file.stem, heard, model), flush=True)
    print(row("all", together, model))


def known(line: str, model: LanguageModel) -> bool:
    """Whether there are words and the model has them all."""
    words = line.split()
    return bool(words) and all(word in model.words for word in words)


def row(name: str, lines: Iterable[str], model: LanguageModel) -> str:
    """One row of the table, empty for no sentences."""
    sentences = [line.split() for line in lines]
    events = sum(len(words) + 1 for words in sentences)
    letters = LetterCache(model, Settings.load().letter_share)
    total = sum(model.score_words(words) for words in sentences)
    gain = sum(map(letters.gain, sentences))
    told = [f"{math.exp(-one / events):.1f}" if events else "" for one in (total, total + gain)]
    return f"| {name} | {len(sentences)} | {' | '.join(told)} |"


if __name__ == "__main__":
    main()
