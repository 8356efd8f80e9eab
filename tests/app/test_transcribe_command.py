"""`speech-to-math transcribe`: files in -> files, lines and reasons out."""

import json
import wave

import numpy as np
import pytest

from app.cli import main
from app.hearing import loading
from app.hearing.loading import LoadingError
from tests.app.fakes import FakeRecogniser

SENTENCE = "x squared over two"


@pytest.fixture(autouse=True)
def heard(monkeypatch):
    """Put a fake in the recogniser's place; return how often it was loaded."""
    loaded = []

    def load(model, device, profile):
        loaded.append(device)
        return FakeRecogniser(SENTENCE)

    monkeypatch.setattr(loading, "load_recogniser", load)
    return loaded


def record(path, seconds=4.0):
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(1).normal(0, 3000, round(seconds * 16_000)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(noise.tobytes())
    return path


def test_jsonl_on_standard_output_has_the_keys_of_the_contract(tmp_path, capsys):
    path = record(tmp_path / "a.wav")
    assert main(["transcribe", str(path)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    value = json.loads(line)
    assert value["file"] == str(path)
    assert (value["transcript"], value["kind"]) == (SENTENCE, "math")
    assert value["latex"] == r"\frac{x^{2}}{2}"
    assert 0 <= value["start"] < value["end"] <= 4
    assert value["confidence"] == 0.9
    assert value["sympy"]
    assert {"transcript", "latex", "score"} <= set(value["alternatives"][1])


def test_every_format_is_written_beside_o(tmp_path, capsys):
    path = record(tmp_path / "lecture.wav")
    out = tmp_path / "out"
    formats = "jsonl,tex,md,html,srt,txt"
    assert main(["transcribe", str(path), "-o", str(out), "-f", formats]) == 0
    assert capsys.readouterr().out == ""
    assert sorted(p.name for p in out.iterdir()) == sorted(
        f"lecture.{suffix}" for suffix in formats.split(",")
    )
    assert r"\frac{x^{2}}{2}" in (out / "lecture.tex").read_text()
    assert (out / "lecture.txt").read_text() == "x²/2\n"
    assert "00:00:00,000 --> 00:00:02,000" in (out / "lecture.srt").read_text()


def test_bad_files_are_reported_in_one_line_each_and_skipped(tmp_path, capsys):
    good = record(tmp_path / "good.wav")
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("this is no sound")
    cut = tmp_path / "cut.wav"
    cut.write_bytes(good.read_bytes()[: 16_000 * 6])
    names = ["empty.wav", "text.wav", "missing.wav", "cut.wav", "good.wav"]
    assert main(["transcribe", "-q", *(str(tmp_path / name) for name in names)]) == 0
    printed = capsys.readouterr()
    reasons = printed.err.splitlines()
    assert [name in reason for name, reason in zip(names, reasons, strict=False)] == [True] * 4
    assert [json.loads(line)["file"] for line in printed.out.splitlines()] == [str(cut), str(good)]


@pytest.mark.parametrize("name", ["missing.wav", "empty.wav", "folder", "*.flac", "silent.wav"])
def test_status_is_1_when_nothing_succeeded(tmp_path, capsys, name):
    (tmp_path / "empty.wav").touch()
    (tmp_path / "folder").mkdir()
    record(tmp_path / "silent.wav", seconds=0.2)
    assert main(["transcribe", str(tmp_path / name)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1


def test_finished_files_are_not_done_again(tmp_path, heard, capsys):
    path = record(tmp_path / "a.wav")
    command = ["transcribe", str(path), "-o", str(tmp_path), "-f", "tex"]
    assert [main(command), main(command), main([*command, "--again"])] == [0, 0, 0]
    assert len(heard) == 2


def test_folders_patterns_and_equal_names(tmp_path):
    record(tmp_path / "in" / "one" / "a.wav")
    record(tmp_path / "in" / "two" / "a.wav")
    record(tmp_path / "in" / "two" / "b.wav")
    (tmp_path / "in" / "notes.txt").write_text("no recording")
    out = tmp_path / "out"
    command = ["transcribe", str(tmp_path / "in"), str(tmp_path / "in" / "two" / "*.wav")]
    assert main([*command, "-o", str(out), "-f", "txt"]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["b.txt", "one-a.wav.txt", "two-a.wav.txt"]


def test_no_model_is_one_sentence(tmp_path, monkeypatch, capsys):
    def fail(model, device, profile):
        raise LoadingError("No trained model lies here: train one.")

    monkeypatch.setattr(loading, "load_recogniser", fail)
    assert main(["transcribe", str(record(tmp_path / "a.wav"))]) == 1
    assert capsys.readouterr().err == "speech-to-math: No trained model lies here: train one.\n"


def test_unknown_format_is_refused_before_anything_is_heard(tmp_path, heard, capsys):
    with pytest.raises(SystemExit):
        main(["transcribe", "a.wav", "-f", "docx"])
    assert "docx" in capsys.readouterr().err
    assert heard == []
