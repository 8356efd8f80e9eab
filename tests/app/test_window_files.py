"""Documents that are copied, saved, exported, put away and there again."""

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.app.hands import hear, latex, type_in


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
