"""Actions on a document -> its lines, its current line, and what undo makes of it."""

import random

import pytest

from app.document import Bookmark, Document, Line, typed_line
from app.understand import Meaning


def line(words):
    return Line((Meaning(words, "text"), Meaning(words + " or so", "text")))


def words_of(document):
    return [each.transcript for each in document.lines]


def empty(document):
    while document.lines:
        document.delete(0)


@pytest.fixture
def document():
    document = Document()
    for words in ("a", "b", "c"):
        document.add(line(words))
    return document


@pytest.mark.parametrize(
    ("action", "words", "current"),
    [
        (lambda d: d.add(line("d")), ["a", "b", "c", "d"], 3),
        (lambda d: (d.go_to(0), d.add(line("d"))), ["a", "d", "b", "c"], 1),
        (lambda d: (d.extend([Line()], "new line"), d.add(line("d"))), ["a", "b", "c", "d"], 3),
        (lambda d: d.delete(1), ["a", "c"], 1),
        (lambda d: d.delete(2), ["a", "b"], 1),
        (lambda d: d.delete(9), ["a", "b", "c"], 2),
        (lambda d: d.set_line(0, line("z")), ["z", "b", "c"], 0),
        (lambda d: d.choose(1, 1), ["a", "b or so", "c"], 1),
        (lambda d: d.choose(1, 5), ["a", "b", "c"], 2),
        (lambda d: d.move(0, 2), ["b", "c", "a"], 2),
        (lambda d: d.move(2, -1), ["a", "c", "b"], 1),
        (lambda d: d.move(0, -1), ["a", "b", "c"], 2),
        (lambda d: d.extend([line("d"), line("e")], "paste"), ["a", "b", "c", "d", "e"], 4),
        (lambda d: d.extend([line("d")], "paste", 0, follow=False), ["a", "d", "b", "c"], 3),
        (lambda d: d.extend([line("d")], "paste", 2, follow=False), ["a", "b", "c", "d"], 2),
        (lambda d: (empty(d), d.extend([line("d")], "paste", -1, follow=False)), ["d"], 0),
        (lambda d: d.replace_all([line("z")], "open"), ["z"], 0),
        (lambda d: d.replace_all([], "open"), [], 0),
    ],
)
def test_actions(document, action, words, current):
    action(document)
    assert (words_of(document), document.current) == (words, current)
    while document.undo():
        pass
    assert (words_of(document), document.current) == ([], 0)
    while document.redo():
        pass
    assert (words_of(document), document.current) == (words, current)


def test_a_change_after_undo_ends_what_could_be_redone(document):
    document.undo()
    document.add(line("d"))
    assert not document.redo()
    assert words_of(document) == ["a", "b", "d"]


def test_letters_of_one_correction_are_undone_together(document):
    for words in ("x", "xy", "xyz"):
        document.set_line(1, line(words), "correction", merge=True)
    document.undo()
    assert words_of(document) == ["a", "b", "c"]
    document.redo()
    assert words_of(document) == ["a", "xyz", "c"]


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_done_the_current_line_is_there_and_undo_leads_back(seed):
    """Results are put below a line that may be gone since."""
    rng, document = random.Random(seed), Document()
    bookmarks = [Bookmark(document, 0)]
    states = [()]
    document.listen(lambda event: event.kind == "change" and states.append(document.lines))
    actions = [
        lambda: document.add(line(rng.choice("abc"))),
        lambda: document.delete(rng.randrange(3)),
        lambda: document.delete(document.current),
        lambda: document.move(rng.randrange(3), rng.choice((-1, 1))),
        lambda: document.extend([Line()], "new line"),
        lambda: document.extend([line("d")] * 2, "put", rng.choice(bookmarks).number, follow=False),
        lambda: document.put_below(rng.choice(bookmarks).number, line("e"), rng.random() < 0.5),
        lambda: document.set_line(rng.randrange(3), line("f")),
        lambda: document.go_to(rng.randrange(3)),
        lambda: document.undo() and document.redo(),
    ]
    for _ in range(100):
        rng.choice(actions)()
        bookmarks.append(Bookmark(document, document.current))
        assert 0 <= document.current < max(1, len(document.lines))
    while states.pop():
        assert document.undo()
        assert document.lines == states[-1]
        assert 0 <= document.current < max(1, len(document.lines))


def test_typed_words_give_a_formula_with_readings():
    typed = typed_line("x squared plus one over two")
    readings = {meaning.latex for meaning in typed.meanings}
    assert {r"x^{2} + \frac{1}{2}", r"\frac{x^{2} + 1}{2}"} <= readings


def test_a_line_is_never_a_command():
    assert typed_line("undo").meaning.kind == "text"
