"""Log-mel features: 16 kHz mono audio to 80 log filter-bank energies every 10 ms."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from asr.torchaudio_loader import load_torchaudio

SAMPLE_RATE = 16_000
HOP = 160  # samples: 10 ms
WINDOW = 400  # samples: 25 ms
FFT = 512
MELS = 80
LOWEST_HZ, HIGHEST_HZ = 20.0, 7600.0
FLOOR = 1e-7  # below the quietest 16-bit signal's energy; keeps digital silence finite


class LogMel(nn.Module):
    """Audio `[batch, samples]` in [-1, 1] to features `[batch, frames, 80]`.

    Frame t covers samples t*160 to t*160 + 400, and frames = (samples - 240) // 160, so a stream that
    keeps its last 240 samples gives the same frames as the whole recording. Energies are scaled by fixed
    constants to about zero mean and unit variance, never by the utterance: that would need its end.
    """

    MEAN = -6.0
    SCALE = 1 / 4.0

    def __init__(self) -> None:
        super().__init__()
        filters = load_torchaudio().functional.melscale_fbanks(
            FFT // 2 + 1, LOWEST_HZ, HIGHEST_HZ, MELS, SAMPLE_RATE, norm=None, mel_scale="htk"
        )
        self.register_buffer("filters", filters, persistent=False)
        self.register_buffer("window", torch.hann_window(WINDOW), persistent=False)

    def forward(self, audio: Tensor) -> Tensor:
        """Return the log-mel features; audio shorter than one window gives none."""
        if audio.shape[-1] < WINDOW:
            return audio.new_zeros(*audio.shape[:-1], 0, MELS)
        frames = audio.unfold(-1, WINDOW, HOP) * self.window
        power = torch.fft.rfft(frames, n=FFT).abs().square()
        return ((power @ self.filters + FLOOR).log() - self.MEAN) * self.SCALE
