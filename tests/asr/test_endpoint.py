"""Loudness over time -> stretches worth hearing."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from asr.endpoint import Listening, VoiceActivity
from tests.asr.tones import RATE, silence

Stretches = list[tuple[float, float]]  # begin and end in seconds


def sound(seconds: float, *loud: tuple[float, float], noise: float = 1e-4) -> np.ndarray:
    """A room with bursts of babble between the given seconds."""
    samples = silence(seconds, noise)
    rng = np.random.default_rng(7)
    for begin, end in loud:
        part = samples[int(begin * RATE) : int(end * RATE)]
        syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(len(part)) / RATE)
        part += (0.1 * syllables**2 * rng.standard_normal(len(part))).astype(np.float32)
    return samples


def stretches(samples: np.ndarray, size: int = 1600) -> Stretches:
    activity = VoiceActivity(replace(Listening.load().gate, pre_roll=1.0))
    parts = [
        part
        for start in range(0, len(samples), size)
        for part in activity.feed(samples[start : start + size])
    ]
    found: Stretches = []
    for part in parts + activity.finish():
        end = part.start + len(part.samples)
        heard = samples[max(part.start, 0) : end]
        before = max(-part.start, 0)
        assert np.array_equal(part.samples[before : before + len(heard)], heard)
        begin = part.start + part.warm if part.first else round(found.pop()[0] * RATE)
        found.append((begin / RATE, end / RATE))
    return found


@pytest.mark.parametrize(
    ("loud", "expected"),
    [
        ([], []),
        ([(3, 5)], [(2.0, 5.6)]),
        ([(0, 2)], [(-1.0, 2.6)]),
        ([(3, 4), (4.4, 6)], [(2.0, 6.6)]),
        ([(3, 4), (7, 8)], [(2.0, 4.6), (6.0, 8.6)]),
        ([(3, 4), (5.1, 6)], [(2.0, 4.6), (4.6, 6.6)]),
        ([(3, 3.15)], [(2.0, 3.75)]),
        ([(8, 10)], [(7.0, 10.6)]),
    ],
)
def test_bursts_open_the_gate_with_room_around_them(loud: Stretches, expected: Stretches) -> None:
    assert stretches(sound(10, *loud)) == [pytest.approx(one, abs=0.12) for one in expected]


@pytest.mark.parametrize("size", [1, 97, 160, 641, 16000, 10**6])
def test_how_the_sound_arrives_changes_nothing(size: int) -> None:
    samples = sound(6, (1.5, 2.5), (4.5, 5.5))
    assert stretches(samples, size) == stretches(samples)


@pytest.mark.parametrize("level", [1e-4, 1e-3, 1e-2, 0.1])
def test_a_steady_noise_becomes_background(level: float) -> None:
    samples = sound(30, noise=level)
    heard = sum(end - begin for begin, end in stretches(samples))
    assert heard < 16
    assert all(end < 20 for _, end in stretches(samples))


def test_quiet_speech_opens_the_gate_in_a_quiet_room() -> None:
    samples = sound(6, (2, 4)) * np.float32(0.02)
    assert stretches(samples)[0] == pytest.approx((1.0, 4.6), abs=0.1)


def test_long_speech_is_cut_at_a_dip_and_nothing_is_lost() -> None:
    found = stretches(sound(90, (0, 45), (45.3, 85)), 4000)
    assert len(found) > 1
    assert all(end - max(begin, 0) <= 40.6 for begin, end in found)
    for (_, end), (begin, _) in itertools.pairwise(found):
        assert begin <= end


def test_memory_stays_at_about_a_second() -> None:
    activity = VoiceActivity(Listening.load().gate)
    for seed in range(20):
        activity.feed(silence(1, 0.1 if seed % 3 else 1e-4, seed))
        assert len(activity._buffer) <= 2.1 * RATE
