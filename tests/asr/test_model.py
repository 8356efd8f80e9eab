"""What each pass of the network knows, the first nothing of what comes after, the second all of it;
and what its file keeps.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from asr.model import STRIDE, AcousticModel, Shape, load_weights, save_weights

SHAPE = Shape(hidden=128, layers=2, channels=16, second_layers=("backward", "forward"), dropout=0.0)


@pytest.fixture
def model() -> AcousticModel:
    torch.manual_seed(4)
    return AcousticModel(SHAPE).eval()


def answers(model: AcousticModel, features: Tensor, lengths: list[int]) -> list[Tensor]:
    with torch.inference_mode():
        heard, steps, _ = model.hear(features, torch.tensor(lengths))
        return model.answers(heard, steps)


@pytest.mark.parametrize(("which", "looks_ahead"), [(0, False), (1, True)])
def test_only_the_second_pass_knows_what_comes_after(
    model: AcousticModel, which: int, looks_ahead: bool
) -> None:
    features = torch.randn(1, 80, 80)
    changed = features.clone()
    changed[:, 60:] += 1.0
    before, after = (answers(model, one, [80])[which][0] for one in (features, changed))
    early = slice(0, 60 // STRIDE)
    assert torch.equal(before[early], after[early]) is not looks_ahead
    assert not torch.equal(before[60 // STRIDE :], after[60 // STRIDE :])


@pytest.mark.parametrize("which", [0, 1])
def test_a_row_is_heard_alike_alone_and_beside_longer_ones(
    model: AcousticModel, which: int
) -> None:
    lengths = [80, 40, 4]
    features = torch.randn(3, 80, 80)
    together = answers(model, features, lengths)[which]
    for row, length in enumerate(lengths):
        alone = answers(model, features[row : row + 1, :length], [length])[which][0]
        assert torch.allclose(together[row, : length // STRIDE], alone, atol=1e-5)


def test_a_model_without_a_second_pass_answers_once() -> None:
    model = AcousticModel(Shape(hidden=128, layers=1, channels=16)).eval()
    assert len(answers(model, torch.randn(1, 8, 80), [8])) == 1


@pytest.mark.parametrize(("bits", "share_lost"), [(16, 2**-11), (8, 1 / 254)])
def test_weights_are_kept_nearly_as_they_are(
    model: AcousticModel, tmp_path: Path, bits: int, share_lost: float
) -> None:
    save_weights(model, tmp_path / "model.safetensors", bits=bits)
    loaded = load_weights(tmp_path / "model.safetensors")
    assert loaded.keys() == model.state_dict().keys()
    for name, value in model.state_dict().items():
        rows = value.flatten(1) if value.dim() > 1 else value[None]
        assert torch.equal(loaded[name].half().float(), loaded[name])  # `half.py` loses nothing
        lost = (loaded[name].view_as(rows) - rows).abs().amax(1)
        assert (lost <= 1.2 * share_lost * rows.abs().amax(1)).all(), name


def test_with_eight_bits_a_file_is_half_as_large(model: AcousticModel, tmp_path: Path) -> None:
    sizes = []
    for bits in (16, 8):
        save_weights(model, tmp_path / "model.safetensors", bits=bits)
        sizes.append((tmp_path / "model.safetensors").stat().st_size)
    assert sizes[1] < 0.55 * sizes[0]
