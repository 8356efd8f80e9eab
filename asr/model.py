"""The acoustic model: convolutional subsampling, a stack of LSTM layers forward in time, CTC output.

The layers are plain single-layer `nn.LSTM` modules (no projection, hidden size a multiple of 128): the
shape for which cuDNN has its persistent kernels and oneDNN its fast path. Nothing looks ahead in them, so
the same weights serve whole recordings and streams.

A second pass hears a finished phrase again, from its end too: what the first made of it and the sound
itself, as the convolutions give it. So it knows what came after each sound as well (Narayanan et al.,
"Cascaded encoders for unifying streaming and non-streaming ASR", 2021).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
_SCALE = ".scale"  # ends the name of the factors of a stored matrix's rows


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an acoustic model; the `[model]` table of its recipe."""

    hidden: int = 384
    layers: int = 3
    channels: int = 256
    second_layers: tuple[str, ...] = ()  # of the second pass: "backward" or "forward" in time
    dropout: float = 0.1

    def __post_init__(self) -> None:
        """Raises ValueError where a layer of the second pass has no direction in time."""
        if unknown := set(self.second_layers) - {"backward", "forward"}:
            raise ValueError(f'second_layers: "backward" or "forward", not {sorted(unknown)}')


@dataclass(slots=True)
class State:
    """What a stream carries from one call to the next: convolution tails and LSTM states."""

    tails: list[Tensor]
    lstm: list[tuple[Tensor, Tensor]]


class SecondPass(nn.Module):
    """What was heard, `[batch, steps, 2 * hidden]`, to log-probabilities `[batch, steps, units]`.

    Half of it is what the first pass makes of the sound, half the convolutions' answers.
    """

    def __init__(self, shape: Shape, units: int) -> None:
        super().__init__()
        self.backward_in_time = [direction == "backward" for direction in shape.second_layers]
        self.lstms, self.norms = _stack(shape.hidden, len(shape.second_layers))
        self.dropout = nn.Dropout(shape.dropout)
        self.output = nn.Linear(shape.hidden, units)
        self.sound = nn.Linear(shape.hidden, shape.hidden, bias=False)

    def forward(self, heard: Tensor, steps: Tensor) -> Tensor:
        """Hear the valid `steps` `[batch]` of each row, layer by layer in its direction."""
        places = torch.arange(heard.shape[1], device=heard.device)
        # Its own inverse within the valid steps; of what lies after them nothing is expected.
        turned = (steps.to(heard.device)[:, None] - 1 - places) % heard.shape[1]
        made, sound = heard.chunk(2, dim=2)
        turned = turned[:, :, None].expand_as(made)
        hidden = made + self.sound(sound)
        zeros = hidden.new_zeros(1, len(hidden), hidden.shape[2])
        layers = zip(self.backward_in_time, self.lstms, self.norms, strict=True)
        for backward, lstm, norm in layers:
            told = hidden.gather(1, turned) if backward else hidden
            told, _ = lstm(told, (zeros, zeros))
            told = told.gather(1, turned) if backward else told
            hidden = norm(hidden + self.dropout(told))
        return self.output(hidden).log_softmax(dim=-1)


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
        self.lstms, self.norms = _stack(shape.hidden, shape.layers)
        self.dropout = nn.Dropout(shape.dropout)
        self.output = nn.Linear(shape.hidden, units)
        self.second = SecondPass(shape, units) if shape.second_layers else None

    def start(self, batch: int = 1) -> State:
        """Return the state of a stream that has heard nothing yet."""
        like = self.output.weight
        tails = [like.new_zeros(batch, conv.in_channels, _TAIL) for conv in self.convolutions]
        zeros = like.new_zeros(1, batch, self.shape.hidden)
        return State(tails, [(zeros, zeros)] * self.shape.layers)

    def forward(
        self, features: Tensor, lengths: Tensor, state: State | None = None
    ) -> tuple[Tensor, Tensor, State]:
        """Return log-probabilities of the first pass, their lengths in steps, and the state to go on from.

        See `hear`, of which it is the answer.
        """
        heard, steps, state = self.hear(features, lengths, state)
        return self.first(heard), steps, state

    def first(self, heard: Tensor) -> Tensor:
        """Log-probabilities `[batch, steps, units]` of what `hear` returned."""
        return self.output(heard[..., : self.shape.hidden]).log_softmax(dim=-1)

    def answers(self, heard: Tensor, steps: Tensor) -> list[Tensor]:
        """Log-probabilities of the first pass, and of the second where there is one."""
        return [self.first(heard), *([self.second(heard, steps)] if self.second else [])]

    def hear(
        self, features: Tensor, lengths: Tensor, state: State | None = None
    ) -> tuple[Tensor, Tensor, State]:
        """Return what is heard, its lengths in steps, and the state to go on from.

        That is what the first pass makes of the sound `[batch, steps, hidden]`, and beside it what the second
        one takes besides: `[batch, steps, 2 * hidden]`, where there is a second.
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
        sound = hidden
        for lstm, norm, memory in zip(self.lstms, self.norms, state.lstm, strict=True):
            heard, memory = lstm(hidden, memory)
            hidden = norm(hidden + self.dropout(heard))
            carried.append(memory)
        steps = torch.div(lengths + STRIDE - 1, STRIDE, rounding_mode="floor")
        both = torch.cat([hidden, sound], dim=2) if self.second else hidden
        return both, steps, State(tails, carried)


def _stack(hidden: int, layers: int) -> tuple[nn.ModuleList, nn.ModuleList]:
    """LSTM layers and the norms after them."""
    lstms = nn.ModuleList(nn.LSTM(hidden, hidden, batch_first=True) for _ in range(layers))
    return lstms, nn.ModuleList(nn.LayerNorm(hidden) for _ in range(layers))


def model_of(shape: Shape, weights: dict[str, Tensor], units: int = len(UNITS)) -> AcousticModel:
    """Return a model with these very tensors, none of its own drawn first.

    Raises RuntimeError when they are not those of `shape`.
    """
    with torch.device("meta"):
        model = AcousticModel(shape, units)
    model.load_state_dict(weights, assign=True)
    return model


def load_weights(path: Path) -> dict[str, Tensor]:
    """Read what `save_weights` wrote as float32 tensors by name, all of values that fp16 can say."""
    from safetensors.torch import load_file

    stored = load_file(path)
    scales = {name: stored.pop(name) for name in list(stored) if name.endswith(_SCALE)}
    for name, scale in scales.items():
        matrix = stored[name.removesuffix(_SCALE)]
        stored[name.removesuffix(_SCALE)] = (matrix.flatten(1) * scale).half().view_as(matrix)
    return {name: tensor.float() for name, tensor in stored.items()}


def save_weights(
    model: nn.Module, path: Path, notes: dict[str, str] | None = None, bits: int = 16
) -> None:
    """Write the model's weights as safetensors, replacing `path` in one step.

    With 16 `bits` all are fp16. With 8 a matrix is int8 with a scale for each row: half the size, but
    steps of 0.8 % of a row's largest weight, too coarse for what adapting to one person changes.
    """
    from safetensors.torch import save_file

    part = path.with_suffix(".part")
    values = {}
    for name, value in model.state_dict().items():
        if bits == 8 and value.dim() > 1:
            scale = value.flatten(1).abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
            values[name + _SCALE] = scale
            values[name] = (value.flatten(1) / scale).round().to(torch.int8).view_as(value)
        else:
            values[name] = value.half()
    save_file({name: value.contiguous() for name, value in values.items()}, part, notes)
    part.replace(path)


def load_notes(path: Path) -> dict[str, str]:
    """Read the notes that `save_weights` wrote."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        return file.metadata() or {}


@contextmanager
def one_thread() -> Iterator[None]:
    """Run torch in one thread: an LSTM's steps are too short to share.

    On a busy machine two threads spend twenty times the processor's time waiting for each other.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)
