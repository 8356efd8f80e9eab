"""What a network is trained on when one part of the training is left out."""

from dataclasses import replace

import numpy as np
import pytest

from asr.recogniser import RECIPE, shipped_model
from asr.train import recipe
from asr.train.augment import Augmenter
from asr.train.batches import Example
from asr.train.store import Entry
from tests.bench.ingredients import PARTS

CORPORA = ("an4", "spliced", "synthetic_flite")


def example(corpus: str, part: str) -> Example:
    return Example(
        Entry(corpus, "somebody", "x", 0, 800), np.zeros(800, np.int16), part, ("x",), (((1,),),)
    )


@pytest.mark.parametrize(
    ("name", "corpora"),
    [
        ("everything", CORPORA),
        ("no spliced words", ("an4", "synthetic_flite")),
        ("no speech synthesis", ("an4", "spliced")),
        ("no people", ("synthetic_flite",)),
        ("no rows of single words", CORPORA),
        ("usual pronunciations only", CORPORA),
        ("no masks", CORPORA),
        ("no distortion", CORPORA),
    ],
)
def test_a_part_is_left_out_of_training_and_of_nothing_else(name, corpora):
    examples = [example(corpus, part) for part in ("train", "dev") for corpus in CORPORA]
    _, kept = PARTS[name](recipe.load(shipped_model() / RECIPE), examples)
    assert tuple(one.entry.corpus for one in kept if one.part == "train") == corpora
    assert tuple(one.entry.corpus for one in kept if one.part == "dev") == CORPORA


def test_the_usual_pronunciation_alone_is_learnt():
    ways = (((1, 2), (1, 3)), ((4,),))
    recipe_, examples = recipe.load(shipped_model() / RECIPE), []
    for part in ("train", "dev"):
        examples.append(replace(example("an4", part), ways=ways))
    _, (learnt, heard) = PARTS["usual pronunciations only"](recipe_, examples)
    assert learnt.ways == (((1, 2),), ((4,),))
    assert heard.ways == ways


def test_without_distortion_a_clip_keeps_its_shape():
    changed, _ = PARTS["no distortion"](recipe.load(shipped_model() / RECIPE), [])
    sound = np.random.default_rng(1).standard_normal(1600).astype(np.float32)
    heard = Augmenter(changed.augment, np.random.default_rng(2)).waveform(sound)
    assert np.corrcoef(heard, sound)[0, 1] == pytest.approx(1)
