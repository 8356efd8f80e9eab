"""A toy language of three tones, each a word, learnt in seconds: the loop learns, stops and resumes."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from asr.model import AcousticModel, Shape, load_weights, save_weights
from asr.train.augment import Settings
from asr.train.batches import fits, load_examples
from asr.train.corpora import Clip
from asr.train.recipe import Data, Recipe, Schedule, learning_rate
from asr.train.store import Store
from asr.train.trainer import Trainer

TONES = {"oh": 300, "eye": 900, "you": 2200}
QUIET = Settings(
    **{name: 0.0 for name in Settings.__dataclass_fields__ if name.endswith("_chance")}
)


def toy_clip(rng, speaker):
    words = rng.choice(list(TONES), size=3)
    beep = [
        np.sin(np.arange(3200) * 2 * np.pi * TONES[word] * rng.uniform(0.97, 1.03) / 16_000)
        for word in words
    ]
    gaps = [np.zeros(1600)] * 4
    samples = np.concatenate(
        [part for pair in zip(gaps, [*beep, []], strict=True) for part in pair]
    )
    noise = rng.standard_normal(len(samples)) * 0.01
    return Clip("toy", speaker, " ".join(words), ((samples * 0.5 + noise) * 9000).astype(np.int16))


@pytest.fixture
def examples(tmp_path):
    rng = np.random.default_rng(0)
    speakers = ["held"] * 10 + ["train"] * 120
    Store(tmp_path / "toy").add(toy_clip(rng, speaker) for speaker in speakers)
    return load_examples(toy_recipe(), [tmp_path / "toy"])


def toy_recipe(seconds=12.0):
    schedule = Schedule(
        minutes=seconds / 60, learning_rate=5e-3, batch_seconds=12, average=0.9, warmup=0.1
    )
    data = Data(dev_speakers=("held",), test_speakers=(), held_out_percent=0)
    return Recipe(
        Shape(hidden=64, layers=1, channels=32, dropout=0.0), schedule, QUIET, data, {}, {}
    )


def test_it_learns_unseen_clips_and_resumes(examples, tmp_path):
    torch.manual_seed(0)
    trainer = Trainer(toy_recipe(), examples, tmp_path / "run", torch.device("cpu"))
    before = trainer.phoneme_errors(trainer.dev)
    trainer.run(workers=0)
    after = trainer.phoneme_errors(trainer.dev)
    assert after < 0.35 < before

    again = Trainer(toy_recipe(), examples, tmp_path / "run", torch.device("cpu"))
    assert again.progress == trainer.progress
    assert again.phoneme_errors(again.dev) == after
    steps = again.progress.step
    longer = replace(again.recipe, training=replace(again.recipe.training, minutes=13 / 60))
    again.recipe = longer
    again.run(workers=0)
    assert again.progress.step > steps


@pytest.mark.parametrize("views", [1, 2])
def test_training_may_end_by_the_sound_heard(examples, tmp_path, views):
    recipe = toy_recipe()
    schedule = replace(recipe.training, minutes=math.inf, hours_heard=60 / 3600, views=views)
    recipe = replace(recipe, training=schedule)
    trainer = Trainer(recipe, examples, tmp_path / "run", torch.device("cpu"))
    trainer.run(workers=0)
    assert 60 <= trainer.progress.audio_hours * 3600 < 60 + 2 * 12
    assert trainer.share_done >= 1


def test_the_second_pass_may_learn_alone(examples, tmp_path):
    recipe = toy_recipe()
    schedule = replace(recipe.training, minutes=math.inf, hours_heard=60 / 3600, second_only=True)
    shape = replace(recipe.model, second_layers=("backward",))
    recipe = replace(recipe, training=schedule, model=shape)
    trainer = Trainer(recipe, examples, tmp_path / "run", torch.device("cpu"))
    began = {name: value.clone() for name, value in trainer.model.state_dict().items()}
    trainer.run(workers=0)
    for name, value in trainer.model.state_dict().items():
        assert torch.equal(value, began[name]) is not name.startswith("second.")


@pytest.mark.parametrize("share", [0.0, 0.25])
def test_a_share_of_the_weights_begun_with_stays_in_the_model(examples, tmp_path, share):
    recipe = toy_recipe()
    recipe = replace(recipe, training=replace(recipe.training, start_share=share))
    first = AcousticModel(recipe.model)
    save_weights(first, tmp_path / "first.safetensors")
    trainer = Trainer(
        recipe,
        examples,
        tmp_path / "run",
        torch.device("cpu"),
        start=tmp_path / "first.safetensors",
    )
    with torch.no_grad():
        for weight in trainer.average.parameters():
            weight.add_(1.0)
    trainer.save()
    kept = load_weights(tmp_path / "run" / "model.safetensors")
    for name, began in first.state_dict().items():
        assert torch.allclose(kept[name], began + 1 - share, atol=1e-2)


@pytest.mark.parametrize(
    ("phonemes", "seconds", "possible"),
    [("AH AH", 0.17, True), ("AH AH", 0.11, False), ("AH T", 0.11, True), ("AH", 30.0, False)],
)
def test_fits(phonemes, seconds, possible):
    assert fits(phonemes.split(), seconds) is possible


def test_learning_rate_rises_and_falls():
    rates = [learning_rate(1.0, 0.1, progress) for progress in (0.0, 0.05, 0.1, 0.5, 1.0)]
    assert rates == pytest.approx([0.02, 0.5, 1.0, 0.587, 0.01], abs=0.01)
