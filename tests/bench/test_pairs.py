"""Words that sound alike: what is compared with what, and what synthesisers are asked to say."""

from collections import Counter

import pytest

from asr import lexicon
from tests.bench import spoken_pairs
from tests.bench.pairs import matched
from tests.bench.spoken_pairs import GAP, Row, rows, spoken, voices

ESPEAK = ("espeak-ng", "en-us")


@pytest.fixture(scope="module")
def shipped() -> tuple[Row, ...]:
    return rows()


@pytest.mark.parametrize(
    ("said", "heard", "places"),
    [
        ("b plus one", "b plus one", {0, 1, 2}),
        ("b plus one", "d plus one", {1, 2}),
        ("b plus one", "b one", {0, 2}),
        ("b plus one", "the b plus one", {0, 1, 2}),
        ("m plus m", "m plus n", {0, 1}),
        ("b", "", set()),
    ],
)
def test_a_word_is_heard_where_it_was_said(said: str, heard: str, places: set[int]) -> None:
    assert matched(said.split(), heard.split()) == places


def test_words_are_taken_for_others_of_their_set_only() -> None:
    row = Row("teens", (("fifteen", "fifty"), ("sixteen", "sixty")), ())
    assert row.rivals("fifty") == ("fifteen",)
    assert row.rivals("x") == ()


def test_each_word_is_said_as_often_as_its_rivals(shipped: tuple[Row, ...]) -> None:
    for row in shipped:
        words = Counter(word for said in row.sentences(6) for word in said.split())
        assert min(words[word] for some in row.words for word in some) >= 6, row.name


def test_all_that_is_said_can_be_heard(shipped: tuple[Row, ...]) -> None:
    known = lexicon.load(lexicon.SHIPPED)
    for row in shipped:
        assert {word for said in row.sentences(6) for word in said.split()} <= set(known), row.name


def test_what_a_word_is_said_in_does_not_count_for_the_row(shipped: tuple[Row, ...]) -> None:
    for row in shipped:
        frames = [frame for frame in row.say if GAP in frame]
        assert not [frame for frame in frames if any(map(row.rivals, frame.split()))], row.name


def test_what_an_engine_misreads_is_spelt_for_it_and_what_it_cannot_say_is_skipped() -> None:
    row = Row("xi", (("...", "xi"),), ("_",))
    ((told, clip),) = spoken([row], 1, [ESPEAK])
    assert (told, clip.transcript, clip.speaker) == (row, "xi", "espeak-ng_en-us")


def test_voices_are_of_the_part_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {
        "festival": {"accents": ["ked", "kal"]},
        "espeak-ng": {"accents": ["en"], "variants": ["m1"]},
    }
    monkeypatch.setattr(spoken_pairs, "engines", lambda: there)
    part = {"festival_ked": "test", "festival_kal": "dev", "espeak-ng_en": "test"}
    assert voices("test", part.__getitem__) == [("festival", "ked")]
