"""A user of the window, for tests: types, is heard, reads what stands there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.hearing.messages import Heard
from app.understand import meanings_of, offered

AMBIGUOUS = "b plus c over d"
FIRST, SECOND = (meaning.latex for meaning in offered(meanings_of(AMBIGUOUS))[:2])


def type_in(window, words):
    QTest.keyClicks(window.bar.entry, words)
    QTest.keyClick(window.bar.entry, Qt.Key.Key_Return)
    QApplication.processEvents()


def hear(window, words, final=True):
    window.dictation._heard(Heard(1, tuple(meanings_of(words)), final))


def latex(window):
    return [line.meaning.latex for line in window.document.lines]
