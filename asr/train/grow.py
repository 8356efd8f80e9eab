"""Weights of a small acoustic model carried over into a larger one that hears nearly the same.

Training then goes on from what the small one knew. Cells are doubled and what reads a doubled cell is
shared out among its copies; an added layer begins almost silent (Chen, Goodfellow and Shlens, "Net2Net",
2016). The layer norms see the doubled cells twice, so the two agree nearly, not exactly.
"""

from __future__ import annotations

import torch
from torch import Tensor

from asr.model import AcousticModel, Shape

_QUIET = -2.5  # bias of an added layer's output gates: 8 % open
_UNEVEN = 0.2  # how unevenly copies share their weight at most, so that they learn different things


def grow(weights: dict[str, Tensor], shape: Shape, seed: int = 0) -> dict[str, Tensor]:
    """Return `weights` for a model of `shape`, which is at least as wide and as deep; `channels` are equal.

    Layers of a second pass that is there must hear in the directions of the first ones of `shape`.
    Raises ValueError when `shape` is smaller or its convolutions differ.
    """
    units, hidden = weights["output.weight"].shape
    layers = sum(name.startswith("norms.") and name.endswith(".weight") for name in weights)
    if shape.hidden < hidden or shape.layers < layers:
        raise ValueError(f"Weights of {layers} layers of {hidden} cells do not fit into {shape}.")
    if weights["convolutions.0.weight"].shape[0] != shape.channels:
        raise ValueError("The convolutions' channels cannot be grown.")
    second_layers = sum(name.startswith("second.norms.") for name in weights) // 2
    if second_layers > len(shape.second_layers):
        raise ValueError(f"A second pass of {second_layers} layers does not fit into {shape}.")
    torch.manual_seed(seed)
    fresh = AcousticModel(shape, units).state_dict()
    old_of = torch.cat([torch.arange(hidden), torch.randperm(hidden)[: shape.hidden - hidden]])
    shares = _shares(old_of, hidden)
    grown = {name: _grown(name, value, old_of, shares) for name, value in weights.items()}
    for layer in range(layers, shape.layers):
        grown |= _quiet_layer(fresh, grown, f"norms.{layer - 1}", f".{layer}")
    if shape.second_layers and not second_layers:
        grown |= _second_output(fresh, grown)
    before = f"second.norms.{second_layers - 1}" if second_layers else f"norms.{shape.layers - 1}"
    for layer in range(second_layers, len(shape.second_layers)):
        grown |= _quiet_layer(fresh, grown, before, f".{layer}", "second.")
        before = f"second.norms.{layer}"
    return fresh | grown


def _shares(old_of: Tensor, hidden: int) -> Tensor:
    """How much of its old cell's outgoing weight each new cell takes: 1, or about a half."""
    shares = torch.ones(len(old_of))
    uneven = _UNEVEN * (2 * torch.rand(len(old_of) - hidden) - 1)
    shares[hidden:] = 0.5 + uneven
    shares[old_of[hidden:]] = 0.5 - uneven
    return shares


def _grown(name: str, value: Tensor, old_of: Tensor, shares: Tensor) -> Tensor:
    """One weight with the cells that it writes (rows) doubled and those it reads (columns) shared."""
    hidden = int(old_of.max()) + 1
    name = name.removeprefix("second.")
    if name.startswith("lstms."):
        value = value.unflatten(0, (4, hidden))[:, old_of].flatten(0, 1)
        return value[:, old_of] * shares if value.dim() == 2 else value
    if name == "output.weight":
        return value[:, old_of] * shares
    if name == "sound.weight":
        return value[old_of][:, old_of] * shares
    if name.startswith(("norms.", "conv_norms.1.", "convolutions.1.")):
        return value[old_of]
    return value


def _second_output(fresh: dict[str, Tensor], grown: dict[str, Tensor]) -> dict[str, Tensor]:
    """What a second pass has besides its layers, so that it begins with nearly the first's answers."""
    added = {f"second.output.{part}": grown[f"output.{part}"] for part in ("weight", "bias")}
    return added | {"second.sound.weight": torch.zeros_like(fresh["second.sound.weight"])}


def _quiet_layer(
    fresh: dict[str, Tensor], grown: dict[str, Tensor], before: str, layer: str, stack: str = ""
) -> dict[str, Tensor]:
    """A new layer whose output is next to nothing and whose norm changes next to nothing.

    `before` names the norm that it follows.
    """
    scale, shift = (grown[f"{before}.{part}"] for part in ("weight", "bias"))
    spread = (scale.square().mean() + shift.var(correction=0)).sqrt()
    lstm, norm = f"{stack}lstms{layer}", f"{stack}norms{layer}"
    bias = fresh[f"{lstm}.bias_ih_l0"].clone()
    bias[-len(scale) :] = _QUIET  # torch keeps the gates in the order: input, forget, cell, output
    return {
        f"{lstm}.bias_ih_l0": bias,
        f"{norm}.weight": torch.full_like(scale, float(spread)),
        f"{norm}.bias": torch.full_like(shift, float(shift.mean())),
    }
