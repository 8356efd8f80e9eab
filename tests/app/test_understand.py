"""Words -> the readings that are offered beside a line, and what the grammar has against them."""

import pytest

from app import understand
from app.understand import Meaning, meanings_of, objection, offered, rank
from tests.app.fakes import Heard


@pytest.mark.parametrize(
    ("words", "first", "absent"),
    [
        ("y equals three x plus two", "y = 3x + 2", "y := 3x + 2"),
        ("f of x equals x squared", "f(x) = x²", "f(x) := x²"),
        ("b plus c over d", "b + c/d", "(b + c/d)"),
        ("where cats sleep", "where cats sleep", ""),
    ],
)
def test_what_nobody_would_look_for_is_not_offered(words, first, absent):
    meanings = meanings_of(words)
    assert not absent or absent in [meaning.text for meaning in meanings]
    readings = [meaning.text for meaning in offered(meanings)]
    assert readings[0] == first
    assert absent not in readings


@pytest.mark.parametrize(
    ("meanings", "words"),
    [
        # Each is measured against the best of the same words, and these against the best of all.
        ([("a", 0.0), ("b", -5.0), ("b", -9.0), ("a", -6.0), ("c", -6.5)], "abb"),
        ([], ""),
    ],
)
def test_how_far_from_the_best_a_reading_may_be(monkeypatch, meanings, words):
    weights = {"farthest": 5.0, "farthest_same": 3.0, "farthest_heard": 6.0}
    monkeypatch.setattr(understand, "ranking", lambda: weights)
    made = []
    for number, (said, score) in enumerate(meanings):
        tree = meanings_of(f"x plus {number}")[0].tree
        made.append(Meaning(said, "math", tree, None, score))
    assert "".join(meaning.transcript for meaning in offered(made)) == words


@pytest.mark.parametrize(
    ("words", "objects"),
    [
        ("x squared plus one", False),
        ("partial y by partial x", False),
        ("plus plus of of over", True),
    ],
)
def test_the_grammar_objects_to_what_hardly_makes_a_formula(words, objects):
    best = meanings_of(words)[0]
    assert best.kind == "text" or (objection(best.score) < 0) == objects
    assert objection(-1.0) == objection(3.0) == 0.0
    assert objection(-10.0) < objection(-5.0) < 0.0


@pytest.mark.parametrize(("behind", "kind"), [(0.0, "command"), (3.0, "command"), (8.0, "math")])
def test_a_whole_command_wins_over_what_sounds_a_little_better(behind, kind):
    heard = [Heard("two two", -10.0), Heard("choose two", -10.0 - behind)]
    assert rank(heard)[0].kind == kind
