"""Fitting moves the ranking towards what the phrases show."""

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
