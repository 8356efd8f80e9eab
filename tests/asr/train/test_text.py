import pytest

from asr.train.text import spoken_words


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("X sub 1 equals 3.", "x sub one equals three"),
        (
            "0.776 plus or minus 0.011",
            "zero point seven seven six plus or minus zero point zero one one",
        ),
        ("x^2 + 5y = 2", "x to the power of two plus five y equals two"),
        ("dx, don't", "d x don't"),
        ("three-fourths of the 2nd", "three fourths of the second"),
        ("-40 - 3", "minus forty minus three"),
        ("Mr. Morland's", "mister morland's"),
        ("l sub ell", "l sub l"),
        ("", ""),
        ("!?", ""),
    ],
)
def test_spoken_words(written, spoken):
    assert " ".join(spoken_words(written)) == spoken
