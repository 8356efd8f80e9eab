"""Words that sound alike (`pairs.toml`), and synthesisers that say each of them in short formulas."""

from __future__ import annotations

import itertools
import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from asr.train.corpora import Clip
from asr.train.synthesis import Request, engines, request, speak

FILE = Path(__file__).with_name("pairs.toml")
GAP = "_"  # stands for each word of a row


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the benchmark: sets of words that may be taken for each other, and what to say."""

    name: str
    words: tuple[tuple[str, ...], ...]
    say: tuple[str, ...]

    def rivals(self, word: str) -> tuple[str, ...]:
        """The words that `word` may be taken for; none for one that is not of this row."""
        return tuple(
            other for some in self.words if word in some for other in some if other != word
        )

    def sentences(self, times: int) -> list[str]:
        """What to say such that each word is said `times` times, or each word's share of it."""
        words = [word for some in self.words for word in some]
        return [
            sentence.replace(GAP, word)
            for place, word in enumerate(words)
            for sentence in itertools.islice(itertools.cycle(self.say), place, place + times)
        ]


def rows(path: Path = FILE) -> tuple[Row, ...]:
    """The rows of the benchmark, in the file's order."""
    return tuple(
        Row(
            row.get("name", ", ".join(row["words"])),
            tuple(tuple(some.split()) for some in row["words"]),
            tuple(row["say"]),
        )
        for row in _tables(path)["row"]
    )


def voices(part: str, speaker_part: Callable[[str], str]) -> list[tuple[str, str]]:
    """Installed engines and voices that a recipe, by its `speaker_part`, keeps for `part`.

    An engine with variants of one voice is left out: the variants that were trained on sound alike.
    """
    return [
        (engine, voice)
        for engine, settings in engines().items()
        if "variants" not in settings
        for voice in settings["accents"]
        if speaker_part(f"{engine}_{voice}") == part
    ]


def spoken(
    wanted: Sequence[Row], times: int, voices: Sequence[tuple[str, str]], seed: int = 0
) -> Iterator[tuple[Row, Clip]]:
    """Say the sentences of each row in random voices and paces; yields what could be said well."""
    rng, settings = random.Random(seed), engines()
    spelt: dict[str, str] = _tables(FILE)["spelt"]
    orders: list[tuple[Row, str, Request]] = []
    for row in wanted:
        for sentence in row.sentences(times):
            engine, voice = rng.choice(voices)
            phrase = " ".join(spelt.get(word, word) for word in sentence.split())
            orders.append((row, sentence, request(engine, settings[engine], phrase, rng, voice)))
    left = iter(orders)
    for clip in speak(order for _, _, order in orders):
        row, sentence = next(  # what could not be said well is skipped
            (row, sentence)
            for row, sentence, order in left
            if (order.speaker, order.phrase) == (clip.speaker, clip.transcript)
        )
        yield row, Clip(clip.corpus, clip.speaker, sentence, clip.samples)


def _tables(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))
