"""Which letters belong to the work at hand, and what they change in what is heard."""

import numpy as np
import pytest

from app.document import typed_line
from app.familiar import LINES, familiar_letters, familiarity
from app.recordings import passages_of
from app.understand import meanings_of, rank
from tests.app.fakes import FakeStream, Heard


@pytest.mark.parametrize(
    ("phrases", "current", "letters"),
    [
        ([], 0, ""),
        (["z equals a plus b"], 0, "z a b"),
        (["capital gamma of x", "y equals two"], 1, "gamma x y"),
        (["x plus infinity", "now a sentence of words"], 1, "x"),
        (["x", "y", "z"], 1, "x y"),
        (["t", *["x"] * LINES], LINES, "x"),
    ],
)
def test_letters_of_the_lines_up_to_the_current_one_are_familiar(phrases, current, letters):
    lines = [typed_line(phrase) for phrase in phrases]
    assert familiar_letters(lines, current) == frozenset(letters.split())


@pytest.mark.parametrize(
    ("phrase", "known", "count"),
    [
        ("z equals a plus c", "z a", 1),
        ("z squared plus z", "z", 2),
        ("theta plus eta", "theta eta", 2),
        ("two plus two", "z", 0),
        ("z plus a", "", 0),
    ],
)
def test_letters_are_counted_for_and_against(phrase, known, count):
    tree = meanings_of(phrase)[0].tree
    assert familiarity(tree, frozenset(known.split())) == count


@pytest.mark.parametrize(
    ("known", "first"),
    [("", "c equals a plus b"), ("z b", "z equals a plus b"), ("c", "c equals a plus b")],
)
def test_a_letter_that_was_used_before_wins_over_one_that_sounds_alike(known, first):
    heard = [Heard("c equals a plus b", -10.0), Heard("z equals a plus b", -11.0)]
    assert rank(heard, known=frozenset(known.split()))[0].transcript == first


def test_the_window_tells_the_recogniser_its_letters(window, monkeypatch):
    told = []
    monkeypatch.setattr(window.dictation.recogniser, "know", told.append)
    for phrase in ("z plus one", "theta equals two"):
        window.take(meanings_of(phrase), "typed")
    window.document.undo()
    window.performer.perform("new_document", {})
    assert told == [frozenset(letters.split()) for letters in ("z", "z theta", "z", "")]


def test_a_recording_goes_on_with_the_letters_it_began_with(tmp_path):
    class Recogniser:
        def transcribe(self, blocks):
            for sentence in ("z equals two", "c/z minus one"):
                yield FakeStream(sentence).feed(np.zeros(24_000, np.float32))[0]

    said = [passage.meanings[0].transcript for passage in passages_of(Recogniser(), tmp_path)]
    assert said == ["z equals two", "z minus one"]


def test_what_sounds_much_better_wins_over_familiar_letters():
    heard = [Heard("c equals a plus b", -10.0), Heard("z equals a plus b", -20.0)]
    assert rank(heard, known=frozenset("z"))[0].transcript == "c equals a plus b"
