"""Sound in, Qt signals out: what the window learns from the recogniser's process."""

import errno
import multiprocessing
import os
import signal

import numpy as np
import pytest

from app.hearing.client import RecogniserClient

BLOCK = np.zeros(640, np.float32)  # 40 ms
SENTENCE = "x squared plus one"


@pytest.fixture
def listen(qt):
    """Start a client; what it emits is collected in lists."""
    clients = []

    def start(loader="tests.app.fakes:load", **options):
        client = RecogniserClient(options, loader)
        client.seen = {"heard": [], "failed": [], "restarted": [], "finished": [], "ready": []}
        client.seen["noticed"] = []
        for name, seen in client.seen.items():
            getattr(client, name).connect(lambda *values, seen=seen: seen.append(values))
        client.start()
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.stop()


def speak(client, seconds):
    for _ in range(round(seconds / 0.04)):
        client.feed(BLOCK)


def test_partials_grow_into_the_final(listen, wait_until):
    client = listen(sentence=SENTENCE)
    client.begin(1, "normal")
    for seconds in (0.6, 0.5, 0.5, 0.5):
        heard = len(client.seen["heard"])
        speak(client, seconds)
        wait_until(lambda heard=heard: len(client.seen["heard"]) > heard, "a partial result")
    client.finish()
    wait_until(lambda: client.seen["finished"], "the end")
    *partials, final = [message for (message,) in client.seen["heard"]]
    shown = [message.meanings[0].transcript for message in partials]
    assert shown == ["x", "x squared", "x squared plus", "x squared plus one"]
    assert final.final
    assert final.meanings[0].latex == "x^{2} + 1"


def test_sound_from_before_the_model_was_loaded_is_heard(listen, wait_until):
    client = listen(sentence=SENTENCE, seconds=0.5)
    client.begin(1, "normal")
    speak(client, 2.1)
    client.finish()
    assert not client.is_ready
    wait_until(lambda: client.seen["finished"], "the end")
    assert client.seen["heard"][-1][0].meanings[0].transcript == SENTENCE


@pytest.mark.parametrize(("keep", "seconds"), [(False, None), (True, 2.0)])
def test_a_final_comes_with_its_sound_where_that_is_asked_for(listen, wait_until, keep, seconds):
    client = listen(sentence=SENTENCE)
    client.begin(1, "normal", keep_sound=keep)
    speak(client, 2.4)
    client.finish()
    wait_until(lambda: client.seen["finished"], "the end")
    *partials, final = [message for (message,) in client.seen["heard"]]
    assert all(partial.sound is None for partial in partials)
    if seconds is None:
        assert final.sound is None
    else:
        assert len(final.sound) / 16_000 == pytest.approx(seconds + 0.3, abs=0.01)


def test_restarting_with_other_options_hears_the_open_sentence(listen, wait_until):
    client = listen(sentence="wrong words")
    wait_until(lambda: client.is_ready, "the first child")
    client.begin(1, "normal")
    speak(client, 2.1)
    client.restart(sentence=SENTENCE, notice="No such voice.")
    client.finish()
    wait_until(lambda: client.seen["finished"], "the end")
    assert client.seen["heard"][-1][0].meanings[0].transcript == SENTENCE
    assert client.seen["noticed"] == [("No such voice.",)]
    assert client.seen["restarted"] == []


def test_a_killed_child_is_replaced_and_hears_the_sentence_again(listen, wait_until):
    client = listen(sentence=SENTENCE)
    wait_until(lambda: client.is_ready, "the first child")
    client.begin(7, "normal")
    speak(client, 1.1)
    wait_until(lambda: client.seen["heard"], "a partial result")
    os.kill(client.process_id, signal.SIGKILL)
    wait_until(lambda: client.seen["restarted"], "word of the death")
    speak(client, 1.0)
    client.finish()
    wait_until(lambda: client.seen["finished"], "the end")
    assert client.seen["heard"][-1][0].meanings[0].transcript == SENTENCE


def test_a_sound_that_kills_every_child_ends_in_one_message(listen, wait_until):
    client = listen(sentence="die")
    client.begin(1, "normal")
    for _ in range(6):
        speak(client, 0.6)
        client.finish()
        wait_until(lambda: client.is_ready or client.seen["failed"], "a child")
        if client.seen["failed"]:
            break
        wait_until(lambda: not client.is_ready or client.seen["finished"], "its death")
        client.begin(1, "normal")
    wait_until(lambda: client.seen["failed"], "the message")
    assert "keeps stopping" in client.seen["failed"][0][0]


@pytest.mark.parametrize(("letters", "heard"), [("", "c equals a"), ("z", "z equals a")])
def test_letters_that_are_known_are_heard_more_readily_after_a_restart_too(
    listen, wait_until, letters, heard
):
    client = listen(sentence="c/z equals a")
    client.know(frozenset(letters))
    for number in (1, 2):
        client.begin(number, "normal")
        speak(client, 1.6)
        client.finish()
        wait_until(lambda number=number: client.seen["finished"] == [(number,)], "the end")
        assert client.seen["heard"][-1][0].meanings[0].transcript == heard
        client.seen["finished"].clear()
        client.restart()


def test_a_machine_that_can_start_nothing_more_is_said(listen, wait_until, monkeypatch):
    def start(self):
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", start)
    client = listen()
    wait_until(lambda: client.seen["failed"], "the message")
    (message,) = client.seen["failed"][0]
    assert "Cannot allocate memory" in message
    assert "close other programs" in message


def test_no_model_is_said_once(listen, wait_until):
    client = listen(loader="tests.app.fakes:no_model")
    wait_until(lambda: client.seen["failed"], "the message")
    assert client.seen["failed"] == [("No trained model lies here: train one.",)]
    assert client.seen["restarted"] == []
