"""The acoustic model: convolutional subsampling, a stack of LSTM layers forward in time, CTC output.

The layers are plain single-layer `nn.LSTM` modules (no projection, hidden size a multiple of 128): the
shape for which cuDNN has its persistent kernels and oneDNN its fast path. Nothing looks ahead, so the
same weights serve whole recordings and streams.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor, nn

from asr.features import MELS
from asr.units import UNITS

STRIDE = 4  # feature frames per output step: 40 ms
_KERNEL, _CONV_STRIDE = 5, 2
_TAIL = _KERNEL - _CONV_STRIDE  # frames of left context that each convolution keeps


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an acoustic model; the `[model]` table of its recipe."""

    hidden: int = 384
    layers: int = 3
    channels: int = 256
    dropout: float = 0.1


@dataclass(slots=True)
class State:
    """What a stream carries from one call to the next: convolution tails and LSTM states."""

    tails: list[Tensor]
    lstm: list[tuple[Tensor, Tensor]]


class AcousticModel(nn.Module):
    """Features `[batch, frames, 80]` to log-probabilities `[batch, frames / 4, units]`."""

    def __init__(self, shape: Shape | None = None, units: int = len(UNITS)) -> None:
        super().__init__()
        self.shape = shape = shape or Shape()
        widths = [MELS, shape.channels, shape.hidden]
        self.convolutions = nn.ModuleList(
            nn.Conv1d(wide, next_wide, _KERNEL, _CONV_STRIDE)
            for wide, next_wide in pairwise(widths)
        )
        self.conv_norms = nn.ModuleList(nn.LayerNorm(width) for width in widths[1:])
        self.lstms = nn.ModuleList(
            nn.LSTM(shape.hidden, shape.hidden, batch_first=True) for _ in range(shape.layers)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(shape.hidden) for _ in range(shape.layers))
        self.dropout = nn.Dropout(shape.dropout)
        self.output = nn.Linear(shape.hidden, units)

    def start(self, batch: int = 1) -> State:
        """Return the state of a stream that has heard nothing yet."""
        like = self.output.weight
        tails = [like.new_zeros(batch, conv.in_channels, _TAIL) for conv in self.convolutions]
        zeros = like.new_zeros(1, batch, self.shape.hidden)
        return State(tails, [(zeros, zeros)] * self.shape.layers)

    def forward(
        self, features: Tensor, lengths: Tensor, state: State | None = None
    ) -> tuple[Tensor, Tensor, State]:
        """Return log-probabilities, their lengths in steps, and the state to go on from.

        `lengths` counts the valid frames of each row. A stream passes multiples of 4 frames; a last
        incomplete step of a whole recording is completed with silence.
        """
        state = state or self.start(len(features))
        if short := -features.shape[1] % STRIDE:
            features = nn.functional.pad(features, (0, 0, 0, short))
        tails, hidden = [], features.transpose(1, 2)
        for conv, norm, tail in zip(self.convolutions, self.conv_norms, state.tails, strict=True):
            hidden = torch.cat([tail, hidden], dim=2)
            tails.append(hidden[:, :, -_TAIL:])
            hidden = norm(conv(hidden).transpose(1, 2)).relu().transpose(1, 2)
        hidden, carried = hidden.transpose(1, 2), []
        for lstm, norm, memory in zip(self.lstms, self.norms, state.lstm, strict=True):
            heard, memory = lstm(hidden, memory)
            hidden = norm(hidden + self.dropout(heard))
            carried.append(memory)
        steps = torch.div(lengths + STRIDE - 1, STRIDE, rounding_mode="floor")
        return self.output(hidden).log_softmax(dim=-1), steps, State(tails, carried)


def model_of(shape: Shape, weights: dict[str, Tensor], units: int = len(UNITS)) -> AcousticModel:
    """Return a model with these very tensors, none of its own drawn first.

    Raises RuntimeError when they are not those of `shape`.
    """
    with torch.device("meta"):
        model = AcousticModel(shape, units)
    model.load_state_dict(weights, assign=True)
    return model


def load_weights(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file as float32 tensors by name."""
    from safetensors.torch import load_file

    return {name: tensor.float() for name, tensor in load_file(path).items()}


def save_weights(model: nn.Module, path: Path, notes: dict[str, str] | None = None) -> None:
    """Write the model's weights as fp16 safetensors, replacing `path` in one step."""
    from safetensors.torch import save_file

    part = path.with_suffix(".part")
    values = {name: value.half().contiguous() for name, value in model.state_dict().items()}
    save_file(values, part, notes)
    part.replace(path)


def load_notes(path: Path) -> dict[str, str]:
    """Read the notes that `save_weights` wrote."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        return file.metadata() or {}
