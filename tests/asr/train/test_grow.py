"""A grown model hears what the small one heard."""

from dataclasses import replace

import pytest
import torch

from asr.model import AcousticModel, Shape
from asr.train.grow import grow

SMALL = Shape(hidden=256, layers=2, channels=16, dropout=0.0)


def answers(weights, shape, features):
    model = AcousticModel(shape).eval()
    model.load_state_dict(weights)
    with torch.inference_mode():
        heard, steps, _ = model.hear(features, torch.tensor([features.shape[1]] * len(features)))
        return model.answers(heard, steps)[-1].exp()


@pytest.mark.parametrize(
    "shape", [(256, 2, 0), (384, 2, 0), (256, 3, 0), (384, 4, 0), (256, 2, 2), (384, 3, 1)]
)
def test_it_hears_nearly_the_same(shape):
    hidden, layers, second_layers = shape
    torch.manual_seed(1)
    small = AcousticModel(SMALL).state_dict()
    small["output.weight"] *= 20  # answers that differ from step to step, as a trained model's
    features = torch.randn(2, 80, 80)
    large = Shape(hidden, layers, channels=16, second_layers=second_layers, dropout=0.0)
    before = answers(small, SMALL, features)
    after = answers(grow(small, large), large, features)
    unlike = answers(AcousticModel(large).state_dict(), large, features)
    distance = (after - before).abs().sum(-1).mean()
    assert distance < 0.25 * (unlike - before).abs().sum(-1).mean()


@pytest.mark.parametrize("second_layers", [0, 2])
def test_the_same_shape_changes_nothing(second_layers):
    shape = replace(SMALL, second_layers=second_layers)
    small = AcousticModel(shape).state_dict()
    grown = grow(small, shape)
    assert all(torch.equal(grown[name], value) for name, value in small.items())


@pytest.mark.parametrize(
    "shape",
    [Shape(128, 2, 16), Shape(256, 1, 16), Shape(384, 3, 32), Shape(256, 2, 16, 2)],
    ids=["narrower", "shallower", "other convolutions", "another second pass"],
)
def test_what_does_not_fit_is_refused(shape):
    small = replace(SMALL, second_layers=1)
    with pytest.raises(ValueError, match=r"fit|grown"):
        grow(AcousticModel(small).state_dict(), shape)
