"""Laws of the parser: nothing makes it raise or hang, and what it says of a formula it reads back."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathparse import parse
from mathparse.vocabulary import load

ANY_TEXT = st.text(max_size=200)


def spoken_words():
    """Every word of the vocabulary."""
    words, waiting = set(), [load()]
    while waiting:
        node = waiting.pop()
        words.update(node.next)
        waiting += node.next.values()
    return sorted(words)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_read(phrase):
    result = parse(phrase, 5)
    assert result.readings
    assert result.kind in ("math", "text")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(spoken_words()), max_size=25))
def test_any_words_of_mathematics_are_read(words):
    result = parse(" ".join(words), 5)
    assert result.readings
    assert all(isinstance(reading.latex, str) for reading in result.readings)


def seconds(phrase):
    """The least processor time of three, since other programs and collecting garbage disturb it."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        parse(phrase, 5)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize(
    "unit", ["x plus", "open paren", "square root of", "x sub", "over", "sum from", "a"]
)
def test_time_grows_with_length_only(unit):
    words = unit.split()
    short, long = " ".join(words * 50), " ".join(words * 130)
    parse(short)

    # 2.6 times the words: a cube would be 18 times as long.
    assert seconds(long) < 10 * max(seconds(short), 0.01)


def test_each_word_more_is_read_anew_in_time():
    words = random.Random(1).choices(
        ["x", "plus", "two", "over", "sine", "squared", "equals", "y"], k=30
    )
    for end in range(1, len(words)):
        assert seconds(" ".join(words[:end])) < 0.1
