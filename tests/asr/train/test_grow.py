"""A grown model hears what the small one heard."""

import pytest
import torch

from asr.model import AcousticModel, Shape
from asr.train.grow import grow

SMALL = Shape(hidden=256, layers=2, channels=16, dropout=0.0)


def answers(weights, shape, features):
    model = AcousticModel(shape).eval()
    model.load_state_dict(weights)
    with torch.inference_mode():
        log_probs, _, _ = model(features, torch.tensor([features.shape[1]] * len(features)))
    return log_probs.exp()


@pytest.mark.parametrize("shape", [(256, 2), (384, 2), (256, 3), (384, 4)])
def test_it_hears_nearly_the_same(shape):
    hidden, layers = shape
    torch.manual_seed(1)
    small = AcousticModel(SMALL).state_dict()
    small["output.weight"] *= 20  # answers that differ from step to step, as a trained model's
    features = torch.randn(2, 80, 80)
    large = Shape(hidden, layers, channels=16, dropout=0.0)
    before = answers(small, SMALL, features)
    after = answers(grow(small, large), large, features)
    unlike = answers(AcousticModel(large).state_dict(), large, features)
    distance = (after - before).abs().sum(-1).mean()
    assert distance < 0.25 * (unlike - before).abs().sum(-1).mean()


def test_the_same_shape_changes_nothing():
    small = AcousticModel(SMALL).state_dict()
    grown = grow(small, SMALL)
    assert all(torch.equal(grown[name], value) for name, value in small.items())


@pytest.mark.parametrize(
    "shape",
    [Shape(128, 2, 16), Shape(256, 1, 16), Shape(384, 3, 32)],
    ids=["narrower", "shallower", "other convolutions"],
)
def test_what_does_not_fit_is_refused(shape):
    with pytest.raises(ValueError, match=r"fit|grown"):
        grow(AcousticModel(SMALL).state_dict(), shape)
