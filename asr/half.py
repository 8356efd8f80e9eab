"""LSTM layers whose weights stay fp16 in memory.

A step of a stream reads every weight once and uses it once, so it takes as long as the memory needs to
bring them. Half the bytes are twice the speed, and as weights are read as values of fp16 nothing is lost.
"""

from __future__ import annotations

import copy
from typing import TypeVar

import torch
from torch import Tensor, nn

Model = TypeVar("Model", bound=nn.Module)


class HalfLSTM(nn.Module):
    """One `nn.LSTM` layer with packed fp16 weights, for inference on a CPU; sums stay float32.

    Raises RuntimeError on processors that torch has no such kernel for.
    """

    def __init__(self, lstm: nn.LSTM) -> None:
        super().__init__()
        ops = torch.ops.quantized
        packed = [
            ops.linear_prepack_fp16(*(getattr(lstm, name).detach().cpu() for name in names))
            for names in (("weight_ih_l0", "bias_ih_l0"), ("weight_hh_l0", "bias_hh_l0"))
        ]
        self._cell = ops.make_quantized_cell_params_fp16(*packed)

    def forward(
        self, heard: Tensor, memory: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Return what `nn.LSTM` with `batch_first` returns for `heard` `[batch, steps, hidden]`."""
        told, hidden, cell = torch.quantized_lstm(
            heard, memory, [self._cell], True, 1, 0.0, False, False, True,
            dtype=torch.float16, use_dynamic=True,
        )  # fmt: skip
        return told, (hidden, cell)


def for_streaming(model: Model) -> Model:
    """Return a copy of `model` on the CPU that takes single steps as fast as this processor can."""
    layers = [part for part in model.modules() if isinstance(part, nn.LSTM)]
    try:
        packed = {id(layer): HalfLSTM(layer) for layer in layers}
    except RuntimeError:
        packed = {}
    return copy.deepcopy(model, packed).cpu()  # which takes what is packed for copied already
