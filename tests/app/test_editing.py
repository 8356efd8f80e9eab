"""Lines that are corrected, edited by structure, walked through and computed on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.app.hands import AMBIGUOUS, SECOND, hear, latex, type_in


@pytest.mark.parametrize(("key", "current"), [(Qt.Key.Key_Up, 0), (Qt.Key.Key_Down, 2)])
def test_arrows_lead_out_of_the_words_to_the_lines_beside(window, key, current):
    for words in ("x", "y", "z"):
        type_in(window, words)
    window.document.go_to(1)
    window.page.current_view.edit()
    QTest.keyClick(window.page.current_view.transcript.field, key)
    assert window.document.current == current


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


def test_what_was_computed_on_a_line_that_is_gone_stands_at_the_top(window, wait_until):
    type_in(window, "x squared minus one equals zero")
    type_in(window, "solve")
    window.performer.perform("scratch")
    wait_until(lambda: len(window.document.lines) == 2, "the solutions", 60)
    assert latex(window) == ["x = -1", "x = 1"]
    assert "at the top" in window.announcer.last
