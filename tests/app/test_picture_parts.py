"""Parts of formulas -> where they stand in the picture, and which words of the speech name them."""

import pytest

from app.picture_parts import parts_of
from app.render import svg_of
from mathparse import parse
from mathparse.printers import to_speech
from mathparse.printers.places import spoken_words

PHRASES = [
    "x equals the fraction minus b plus or minus the square root of b squared minus four a c over two a "
    "end fraction",
    "the integral from zero to infinity of e to the minus x squared d x",
    "the sum from n equals one to infinity of one over n squared equals pi squared over six",
    "n choose k over x",
    "two by two matrix row one a b row two c d",
    "sine squared theta plus three point one four",
]


def tree_of(phrase):
    return parse(phrase).readings[0].tree


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_leaf_is_found_within_the_picture(phrase):
    tree = tree_of(phrase)
    view = [
        float(n)
        for n in svg_of(parse(phrase).readings[0].latex).split('viewBox="')[1].split('"')[0].split()
    ]
    (whole,) = parts_of(tree).boxes(())
    assert view[0] <= whole.left
    assert whole.right <= view[0] + view[2]
    for place, box in parts_of(tree).shapes:
        assert (whole.left, whole.top) <= (box.left, box.top), place


@pytest.mark.parametrize(
    ("phrase", "left", "right"),
    [("x over y", (0,), (1,)), ("x plus y", (0,), (1,)), ("x to the n", (0,), (1,))],
)
def test_parts_stand_where_they_are_seen(phrase, left, right):
    parts = parts_of(tree_of(phrase))
    (first,), (second,) = parts.boxes(left), parts.boxes(right)
    assert first.top < second.top if "over" in phrase else first.right <= second.left


@pytest.mark.parametrize("phrase", PHRASES)
def test_words_with_places_are_the_speech(phrase):
    tree = tree_of(phrase)
    assert " ".join(word for word, _ in spoken_words(tree)) == to_speech(tree)


@pytest.mark.parametrize(
    ("phrase", "places"),
    [
        ("x plus y", [("x", (0,)), ("plus", ()), ("y", (1,))]),
        ("x squared", [("x", (0,)), ("squared", ())]),
        ("one over x", [("1", (0,)), ("over", ()), ("x", (1,))]),
        (
            "x equals y plus z",
            [("x", (0,)), ("equals", ()), ("y", (1, 0)), ("plus", (1,)), ("z", (1, 1))],
        ),
    ],
)
def test_each_word_names_its_part(phrase, places):
    assert spoken_words(tree_of(phrase)) == places


@pytest.mark.parametrize(
    ("phrase", "place", "shapes"),
    [
        ("x plus y", (), 1),
        ("x over y", (), 1),
        ("x squared", (), 1),
        ("f of x", (), 2),
        ("x", (), 1),
        ("root x", (), 1),
    ],
)
def test_a_word_lights_up_its_own_sign(phrase, place, shapes):
    tree = tree_of(phrase)
    said = frozenset(place for _, place in spoken_words(tree))
    assert len(parts_of(tree).signs(place, said)) == shapes


def test_the_longest_formula_has_parts():
    tree = tree_of(" plus ".join("x" * 150))
    assert len(spoken_words(tree)) == 299
