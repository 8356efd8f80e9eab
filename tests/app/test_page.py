"""The page with many lines: what it costs when one of them changes."""

import pytest
from PySide6.QtWidgets import QVBoxLayout

from app.document import Document, typed_line
from app.settings import Settings
from app.understand import meanings_of
from app.window import column
from app.window.column import BLOCK
from app.window.page import Page
from app.window.theme import look_for


class Counting(QVBoxLayout):
    """Notes which layouts had to begin anew, and the widths for which heights were asked."""

    anew, widths = [], set()

    def invalidate(self):
        self.anew.append(self)
        super().invalidate()

    def heightForWidth(self, width):
        self.widths.add(width)
        return super().heightForWidth(width)


@pytest.mark.parametrize("current", [0, BLOCK, 3 * BLOCK - 1])
def test_among_many_lines_a_word_that_is_said_moves_few(qt, monkeypatch, current):
    monkeypatch.setattr(column, "QVBoxLayout", Counting)
    document = Document([typed_line("x")] * 3 * BLOCK)
    page = Page(document, look_for(Settings()))
    page.show()
    document.go_to(current)
    page.refresh()
    page.show_live(meanings_of("a")[0], "", True)
    for _ in range(3):
        qt.processEvents()
    Counting.anew.clear()
    Counting.widths.clear()
    for words in ("a over b", "a over b over c"):
        page.show_live(meanings_of(words)[0], "", True)
        qt.processEvents()
    changed = {layout for layout in Counting.anew if layout.count() >= BLOCK}
    assert len(changed) == 1, "only the block that the words stand in"
    # A layout remembers the heights for one width.
    assert len(Counting.widths) == 1


@pytest.mark.parametrize("lines", [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 1])
def test_the_live_line_stands_below_the_current_one_wherever_that_is(window, qt, lines):
    window.document.replace_all([typed_line("x")] * lines, "open")
    for current in range(max(1, lines)):
        window.document.go_to(current)
        window.page.show_live(meanings_of("y")[0], "", True)
        for _ in range(3):
            qt.processEvents()
        tops = [view.mapTo(window.page, view.rect().topLeft()).y() for view in window.page.views]
        live = window.page.live.mapTo(window.page, window.page.live.rect().topLeft()).y()
        assert window.page.live.isVisible()
        assert sum(top < live for top in tops) == (current + 1 if lines else 0)


@pytest.mark.parametrize(
    "words", [["y equals x"], ["x"], ["cats sleep"], ["x", "y"], ["b plus c over d"]]
)
def test_every_line_is_as_tall_as_what_stands_in_it(window, qt, words):
    window.document.replace_all([typed_line(each) for each in words], "open")
    for _ in range(3):
        qt.processEvents()
    for view in window.page.views:
        shown = [part for part in (view.formula, view.transcript) if part.isVisible()]
        assert view.height() >= sum(part.height() for part in shown) > 20


def test_lines_taken_away_leave_no_room_behind(window, qt):
    window.document.replace_all([typed_line("x")] * 2, "open")
    qt.processEvents()
    short = window.page.views[1].parentWidget().parentWidget().height()
    window.document.replace_all([typed_line("x")] * (4 * BLOCK), "open")
    qt.processEvents()
    window.document.replace_all([typed_line("x")] * 2, "open")
    for _ in range(3):
        qt.processEvents()
    assert window.page.views[1].parentWidget().parentWidget().height() == short


def test_a_long_document_opens_at_once_and_is_drawn_bit_by_bit(window, wait_until):
    import time

    lines = [typed_line(f"x to the power {n} plus y over {n}") for n in range(60)]
    started = time.process_time()
    window.document.replace_all(lines, "open")
    assert time.process_time() - started < 2
    assert window.page.views[-1].formula.is_drawn
    wait_until(lambda: all(v.formula.is_drawn for v in window.page.views), "every picture", 60)
