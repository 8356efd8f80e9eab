"""The accessibility tree of every window, dialog and state: each thing in it can be named."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QScrollArea, QWidget

from app.hearing.messages import Heard
from app.understand import meanings_of
from app.window.plot import PlotDialog
from tests.app.hands import type_in

Role = QAccessible.Role
# What a user can land on or act upon has to have a name; mere containers need none.
NAMED = {
    Role.Button,
    Role.PushButton,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.SpinBox,
    Role.EditableText,
    Role.Slider,
    Role.ProgressBar,
    Role.MenuItem,
    Role.Link,
    Role.Graphic,
    Role.Dialog,
    Role.Window,
}
# Parts of Qt's own controls, which screen readers take together with the control.
INNER = {"qt_spinbox_lineedit", "qt_toolbar_ext_button", "qt_menubar_ext_button"}


def walk(interface, path=""):
    """Yield every thing in the tree below `interface`, with the path to it."""
    name = interface.text(QAccessible.Text.Name)
    path = f"{path}/{interface.role().name}:{name}"
    yield interface, path
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None and child.isValid():
            yield from walk(child, path)


def nameless(widget):
    found = []
    for interface, path in walk(QAccessible.queryAccessibleInterface(widget)):
        object_ = interface.object()
        if object_ is not None and object_.objectName() in INNER:
            continue
        if isinstance(object_, QWidget) and not object_.isVisible():
            continue
        if interface.role() == Role.Separator:
            continue
        focusable = isinstance(object_, QWidget) and object_.focusPolicy() & Qt.FocusPolicy.TabFocus
        is_name_needed = interface.role() in NAMED or focusable
        if is_name_needed and not interface.text(QAccessible.Text.Name).strip():
            found.append(path)
    return found


STATES = {
    "empty": lambda w: None,
    "lines": lambda w: [type_in(w, words) for words in ("x", "some words", "b plus c over d")],
    "being said": lambda w: w.dictation._heard(Heard(1, tuple(meanings_of("x plus")), False)),
    "being typed": lambda w: QTest.keyClicks(w.bar.entry, "alpha"),
    "empty line": lambda w: type_in(w, "new line"),
    "long work": lambda w: w.bar.work.begin("transcribing lecture.wav"),
    "trouble": lambda w: w.say("There is no microphone.", trouble=True),
}
DIALOGS = {
    "settings": "SettingsDialog",
    "help": "HelpDialog",
    "own_words": "OwnWordsDialog",
    "shortcuts": "ShortcutsDialog",
    "history": "HistoryDialog",
    "first_steps": "WelcomeDialog",
    "adapt": "AdaptDialog",
    "about": "AboutDialog",
}


@pytest.mark.parametrize("state", list(STATES))
def test_every_state_of_the_window_is_named(window, state):
    STATES[state](window)
    QApplication.processEvents()
    assert nameless(window) == []


@pytest.mark.parametrize("command", list(DIALOGS))
def test_every_dialog_is_named_and_closes_with_escape(window, command):
    window.performer.perform(command)
    dialog = window.performer._dialogs[DIALOGS[command]]
    QApplication.processEvents()
    assert nameless(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("zoom", [100, 400])
@pytest.mark.parametrize("command", list(DIALOGS))
def test_every_dialog_fits_the_screen_with_nothing_cut_off_sideways(window, command, zoom):
    window.settings.set("zoom", zoom)
    window.apply_settings()
    window.performer.perform(command)
    dialog = window.performer._dialogs[DIALOGS[command]]
    dialog.resize(min(dialog.width(), 1180), 700)  # what a screen 1,280 px wide has room for
    QApplication.processEvents()
    for area in dialog.findChildren(QScrollArea):
        assert area.widget().width() <= area.viewport().width()
    small = [
        button.text()
        for button in dialog.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and min(button.width(), button.height()) < 24
    ]
    assert small == []


@pytest.mark.parametrize("zoom", [100, 400])
def test_a_plot_is_named_and_fits_the_screen(window, zoom):
    window.settings.set("zoom", zoom)
    window.apply_settings()
    points = [(x / 10, x / 10) for x in range(-100, 101)]
    plot = PlotDialog(window, meanings_of("x")[0], "x", points)
    plot.show()
    plot.resize(min(plot.width(), 1180), 700)
    QApplication.processEvents()
    assert nameless(plot) == []
    area = plot.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    plot.close()


@pytest.mark.parametrize("command", list(DIALOGS))
def test_tab_goes_round_every_dialog(window, command):
    window.performer.perform(command)
    dialog = window.performer._dialogs[DIALOGS[command]]
    dialog.activateWindow()
    QApplication.processEvents()
    seen = []
    for _ in range(80):
        widget = dialog.focusWidget()
        if widget in seen:
            break
        seen.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    reachable = {
        button.text()
        for button in dialog.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and button.isEnabled()
    }
    assert reachable <= {w.text() for w in seen if isinstance(w, QAbstractButton)}


@pytest.mark.parametrize("command", list(DIALOGS))
def test_what_a_button_shows_is_in_its_name(window, command):
    type_in(window, "b plus c over d")
    window.performer.perform(command)
    QApplication.processEvents()
    for button in (
        *window.findChildren(QAbstractButton),
        *window.page.findChildren(QAbstractButton),
    ):
        if button.isVisible() and button.text():
            name = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
            assert button.text().replace("&", "").replace("\n", " ") in name.replace("\n", " ")


@pytest.mark.parametrize("command", ["settings", "own_words", "first_steps"])
def test_every_box_of_choices_has_its_label(window, command):
    """On Linux its name is what is chosen; what it is for is told by the label that belongs to it."""
    window.performer.perform(command)
    QApplication.processEvents()
    boxes = window.performer._dialogs[DIALOGS[command]].findChildren(QComboBox)
    labels = [
        [
            label.text(QAccessible.Text.Name)
            for label, relation in QAccessible.queryAccessibleInterface(box).relations()
            if relation & QAccessible.RelationFlag.Label
        ]
        for box in boxes
    ]
    assert boxes
    assert labels == [[box.accessibleName()] for box in boxes]


def test_the_walk_finds_what_has_no_name(window):
    from PySide6.QtWidgets import QPushButton

    button = QPushButton(window)
    button.show()
    assert len(nameless(window)) == 1
    button.deleteLater()


def test_a_line_says_its_formula_and_what_is_around_it(window):
    type_in(window, "one over x")
    view = window.page.views[0]
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name).startswith("line 1: ")
    assert interface.role() == Role.Grouping
    names = [i.text(QAccessible.Text.Name) for i, _ in walk(interface)]
    assert "words of line 1" in names


def test_tab_reaches_everything_in_reading_order(window):
    for words in ("x", "b plus c over d"):
        type_in(window, words)
    QApplication.processEvents()
    window.bar.entry.setFocus()
    seen = []
    for _ in range(30):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        widget = window.focusWidget()
        if widget in seen:
            break
        seen.append(widget)
    kinds = [type(widget).__name__ for widget in seen]
    assert kinds[-1] == "Entry"
    assert kinds.count("LineView") == 2
    assert "ReadingButton" in kinds
    assert "TalkButton" in kinds


@pytest.mark.parametrize(
    ("words", "announcement"),
    [("x", "line 1: x"), ("undo", "There is nothing to undo."), ("choose two", "This line has no")],
)
def test_one_polite_announcement_for_each_event(window, monkeypatch, words, announcement):
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event))
    type_in(window, words)
    announcements = [event for event in said if hasattr(event, "politeness")]
    assert [event.message()[: len(announcement)] for event in announcements] == [announcement]
    assert announcements[0].politeness() == QAccessible.AnnouncementPoliteness.Polite


@pytest.mark.parametrize(
    ("said", "announcement"),
    [
        (["x", "y", "undo"], "Undone: add line. line 1: x"),
        (["x", "undo"], "Undone: add line. the document is empty"),
        (["x", "undo", "redo"], "Done again: add line. line 1: x"),
        (["x", "y", "scratch that"], "Line deleted. line 1: x"),
        (["x", "delete that"], "Line deleted. the document is empty"),
        (["undo"], "There is nothing to undo."),
        (["redo"], "There is nothing to redo."),
    ],
)
def test_what_was_taken_back_is_said_and_what_stands_there_now(window, said, announcement):
    for words in said:
        type_in(window, words)
    assert window.announcer.last == announcement
    assert announcement.startswith(window.bar.status)


def test_partials_are_not_announced(window, monkeypatch):
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event))
    for words in ("x", "x squared"):
        window.dictation._heard(Heard(1, tuple(meanings_of(words)), False))
    assert [event for event in said if hasattr(event, "politeness")] == []


def test_everything_that_is_clicked_is_large_enough(window):
    from PySide6.QtWidgets import QPushButton

    type_in(window, "b plus c over d")
    QApplication.processEvents()
    small = [
        (button.accessibleName(), button.width(), button.height())
        for button in window.findChildren(QPushButton)
        if button.isVisible() and min(button.width(), button.height()) < 24
    ]
    assert small == []


def test_the_button_to_menus_that_do_not_fit_is_large_enough(window, wait_until):
    window.resize(900, 700)
    window.settings.set("zoom", 400)
    window.apply_settings()
    button = window.menuBar().findChild(QAbstractButton, "qt_menubar_ext_button")
    wait_until(button.isVisible, "more menus than fit")
    wait_until(lambda: min(button.width(), button.height()) >= 24, "the button to be large enough")
    assert button.geometry().right() < window.menuBar().width()


@pytest.mark.parametrize("words", ["read that", "select the numerator"])
def test_what_is_lit_up_is_framed_and_not_told_by_colour_alone(window, wait_until, words):
    from app.window.formula_view import LIT_LINE

    window.performer.reading._reader._voice = ("sleep", "30")
    type_in(window, "one over x")
    type_in(window, words)
    if words == "read that":
        window.performer.reading._show_word(0)
    formula = window.page.views[0].formula
    wait_until(lambda: formula.lit, "the part to be lit up")
    colours = window.look.colours
    picture = formula.grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert {colours["accent"], colours["chosen"]} <= seen
    assert LIT_LINE >= 2
    window.performer.reading.stop()


@pytest.mark.parametrize("zoom", [100, 200, 400])
def test_at_every_size_nothing_is_cut_off_sideways(window, zoom):
    window.resize(1280, 900)
    window.settings.set("zoom", zoom)
    window.apply_settings()
    type_in(
        window,
        "the sum from n equals one to infinity of one over n squared equals pi squared over six",
    )
    QApplication.processEvents()
    viewport = window.page.viewport().width()
    assert window.page.widget().width() <= viewport
    assert (
        window.bar.talk.mapTo(window, window.bar.talk.rect().bottomRight()).y() <= window.height()
    )
