"""Fitting moves the ranking towards what the phrases show."""

import json

import pytest

from mathparse import fit, reading

SPREAD = [
    fit.Phrase(f"{a} plus {b} over {c}", rf"\frac{{{a} + {b}}}{{{c}}}")
    for a, b, c in ["xyz", "abc", "uvw", "mnk", "pqr", "stu"]
]


def squeezed(one, other):
    return "".join(one.split()) == "".join(other.split())


def test_weights_follow_the_phrases():
    start = reading.load_weights()
    choices = list(fit.decisions(SPREAD, start, squeezed))
    assert choices
    weights = fit.regress(choices * 20, start)
    assert fit.measure(SPREAD, weights, squeezed)[0] == 1.0


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


def test_training_writes_weights_that_can_be_read(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(phrase._asdict()) + "\n" for phrase in SPREAD))
    fitted = fit.train([rows], tmp_path / "weights.txt", hold_back=0.34)
    assert fitted.held_back == 2
    assert (tmp_path / "weights.txt").read_text().count("\n") > 100
