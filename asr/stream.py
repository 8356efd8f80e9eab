"""Live recognition: samples in, partial and final utterances out."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch
from torch import Tensor

from asr.audio import SAMPLE_RATE
from asr.endpoint import Stretch, VoiceActivity
from asr.features import HOP, WINDOW, LogMel
from asr.model import STRIDE, AcousticModel, State, one_thread
from asr.types import Utterance
from asr.utterances import HearAgain, Utterances

# torch says so whenever oneDNN's flags are touched; it concerns Intel GPUs only.
warnings.filterwarnings("ignore", message="TF32 acceleration on top of oneDNN")

STEP = HOP * STRIDE  # samples: 40 ms
CONTEXT = WINDOW - HOP  # samples that a frame shares with the next one


class Stream:
    """One microphone's or file's recognition in time.

    Memory does not grow with its length but for the words of the utterance that is open.
    """

    def __init__(
        self,
        model: AcousticModel,
        log_mel: LogMel,
        activity: VoiceActivity,
        utterances: Utterances,
    ) -> None:
        """All but `model` and `log_mel` belong to this stream from now on."""
        self._model, self._log_mel = model, log_mel
        self._activity, self._utterances = activity, utterances
        self._sound = np.zeros(0, np.float32)  # not yet turned into steps
        self._position = 0  # sample number of its first
        self._warm = 0  # steps still to be thrown away
        self._state: State | None = None

    def feed(self, samples: np.ndarray) -> list[Utterance]:
        """Hear float32 [n] mono samples at 16 kHz, as many or few as there are.

        Returns the utterances that ended, and the one being spoken if its words changed.
        """
        finals: list[Utterance] = []
        for stretch in self._activity.feed(samples):
            finals += self._hear(stretch)
        if not self._activity.is_open:
            finals += self._utterances.pass_time(self._activity.heard / SAMPLE_RATE)
        return finals + self._utterances.partial()

    def finish(self) -> list[Utterance]:
        """Flush what is still open."""
        finals: list[Utterance] = []
        for stretch in self._activity.finish():
            finals += self._hear(stretch)
        return finals + self._utterances.finish()

    def _hear(self, stretch: Stretch) -> list[Utterance]:
        told: list[Utterance] = []
        if stretch.first:
            told = self._utterances.pass_time(stretch.opened / SAMPLE_RATE)
            self._sound, self._position = np.zeros(0, np.float32), stretch.start
            self._state, self._warm = None, stretch.warm // STEP
        self._sound = np.concatenate([self._sound, stretch.samples])
        frames = (len(self._sound) - CONTEXT) // HOP
        if not stretch.last:
            frames -= frames % STRIDE
        if frames <= 0:
            return told
        start = self._position + self._warm * STEP
        audio = torch.from_numpy(self._sound[: frames * HOP + CONTEXT])[None]
        with single_step():
            features = self._log_mel(audio)
            lengths = torch.tensor([frames])
            heard, _, self._state = self._model.hear(features, lengths, self._state)
            heard = heard[0, self._warm :]
            log_probs = self._model.first(heard)
        self._sound = self._sound[frames * HOP :]
        self._position += frames * HOP
        self._warm = max(0, self._warm - -(-frames // STRIDE))
        rows = as_array(log_probs), as_array(heard)
        return told + self._utterances.hear(*rows, start / SAMPLE_RATE)


@contextmanager
def single_step() -> Iterator[None]:
    """Settings under which one step of 40 ms is fastest: oneDNN repacks the weights at each call."""
    with one_thread(), torch.inference_mode(), torch.backends.mkldnn.flags(enabled=False):
        yield


def second_pass(model: AcousticModel, device: str = "cpu") -> HearAgain:
    """The second pass of `model` on what its first pass heard; the first's answers if it has no second."""

    def hear_again(heard: np.ndarray) -> np.ndarray:
        with one_thread(), torch.inference_mode():
            rows = torch.from_numpy(heard)[None].to(device)
            return as_array(model.answers(rows, torch.tensor([len(heard)]))[-1][0])

    return hear_again


def as_array(rows: Tensor) -> np.ndarray:
    """What the model heard or answered [steps, width] as the utterances take it."""
    return rows.float().cpu().numpy()
