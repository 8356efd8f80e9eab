"""Sound -> utterances, live and from recordings, in a language of tones."""

from __future__ import annotations

import itertools
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch

from asr.endpoint import Listening
from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.model import AcousticModel, Shape
from asr.own_words import OwnWord
from asr.recogniser import Recogniser
from asr.types import Utterance
from tests.asr.tones import RATE, ToneModel, say, silence

FIRST = "EH K S S K W EH R D P L AH S T UW"
SECOND = "S AY N AH V EH K S"
TEXTS = ["x squared plus two", "sine of x"]


@pytest.fixture
def recogniser(lexicon: Lexicon, language_model: LanguageModel) -> Recogniser:
    return Recogniser(ToneModel(), lexicon, language_model)


def two_phrases(pause: float = 1.5) -> np.ndarray:
    parts = [silence(1.3), say(FIRST), silence(pause, seed=1), say(SECOND), silence(1.2, seed=2)]
    return np.concatenate(parts)


def pieces(samples: np.ndarray, size: int) -> Iterator[np.ndarray]:
    for start in range(0, len(samples), size):
        yield samples[start : start + size]


def live(
    recogniser: Recogniser, samples: np.ndarray, size: int = 1600, endpoint: str = "normal"
) -> list[Utterance]:
    stream = recogniser.stream(endpoint)
    heard = [told for piece in pieces(samples, size) for told in stream.feed(piece)]
    return heard + stream.finish()


def finals(utterances: list[Utterance]) -> list[str]:
    return [one.hypotheses[0].text for one in utterances if one.final and one.hypotheses]


@pytest.mark.parametrize("size", [160, 641, 1600, 16000, 10**6])
def test_a_stream_hears_the_words_however_it_is_cut(recogniser: Recogniser, size: int) -> None:
    assert finals(live(recogniser, two_phrases(), size)) == TEXTS


@pytest.mark.parametrize("size", [1600, 16000])
def test_a_recording_gives_what_a_stream_gives(recogniser: Recogniser, size: int) -> None:
    samples = two_phrases()
    recording = list(recogniser.transcribe(pieces(samples, size)))
    streamed = [told for told in live(recogniser, samples) if told.final]
    assert [one.hypotheses for one in recording] == [one.hypotheses for one in streamed]
    assert [(one.start, one.end) for one in recording] == [(one.start, one.end) for one in streamed]


@pytest.mark.parametrize("second_layers", [(), ("backward", "forward")])
def test_a_real_network_hears_alike_live_and_recorded(
    lexicon: Lexicon, language_model: LanguageModel, second_layers: tuple[str, ...]
) -> None:
    """An untrained network answers nonsense, but the same nonsense, step by step or in a batch."""
    torch.manual_seed(1)
    model = AcousticModel(Shape(hidden=128, layers=2, channels=32, second_layers=second_layers))
    recogniser = Recogniser(model, lexicon, language_model)
    recogniser.confidence = replace(recogniser.confidence, reject_below=0.0)
    samples = np.concatenate([two_phrases(), two_phrases(3.0)])
    streamed = [told for told in live(recogniser, samples, 700) if told.final and told.hypotheses]
    recording = list(recogniser.transcribe(pieces(samples, 16000)))
    assert len(recording) >= 2
    for one, other in zip(streamed, recording, strict=True):
        assert (one.start, one.end) == (other.start, other.end)
        assert one.hypotheses[0].words == other.hypotheses[0].words


def test_words_have_their_times_in_the_recording(recogniser: Recogniser) -> None:
    first, second = recogniser.transcribe([two_phrases()])
    begin = 1.3 + len(say(FIRST)) / RATE + 1.5
    delay = recogniser.listening.delay
    assert first.start == pytest.approx(1.3 - delay, abs=0.08)
    assert second.start == pytest.approx(begin - delay, abs=0.08)
    assert second.end == pytest.approx(begin + len(say(SECOND)) / RATE - delay, abs=0.2)


@pytest.mark.parametrize(
    ("endpoint", "pause", "count"),
    [
        ("short", 0.8, 2),
        ("normal", 0.4, 1),
        ("normal", 1.1, 2),
        ("long", 1.1, 1),
        ("long", 2.2, 2),
        ("never", 4.0, 1),
    ],
)
def test_endpoint_modes_part_utterances_at_their_own_silence(
    recogniser: Recogniser, endpoint: str, pause: float, count: int
) -> None:
    told = finals(live(recogniser, two_phrases(pause), endpoint=endpoint))
    assert len(told) == count
    assert " ".join(told) == " ".join(TEXTS)


def test_the_final_comes_while_silence_goes_on(recogniser: Recogniser) -> None:
    spoken = np.concatenate([silence(1.3), say(FIRST)])
    stream = recogniser.stream()
    assert finals(stream.feed(spoken)) == []
    waited = 0.0
    while not finals(stream.feed(silence(0.1, seed=int(waited * 10)))):
        waited += 0.1
        assert waited < 1.0
    assert waited > 0.4


def test_partials_follow_the_speech_and_never_repeat(recogniser: Recogniser) -> None:
    told = [one for one in live(recogniser, two_phrases()) if not one.final]
    texts = [one.hypotheses[0].text for one in told]
    assert texts[:3] == ["x", "x squared", "x squared plus"]
    assert all(a != b for a, b in itertools.pairwise(texts))


@pytest.mark.parametrize("lead", [0.0, 0.05, 3.0])
@pytest.mark.parametrize("tail", [0.0, 0.05, 3.0])
def test_first_and_last_words_are_never_cut(
    recogniser: Recogniser, lead: float, tail: float
) -> None:
    samples = np.concatenate([silence(lead), say(FIRST), silence(tail, seed=1)])
    assert finals(live(recogniser, samples)) == TEXTS[:1]


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0, np.float32),
        np.zeros(100, np.float32),
        np.zeros(5 * RATE, np.float32),
        silence(5, noise=1e-3),
        silence(5, noise=0.3),
        np.full(3 * RATE, 0.5, np.float32),
    ],
    ids=["nothing", "an instant", "digital silence", "room", "loud noise", "offset"],
)
def test_no_words_come_out_of_nothing(recogniser: Recogniser, samples: np.ndarray) -> None:
    assert finals(live(recogniser, samples)) == []
    assert list(recogniser.transcribe([samples])) == []


def test_speech_without_a_pause_is_heard_over_the_longest_stretch(recogniser: Recogniser) -> None:
    phrase = say(FIRST, gap=0.03)
    samples = np.concatenate([phrase] * 35)  # 66 s without a gap that a gate could close in
    heard = " ".join(finals(live(recogniser, samples, 4000, "never"))).split()
    expected = TEXTS[0].split() * 35
    assert abs(len(heard) - len(expected)) <= 4
    batch = [one.hypotheses[0].text for one in recogniser.transcribe([samples], "never")]
    assert " ".join(batch).split() == heard


def test_what_a_broken_file_held_is_told_before_its_error(recogniser: Recogniser) -> None:
    def broken() -> Iterator[np.ndarray]:
        yield two_phrases()
        raise OSError("cut off")

    told = []
    with pytest.raises(OSError, match="cut off"):
        told.extend(recogniser.transcribe(broken()))
    assert finals(told) == TEXTS


def test_memory_does_not_grow_with_the_stream(recogniser: Recogniser) -> None:
    stream = recogniser.stream()
    phrase = np.concatenate([say(SECOND), silence(1.5)])

    def speak(times: int) -> int:
        for _ in range(times):
            for piece in pieces(phrase, 4000):
                stream.feed(piece)
        return tracemalloc.get_traced_memory()[0]

    speak(3)
    tracemalloc.start()
    try:
        before = speak(2)
        assert speak(12) - before < 40_000
    finally:
        tracemalloc.stop()


def test_an_own_word_is_heard_and_forgotten_in_a_running_stream(recogniser: Recogniser) -> None:
    stream = recogniser.stream()
    spoken = np.concatenate([say("G AH M B EH L P L AH S T UW"), silence(1.5)])
    assert finals(stream.feed(spoken)) != ["gumbel plus two"]
    recogniser.teach(OwnWord("gumbel", sounds_like="G AH M B EH L"))
    assert finals(stream.feed(spoken)) == ["gumbel plus two"]
    recogniser.forget("gumbel")
    assert finals(stream.feed(spoken)) != ["gumbel plus two"]


def test_a_known_word_may_be_taught_another_sound(recogniser: Recogniser) -> None:
    spoken = np.concatenate([say("Z EH D P L AH S T UW"), silence(1.5)])
    recogniser.teach(OwnWord("z", sounds_like="Z EH D"))
    assert finals(live(recogniser, spoken)) == ["z plus two"]
    recogniser.forget("z")
    american = np.concatenate([say("Z IY P L AH S T UW"), silence(1.5)])
    assert finals(live(recogniser, american)) == ["z plus two"]


def test_an_unknown_endpoint_mode_is_refused(recogniser: Recogniser) -> None:
    with pytest.raises(ValueError, match="short, normal, long, never"):
        recogniser.stream("soon")


def test_settings_name_every_endpoint_mode() -> None:
    limits = Listening.load().endpoint
    assert limits["short"] < limits["normal"] < limits["long"] < limits["never"]
