import random

import pytest

from asr.train import synthesis


@pytest.fixture(scope="module")
def espeak():
    engines = synthesis.engines()
    assert "espeak-ng" in engines, "make test installs espeak-ng"
    return engines["espeak-ng"]


def test_a_phrase_is_spoken(espeak):
    requests = [
        synthesis.request("espeak-ng", espeak, phrase, random.Random(4))
        for phrase in ("x squared plus 1", "a, over b")
    ]
    first, second = synthesis.speak(requests, workers=1)
    assert (first.transcript, second.transcript) == ("x squared plus one", "a over b")
    assert first.speaker.startswith("espeak-ng_en")
    assert 0.5 < len(first.samples) / 16_000 < 4
    assert abs(int(first.samples.max())) > 2000


def test_requests_differ_by_voice_and_repeat_by_seed(espeak):
    drawn = [synthesis.request("espeak-ng", espeak, "x", random.Random(seed)) for seed in range(20)]
    again = [synthesis.request("espeak-ng", espeak, "x", random.Random(seed)) for seed in range(20)]
    assert drawn == again
    assert len({request.speaker for request in drawn}) > 15


def test_an_engine_that_fails_is_left_out():
    broken = synthesis.Request("none_none", "x", ("false", "{out}"), {})
    absent = synthesis.Request("none_none", "x", ("no-such-engine", "{out}"), {})
    assert list(synthesis.speak([broken, absent], workers=1)) == []


def test_voices_that_stand_alone_are_never_half_of_another():
    settings = {"command": ["say"], "respell": {}, "accents": ["ann", "ben"], "between": ["cid"]}
    rng = random.Random(2)
    said = {synthesis.request("e", settings, "", rng, alone=["ann"]).speaker for _ in range(20)}
    assert said == {"e_ann", "e_ben+cid"}
