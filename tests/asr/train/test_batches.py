"""Batches for training: rows of like lengths, and every clip in its turn."""

from collections import Counter
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import torch

from asr.train.augment import Settings
from asr.train.batches import TrainingBatches, load_examples
from asr.train.corpora import Clip
from asr.train.recipe import Data, Recipe, Schedule
from asr.train.store import Store
from asr.units import UNITS

ROWS = 16
RECIPE = Recipe(
    None,
    Schedule(batch_seconds=60),
    Settings(),
    Data(passes={"toy": 2}, held_out_percent=0),
    {},
    {},
)


@pytest.fixture
def examples(tmp_path):
    """Clips of one to six seconds; each says its own number of ahs."""
    rng = np.random.default_rng(0)
    Store(tmp_path / "toy").add(
        Clip("toy", "s", " ".join(["a"] * count), sound(rng, seconds))
        for count, seconds in enumerate(rng.uniform(1, 6, 12), start=1)
    )
    return load_examples(RECIPE, [tmp_path / "toy"])


def sound(rng, seconds):
    return (rng.standard_normal(int(seconds * 16_000)) * 3000).astype(np.int16)


def test_rows_are_of_like_lengths_after_distortion(examples):
    batches = list(islice(TrainingBatches(RECIPE, examples, None, None), 24))
    filled = sum(int(batch.frames.sum()) for batch in batches)
    padded = sum(batch.features.shape[0] * batch.features.shape[1] for batch in batches)
    assert filled / padded > 0.85
    assert sum(len(batch.frames) % ROWS == 0 for batch in batches) > len(batches) / 2
    assert len({batch.features.shape[1] for batch in batches}) > 10
    sizes = [int(batch.frames.sum()) / 100 for batch in batches]
    assert 0.5 * 60 < np.median(sizes) < 1.5 * 60


def test_every_clip_has_its_turn(examples):
    batches = islice(TrainingBatches(RECIPE, examples, None, None), 24)
    said = Counter(len(units) for batch in batches for units in batch.units)
    assert len(said) == len(examples)
    assert max(said.values()) < 3 * min(said.values())


def test_rows_keep_their_units(examples):
    batch = next(iter(TrainingBatches(RECIPE, examples, None, None)))
    assert len(batch.units) == len(batch.changes) == len(batch.frames) == len(batch.features)
    assert all(0 < unit < len(UNITS) for row in batch.units for unit in row)


def test_views_follow_each_other_with_the_same_units(examples):
    twice = replace(RECIPE, training=replace(RECIPE.training, views=2))
    batch = next(iter(TrainingBatches(twice, examples, None, None)))
    count = len(batch.frames) // 2
    assert batch.units[:count] == batch.units[count:]
    assert torch.equal(batch.frames[:count], batch.frames[count:])
    assert not torch.equal(batch.features[:count], batch.features[count:])
    assert 0.4 * 60 < int(batch.frames.sum()) / 100 < 1.6 * 60
