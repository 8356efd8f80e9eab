"""Sentences -> an ARPA file -> probabilities that sum to one and prefer what was seen."""

from __future__ import annotations

import gzip
import math
from pathlib import Path

import pytest

from asr.language_model import END, START, LanguageModel
from asr.train.kneser_ney import build

SENTENCES = [
    "x squared plus two",
    "x squared plus y squared equals z squared",
    "x to the fourth plus two x",
    "sine of x plus two",
    "sine of theta plus cosine of theta",
    "the sign of y",
    "y to the two",
    "integral from zero to two of x squared d x",
] * 3 + ["five over x", "y over two", "sine of two x"]


@pytest.fixture(params=["model.arpa", "model.arpa.gz"])
def model(request: pytest.FixtureRequest, tmp_path: Path) -> LanguageModel:
    build(SENTENCES, tmp_path / request.param, order=3, vocabulary=["matrix"])
    return LanguageModel.load(tmp_path / request.param)


@pytest.mark.parametrize(
    "history", ["", "x", "sine of", "zero to", "five five", "y to the", "matrix"]
)
def test_probabilities_after_any_history_sum_to_one(model: LanguageModel, history: str) -> None:
    state = model.start
    for word in history.split():
        _, state = model.score(state, model.words[word])
    total = sum(
        math.exp(model.score(state, index)[0])
        for word, index in model.words.items()
        if word != START
    )
    assert total == pytest.approx(1.0, abs=2e-3)


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("x squared plus two", "x squared plus to"),
        ("sine of x", "sign of x"),
        ("y to the two", "y two the two"),
        ("x to the fourth", "x to the matrix"),
        ("five over x", "x over five"),
        ("x squared", "squared x"),
    ],
)
def test_what_is_said_beats_what_sounds_alike(
    model: LanguageModel, likely: str, unlikely: str
) -> None:
    assert model.score_words(likely.split()) > model.score_words(unlikely.split())


def test_an_unseen_word_is_possible_and_costly(model: LanguageModel) -> None:
    assert -20 < model.score_words(["zebra"]) < model.score_words(["y"])


def test_states_that_predict_alike_are_one(model: LanguageModel) -> None:
    def state_after(phrase: str) -> int:
        state = model.start
        for word in phrase.split():
            _, state = model.score(state, model.words[word])
        return state

    assert state_after("matrix") == model.EMPTY
    assert state_after("five matrix x") == state_after("matrix x")
    assert state_after("sine of") != state_after("of")


def test_the_file_is_arpa_that_a_person_can_read(tmp_path: Path) -> None:
    count = build(SENTENCES, tmp_path / "model.arpa.gz", order=2)
    lines = gzip.decompress((tmp_path / "model.arpa.gz").read_bytes()).decode().splitlines()
    assert lines[0] == "\\data\\"
    assert lines[-1] == "\\end\\"
    assert sum(line.count("\t") > 0 for line in lines) == count
    assert any(line.split("\t")[1:2] == [f"two {END}"] for line in lines)


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a model\n")
    with pytest.raises(ValueError, match="not a language model"):
        LanguageModel.load(tmp_path / "notes.txt")
