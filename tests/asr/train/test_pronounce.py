import pytest

from asr.train.pronounce import Pronouncer, guess
from asr.units import INDEX, encode


@pytest.fixture(scope="module")
def pronounce():
    return Pronouncer()


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("a", "EY"),  # our own words come before the dictionary
        ("cosine", "K OW S AY N"),
        ("theta", "TH EY T AH"),
        ("plus", "P L AH S"),
        ("w", "D AH B AH L Y UW"),
    ],
)
def test_known_words(pronounce, word, first):
    assert " ".join(pronounce(word)[0]) == first


def test_unknown_word_is_guessed_from_its_letters(pronounce):
    assert pronounce("snowboyish") == guess("snowboyish")
    assert set(guess("snowboyish")[0]) <= set(INDEX)
    assert guess("snow")[0] == ("S", "N", "OW")


@pytest.mark.parametrize(("article", "first"), [(True, "AH"), (False, "EY")])
def test_the_article(pronounce, article, first):
    usual, *others = pronounce.ways(["a"], article)[0]
    assert usual == (INDEX[first],)
    assert len(others) == 1


@pytest.mark.parametrize(("zed", "usual"), [(True, ["Z", "EH", "D"]), (False, ["Z", "IY"])])
def test_the_last_letter(pronounce, zed, usual):
    assert pronounce.ways(["z"], zed=zed)[0][0] == tuple(encode(usual))


def test_an_unsayable_word_has_no_ways(pronounce):
    assert pronounce.ways(["plus", "''"])[1] == ()
