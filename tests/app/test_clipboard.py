"""What goes to the clipboard: each type holds what its name says."""

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from app.understand import meanings_of
from app.window.clipboard import mime_of

MATHML = "{http://www.w3.org/1998/Math/MathML}"
TEXTS = {
    "latex": r"\frac{1}{x}",
    "mathml": "<mfrac>",
    "sympy": "1/x",
    "typst": "frac(1, x)",
    "text": "1/x",
    "picture": "",
}


@pytest.fixture
def meaning(qt):
    return meanings_of("one over x", 1)[0]


def data_of(data, kind):
    return bytes(data.data(kind).data())


@pytest.mark.parametrize(("form", "text"), TEXTS.items())
def test_plain_text(meaning, form, text):
    data = mime_of(meaning, form)
    assert text in data.text()
    assert bool(text) == data.hasText()


@pytest.mark.parametrize("form", ["latex", "mathml"])
def test_word_processors_find_an_equation(meaning, form):
    data = mime_of(meaning, form)
    for kind in ("application/mathml+xml", "application/mathml-presentation+xml"):
        assert ElementTree.fromstring(data_of(data, kind)).tag == f"{MATHML}math"
    assert "<math" in data.html()


@pytest.mark.parametrize("form", ["latex", "picture"])
def test_pictures(meaning, form):
    data = mime_of(meaning, form)
    assert ElementTree.fromstring(data_of(data, "image/svg+xml")).tag.endswith("svg")
    image = QImage.fromData(data_of(data, "image/png"))
    points = image.height() / image.dotsPerMeterY() / 0.0254 * 72
    assert 15 < points < 60  # a fraction beside text of 14 points


@pytest.mark.parametrize("form", list(TEXTS))
def test_words_have_no_equation(qt, form):
    data = mime_of(meanings_of("cats sleep well", 1)[0], form)
    assert not data.hasFormat("application/mathml+xml")
