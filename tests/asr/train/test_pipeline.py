"""Phrases and recordings -> the words that can be heard and how likely they follow each other."""

from pathlib import Path

import numpy as np
import pytest

from asr import lexicon
from asr.language_model import END, UNKNOWN, LanguageModel
from asr.recurrent_language_model import RecurrentLanguageModel
from asr.train.corpora import Clip
from asr.train.pipeline import make_recurrent, make_words, transcripts
from asr.train.recipe import Data, Recipe, Rescoring, held_out_sentence
from asr.train.store import Store

TALK = {
    "phrases": ["x squared plus two", "alpha over two", "sine of x"],
    "formulas": ["x plus x", "x over two", "x plus beta", "gamma of x", "gamma of two"],
    "recordings": ["two two one", "x one", "two x squared"],
    "commands": ["undo", "new line"],
}
SHARES = {"phrases": 0.4, "formulas": 0.2, "recordings": 0.2, "commands": 0.2}


@pytest.fixture
def made(tmp_path: Path) -> tuple[dict, LanguageModel]:
    paths = tmp_path / "lexicon.txt", tmp_path / "model.arpa.gz"
    make_words(TALK, SHARES, *paths, print)
    return lexicon.load(paths[0]), LanguageModel.load(paths[1])


@pytest.mark.parametrize(
    ("word", "heard", "why"),
    [
        ("alpha", True, "somebody said it"),
        ("beta", False, "sampled once"),
        ("gamma", True, "sampled twice"),
        ("one", False, "only in a recording"),
        ("undo", True, "a command"),
    ],
)
def test_which_words_can_be_heard(
    made: tuple[dict, LanguageModel], word: str, heard: bool, why: str
) -> None:
    words, model = made
    assert (word in words) is heard, why
    assert (word in model.words) is heard, why


def test_every_kind_counts(made: tuple[dict, LanguageModel]) -> None:
    _, model = made
    for likely, unlikely in [("new line", "line new"), ("two x squared", "two x over")]:
        assert model.score_words(likely.split()) > model.score_words(unlikely.split())


def test_the_recurrent_model_has_the_words_of_the_lexicon(
    made: tuple[dict, LanguageModel], tmp_path: Path
) -> None:
    told: list[str] = []
    rescoring = Rescoring(hidden=8, embedding=8, minutes=0.01)
    plan = Recipe(None, None, None, None, {}, SHARES, rescoring)
    talk = TALK | {"commands": ["words that nobody knows"]}
    make_recurrent(talk, plan, made[0], tmp_path / "model.safetensors", told.append)
    model = RecurrentLanguageModel.load(tmp_path / "model.safetensors")
    assert set(model.words) - {END, UNKNOWN} == made[0].keys()
    assert told[-1].startswith("100%")


def test_transcripts_are_of_training_speakers_and_no_prose(tmp_path: Path) -> None:
    sentences = [f"{word} plus two" for word in ("x", "y", "alpha", "nine", "pi", "sine of z")]
    assert not any(map(held_out_sentence, sentences))
    said = [
        ("letters", "anna", sentences[0]),
        ("letters", "otto", sentences[1]),  # held out
        ("words", "anna", "nine"),
        ("novel", "anna", "once upon a time"),
    ]
    silence = np.zeros(8000, np.int16)
    Store(tmp_path / "human").add(Clip(*one, silence) for one in said)
    data = Data(isolated=("words",), prose=("novel",), test_speakers=("otto",), held_out_percent=0)
    recipe = Recipe(None, None, None, data, {}, {})
    assert transcripts(tmp_path / "human", recipe) == {
        "single": ["nine"],
        "recordings": [sentences[0]],
    }
