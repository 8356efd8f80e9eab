"""A small world of words for the decoder's tests: lexicon, language model, settings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asr.decoder import Decoder, Settings
from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.lexicon_tree import LexiconTree
from asr.train.kneser_ney import build

WORDS = """
x EH K S|y W AY|z Z IY|a EY|a AH|b B IY|d D IY|e IY|m EH M|n EH N|t T IY|
two T UW|to T UW|to T AH|too T UW|four F AO R|for F AO R|eight EY T|one W AH N|five F AY V|
fifteen F IH F T IY N|fifty F IH F T IY|squared S K W EH R D|plus P L AH S|minus M AY N AH S|
sine S AY N|sign S AY N|cosine K OW S AY N|of AH V|of AO V|over OW V ER|equals IY K W AH L Z|
integral IH N T AH G R AH L|from F R AH M|eta EY T AH|beta B EY T AH|theta TH EY T AH|
zeta Z EY T AH|the DH AH|the DH IY|root R UW T|square S K W EH R|is IH Z|positive P AA Z AH T IH V
"""

SENTENCES = """
x squared plus two|y squared minus four|x to the four|a plus b|b to the two|e to the x
sine of x|sine of theta plus two|cosine of y|two sine of x|sine squared of theta
the sign of x is positive|the sign of a is positive|integral from one to five of x d x
integral from zero to two of sine of x d x|square root of x plus one|x over two|eight over y
beta plus eta|theta equals zeta|x equals fifteen|y equals fifty|m plus n|d y over d x
"""


def sentences() -> list[str]:
    """Sentences that the small language model is estimated from."""
    return [sentence for line in SENTENCES.split("\n") for sentence in line.split("|") if sentence]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """A few dozen words, many of which sound alike."""
    words: Lexicon = {}
    for line in WORDS.replace("\n", "").split("|"):
        word, *phonemes = line.split()
        words.setdefault(word, []).append(tuple(phonemes))
    return words


@pytest.fixture(scope="session")
def language_model(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> LanguageModel:
    """A trigram model of `sentences`."""
    path = tmp_path_factory.mktemp("model") / "small.arpa"
    build(sentences() * 3, path, order=3, vocabulary=lexicon)
    return LanguageModel.load(path)


@pytest.fixture
def settings() -> Settings:
    """The shipped settings, but weights that do not move when those are tuned."""
    weights = {"model_weight": 0.7, "word_bonus": 0.5, "blank_penalty": 0.0}
    return replace(Settings.load(), **weights, size=40, width=14.0)


@pytest.fixture
def decoder(lexicon: Lexicon, language_model: LanguageModel, settings: Settings) -> Decoder:
    """A decoder of its own for each test: words may be added."""
    tree = LexiconTree(lexicon, language_model, settings.model_weight, settings.word_bonus)
    return Decoder(tree, settings)
