import numpy as np
import pytest

from asr.train.evaluate import CONDITIONS, Result, share, word_error_rate
from asr.types import Hypothesis, Word


def heard(speaker, said, *texts):
    hypotheses = (
        Hypothesis(tuple(Word(word, 0, 1) for word in text.split()), -place, 0.5)
        for place, text in enumerate(texts)
    )
    return Result("corpus", speaker, said, tuple(hypotheses))


RESULTS = [
    heard("ann", "x plus one", "x plus one"),
    heard("ann", "a over b", "eight over b", "a over b"),
    heard("bob", "two", ""),
    heard("bob", "y squared"),
]


def test_word_error_rate_counts_the_best_hypothesis():
    rate, low, high = word_error_rate(RESULTS)
    assert rate == pytest.approx(4 / 9)  # one wrong, three missing, of nine
    assert low <= rate <= high
    assert (low, high) == (pytest.approx(1 / 6), pytest.approx(1.0))  # ann's alone, bob's alone


def test_no_errors_have_no_interval():
    assert word_error_rate(RESULTS[:1]) == (0, 0, 0)


def test_share():
    right, *_ = share(RESULTS, lambda result: result.best == result.said)
    assert right == pytest.approx(1 / 4)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions_distort_and_repeat(condition):
    audio = (0.3 * np.sin(np.arange(16_000) * 0.3)).astype(np.float32)
    first, again = (CONDITIONS[condition](np.random.default_rng(1))(audio) for _ in range(2))
    assert first.dtype == np.float32
    assert np.array_equal(first, again)
    assert condition == "clean" or not np.array_equal(first, audio)
