import pytest

from asr.train.pronounce import Pronouncer, guess
from asr.units import INDEX


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
    assert pronounce.phonemes(["a", "b"], article)[0] == first


def test_a_sentence_with_an_unsayable_word_has_no_phonemes(pronounce):
    assert pronounce.phonemes(["plus", "''"]) is None
