"""What a graph shows: points -> range, crossings and words."""

from math import exp, sin, tan

import pytest

from app.understand import meanings_of
from app.window.plot import crossings, describe, shown_range, telling_range, tick_step


def points(function, low=-10.0, high=10.0, count=401):
    step = (high - low) / (count - 1)
    return [(low + n * step, function(low + n * step)) for n in range(count)]


@pytest.mark.parametrize(
    ("function", "wanted"),
    [
        (lambda x: x**4 - 1, (-2.5, 2.5)),
        (lambda x: x**2 + 3 * x + 2, (-4.0, 1.0)),
        (lambda x: (x - 7) ** 2, (4.5, 9.5)),
        (sin, None),
        (exp, None),
        (lambda x: x, (-2.5, 2.5)),
        (lambda x: 3.0, None),
    ],
)
def test_the_range_in_which_things_happen(function, wanted):
    assert telling_range(points(function)) == (wanted and pytest.approx(wanted, abs=0.1))


@pytest.mark.parametrize(
    ("function", "where"),
    [
        (lambda x: x**2 - 2, [-1.414, 1.414]),
        (lambda x: x - 0.013, [0.013]),
        (lambda x: 1 / (x - 0.01), []),
        (lambda x: tan(x / 4), [0.0]),
        (exp, []),
    ],
)
def test_crossings_of_zero(function, where):
    assert crossings(points(function)) == pytest.approx(where, abs=2e-3)


@pytest.mark.parametrize(("span", "step"), [(20, 5), (5, 1), (1, 0.2), (0.03, 0.005)])
def test_numbers_on_the_axes_are_round(span, step):
    assert tick_step(span) == pytest.approx(step)


def test_a_pole_does_not_flatten_the_rest():
    low, high = shown_range(points(lambda x: 1 / (x - 0.013)))
    assert -20 < low < high < 20


def test_a_graph_is_described_in_words():
    words = describe(meanings_of("x squared minus two")[0], "x", points(lambda x: x * x - 2))
    assert "for x from −10 to 10." in words
    assert "Lowest −2 at 0, highest 98 at −10." in words
    assert "crosses zero near −1.41, 1.41" in words


def test_a_graph_that_breaks_off_has_no_highest_point():
    words = describe(meanings_of("one over x")[0], "x", points(lambda x: 1 / (x - 1.025)))
    assert "It breaks off near 1.03." in words
    assert "ighest" not in words
