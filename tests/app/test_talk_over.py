"""Telling by loudness that somebody speaks while the program reads."""

import pytest

from app.talk_over import LEARNING, TalkOver

OWN = [0.03, 0.05, 0.01, 0.04]  # levels of our own voice as the microphone hears it


@pytest.mark.parametrize(
    ("own", "then", "noticed"),
    [
        (OWN, OWN * 5, False),
        (OWN, [0.055, 0.06, 0.055, 0.06], False),  # a little louder than before is still our own
        (OWN, [0.12, 0.01, 0.01, 0.01, 0.12], False),  # two knocks
        (OWN, [0.02, 0.12, 0.1], True),
        (OWN, [0.12, 0.03, 0.1], True),  # two syllables
        ([0.0], [0.01, 0.012, 0.01], False),  # headphones, and a rustle
        ([0.0], [0.04, 0.05], True),
        ([0.2], [0.12, 0.12, 0.12], False),  # softer than our own voice
    ],
)
def test_who_is_clearly_louder_than_the_voice_is_noticed(own, then, noticed):
    talk_over = TalkOver()
    talk_over.begin()
    learnt = (own * LEARNING)[:LEARNING]
    assert not any(talk_over.hear(level) for level in learnt)
    assert any(talk_over.hear(level) for level in then) is noticed


def test_nothing_is_noticed_while_nothing_is_read():
    talk_over = TalkOver()
    assert not any(talk_over.hear(0.5) for _ in range(3 * LEARNING))
    talk_over.begin()
    talk_over.end()
    assert not any(talk_over.hear(0.5) for _ in range(3 * LEARNING))


def test_the_next_reading_is_learnt_anew():
    talk_over = TalkOver()
    for own, loud in ((0.01, 0.05), (0.1, 0.2)):
        talk_over.begin()
        assert not any(talk_over.hear(own) for _ in range(LEARNING))
        assert [talk_over.hear(loud) for _ in range(2)] == [False, True]
        talk_over.end()
