import random
import re
import time

import pytest

from mathparse import parse, spoken_numbers
from mathparse.sampler import LONGEST, Sampler, default_sampler, sample
from mathparse.tree import Node, symbol


def samples(count, seed=1):
    rng = random.Random(seed)
    return [sample(rng) for _ in range(count)]


def test_words_are_spoken_words():
    for one in samples(3000):
        assert re.fullmatch(r"[a-z]+( [a-z]+)*", one.words), one.words
        assert len(one.words.split()) <= LONGEST


def test_same_seed_same_formulas():
    assert samples(50, seed=7) == samples(50, seed=7)
    assert samples(50, seed=7) != samples(50, seed=8)


def test_formulas_vary():
    drawn = samples(3000)
    assert len({one.words for one in drawn}) > 2500
    assert len({word for one in drawn for word in one.words.split()}) > 400
    assert {len(one.words.split()) for one in drawn} >= set(range(1, 31))


def test_every_kind_can_be_drawn():
    rng = random.Random(3)
    for kind in default_sampler().kinds:
        for _ in range(5):
            words, tree = default_sampler().sample(rng, kind)
            assert words
            assert tree.head


def test_sampling_takes_a_fraction_of_parsing():
    sample(random.Random(1))
    parse("x")
    start = time.process_time()
    drawn = samples(100)
    sampled = time.process_time()
    for one in drawn:
        parse(one.words)
    assert sampled - start < (time.process_time() - sampled) / 3


def test_description():
    sampler = Sampler("""
start
    1  add(left, power(symbol:x, @digit)) : {1} (plus/plus) x to the {2:ordinal}
left
    1  symbol:y : why
""")
    words, tree = sampler.sample(random.Random(1), "start")
    assert tree.head == "add"
    assert tree.args[0] == symbol("y")
    assert tree.args[1].args[0] == symbol("x")
    value = int(tree.args[1].args[1].text)
    assert words == f"why plus x to the {spoken_numbers.ordinal(spoken_numbers.cardinal(value))}"


def test_text_from_a_row_of_the_symbol_table():
    sampler = Sampler("start\n    1  relation[@](@relation, symbol:x, symbol:y) : x {1} y\n")
    _, tree = sampler.sample(random.Random(1), "start")
    assert tree == Node("relation", (symbol("x"), symbol("y")), tree.text)
    assert tree.text not in ("", "@")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (99, "ninety nine"),
        (105, "one hundred and five"),
        (1_000, "one thousand"),
        (2_018, "two thousand and eighteen"),
        (6_300, "six thousand three hundred"),
        (1_000_001, "one million and one"),
    ],
)
def test_cardinal(value, words):
    assert spoken_numbers.cardinal(value, use_and=True) == words


@pytest.mark.parametrize(
    ("words", "ordinal"),
    [("one", "first"), ("twelve", "twelfth"), ("twenty", "twentieth"), ("n", "nth"),
     ("twenty two", "twenty second"), ("nine", "ninth"), ("one hundred", "one hundredth")],
)  # fmt: skip
def test_ordinal(words, ordinal):
    assert spoken_numbers.ordinal(words) == ordinal


@pytest.mark.parametrize(
    ("text", "words"),
    [("3.14", "three point one four"), (".5", "point five"), ("12.05", "twelve point zero five")],
)
def test_decimal(text, words):
    assert spoken_numbers.decimal(text) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(1984, "nineteen eighty four"), (1905, "nineteen oh five"), (1900, "nineteen hundred")],
)
def test_year(value, words):
    assert spoken_numbers.year(value) == words
