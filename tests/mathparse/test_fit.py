"""Fitting moves the ranking towards what the phrases show."""

import json

import pytest

from mathparse import fit, grammar

SPREAD = [
    fit.Phrase(f"{a} plus {b} over {c}", rf"\frac{{{a} + {b}}}{{{c}}}")
    for a, b, c in ["xyz", "abc", "uvw", "mnk", "pqr", "stu"]
]


def squeezed(one, other):
    return "".join(one.split()) == "".join(other.split())


def test_weights_follow_the_phrases():
    start = fit.first_guess()
    ballots = list(fit.ballots(SPREAD, start, squeezed))
    assert ballots
    weights = fit.regress(ballots, start)
    assert all(outcome.first for outcome in fit.measure(SPREAD, weights, squeezed))


def test_weights_without_evidence_stay_at_the_first_guess():
    assert fit.regress([], fit.first_guess()) == fit.first_guess()


def test_every_scope_of_the_first_guess_is_one_of_the_grammar():
    holes, rules = set(), {"beside", "pieces"}
    for line in (grammar.DATA / "grammar.txt").read_text("utf-8").splitlines():
        if line.startswith("hole "):
            holes.add(line.split()[1])
        elif "@" in line:
            rules.add(line.partition("@")[0])
    said = [name.partition("|")[0].split() for name in fit.first_guess() if name != "pause"]
    wrong = [
        (hole, rule)
        for hole, rule, *_ in said
        if hole != "tree" and (hole not in holes or rule.removeprefix("beside-") not in rules)
    ]
    assert wrong == []


def test_written_weights_read_back(tmp_path):
    text = fit.write({"add over": 1.5, "tree fraction 0 add": -0.25})
    rows = [line.split(None, 1) for line in text.splitlines() if not line.startswith("#")]
    assert {name: float(value) for value, name in rows} == {
        "add over": 1.5,
        "tree fraction 0 add": -0.25,
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (r"\left( x \right)^{2}", "(x)^2", True),
        (r"a \cdot b", "a b", True),
        (r"\dfrac{a}{b}", r"\frac ab", True),
        (r"\frac{ab}{c}", r"\frac{a}{bc}", False),
        ("x + y", "x - y", False),
    ],
)
def test_same_formula(one, other, same):
    assert fit.same_formula(one, other) is same


def test_a_file_named_twice_counts_twice(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(SPREAD[0]._asdict()) + "\n")
    ballots = [
        list(fit.ballots([SPREAD[0]._replace(count=n)], fit.first_guess(), squeezed))
        for n in (1, 2)
    ]
    assert [len(each) for each in ballots] == [1, 2]
    fitted = fit.train([rows, rows], tmp_path / "weights.txt", folds=2)
    assert [outcome.phrase.count for outcome in fitted.held_back] == [2]


def test_training_writes_weights_that_can_be_read(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(phrase._asdict()) + "\n" for phrase in SPREAD))
    fitted = fit.train([rows], tmp_path / "weights.txt", folds=3)
    assert len(fitted.held_back) == len(SPREAD)
    assert (tmp_path / "weights.txt").read_text().count("\n") > 100
