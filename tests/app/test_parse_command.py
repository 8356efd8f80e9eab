"""`speech-to-math parse`: lines in -> lines out, reasons, exit status."""

import io
import json
import sys

import pytest

from app.cli import main

NOTATIONS = ("latex", "mathml", "sympy", "speech", "text")


@pytest.fixture
def parse(monkeypatch, capsys):
    """Run `parse` with options on bytes; return status, lines and reasons."""

    def run(data: bytes, *options: str):
        standard_input = io.TextIOWrapper(io.BytesIO(data))
        monkeypatch.setattr(sys, "stdin", standard_input)
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(output := io.BytesIO(), "utf-8"))
        status = main(["parse", *options])
        sys.stdout.flush()
        lines = output.getvalue().decode("utf-8").split("\n")
        assert lines.pop() == ""
        return status, lines, capsys.readouterr().err.splitlines()

    return run


@pytest.mark.parametrize(
    ("data", "lines", "status"),
    [
        (b"x squared over two\n", [r"\frac{x^{2}}{2}"], 0),
        (b"x squared", ["x^{2}"], 0),
        (b"x squared\r\ny\r\n", ["x^{2}", "y"], 0),
        (b"\n", [""], 1),
        (b"x\n\ny\n", ["x", "", "y"], 0),
        (b"undo\nx\n", ["", "x"], 0),
        (b"undo\n", [""], 1),
        (b"", [], 1),
        (b"a\x0bplus\xe2\x80\xa8b\n", ["a + b"], 0),
    ],
)
def test_one_line_for_each_line(parse, data, lines, status):
    assert parse(data)[:2] == (status, lines)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00\n", b"(" * 3000 + b"\n", b"x plus " * 5000 + b"\n"]
)
@pytest.mark.parametrize("notation", ["latex", "json"])
def test_bad_lines_never_stop_it(parse, data, notation):
    status, lines, reasons = parse(data + b"x squared\n", "--format", notation)
    assert status == 0
    assert len(lines) == 2
    assert "x^{2}" in lines[1]
    assert not any("Traceback" in reason for reason in reasons)


def test_every_empty_line_has_its_reason(parse):
    _, lines, reasons = parse(b"x\n\nundo\n" + b"x " * 500 + b"\n")
    assert lines == ["x", "", "", ""]
    assert [reason.split(":")[1] for reason in reasons] == [" phrase 2", " phrase 3", " phrase 4"]


@pytest.mark.parametrize(
    ("notation", "line"),
    [
        ("latex", "x^{2} + 1"),
        ("text", "x² + 1"),
        ("sympy", "x**2 + 1"),
        ("speech", "x squared plus 1"),
    ],
)
def test_notations(parse, notation, line):
    assert parse(b"x squared plus one\n", "--format", notation)[1] == [line]


def test_mathml_is_one_line_of_xml(parse):
    from xml.etree import ElementTree

    (line,) = parse(b"x squared plus one over two\n", "--format", "mathml")[1]
    assert ElementTree.fromstring(line).tag == "{http://www.w3.org/1998/Math/MathML}math"


def test_phrases_from_arguments(parse):
    assert parse(b"", "x squared", "y")[1] == ["x^{2}", "y"]


@pytest.mark.parametrize(
    ("phrase", "kind"), [("x squared", "math"), ("undo", "command"), ("choose two", "command")]
)
def test_json_has_the_keys_of_the_contract(parse, phrase, kind):
    (line,) = parse(phrase.encode() + b"\n", "--format", "json")[1]
    value = json.loads(line)
    assert value["kind"] == kind
    assert set(value) >= {"kind", "score", *NOTATIONS}
    assert "alternatives" not in value


def test_json_alternatives_are_the_best_readings_in_order(parse):
    data = b"b plus c over d\nx\n"
    lines = parse(data, "--format", "json", "--alternatives", "9")[1]
    first, second = map(json.loads, lines)
    readings = first["alternatives"]
    assert {r"b + \frac{c}{d}", r"\frac{b + c}{d}"} <= {reading["latex"] for reading in readings}
    assert [r["score"] for r in readings] == sorted((r["score"] for r in readings), reverse=True)
    assert readings[0] == {key: first[key] for key in readings[0]}
    assert set(readings[1]) >= {"kind", "score", *NOTATIONS}
    assert len(second["alternatives"]) >= 1


def test_alternatives_stand_between_tabs(parse):
    (line,) = parse(b"b plus c over d\n", "--alternatives", "2")[1]
    assert len(line.split("\t")) == 2
