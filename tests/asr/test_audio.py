"""Sound files of every rate, width, channel count and state of repair -> 16 kHz mono."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from asr import audio

TONE = 440.0  # Hz


def tone(rate: int, seconds: float = 1.5, channels: int = 1) -> np.ndarray:
    time = np.arange(round(rate * seconds)) / rate
    return np.repeat(0.3 * np.sin(2 * np.pi * TONE * time)[:, None], channels, axis=1)


def write(path: Path, samples: np.ndarray, rate: int, **options: str) -> Path:
    soundfile.write(path, samples, rate, **options)
    return path


def read(path: Path) -> np.ndarray:
    return np.concatenate(list(audio.read(path)))


def pitch(samples: np.ndarray) -> float:
    middle = samples[4000:20000]
    return np.abs(np.fft.rfft(middle * np.hanning(len(middle)))).argmax() * 16000 / len(middle)


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000])
def test_any_rate_becomes_16_khz(tmp_path: Path, rate: int) -> None:
    samples = read(write(tmp_path / "a.wav", tone(rate), rate))
    assert samples.dtype == np.float32
    assert len(samples) == pytest.approx(24000, abs=40)
    assert pitch(samples) == pytest.approx(TONE, abs=2)
    assert np.abs(samples).max() == pytest.approx(0.3, abs=0.03)


@pytest.mark.parametrize(
    ("name", "subtype"),
    [
        ("a.wav", "PCM_U8"),
        ("a.wav", "PCM_16"),
        ("a.wav", "PCM_24"),
        ("a.wav", "PCM_32"),
        ("a.wav", "FLOAT"),
        ("a.wav", "DOUBLE"),
        ("a.wav", "ULAW"),
        ("a.flac", "PCM_16"),
        ("a.ogg", "VORBIS"),
        ("a.ogg", "OPUS"),
        ("a.mp3", "MPEG_LAYER_III"),
        ("a.aiff", "PCM_16"),
    ],
)
def test_any_format_is_read(tmp_path: Path, name: str, subtype: str) -> None:
    samples = read(write(tmp_path / name, tone(48000), 48000, subtype=subtype))
    assert len(samples) == pytest.approx(24000, abs=1500)
    assert pitch(samples) == pytest.approx(TONE, abs=2)


@pytest.mark.parametrize("channels", [1, 2, 6, 8])
def test_any_channel_count_becomes_mono(tmp_path: Path, channels: int) -> None:
    samples = read(write(tmp_path / "a.wav", tone(16000, channels=channels), 16000))
    assert samples.ndim == 1
    assert np.abs(samples).max() == pytest.approx(0.3, abs=0.02)


def test_channels_that_cancel_each_other_are_still_heard(tmp_path: Path) -> None:
    samples = read(write(tmp_path / "a.wav", tone(16000, channels=2) * [1, -1], 16000))
    assert np.abs(samples).max() == pytest.approx(0.3, abs=0.02)


def test_a_constant_offset_is_removed(tmp_path: Path) -> None:
    samples = read(write(tmp_path / "a.wav", tone(16000) + 0.4, 16000))
    assert abs(samples[8000:].mean()) < 0.01
    assert np.abs(samples).max() == pytest.approx(0.3, abs=0.03)


def test_float_files_beyond_full_scale_stay_in_range(tmp_path: Path) -> None:
    samples = read(write(tmp_path / "a.wav", tone(16000) * 30000, 16000, subtype="FLOAT"))
    assert np.abs(samples).max() <= 1.0
    assert pitch(samples) == pytest.approx(TONE, abs=2)


def test_not_a_number_samples_become_silence(tmp_path: Path) -> None:
    broken = tone(16000)
    broken[5000:5100] = np.nan
    samples = read(write(tmp_path / "a.wav", broken, 16000, subtype="FLOAT"))
    assert np.isfinite(samples).all()


def test_cutting_into_blocks_changes_nothing() -> None:
    samples = (tone(44100) + 0.1).astype(np.float32)
    whole = audio.Conditioner(44100, 1)
    expected = np.concatenate([whole.process(samples[:20000]), whole.process(samples[20000:])])
    pieces = audio.Conditioner(44100, 1)
    cut = [pieces.process(samples[:20000])]
    cut += [pieces.process(samples[i : i + 441]) for i in range(20000, len(samples), 441)]
    got = np.concatenate(cut)
    assert np.allclose(got, expected[: len(got)], atol=1e-4)


def test_blocks_are_short_however_long_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", tone(8000, seconds=30), 8000)
    assert max(len(block) for block in audio.read(path)) <= 17000


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.wav", None, "does not exist"),
        ("empty.wav", b"", "is empty"),
        ("notes.txt", b"This is not sound at all.\n" * 50, "not a sound file"),
        ("zeros.wav", bytes(3000), "not a sound file"),
        ("header.wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", "not a sound file"),
    ],
)
def test_unreadable_files_get_one_sentence(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(audio.AudioError, match=message) as caught:
        read(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(audio.AudioError, match="is a folder"):
        read(tmp_path)


def test_a_file_without_samples_is_refused(tmp_path: Path) -> None:
    with pytest.raises(audio.AudioError, match="holds no sound"):
        read(write(tmp_path / "a.wav", np.zeros((0, 1)), 16000))


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_a_truncated_file_is_heard_up_to_the_cut_and_reported(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, tone(16000, seconds=10) + 0.01 * noise(160000), 16000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    heard = []
    with pytest.raises(audio.AudioError, match="damaged after"):
        heard.extend(len(block) for block in audio.read(path))
    assert 60_000 <= sum(heard) <= 85_000


def noise(samples: int) -> np.ndarray:
    return np.random.default_rng(1).standard_normal((samples, 1))


def test_what_only_ffmpeg_reads(tmp_path: Path) -> None:
    ffmpeg = audio.shutil.which("ffmpeg")
    if not ffmpeg:
        pytest.skip("ffmpeg is not installed")
    source = write(tmp_path / "a.wav", tone(48000), 48000)
    target = tmp_path / "a.m4a"
    audio.subprocess.run([ffmpeg, "-v", "error", "-i", source, target], check=True)
    assert pitch(read(target)) == pytest.approx(TONE, abs=2)
