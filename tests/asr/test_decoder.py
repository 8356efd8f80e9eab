"""Phonemes (clear, noisy, ambiguous) -> words, times and alternatives."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from asr.decoder import Decoder, Settings
from asr.history import Way
from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.lexicon_tree import LexiconTree
from asr.units import BLANK, INDEX, UNITS
from tests.asr.emissions import STEP, emission, mixed, steps

SPOKEN = [
    ("x squared plus two", "EH K S S K W EH R D P L AH S T UW"),
    ("x to the four", "EH K S T UW DH AH F AO R"),
    ("sine of x", "S AY N AH V EH K S"),
    ("the sign of x is positive", "DH AH S AY N AH V EH K S IH Z P AA Z AH T IH V"),
    ("eight over y", "EY T OW V ER W AY"),
    ("beta plus eta", "B EY T AH P L AH S EY T AH"),
    ("y equals fifty", "W AY IY K W AH L Z F IH F T IY"),
    ("x equals fifteen", "EH K S IY K W AH L Z F IH F T IY N"),
    ("integral from one to five of x d x", "IH N T AH G R AH L F R AH M W AH N T UW F AY V AH V "
     "EH K S D IY EH K S"),
]  # fmt: skip


def decode(decoder: Decoder, emitted: np.ndarray) -> list[Way]:
    decoder.reset()
    for row, time in steps(emitted):
        decoder.step(row, time)
    return decoder.finish()


def text(way: Way) -> str:
    return " ".join(word.text for word in way.words)


@pytest.mark.parametrize(("phrase", "phonemes"), SPOKEN)
def test_clear_speech_gives_its_words(decoder: Decoder, phrase: str, phonemes: str) -> None:
    assert text(decode(decoder, emission(phonemes))[0]) == phrase


@pytest.mark.parametrize(("phrase", "phonemes"), SPOKEN)
@pytest.mark.parametrize("seed", range(3))
def test_noisy_speech_gives_its_words(
    decoder: Decoder, phrase: str, phonemes: str, seed: int
) -> None:
    noisy = emission(phonemes, sure=0.45, noise=0.9, seed=seed)
    assert text(decode(decoder, noisy)[0]) == phrase


@pytest.mark.parametrize(
    ("first", "second", "phrase"),
    [
        ("F IH F T IY N", "F IH F T IY M", "fifteen"),
        ("Z IY T AH", "Z EY T AH", "zeta"),
        ("B IY P L AH S T UW", "B EY P L AH S T UW", "b plus two"),
    ],
)
def test_what_is_no_word_gives_way(decoder: Decoder, first: str, second: str, phrase: str) -> None:
    both = mixed(emission(first, seed=3), emission(second, seed=3), share=0.5)
    assert text(decode(decoder, both)[0]) == phrase


def test_homophones_are_offered_as_alternatives(decoder: Decoder) -> None:
    found = [text(way) for way in decode(decoder, emission("S AY N AH V EH K S"))]
    assert found[0] == "sine of x"
    assert "sign of x" in found
    assert len(set(found)) == len(found)


def test_an_early_alternative_survives_a_long_end(decoder: Decoder) -> None:
    phonemes = "S AY N AH V EH K S P L AH S T UW P L AH S B IY M AY N AH S W AY P L AH S EH M"
    found = [text(way) for way in decode(decoder, emission(phonemes))]
    assert found[0] == "sine of x plus two plus b minus y plus m"
    assert "sign of x plus two plus b minus y plus m" in found


def test_scores_fall_and_belong_to_their_words(decoder: Decoder, lexicon: Lexicon) -> None:
    """An N-best list of the lattice has the scores of a search over all word sequences."""
    emitted = emission("T UW S AY N", sure=0.6, noise=0.5, seed=1)
    ways = decode(decoder, emitted)
    scores = [way.score for way in ways]
    assert scores == sorted(scores, reverse=True)
    for way in ways[:4]:
        words = [word.text for word in way.words]
        assert way.score == pytest.approx(brute_score(decoder, lexicon, words, emitted), abs=1e-3)


def brute_score(decoder: Decoder, lexicon: Lexicon, words: list[str], emitted: np.ndarray) -> float:
    """Best CTC alignment of any pronunciation, plus the language model, by plain Viterbi."""
    settings, tree = decoder.settings, decoder.tree
    sound = max(
        ctc_viterbi([INDEX[p] for p in itertools.chain(*spoken)], passed_over(decoder, emitted))
        for spoken in itertools.product(*(lexicon[word] for word in words))
    )
    model = settings.model_weight * tree.model.score_words(words)
    return sound + model + settings.word_bonus * len(words)


def passed_over(decoder: Decoder, emitted: np.ndarray) -> np.ndarray:
    """The rows that count: a sure blank after a blank costs nothing."""
    sure = emitted[:, BLANK] > math.log(decoder.settings.blank_skip)
    rested = np.concatenate([[True], sure[:-1]])
    return emitted[~(sure & rested)]


def ctc_viterbi(units: list[int], emitted: np.ndarray) -> float:
    path = [BLANK, *itertools.chain(*((unit, BLANK) for unit in units))]
    best = np.full(len(path), -np.inf)
    best[0] = 0.0
    for row in emitted:
        moved = best.copy()
        moved[1:] = np.maximum(moved[1:], best[:-1])
        for i in range(2, len(path)):
            if path[i] != BLANK and path[i] != path[i - 2]:
                moved[i] = max(moved[i], best[i - 2])
        best = moved + row[path]
    return float(max(best[-1], best[-2]))


@pytest.mark.parametrize("penalty", [0.0, 1.5])
def test_the_penalty_is_taken_from_every_blank_that_is_not_sure(
    lexicon: Lexicon, language_model: LanguageModel, settings: Settings, penalty: float
) -> None:
    emitted = emission("EH K S | | P L AH S T UW", sure=0.6, noise=0.5, seed=1)
    lowered = emitted.copy()
    lowered[emitted[:, BLANK] <= math.log(settings.blank_skip), BLANK] -= penalty
    tree = LexiconTree(lexicon, language_model, settings.model_weight, settings.word_bonus)
    penalised = Decoder(tree, replace(settings, blank_penalty=penalty))
    assert decode(penalised, emitted) == decode(Decoder(tree, settings), lowered)


def test_a_penalty_brings_back_words_that_blank_had_swallowed(
    lexicon: Lexicon, language_model: LanguageModel, settings: Settings
) -> None:
    tree = LexiconTree(lexicon, language_model, settings.model_weight, settings.word_bonus)
    clear = emission("EH K S P L AH S T UW")
    faint = mixed(clear, np.broadcast_to(clear[0], clear.shape), share=0.05)
    found = [
        " ".join(
            text(way) for way in decode(Decoder(tree, replace(settings, **changes)), faint)[:1]
        )
        for changes in ({}, {"blank_penalty": 4.0})
    ]
    assert found == ["", "x plus two"]


def test_words_have_times_in_order(decoder: Decoder) -> None:
    words = decode(decoder, emission("EH K S | | P L AH S T UW"))[0].words
    assert [word.text for word in words] == ["x", "plus", "two"]
    assert words[0].start == pytest.approx(5 * STEP)
    assert all(word.start < word.end for word in words)
    assert words[1].start - words[0].end > 0.4
    assert words[2].start - words[1].end < 0.2


def test_a_doubled_sound_needs_a_gap(decoder: Decoder) -> None:
    assert text(decode(decoder, emission("EH M | EH M"))[0]) == "m m"


@pytest.mark.parametrize("length", [0, 3, 100])
def test_silence_gives_nothing(decoder: Decoder, length: int) -> None:
    silence = np.full((length, len(UNITS)), math.log(0.001))
    silence[:, BLANK] = math.log(0.97)
    assert decode(decoder, silence) == []


def test_partials_grow_with_the_speech(decoder: Decoder) -> None:
    decoder.reset()
    seen = []
    for row, time in steps(emission("EH K S S K W EH R D P L AH S T UW")):
        decoder.step(row, time)
        partial = " ".join(word.text for word in decoder.partial().words)
        if not seen or seen[-1] != partial:
            seen.append(partial)
    assert seen[:4] == ["", "x", "x squared", "x squared plus"]
    assert seen[-1] == "x squared plus two"


@pytest.mark.parametrize("like", [None, "x"])
def test_a_word_added_at_run_time_is_heard_at_once(decoder: Decoder, like: str | None) -> None:
    spoken = emission("IH N T AH G R AH L AH V G AH M B EH L D IY EH K S", sure=0.6, noise=0.5)
    assert "gumbel" not in text(decode(decoder, spoken)[0])
    decoder.tree.add("gumbel", [("G", "AH", "M", "B", "EH", "L")], like=like)
    assert text(decode(decoder, spoken)[0]) == "integral of gumbel d x"
    assert text(decode(decoder, emission("B IY P L AH S T UW"))[0]) == "b plus two"


def test_an_unknown_phoneme_is_refused(decoder: Decoder) -> None:
    with pytest.raises(KeyError):
        decoder.tree.add("gumbel", [("G", "QQ")])
