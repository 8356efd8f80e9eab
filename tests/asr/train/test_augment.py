import numpy as np
import pytest
import torch

from asr.features import LogMel
from asr.train.augment import Augmenter, Settings
from asr.train.store import Entry

QUIET = {name: 0.0 for name in Settings.__dataclass_fields__ if name.endswith("_chance")}
NOISE = (np.full(1000, 3000, np.int16), [Entry("noise", "n", "", 0, 1000)])


def tone(seconds=1.0, hertz=440):
    return (0.2 * np.sin(np.arange(int(16_000 * seconds)) * 2 * np.pi * hertz / 16_000)).astype(
        np.float32
    )


def distorted(audio, noises=None, **settings):
    augmenter = Augmenter(Settings(**{**QUIET, **settings}), np.random.default_rng(3), noises)
    return augmenter.waveform(audio)


def spectrum_above(audio, hertz):
    power = np.abs(np.fft.rfft(audio)) ** 2
    return power[int(hertz * len(audio) / 16_000) :].sum() / power.sum()


def test_gain_alone_keeps_the_shape():
    audio = tone()
    changed = distorted(audio, peak_db=(-20.0, -20.0))
    assert np.abs(changed).max() == pytest.approx(0.1, rel=1e-3)
    assert np.corrcoef(audio, changed)[0, 1] > 0.999


@pytest.mark.parametrize(("speed", "length"), [(0.8, 20_000), (1.25, 12_800)])
def test_speed_changes_the_length(speed, length):
    assert len(distorted(tone(), speed_chance=1.0, speed=(speed, speed))) == pytest.approx(
        length, abs=9
    )


@pytest.mark.parametrize("noises", [NOISE, None], ids=["recorded", "made"])
def test_noise_comes_at_its_level(noises):
    audio = tone()
    changed = distorted(audio, noises, noise_chance=1.0, noise_db=(10.0, 10.0))
    speech = audio * (changed @ audio) / (audio @ audio)
    noise = changed - speech
    assert 10 * np.log10((speech @ speech) / (noise @ noise)) == pytest.approx(10, abs=0.3)


def test_a_word_cut_close_loses_its_soft_ends_and_keeps_its_noise():
    soft = 0.01 * tone(0.1)
    audio = np.concatenate([soft, tone(0.3), soft])
    settings = Settings(
        **{**QUIET, "close_chance": 1.0}, close_db=(20.0, 20.0), close_noise_db=(20.0, 20.0)
    )
    cut = Augmenter(settings, np.random.default_rng(3)).cut_close(audio)
    assert len(cut) == len(tone(0.3))
    noise = cut - tone(0.3)
    assert np.std(tone(0.3)) / np.std(noise) == pytest.approx(10, rel=0.1)


def test_a_word_is_not_cut_without_a_chance():
    audio = tone()
    assert Augmenter(Settings(**QUIET), np.random.default_rng(3)).cut_close(audio) is audio


def test_a_room_rings_on():
    audio = np.concatenate([tone(0.5), np.zeros(8000, np.float32)])
    changed = distorted(audio, room_chance=1.0)
    assert len(changed) == len(audio)
    assert np.abs(changed[8200:9000]).max() > 10 * np.abs(audio[8200:9000]).max() + 1e-4


def test_a_band_limit_takes_the_top_away():
    hiss = np.random.default_rng(1).standard_normal(16_000).astype(np.float32)
    changed = distorted(hiss, band_chance=1.0, band_hz=(8000, 8001))
    assert spectrum_above(hiss, 4500) > 0.3
    assert spectrum_above(changed, 4500) < 0.02


def test_masks_cover_little_and_only_with_zeros():
    features = torch.ones(400, 80)
    masked = Augmenter(Settings(colour_chance=0), np.random.default_rng(2)).features(
        features.clone()
    )
    assert set(masked.unique().tolist()) == {0.0, 1.0}
    assert 0.4 < masked.mean() < 1


def test_noise_may_begin_after_the_sound():
    audio, settings = tone(), Settings(**{**QUIET, "noise_chance": 1.0})
    starts = [
        Augmenter(settings, np.random.default_rng(seed)).waveform(audio)[:800] for seed in range(40)
    ]
    clean = [np.corrcoef(start, audio[:800])[0, 1] > 0.999999 for start in starts]
    assert 0.15 < np.mean(clean) < 0.7


def bent(features, **settings):
    quiet = {**QUIET, "time_masks": 0, "mel_masks": 0, **settings}
    return Augmenter(Settings(**quiet), np.random.default_rng(2)).features(features)


@pytest.mark.parametrize(("tempo", "frames"), [(0.8, 499), (1.0, 400), (1.25, 320)])
def test_tempo_changes_the_number_of_frames_alone(tempo, frames):
    features = torch.arange(400.0)[:, None].repeat(1, 80)
    changed = bent(features, tempo_chance=1.0, tempo=(tempo, tempo))
    assert len(changed) == frames
    assert changed[10, 5] == pytest.approx(10 * tempo)


def test_a_colour_changes_every_frame_alike_and_neighbours_little():
    features = torch.rand(50, 80)
    added = bent(features.clone(), colour_chance=1.0, colour_db=5.0) - features
    assert torch.allclose(added, added[:1].expand(50, 80), atol=1e-6)
    assert 0.05 < added[0].abs().max() < 1.0
    assert added[0].diff().abs().max() < added[0].abs().max()


@pytest.mark.parametrize("factor", [0.85, 1.0, 1.2])
def test_a_shorter_vocal_tract_raises_every_frequency(factor):
    shifted = bent(
        LogMel()(torch.from_numpy(tone())[None])[0], tract_chance=1.0, tract=(factor,) * 2
    )
    wanted = LogMel()(torch.from_numpy(tone(hertz=440 * factor))[None])[0]
    assert shifted.mean(0).argmax() == pytest.approx(int(wanted.mean(0).argmax()), abs=1)


def test_views_differ_in_sound_and_agree_in_time():
    features = Augmenter(Settings(tempo=(0.7, 0.9)), np.random.default_rng(4))
    for seconds in np.linspace(0.5, 1.5, 20):
        first, second = features.views(tone(seconds), LogMel(), 2)
        assert not torch.allclose(first, second, atol=0.1)
    one = Settings(**{**QUIET, "tempo_chance": 1.0, "time_masks": 0, "mel_masks": 0})
    same = Augmenter(one, np.random.default_rng(4)).views(tone(), LogMel(), 2)
    # Loudness is drawn for each view: a constant, where the sound is above the floor.
    gain = same[0] - same[1]
    assert gain[:, 6].std() < 0.01
