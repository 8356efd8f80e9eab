"""A grown model hears what the small one heard."""

from dataclasses import replace

import pytest
import torch

from asr.model import AcousticModel, Shape
from asr.train.grow import grow

BACKWARD = ("backward", "backward")
SMALL = Shape(hidden=256, layers=2, channels=16, dropout=0.0)


def answers(weights, shape, features):
    model = AcousticModel(shape).eval()
    model.load_state_dict(weights)
    with torch.inference_mode():
        heard, steps, _ = model.hear(features, torch.tensor([features.shape[1]] * len(features)))
        return model.answers(heard, steps)[-1].exp()


@pytest.mark.parametrize(
    "shape",
    [
        (256, 2, ()),
        (384, 2, ()),
        (256, 3, ()),
        (384, 4, ()),
        (256, 2, BACKWARD),
        (384, 3, ("backward", "forward")),
    ],
)
def test_it_hears_nearly_the_same(shape):
    hidden, layers, second_layers = shape
    assert_alike(SMALL, replace(SMALL, hidden=hidden, layers=layers, second_layers=second_layers))


def test_a_second_pass_with_another_layer_hears_nearly_the_same():
    assert_alike(
        replace(SMALL, second_layers=BACKWARD),
        replace(SMALL, second_layers=(*BACKWARD, "forward")),
    )


def assert_alike(shape, larger):
    """Grown weights answer much more like the small model's than weights of another model do."""
    torch.manual_seed(1)
    small = AcousticModel(shape).state_dict()
    for name, value in small.items():
        if name.endswith("output.weight"):
            value *= 20  # answers that differ from step to step, as a trained model's
    features = torch.randn(2, 80, 80)
    before = answers(small, shape, features)
    after = answers(grow(small, larger), larger, features)
    unlike = answers(AcousticModel(larger).state_dict(), larger, features)
    distance = (after - before).abs().sum(-1).mean()
    assert distance < 0.25 * (unlike - before).abs().sum(-1).mean()


@pytest.mark.parametrize("second_layers", [(), BACKWARD])
def test_the_same_shape_changes_nothing(second_layers):
    shape = replace(SMALL, second_layers=second_layers)
    small = AcousticModel(shape).state_dict()
    grown = grow(small, shape)
    assert all(torch.equal(grown[name], value) for name, value in small.items())


@pytest.mark.parametrize(
    "shape",
    [Shape(128, 2, 16), Shape(256, 1, 16), Shape(384, 3, 32), Shape(256, 2, 16)],
    ids=["narrower", "shallower", "other convolutions", "no second pass"],
)
def test_what_does_not_fit_is_refused(shape):
    small = replace(SMALL, second_layers=("backward",))
    with pytest.raises(ValueError, match=r"fit|grown"):
        grow(AcousticModel(small).state_dict(), shape)
