"""Sentences -> estimates: what is rare may be left out, what is counted is what is written."""

from pathlib import Path

from asr.language_model import LanguageModel
from asr.train.kneser_ney import build

SENTENCES = ["x squared plus two", "x squared plus y squared", "sine of x", "sine of theta"] * 2 + [
    "y over two"
]


def test_rare_long_ngrams_are_left_out(tmp_path: Path) -> None:
    everything = build(SENTENCES, tmp_path / "all.arpa", order=3, cutoffs=(0, 0, 0))
    pruned = build(SENTENCES, tmp_path / "few.arpa", order=3, cutoffs=(0, 1, 2))
    assert pruned < everything
    assert len(LanguageModel.load(tmp_path / "few.arpa").ngrams()) == pruned


def test_a_word_of_the_vocabulary_that_nobody_says_is_as_likely_as_an_unknown_one(
    tmp_path: Path,
) -> None:
    build(SENTENCES, tmp_path / "model.arpa", order=3, vocabulary=["matrix"])
    model = LanguageModel.load(tmp_path / "model.arpa")
    assert model.score_words(["matrix"]) == model.score_words(["zebra"])
