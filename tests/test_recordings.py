"""Recording -> words -> formula with the shipped model, on voices that it was never trained on."""

import json
import tomllib
from pathlib import Path

import pytest
import soundfile

from app.cli import main

DATA = Path(__file__).parent / "data"
RECORDINGS = tomllib.loads((DATA / "recordings.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", RECORDINGS)
def test_bundled_recordings(name, capsys):
    assert main(["transcribe", "--quiet", str(DATA / name)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    heard = json.loads(line)
    wanted = RECORDINGS[name]
    assert (heard["transcript"], heard["kind"]) == (wanted["words"], "math")
    assert heard["latex"] == wanted["latex"]
    assert 0 <= heard["start"] < heard["end"] <= soundfile.info(DATA / name).duration
    assert heard["alternatives"][0]["latex"] == heard["latex"]


@pytest.mark.parametrize(
    ("suffix", "subtype"), [("ogg", "OPUS"), ("ogg", "VORBIS"), ("mp3", None), ("wav", "FLOAT")]
)
def test_other_containers_give_the_same_formula(tmp_path, capsys, suffix, subtype):
    samples, rate = soundfile.read(DATA / "polynomial.flac")
    copy = tmp_path / f"copy.{suffix}"
    soundfile.write(copy, samples, rate, subtype=subtype)
    assert main(["transcribe", "--quiet", str(copy)]) == 0
    wanted = RECORDINGS["polynomial.flac"]["latex"]
    assert json.loads(capsys.readouterr().out)["latex"] == wanted
