"""Documents to files and back: what is written, and that nothing of it is lost."""

import json
from xml.etree import ElementTree

import pytest

from app.document import Line, typed_line
from app.export import EXPORTS, ExportError, export
from app.storage import FormatError, line_from_json, line_to_json, load, save

LINES = [typed_line("x squared over two"), typed_line("where cats sleep"), Line()]


def test_what_is_saved_is_there_when_opened(tmp_path):
    path = tmp_path / "a.stm"
    save(path, LINES)
    assert load(path) == LINES


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"format": "speech-to-math document", "version": 99, "lines": []}',
        b'{"format": "speech-to-math document", "version": 1}',
        b'{"format": "speech-to-math document", "version": 1, "lines": [{"meanings": 1}]}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "a.stm"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=r"^a\.stm .*\.$"):
        load(path)


def test_the_longest_formula_can_be_saved(tmp_path):
    longest = typed_line(" plus ".join("x" * 200))
    assert line_from_json(json.loads(json.dumps(line_to_json(longest)))) == longest


CHECKS = {
    "tex": lambda data: rb"\frac{x^{2}}{2}" in data and rb"\end{document}" in data,
    "md": lambda data: b"$$\n\\frac" in data,
    "html": lambda data: b"<mfrac>" in data and b'lang="en"' in data,
    "txt": lambda data: data.decode().splitlines()[0] == "x²/2",
    "pdf": lambda data: data.startswith(b"%PDF") and len(data) > 1000,
    "png": lambda data: data.startswith(b"\x89PNG") and len(data) > 1000,
    "svg": lambda data: ElementTree.fromstring(data) is not None and data.count(b"<path") > 2,
    "ipynb": lambda data: any(
        "formula = x**2/2" in "".join(cell["source"]) for cell in json.loads(data)["cells"]
    ),
}


@pytest.mark.parametrize("suffix", list(EXPORTS))
def test_every_export(qt, tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    export(path, LINES)
    assert CHECKS[suffix](path.read_bytes())


def test_letters_of_a_vector_picture_have_no_outline(qt, tmp_path):
    path = tmp_path / "a.svg"
    export(path, LINES[:1])
    outlined = [
        shape
        for group in ElementTree.fromstring(path.read_bytes()).iter("{http://www.w3.org/2000/svg}g")
        for shape in group.findall("{http://www.w3.org/2000/svg}path")
        if group.get("stroke") != "none"
        and group.get("fill") != "none"
        and group.get("stroke-opacity") != "0"
    ]
    assert outlined == []


def test_a_picture_prints_in_the_size_of_text(qt, tmp_path):
    from PySide6.QtGui import QImage

    path = tmp_path / "a.png"
    export(path, [typed_line("x")])
    image = QImage(str(path))
    points = image.height() / image.dotsPerMeterY() / 0.0254 * 72
    assert 8 < points < 24


def test_long_words_go_on_in_the_next_line_and_do_not_become_small(qt):
    from app.document import typed_line
    from app.passages import Passage
    from app.pictures import row_of

    short, long = (
        row_of(Passage(typed_line(words).meanings), 500)
        for words in ("cats sleep", "cats sleep " * 30)
    )
    assert long.size.width() <= 510
    assert long.size.height() > 5 * short.size.height()


def test_a_notebook_runs(qt, tmp_path):
    path = tmp_path / "a.ipynb"
    export(path, LINES)
    names = {}
    for cell in json.loads(path.read_text())["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert str(names["formula"]) == "x**2/2"


@pytest.mark.parametrize(("name", "lines"), [("a.docx", LINES), ("a.tex", []), ("a.tex", [Line()])])
def test_what_cannot_be_exported_is_said(tmp_path, name, lines):
    with pytest.raises(ExportError, match=r"\.$"):
        export(tmp_path / name, lines)
    assert list(tmp_path.iterdir()) == []
