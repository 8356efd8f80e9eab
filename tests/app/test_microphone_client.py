"""The microphone in its thread: sound in -> sound out, memory before the key, and what is said of trouble."""

from typing import ClassVar

import numpy as np
import pytest

import asr.microphone
from app.hearing import microphone as client_module
from app.hearing.microphone import MicrophoneClient
from asr.microphone import MicrophoneError

BLOCK = 640  # samples, 40 ms


class FakeDevice:
    name = "fake"


class FakeMicrophone:
    """A device that the test speaks into; `made` holds every one that was opened."""

    made: ClassVar[list] = []
    looks: ClassVar[list] = []
    missing = denied = False

    def __init__(self, on_audio, device=None, on_lost=None):
        if FakeMicrophone.missing:
            raise MicrophoneError("No microphone was found: connect one and try again.")
        self.device = FakeDevice()
        self.hear, self.lose, self.wanted, self.stopped = on_audio, on_lost, device, False
        FakeMicrophone.made.append(self)

    def start(self):
        if FakeMicrophone.denied:
            raise MicrophoneError("The microphone cannot be opened: check that it is allowed.")

    def stop(self):
        self.stopped = True


@pytest.fixture
def client(qt, monkeypatch, wait_until):
    monkeypatch.setattr(asr.microphone, "Microphone", FakeMicrophone)
    monkeypatch.setattr(asr.microphone, "look_again", lambda: FakeMicrophone.looks.append(1))
    monkeypatch.setattr(client_module, "RETRY_SECONDS", 0.1)
    FakeMicrophone.made, FakeMicrophone.looks = [], []
    FakeMicrophone.missing = FakeMicrophone.denied = False
    client = MicrophoneClient()
    client.seen = {"opened": [], "failed": [], "lost": []}
    for name, seen in client.seen.items():
        getattr(client, name).connect(seen.append)
    yield client
    client.shut_down()


def speak(value, blocks=1):
    for _ in range(blocks):
        FakeMicrophone.made[-1].hear(np.full(BLOCK, value, np.float32))


@pytest.mark.parametrize(
    ("preroll", "before", "remembered"), [(0.0, 50, 0), (0.2, 50, 5), (0.2, 3, 3), (1.0, 50, 25)]
)
def test_sound_from_before_the_key_is_remembered(client, wait_until, preroll, before, remembered):
    client.set_preroll(preroll)
    client.open()
    wait_until(lambda: client.seen["opened"], "the device")
    speak(0.1, before)
    heard = []
    client.send_to(heard.append)
    speak(0.2, 2)
    client.send_to(None)
    speak(0.3, 2)
    assert [round(float(block[0]), 1) for block in heard] == [0.1] * remembered + [0.2] * 2


def test_what_was_heard_is_not_heard_again(client, wait_until):
    client.set_preroll(1.0)
    client.open()
    wait_until(lambda: client.seen["opened"], "the device")
    first, second = [], []
    client.send_to(first.append)
    speak(0.1, 5)
    client.send_to(None)
    client.send_to(second.append)
    assert (len(first), len(second)) == (5, 0)


def test_a_missing_microphone_is_said_once(client, wait_until):
    FakeMicrophone.missing = True
    client.open()
    wait_until(lambda: client.seen["failed"], "a message")
    assert client.seen["failed"] == ["No microphone was found: connect one and try again."]


@pytest.mark.parametrize("trouble", ["missing", "denied"])
def test_after_trouble_the_next_try_looks_for_devices_anew(client, wait_until, trouble):
    setattr(FakeMicrophone, trouble, True)
    client.open()
    wait_until(lambda: client.seen["failed"], "a message")
    setattr(FakeMicrophone, trouble, False)
    assert FakeMicrophone.looks == []
    client.open()
    wait_until(lambda: client.seen["opened"], "the device")
    assert FakeMicrophone.looks == [1]


@pytest.mark.parametrize("how", ["told", "silent"])
def test_a_lost_microphone_is_said_once_and_opened_again_when_it_is_back(
    client, wait_until, monkeypatch, how
):
    client.open("fake")
    wait_until(lambda: client.seen["opened"], "the device")
    FakeMicrophone.missing = True
    if how == "told":
        FakeMicrophone.made[0].lose(MicrophoneError("The microphone is gone."))
    else:
        monkeypatch.setattr(client_module, "SILENT_DEVICE_SECONDS", 0.0)
    wait_until(lambda: client.seen["lost"], "a message")
    monkeypatch.setattr(client_module, "SILENT_DEVICE_SECONDS", 60.0)
    FakeMicrophone.missing = False
    wait_until(lambda: len(client.seen["opened"]) == 2, "the device again")
    assert len(client.seen["lost"]) == 1
    assert FakeMicrophone.made[-1].wanted == "fake"
    assert client.seen["failed"] == []
