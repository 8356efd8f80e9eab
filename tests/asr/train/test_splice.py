import random
from itertools import islice, repeat

import numpy as np
import pytest

from asr.train.align import Cut
from asr.train.splice import CORPUS, Voice, is_clean, splice


def voice(name, words, brightness):
    """Each word is a constant, so that it can be told who said what."""
    said = {word: [np.full(800, level, np.float32)] for word, level in words.items()}
    return Voice(name, said, np.full(80, brightness))


ANNA = voice("anna", {"x": 0.1, "two": 0.2, "of": 0.3}, 0.0)
BERTA = voice("berta", {"plus": 0.4, "y": 0.5, "x": 0.6}, 0.1)
FAR = [voice(f"far{n}", {"minus": 0.9, "y": 0.8, "z": 0.7}, 5.0 + n) for n in range(5)]


def spliced(phrase, speaker):
    clips = islice(splice([ANNA, BERTA, *FAR], repeat(phrase.split()), random.Random(1)), 7)
    (clip,) = [clip for clip in clips if clip.speaker == speaker]
    loud = clip.samples / 32767
    return clip, [level for level in np.unique(loud.round(1)) if level]


@pytest.mark.parametrize(
    ("phrase", "said", "levels"),
    [
        (
            "x plus y",
            "x plus y",
            [0.1, 0.4, 0.5],
        ),  # her own x, the others' from who sounds like her
        ("two x", "two x", [0.1, 0.2]),
    ],
)
def test_words_are_ones_own_or_of_near_speakers(phrase, said, levels):
    clip, found = spliced(phrase, "anna")
    assert (clip.corpus, clip.transcript) == (CORPUS, said)
    assert found == pytest.approx(levels)


def test_a_word_that_nobody_near_says_gives_way_to_one_of_ones_own():
    clip, _ = spliced("integral x", "anna")
    assert clip.transcript.split()[0] in ANNA.words
    assert clip.transcript.split()[1] == "x"


@pytest.mark.parametrize(
    ("edge_db", "log_prob", "clean"), [(-20, -0.1, True), (-3, -0.1, False), (-20, -2.0, False)]
)
def test_only_words_between_quiet_edges_that_the_model_hears(edge_db, log_prob, clean):
    assert is_clean(Cut("x", 0, 9, edge_db, log_prob)) is clean
