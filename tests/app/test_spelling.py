"""Words spelled and corrected by voice: what is said, one utterance after the other -> the line."""

import pytest
from PySide6.QtWidgets import QApplication

from app.document import typed_line
from app.hearing.messages import Heard
from app.understand import meanings_of
from app.window.spelling import NotALetter, letters_of


def hear(window, words):
    window.dictation._heard(Heard(1, tuple(meanings_of(words)), True))
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("said", "letters"),
    [
        ("b", "b"),
        ("bravo", "b"),
        ("alpha", "a"),
        ("g u m", "gum"),
        ("golf uniform mike", "gum"),
        ("capital g u", "Gu"),
        ("capital delta", "D"),
        ("b as in bravo", "b"),
        ("x two", "x2"),
        ("a space b", "a b"),
    ],
)
def test_letters(said, letters):
    assert "".join(letters_of(said)) == letters


def test_what_is_no_letter_is_said():
    with pytest.raises(NotALetter, match="integral"):
        letters_of("integral")


@pytest.mark.parametrize(
    ("line", "said", "words"),
    [
        ("x plus why", ["correct word three", "y"], "x plus y"),
        ("x plus why", ["correct word three to y squared"], "x plus y squared"),
        ("x plus why", ["change word three to y"], "x plus y"),
        ("x plus why", ["replace word three with y"], "x plus y"),
        ("x plus why", ["spell word three", "yankee", "done"], "x plus y"),
        ("x plus why", ["spell word three", "golf", "back", "y", "done"], "x plus y"),
        ("x plus why", ["spell word three", "y", "cancel"], "x plus why"),
        ("x plus why", ["spell word three", "integral", "y", "done"], "x plus y"),
        ("x plus why", ["spell word three", "done"], "x plus why"),
        ("x plus why", ["correct word nine", "z"], "z"),
        ("x plus why", ["correct word three", "undo"], ""),
        ("x", ["spell golf uniform mike"], "gum"),
        ("x", ["spell it", "capital g", "u", "done"], "Gu"),
        ("x", ["spell it", "cancel"], "x"),
        ("x", ["spell it", "g", "zoom in", "y"], "y"),
    ],
)
def test_by_voice(window, line, said, words):
    window.document.add(typed_line(line))
    for phrase in said:
        hear(window, phrase)
    assert window.document.current_line.transcript == words
    assert not window.bar.entry.text()


def test_words_are_numbered_when_asked_for(window):
    window.document.add(typed_line("one over x"))
    hear(window, "number the words")
    assert window.bar.status.startswith("Words: 1 one, 2 over, 3 x.")


def test_a_correction_can_be_undone(window):
    window.document.add(typed_line("x plus why"))
    hear(window, "correct word three to y")
    hear(window, "undo")
    assert window.document.current_line.transcript == "x plus why"
