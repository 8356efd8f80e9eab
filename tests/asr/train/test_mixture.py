"""Models of several kinds of talk -> one that knows by the words before which kind it is."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from asr.language_model import START, LanguageModel
from asr.train.kneser_ney import build
from asr.train.mixture import mix

KINDS = {
    "formulas": ["x squared plus two", "y squared plus x", "two over x plus y"] * 3,
    "numbers": ["one two two one", "two one one", "two two one two"] * 3,
    "spelling": ["x as in x ray", "y as in yankee"] * 3,
}
WORDS = sorted({word for some in KINDS.values() for line in some for word in line.split()})


def mixture(folder: Path, kinds: Sequence[str], shares: Sequence[float]) -> LanguageModel:
    models = []
    for kind in kinds:
        build(KINDS[kind], folder / "part.arpa", order=3, vocabulary=WORDS)
        models.append(LanguageModel.load(folder / "part.arpa"))
    mix(models, shares, folder / "mixture.arpa")
    return LanguageModel.load(folder / "mixture.arpa")


def chance(model: LanguageModel, history: str, word: str) -> float:
    state = model.start
    for before in history.split():
        _, state = model.score(state, model.words[before])
    return math.exp(model.score(state, model.words[word])[0])


@pytest.mark.parametrize(
    "history", ["", "x", "two one", "as in", "plus plus", "two over x", "yankee"]
)
def test_probabilities_after_any_history_sum_to_one(tmp_path: Path, history: str) -> None:
    model = mixture(tmp_path, list(KINDS), [1, 2, 0.5])
    total = sum(chance(model, history, word) for word in model.words if word != START)
    assert total == pytest.approx(1.0, abs=2e-3)


def test_of_one_kind_alone_nothing_changes(tmp_path: Path) -> None:
    model = mixture(tmp_path, ["formulas"], [0.3])
    alone = LanguageModel.load(tmp_path / "part.arpa")
    for line in KINDS["formulas"]:
        words = line.split()
        assert model.score_words(words) == pytest.approx(alone.score_words(words), abs=0.01)


def test_shares_tell_how_talk_begins(tmp_path: Path) -> None:
    often, seldom = (mixture(tmp_path, ["formulas", "numbers"], [1, n]) for n in (9, 1 / 9))
    assert chance(often, "", "one") > 2 * chance(seldom, "", "one")


def test_the_words_before_tell_the_kind(tmp_path: Path) -> None:
    model = mixture(tmp_path, ["formulas", "numbers"], [1, 1])
    assert chance(model, "two two", "one") > 2 * chance(model, "plus two", "one")
    assert chance(model, "two over", "x") > 0.5
