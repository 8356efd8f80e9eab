"""What is typed, said and pressed in the window -> what stands in it."""

import os
import signal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from app.hearing.dictation import Mode
from app.hearing.messages import Heard
from tests.app.hands import AMBIGUOUS, FIRST, SECOND, hear, latex, type_in


def test_the_window_stands_without_torch_sympy_or_model():
    import subprocess
    import sys

    code = (
        "import sys; from PySide6.QtWidgets import QApplication; a = QApplication([]);"
        "from app.window.start import build; w = build(); w.show(); a.processEvents();"
        "print([m for m in ('torch', 'sympy', 'sounddevice') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_typing_adds_a_line_with_picture_words_and_other_readings(window):
    type_in(window, AMBIGUOUS)
    (view,) = window.page.views
    assert latex(window) == [FIRST]
    assert view.formula.is_drawn
    assert view.transcript.text() == AMBIGUOUS
    assert view.accessibleName().startswith("line 1: ")
    assert window.announcer.last.startswith("line 1: ")
    assert window.announcer.last.rstrip("s").endswith("other reading")
    assert window.bar.entry.text() == ""


def test_while_typing_the_formula_is_shown(window):
    QTest.keyClicks(window.bar.entry, "alpha plus")
    assert window.page.live.is_shown
    assert window.page.live.formula.is_drawn
    QTest.keyClick(window.bar.entry, Qt.Key.Key_Escape)
    QTest.keyClicks(window.bar.entry, "a")
    QTest.keyClick(window.bar.entry, Qt.Key.Key_Backspace)
    assert not window.page.live.is_shown
    assert latex(window) == []


@pytest.mark.parametrize("zoom", [100, 400])
def test_the_words_of_a_line_stand_there_whole(window, wait_until, zoom):
    window.settings.set("zoom", zoom)
    window.apply_settings()
    type_in(window, "the sum from n equals one to infinity of one over n squared equals pi squared")
    type_in(window, "a note that is longer than the page is wide at any size of type " * 3)

    def is_whole(words):
        if words.field is None:
            label = words.findChild(QLabel)
            return label.height() >= label.heightForWidth(label.width())
        rows = round(words.field.document().size().height())
        room = words.field.viewport().height() // words.field.fontMetrics().lineSpacing()
        return 1 < rows <= room

    for view in window.page.views:
        assert view.transcript.text() == view.line.transcript
        wait_until(lambda words=view.transcript: is_whole(words), "room for all words")


def test_what_was_told_is_past_when_a_line_changes(window):
    type_in(window, "x plus y")
    type_in(window, "select the numerator")
    assert window.bar.status.startswith("⚠")
    type_in(window, "square that")
    assert window.bar.status.startswith("Hold ")
    assert window.document.undo_label == "square"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (["x", "y", "undo"], ["x"]),
        (["x", "y", "undo", "redo"], ["x", "y"]),
        (["x", "y", "scratch that"], ["x"]),
        (["x", "y", "go to line one", "scratch that"], ["y"]),
        (["x", "y", "go up", "z"], ["x", "z", "y"]),
        ([AMBIGUOUS, "choose two"], [SECOND]),
        ([AMBIGUOUS, "choose two", "undo"], [FIRST]),
        ([AMBIGUOUS, "choose nine"], [FIRST]),
        (["x", "new line", "y"], ["x", "y"]),
        (["x", "y", "move to line one", "z"], ["x", "z", "y"]),
        (["x", "y", "z", "move line up"], ["x", "z", "y"]),
        (["x", "y", "go to line one", "move that down"], ["y", "x"]),
        (["x", "new document"], []),
        (["undo"], []),
        (["x", "go to line seven"], ["x"]),
    ],
)
@pytest.mark.parametrize("way", ["typed", "spoken"])
def test_commands(window, said, shown, way):
    for words in said:
        type_in(window, words) if way == "typed" else hear(window, words)
    assert latex(window) == shown


def test_partials_are_shown_and_make_way_for_the_line(window):
    for words in ("x", "x squared", "x squared plus"):
        hear(window, words, final=False)
        assert window.page.live.is_shown
    assert latex(window) == []
    hear(window, "x squared plus one")
    assert not window.page.live.is_shown
    assert latex(window) == ["x^{2} + 1"]
    assert window.document.current_line.origin == "spoken"


def test_a_partial_that_grows_never_makes_the_live_line_smaller(window):
    heights = []
    for words in ("x", "one over x", "one over x squared", "one over x squared plus", "y"):
        hear(window, words, final=False)
        heights.append(window.page.live.minimumHeight())
    assert heights == sorted(heights)


def test_silence_adds_nothing(window):
    hear(window, "x", final=False)
    window.dictation._heard(Heard(1, (), True))
    assert latex(window) == []
    assert not window.page.live.is_shown


def test_asleep_only_waking_is_heard(window):
    window.dictation._set_mode(Mode.HANDS_FREE)
    hear(window, "go to sleep")
    hear(window, "x squared")
    hear(window, "undo")
    assert latex(window) == []
    hear(window, "wake up")
    hear(window, "x squared")
    assert latex(window) == ["x^{2}"]
    window.dictation._set_mode(Mode.OFF)


def test_every_command_is_in_a_menu_with_its_keys(window):
    from app.commands import commands

    in_menus = {
        action.text().split("\t")[0].split("  ")[0]
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if not action.isSeparator()
    }
    for name, command in commands().items():
        assert name in window.performer.handlers, f"{name} cannot be done"
        assert command.title in in_menus
        assert window.actions_by_name.by_name[name].shortcuts() or name == "talk"


def test_dictation_without_a_microphone_says_so_and_typing_goes_on(window, wait_until):
    QTest.keyPress(window.bar.entry, Qt.Key.Key_F9)
    wait_until(lambda: "⚠" in window.bar.status, "a message")
    QTest.keyRelease(window.bar.entry, Qt.Key.Key_F9)
    assert "microphone" in window.bar.status.lower()
    wait_until(lambda: window.dictation.mode is Mode.OFF, "the end of listening")
    type_in(window, "x")
    assert latex(window) == ["x"]


def test_no_model_is_said_and_typing_goes_on(qt, wait_until):
    from app.window.start import build

    window = build(loader="tests.app.fakes:no_model")
    window.dictation.start()
    wait_until(lambda: "No trained model" in window.bar.status, "a message")
    type_in(window, "x")
    window.performer.perform("talk")
    assert "No trained model" in window.bar.status
    assert latex(window) == ["x"]
    window.close()


def test_the_death_of_the_child_is_said_and_nothing_is_lost(window, wait_until):
    type_in(window, "x")
    window.dictation.start()
    wait_until(lambda: window.dictation.is_ready, "the child")
    os.kill(window.dictation.recogniser.process_id, signal.SIGKILL)
    wait_until(lambda: "stopped" in window.bar.status, "a message")
    wait_until(lambda: window.dictation.is_ready, "another child")
    assert latex(window) == ["x"]


def test_zoom_and_themes_change_everything_at_once(window):
    type_in(window, "x")
    before = window.page.views[0].formula.height()
    for _ in range(20):
        window.performer.perform("zoom_in")
    assert window.settings["zoom"] == 400
    assert window.page.views[0].formula.minimumHeight() == pytest.approx(4 * before, rel=0.1)
    for _ in range(3):
        window.performer.perform("next_theme")
    assert window.settings["theme"] == "light"


@pytest.mark.parametrize("opened", ["what can I say", "settings", "earlier documents"])
def test_what_was_opened_is_closed_by_voice(window, opened):
    hear(window, opened)
    (dialog,) = (widget for widget in window.findChildren(QDialog) if widget.isVisible())
    hear(window, "close that")
    assert not dialog.isVisible()
