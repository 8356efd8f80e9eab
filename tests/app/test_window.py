"""What is typed, said, pressed and picked in the window -> what stands in it."""

import os
import signal

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from app.hearing.dictation import Mode
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
    assert window.announcer.last.endswith("other readings")
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


@pytest.mark.parametrize(("key", "current"), [(Qt.Key.Key_Up, 0), (Qt.Key.Key_Down, 2)])
def test_arrows_lead_out_of_the_words_to_the_lines_beside(window, key, current):
    for words in ("x", "y", "z"):
        type_in(window, words)
    window.document.go_to(1)
    window.page.current_view.edit()
    QTest.keyClick(window.page.current_view.transcript.field, key)
    assert window.document.current == current


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


def test_correcting_words_parses_them_again_and_is_one_step_of_undo(window):
    type_in(window, "x squared")
    QTest.keyClick(window, Qt.Key.Key_F2)
    field = window.page.views[0].transcript.field
    assert field.hasFocus()
    QTest.keyClicks(field, " plus one")
    assert latex(window) == ["x^{2} + 1"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.bar.entry.hasFocus()
    window.performer.perform("undo")
    assert latex(window) == ["x^{2}"]


def test_lines_are_walked_with_the_keyboard_and_readings_taken_by_digit(window):
    for words in ("x", AMBIGUOUS):
        type_in(window, words)
    QTest.keyClick(window.bar.entry, Qt.Key.Key_Up)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_2)
    assert latex(window) == ["x", SECOND]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    assert window.document.current == 0
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Y)
    assert window.bar.entry.hasFocus()
    assert window.bar.entry.text() == "y"


@pytest.mark.parametrize(
    ("command", "formats", "text"),
    [
        (
            "copy_latex",
            {"application/mathml+xml", "text/html", "image/svg+xml", "image/png"},
            r"\frac{1}{2}",
        ),
        ("copy_mathml", {"application/mathml+xml"}, "<mfrac>"),
        ("copy_text", set(), "1/2"),
        ("copy_picture", {"image/png", "image/svg+xml"}, ""),
    ],
)
def test_copying(window, command, formats, text):
    type_in(window, "one over two")
    window.performer.perform(command)
    data = QApplication.clipboard().mimeData()
    assert formats <= set(data.formats())
    assert text in data.text()
    assert window.bar.status.startswith("Copied line 1 as ")


def test_copying_nothing_is_said(window):
    window.performer.perform("copy_latex")
    assert window.bar.status.startswith("⚠ There is nothing")


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


def test_the_document_is_there_again_after_closing(qt, window):
    from app.window.start import build

    type_in(window, "x squared")
    QTest.keyClicks(window.bar.entry, "y plus")
    window.close()
    again = build(loader="tests.app.fakes:load")
    assert latex(again) == ["x^{2}", r"y + \square"]
    again.performer.perform("undo")
    again.performer.perform("undo")
    assert latex(again) == []
    again.close()


def test_two_windows_do_not_share_a_document(window):
    from app.window.start import build

    type_in(window, "x")
    other = build(loader="tests.app.fakes:load")
    assert latex(other) == []
    other.close()


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


def test_saving_opening_and_exporting(window, tmp_path):
    files = window.performer.files
    type_in(window, "x squared")
    files.save_to(tmp_path / "a.stm")
    files.export_to(tmp_path / "a.tex")
    assert "x^{2}" in (tmp_path / "a.tex").read_text()
    type_in(window, "new document")
    files.open_path(tmp_path / "a.stm")
    assert latex(window) == ["x^{2}"]
    files.open_path(tmp_path / "missing.stm")
    assert window.bar.status.startswith("⚠")
    assert latex(window) == ["x^{2}"]
    files.save_to(tmp_path / "a.tex" / "b.stm")
    assert window.bar.status.startswith("⚠")


def test_by_voice_a_document_is_saved_and_exported_without_a_file_name(
    window, monkeypatch, tmp_path
):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))
    for words in ("x squared", "save document", "export as latex", "export as latex", "save"):
        hear(window, words)
    suffixes = [path.suffix for path in tmp_path.glob("Formulas*")]
    assert sorted(suffixes) == [".stm", ".tex", ".tex"]


def test_an_earlier_document_is_opened_by_voice(window):
    for words in ("x", "new document", "y", "new document", "earlier documents"):
        hear(window, words)
    hear(window, "choose nine")
    assert window.bar.status == "There is no earlier document nine."
    hear(window, "choose two")
    assert latex(window) == ["x"]
    hear(window, "close that")
    assert window.bar.status == "Nothing is open beside the document."


@pytest.mark.parametrize("opened", ["what can I say", "settings", "earlier documents"])
def test_what_was_opened_is_closed_by_voice(window, opened):
    hear(window, opened)
    (dialog,) = (widget for widget in window.findChildren(QDialog) if widget.isVisible())
    hear(window, "close that")
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("said", "latex_after"),
    [
        (["one over x", "select the denominator", "square that"], r"\frac{1}{x^{2}}"),
        (["x squared", "delete the exponent"], "x"),
        (["x squared plus x", "replace x with y"], "y^{2} + y"),
        (["x squared", "replace squared with cubed"], "x^{3}"),
        (["one over x", "replace the denominator with y plus one"], r"\frac{1}{y + 1}"),
        (["x plus y", "put that in parentheses"], "(x + y)"),
        (["x plus y", "select term two", "delete that"], "x"),
        (["x", "select the numerator"], "x"),
        (["x squared", "delete the exponent", "undo"], "x^{2}"),
        (["x squared plus one", "select x squared", "delete that"], "1"),
        (["x squared plus one", "delete one"], "x^{2}"),
        (["x squared plus one", "delete y"], "x^{2} + 1"),
        (["x squared plus one", "select the word x", "replace that with y"], "y^{2} + 1"),
        (["three x plus two", "change the three to five"], "5x + 2"),
        (["x plus y", "cube that"], "(x + y)^{3}"),
        (["x plus y", "take the square root of that"], r"\sqrt{x + y}"),
        (["x squared plus one", "insert two before x"], "2x^{2} + 1"),
        (["x plus y", "insert squared after x"], "x^{2} + y"),
        (["y equals x plus one", "select the left side", "square it"], "y^{2} = x + 1"),
        (["y equals x plus one", "square that"], "y^{2} = (x + 1)^{2}"),
        (["y equals x plus one", "put that in parentheses"], "(y = x + 1)"),
        (["y is less than x", "negate that"], "y < x"),
        (["x", "replace q with z"], "x"),
    ],
)
def test_editing_by_voice(window, said, latex_after):
    for words in said:
        hear(window, words)
    assert latex(window) == [latex_after]


def test_walking_through_a_formula_says_each_part(window):
    type_in(window, "one over x")
    window.performer.perform("explore")
    told = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Escape):
        QTest.keyClick(window.focusWidget(), key)
        told.append(window.announcer.last)
    assert told[:2] == ["Numerator: 1", "Denominator: x"]
    assert told[2].startswith("Whole formula")
    assert window.performer.editing.path is None


def test_computing_adds_lines_below(window, wait_until):
    type_in(window, "x squared minus one equals zero")
    type_in(window, "solve")
    wait_until(lambda: len(window.document.lines) == 3, "the solutions", 60)
    assert latex(window)[1:] == ["x = -1", "x = 1"]
    assert window.document.current_line.origin == "computed"
    window.performer.perform("undo")
    assert len(latex(window)) == 1
