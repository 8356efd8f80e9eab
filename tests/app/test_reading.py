"""Reading aloud: what is read, what is lit up meanwhile, and what stops it."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.hearing.dictation import Mode
from app.reading import Reader
from app.talk_over import LEARNING
from tests.app.hands import hear, type_in

# Stands in for the voice: tells of each word without sound, then waits to be ended if so told.
VOICE = """
import json, sys, time
words = json.loads(sys.stdin.readline())["words"]
for index in range(len(words)):
    print(json.dumps({"word": index}), flush=True)
time.sleep(PAUSE)
print(json.dumps(END), flush=True)
"""


def voice(pause=0.0, end="{'done': True}"):
    return (sys.executable, "-c", VOICE.replace("PAUSE", str(pause)).replace("END", end))


@pytest.fixture
def reading(window):
    window.performer.reading._reader._voice = voice(pause=30)
    return window.performer.reading


def test_the_library_tells_when_each_word_begins():
    from app.voice.espeak import Espeak

    sound, begins = [], []

    def on_sound(samples, words):
        sound.append(samples)
        begins.extend(words)

    Espeak().speak("x plus theta", 160, 100, on_sound)
    assert [word.position for word in begins] == [0, 2, 7]
    seconds = [word.seconds for word in begins]
    assert seconds == sorted(seconds)
    assert len(b"".join(sound)) / 2 / 22050 > seconds[-1] > 0


def test_a_lost_loudspeaker_ends_the_speaking():
    from app.voice.espeak import Espeak

    calls = []

    def on_sound(samples, words):
        calls.append(samples)
        raise OSError("unplugged")

    with pytest.raises(OSError, match="unplugged"):
        Espeak().speak("x plus theta " * 20, 160, 100, on_sound)
    assert len(calls) < 5


@pytest.mark.parametrize(
    ("end", "told"),
    [("{'done': True}", "finished"), ("{'problem': 'No loudspeaker.'}", "No loudspeaker.")],
)
def test_words_come_one_by_one_and_then_the_end(qt, wait_until, monkeypatch, end, told):
    monkeypatch.setattr("app.reading.system_program", lambda: "")
    reader, words, ends = Reader(voice=voice(end=end)), [], []
    reader.word.connect(words.append)
    reader.finished.connect(lambda: ends.append("finished"))
    reader.failed.connect(ends.append)
    reader.read(["x", "plus", "y"], 160, 100)
    wait_until(lambda: ends, "the end")
    assert words == [0, 1, 2]
    assert ends == [told]
    assert not reader.is_reading


@pytest.mark.parametrize("command", ["no-such-program", "false"])
def test_a_voice_that_cannot_start_is_said(qt, wait_until, monkeypatch, command):
    monkeypatch.setattr("app.reading.system_program", lambda: "")
    reader, ends = Reader(voice=(command,)), []
    reader.failed.connect(ends.append)
    reader.read(["x"], 160, 100)
    wait_until(lambda: ends, "a message")
    assert len(ends) == 1


@pytest.mark.parametrize(
    ("lines", "said", "status"),
    [
        (["one over x"], "read that", "Reading line 1: 1 over x"),
        (["x", "y"], "read line one", "Reading line 1: x"),
        (["x", "y"], "read line nine", "⚠ There is no line 9."),
        (["y plus one over x"], "read the denominator", "Reading line 1, denominator: x"),
        (["x"], "read the numerator", "⚠ This formula has no numerator."),
        (["cats sleep"], "read it", "Reading line 1: cats sleep"),
        ([], "read that", "There is nothing here to read."),
        (["x", "y"], "read everything", "Reading line 1: x"),
    ],
)
def test_what_is_read(window, reading, lines, said, status):
    for words in (*lines, said):
        type_in(window, words)
    assert window.bar.status == status
    reading.stop()


def test_what_is_being_said_is_lit_up_until_it_stops(window, reading, wait_until):
    type_in(window, "one over x squared")
    type_in(window, "read that")
    formula = window.page.views[0].formula
    wait_until(lambda: formula.lit, "something to be lit up")
    assert len(formula.lit) == 1  # the last word is "squared": the exponent
    box = formula.lit[0]
    assert box.left > formula._renderer.viewBoxF().center().x()
    type_in(window, "stop reading")
    assert not reading.is_reading
    assert formula.lit == ()


@pytest.mark.parametrize("lines", [["one over x", "y", "z"], ["cats sleep", "y"]])
def test_a_line_that_is_not_the_current_one_is_lit_up_too(window, reading, wait_until, lines):
    for words in (*lines, "read line one"):
        type_in(window, words)
    view = window.page.views[0]
    assert window.page.current_view is not view

    def is_lit():
        return view.formula.lit or view.transcript.marked == "sleep"

    wait_until(is_lit, "something to be lit up")
    type_in(window, "stop reading")
    assert not is_lit()


def test_escape_clears_the_field_while_nothing_is_read(window):
    QTest.keyClicks(window.bar.entry, "alpha")
    QTest.keyClick(window.bar.entry, Qt.Key.Key_Escape)
    assert window.bar.entry.text() == ""
    type_in(window, "stop reading")
    assert window.bar.status == "Nothing is being read."


@pytest.mark.parametrize("key", [Qt.Key.Key_F8, Qt.Key.Key_Escape])
def test_a_key_stops_it(window, reading, key):
    type_in(window, "x")
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert reading.is_reading
    QTest.keyClick(window, key)
    assert not reading.is_reading


def test_hands_free_only_what_stops_it_is_heard(window, reading):
    type_in(window, "x squared")
    window.dictation._set_mode(Mode.HANDS_FREE)
    window.dictation._number = 1
    hear(window, "read that")
    assert reading.is_reading
    hear(window, "x squared")  # our own voice
    hear(window, "undo")
    assert [line.transcript for line in window.document.lines] == ["x squared"]
    hear(window, "stop reading", final=False)
    assert not reading.is_reading
    hear(window, "x squared")  # the rest of it, from the stream that heard it
    assert len(window.document.lines) == 1
    window.dictation.recogniser.finished.emit(1)
    hear(window, "y")
    assert len(window.document.lines) == 2
    window.dictation._set_mode(Mode.OFF)


def test_hands_free_it_falls_silent_for_whoever_speaks_over_it(window, reading, wait_until):
    type_in(window, "x squared")
    window.dictation._set_mode(Mode.HANDS_FREE)
    window.dictation._number = 1
    type_in(window, "read that")
    wait_until(lambda: reading._talk_over._is_on, "the first word")
    for level in [0.02] * LEARNING:
        window.dictation.level.emit(level)
    assert reading.is_reading
    for level in [0.1] * 2:
        window.dictation.level.emit(level)
    assert not reading.is_reading
    assert "because you spoke" in window.bar.status
    hear(window, "stop")  # the end of what was spoken over the reading
    assert "Nothing is being read" not in window.bar.status
    hear(window, "y")
    assert [line.transcript for line in window.document.lines] == ["x squared", "y"]
    window.dictation._set_mode(Mode.OFF)


def test_speed_and_volume_are_changed_by_voice_within_bounds(window, reading):
    for said, name, value in [
        ("read faster", "voice_speed", 190),
        ("read slower", "voice_speed", 160),
        ("read louder", "voice_volume", 125),
    ]:
        type_in(window, said)
        assert window.settings[name] == value
    for _ in range(20):
        type_in(window, "read faster")
    assert window.settings["voice_speed"] == 450
