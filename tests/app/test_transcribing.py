"""Recordings that are opened, dropped, waiting, broken or cancelled -> lines, and what is said of them."""

from multiprocessing.context import SpawnProcess

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from app.document import Bookmark, Document, typed_line


def recording(path, seconds=3, rate=16_000, channels=1):
    soundfile.write(path, np.zeros((round(seconds * rate), channels), np.float32) + 0.1, rate)
    return path


@pytest.fixture
def transcribe(window, wait_until):
    """Open files, wait for the end, and return the words of all lines."""

    def run(*paths, done="transcribed"):
        window.performer.files.open_paths(paths)
        wait_until(lambda: done in window.bar.status, done, 60)
        return [line.transcript for line in window.document.lines]

    return run


HEARD = "x squared plus one"


@pytest.mark.parametrize(
    ("name", "rate", "channels"),
    [
        ("a.wav", 8_000, 1),
        ("a.mp3", 44_100, 2),
        ("a.flac", 96_000, 2),
        ("a.ogg", 48_000, 1),
        ("A.WAV", 16_000, 1),
    ],
)
def test_a_recording_becomes_lines(window, transcribe, tmp_path, name, rate, channels):
    assert transcribe(recording(tmp_path / name, 3, rate, channels)) == [HEARD]
    assert window.document.current_line.origin == "recording"
    assert window.bar.status == f"{name} is transcribed."
    assert not window.bar.work.isVisible()


def test_several_are_transcribed_one_after_the_other_and_bad_ones_named(
    window, transcribe, tmp_path
):
    folder = tmp_path / "lectures"
    folder.mkdir()
    bad, empty = tmp_path / "bad.wav", tmp_path / "empty.mp3"
    bad.write_text("no sound")
    empty.touch()
    paths = recording(tmp_path / "one.wav"), bad, empty, folder
    recording(folder / "two.wav")
    assert transcribe(*paths) == ["one.wav", HEARD, "two.wav", HEARD]
    assert window.bar.status.startswith("⚠ 2 of 4 recordings are transcribed. bad.wav is not ")
    assert "empty.mp3 is empty" in window.bar.status


@pytest.mark.parametrize("content", [b"", b"no sound", b"RIFF\0\0\0\0WAVEfmt "])
def test_a_bad_recording_is_one_sentence(window, transcribe, tmp_path, content):
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    assert transcribe(path, done="⚠") == []
    assert window.bar.status.startswith("⚠ bad.wav ")
    assert window.bar.status.endswith(".")


def test_a_machine_that_can_start_nothing_more_is_said(window, transcribe, monkeypatch, tmp_path):
    def refuse(_process):
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(SpawnProcess, "start", refuse)
    assert transcribe(recording(tmp_path / "a.wav"), done="⚠") == []
    assert "Cannot allocate memory" in window.bar.status
    assert not window.bar.work.isVisible()


def test_a_folder_without_recordings_is_said(window, transcribe, tmp_path):
    assert transcribe(tmp_path, done="⚠") == []
    assert "folder without recordings" in window.bar.status


def test_progress_is_shown_and_cancelled_by_keyboard(window, tmp_path):
    work = window.bar.work
    assert not work.isVisible()
    paths = [recording(tmp_path / name) for name in ("lecture.wav", "second.wav")]
    window.performer.files.open_paths(paths)
    assert work.isVisible()
    assert work.progress.accessibleName() == "transcribing lecture.wav, 1 of 2"
    assert work.button.accessibleName() == "Cancel transcribing lecture.wav, 1 of 2"
    window.performer.files.transcribing._job.progressed.emit(0.42)
    assert work.progress.value() == 42
    QTest.keyClick(window.bar.entry, Qt.Key.Key_Tab)
    assert window.focusWidget() is work.button
    QTest.keyClick(work.button, Qt.Key.Key_Return)
    assert window.bar.status == "Stopped transcribing 2 recordings."
    assert not work.isVisible()
    assert window.focusWidget() is window.bar.entry
    window.performer.perform("cancel")
    assert window.bar.status == "Nothing is being transcribed."


def test_what_is_added_meanwhile_comes_afterwards(window, wait_until, tmp_path):
    files = window.performer.files
    files.open_path(recording(tmp_path / "one.wav"))
    files.open_path(recording(tmp_path / "two.wav"))
    assert window.bar.status == "Added: two.wav. “Cancel” stops everything."
    wait_until(lambda: window.bar.status == "two.wav is transcribed.", "the second", 60)
    assert len(window.document.lines) == 2


def test_whoever_works_elsewhere_in_the_document_is_not_disturbed(window, transcribe, tmp_path):
    window.document.replace_all([typed_line("y"), typed_line("z")], "open")
    transcribing = window.performer.files.transcribing
    place = transcribing._place = Bookmark(window.document, 1)
    window.document.go_to(0)
    transcribing._put([typed_line("a")])
    assert window.document.current == 0
    window.document.delete(0)
    transcribing._put([typed_line("b")])
    assert [line.transcript for line in window.document.lines] == ["z", "a", "b"]
    assert (place.number, window.document.current) == (2, 0)
    window.document.go_to(2)
    transcribing._put([typed_line("c")])
    assert window.document.current == 3
    window.page.current_view.edit()
    transcribing._put([typed_line("d")])
    assert window.document.current == 3, "somebody writes in it"


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (lambda d: d.add(typed_line("d")), 1),
        (lambda d: (d.go_to(0), d.add(typed_line("d"))), 2),
        (lambda d: (d.go_to(0), d.add(typed_line("d")), d.undo()), 1),
        (lambda d: (d.go_to(0), d.add(typed_line("d")), d.undo(), d.redo()), 2),
        (lambda d: d.delete(0), 0),
        (lambda d: d.delete(1), 0),
        (lambda d: (d.delete(0), d.delete(0)), -1),
        (lambda d: d.delete(2), 1),
        (lambda d: d.set_line(1, typed_line("e")), 1),
    ],
)
def test_a_bookmark_keeps_its_line(change, number):
    document = Document([typed_line(letter) for letter in "abc"])
    bookmark = Bookmark(document, 1)
    change(document)
    assert bookmark.number == number


def drag(window, data):
    """Drag `data` over the entry and drop it there; return what is said meanwhile."""
    entry = window.bar.entry
    place = QPointF(entry.mapTo(window, entry.rect().center()))
    copy, move = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
    rest = copy | move, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter, drop = QDragEnterEvent(place.toPoint(), *rest), QDropEvent(place, *rest)
    for event in (enter, drop):
        event.setDropAction(move)  # as file managers do
    window.dragEnterEvent(enter)
    told = window.bar.status
    window.dropEvent(drop)
    assert enter.dropAction() == drop.dropAction() == copy, "a moved file might be deleted"
    return told


def test_files_and_words_can_be_dropped(window, wait_until, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(recording(tmp_path / f"{n}.wav"))) for n in "ab"])
    assert drag(window, data) == "Let go to open 2 files."
    wait_until(lambda: "2 of 2" in window.bar.status, "the end", 60)
    assert len(window.document.lines) == 4
    data = QMimeData()
    data.setText("x squared")
    drag(window, data)
    assert window.bar.entry.text() == "x squared"
    assert not window.bar.entry.acceptDrops(), "or it would take the path as words"
