"""Words spelt in characters and subwords, and read back from a network's answer."""

import numpy as np
import pytest

from asr.train.batches import Example
from asr.train.store import Entry
from asr.units import BLANK, encode
from tests.bench.units import BEGIN, MAKERS, Units, respelt

# Enough different sentences for subwords of more than one letter.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SENTENCES = [
    f"{word} {a}{b}{c}"
    for word in ("squared", "o'clock")
    for a in LETTERS
    for b in LETTERS
    for c in "aeo"
]
SPELT = ("characters", "subwords")


@pytest.fixture(scope="module")
def sets() -> dict[str, Units]:
    return {name: make(SENTENCES) for name, make in MAKERS.items()}


def example(words: str, phonemes: str, seconds: float) -> Example:
    entry = Entry("toy", "somebody", words, 0, round(seconds * 16000))
    ways = ((tuple(encode(phonemes.split())),),)
    return Example(entry, np.zeros(entry.length, np.int16), "train", tuple(words.split()), ways)


@pytest.mark.parametrize("name", SPELT)
@pytest.mark.parametrize("words", ["x squared plus two", "o'clock", "a a b"])
def test_what_is_spelt_can_be_read(sets: dict[str, Units], name: str, words: str) -> None:
    spelt = sets[name].respell(example(words, "AH", 9.0)).units
    assert BLANK not in spelt
    assert sets[name].text(spelt) == words


def test_subwords_are_longer_than_characters(sets: dict[str, Units]) -> None:
    assert list(sets["characters"].spell("squared")) == [BEGIN, *"squared"]
    assert len(sets["subwords"].spell("squared")) < len("squared")
    assert len(sets["subwords"].symbols) == 200


def test_the_lexicon_has_the_same_words_in_units_of_the_set(sets: dict[str, Units]) -> None:
    for units in sets.values():
        assert units.lexicon.keys() == sets["phonemes"].lexicon.keys()
        spelt = {unit for ways in units.lexicon.values() for way in ways for unit in way}
        assert spelt <= units.index.keys()


def test_only_clips_that_every_set_can_answer_are_used(sets: dict[str, Units]) -> None:
    clips = [example("squared", "S K W EH R D", seconds) for seconds in (0.3, 1.0)]
    found = respelt(clips, sets)
    assert [one.entry.seconds for one in found["phonemes"]] == [1.0]
    assert found["phonemes"][0].units == clips[1].units
    assert len({one.units for (one,) in found.values()}) == len(sets)
