"""A virtual sound card -> 16 kHz blocks; missing, refused and lost devices -> one sentence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from asr import microphone

RECORD = """
import json, sys, time
import numpy as np
from asr.microphone import Microphone, devices
heard, lost = [], []
with Microphone(heard.append, "pulse", lost.append) as recording:
    print("recording", flush=True)
    deadline = time.monotonic() + float(sys.argv[1])
    while time.monotonic() < deadline and not lost:
        time.sleep(0.05)
sound = np.concatenate(heard) if heard else np.zeros(1, np.float32)
spectrum = np.abs(np.fft.rfft(sound))
print(json.dumps({
    "dtype": str(sound.dtype), "seconds": len(sound) / 16000, "loudest": float(sound.max()),
    "pitch": float(spectrum.argmax() * 16000 / len(sound)), "lost": [str(e) for e in lost],
    "devices": [d.name for d in devices()],
}))
"""


@pytest.fixture
def sound_server(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A private PulseAudio whose default source hears what is played to its sink `mic`."""
    if not (shutil.which("pulseaudio") and shutil.which("paplay")):
        pytest.skip("pulseaudio, pulseaudio-utils and libasound2-plugins are not installed")
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    environment = dict(os.environ, XDG_RUNTIME_DIR=str(runtime), HOME=str(tmp_path))
    environment.pop("PULSE_SERVER", None)
    server = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"),
            *("-L", "module-native-protocol-unix", "-L", "module-null-sink sink_name=mic"),
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(50):
            done = subprocess.run(
                ["pactl", "set-default-source", "mic.monitor"], env=environment, capture_output=True
            )
            if done.returncode == 0:
                break
            time.sleep(0.1)
        yield environment | {"SERVER_PID": str(server.pid)}
    finally:
        server.kill()
        server.wait()


def start_recording(environment: dict[str, str], seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", RECORD, str(seconds)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout.readline() == "recording\n"
    return process


def test_what_is_played_into_the_card_is_heard(
    sound_server: dict[str, str], tmp_path: Path
) -> None:
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(48000 * 3) / 48000)
    soundfile.write(tmp_path / "tone.wav", tone, 48000)
    process = start_recording(sound_server, 3)
    subprocess.run(
        ["paplay", "--device=mic", tmp_path / "tone.wav"], env=sound_server, check=True, timeout=20
    )
    result = json.loads(process.communicate(timeout=30)[0])
    assert result["dtype"] == "float32"
    assert result["pitch"] == pytest.approx(440, abs=2)
    assert result["loudest"] == pytest.approx(0.3, abs=0.05)
    assert 1.0 < result["seconds"] < 3.6
    assert "pulse" in result["devices"]


def fake_portaudio(monkeypatch: pytest.MonkeyPatch, inputs: list[str], fault: str = "") -> None:
    """Replaces sounddevice by one with the named input devices whose opening fails with `fault`."""

    class PortAudioError(Exception):
        pass

    def open_stream(**_options: object) -> None:
        raise PortAudioError(fault)

    entries = [{"name": "speaker", "default_samplerate": 48000.0, "max_input_channels": 0}]
    entries += [
        {"name": name, "default_samplerate": 44100.0, "max_input_channels": 2} for name in inputs
    ]
    fake = SimpleNamespace(
        PortAudioError=PortAudioError,
        default=SimpleNamespace(device=(2, 0)),
        query_devices=lambda: entries,
        InputStream=open_stream,
    )
    monkeypatch.setitem(sys.modules, "sounddevice", fake)


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        (None, "headset"),
        (1, "built-in"),
        ("2", "headset"),
        ("HEAD", "headset"),
        ("built", "built-in"),
    ],
)
def test_devices_are_chosen_by_number_or_name(
    monkeypatch: pytest.MonkeyPatch, wanted: int | str | None, chosen: str
) -> None:
    fake_portaudio(monkeypatch, ["built-in", "headset"])
    assert microphone.Microphone(print, wanted).device.name == chosen


@pytest.mark.parametrize(
    ("inputs", "wanted", "message"),
    [
        ([], None, "No microphone was found"),
        (["built-in"], "headset", "There is no microphone “headset”: choose one of 1 built-in"),
        (["built-in"], 7, "There is no microphone “7”"),
    ],
)
def test_missing_devices_get_one_sentence(
    monkeypatch: pytest.MonkeyPatch, inputs: list[str], wanted: int | str | None, message: str
) -> None:
    fake_portaudio(monkeypatch, inputs)
    with pytest.raises(microphone.MicrophoneError, match=message):
        microphone.Microphone(print, wanted)


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("linux", "Privacy, Microphone"),
        ("darwin", "System Settings, Privacy & Security, Microphone"),
        ("win32", "Let desktop apps access your microphone"),
        ("freebsd14", "Privacy, Microphone"),
    ],
)
@pytest.mark.parametrize("inputs", [["built-in"], []])
def test_a_refused_or_hidden_device_says_where_it_is_allowed(
    monkeypatch: pytest.MonkeyPatch, inputs: list[str], platform: str, place: str
) -> None:
    fake_portaudio(monkeypatch, inputs, fault="Error opening InputStream: Device unavailable")
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(microphone.MicrophoneError, match="allow this program to use it") as raised:
        microphone.Microphone(print).start()
    assert place in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not inputs or "built-in” cannot be opened (Device unavailable)" in str(raised.value)


def test_without_portaudio_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        def find_spec(self, name: str, *_rest: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    with pytest.raises(microphone.MicrophoneError, match="libportaudio2"):
        microphone.devices()


def test_a_device_lost_in_mid_word_is_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    streams = []

    class Stream:
        def __init__(self, **options: object) -> None:
            self.options = options
            streams.append(self)

        def start(self) -> None:
            self.options["callback"](np.ones((8820, 2), np.float32), 8820, None, None)

        def close(self) -> None:
            self.options["finished_callback"]()

    fake_portaudio(monkeypatch, ["built-in"])
    monkeypatch.setattr(sys.modules["sounddevice"], "InputStream", Stream)
    heard, lost = [], []
    recording = microphone.Microphone(heard.append, on_lost=lost.append)
    recording.start()
    streams[0].options["finished_callback"]()
    assert ["is gone" in str(error) for error in lost] == [True]
    recording.stop()
    assert len(lost) == 1
    assert len(heard) == 1
