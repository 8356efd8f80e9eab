"""From log-probabilities to utterances: where one ends, what was said, whether it was speech at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from asr.confidence import Confidence, features
from asr.decoder import Decoder
from asr.spelling import unspelled
from asr.types import Hypothesis, Utterance, Word
from asr.units import BLANK

STEP_SECONDS = 0.04  # one step of the acoustic model
SOUNDING = -0.7  # log-probability of blank below which something is being said


class Utterances:
    """Hears the steps of a stream or recording in order and tells finished utterances.

    `limit` is the silence in seconds that ends one; `delay` is how far the model's answers lag
    behind the sound.
    """

    def __init__(
        self,
        decoder: Decoder,
        confidence: Confidence,
        limit: float,
        delay: float = 0.0,
    ) -> None:
        """`decoder` belongs to this object from now on."""
        self._decoder, self._confidence = decoder, confidence
        self._limit, self._delay = limit, delay
        self._last_sound: float | None = None
        self._shown: tuple[str, ...] = ()
        decoder.reset()

    def hear(self, log_probs: np.ndarray, start: float) -> list[Utterance]:
        """Take steps [steps, units] of which the first began at `start` seconds."""
        finals = []
        sounding = log_probs[:, BLANK] < SOUNDING
        for index, row in enumerate(log_probs.tolist()):
            time = round(max(0.0, start + index * STEP_SECONDS - self._delay), 3)
            finals += self._end_after_silence(time)
            if sounding[index]:
                self._last_sound = time
            self._decoder.step(row, time)
        return finals

    def pass_time(self, now: float) -> list[Utterance]:
        """Note that the sound up to `now` held no speech; that may end the utterance."""
        return self._end_after_silence(now - self._delay)

    def _end_after_silence(self, now: float) -> list[Utterance]:
        if self._last_sound is None or now - self._last_sound < self._limit:
            return []
        return self.finish()

    def finish(self) -> list[Utterance]:
        """End the utterance, whatever silence came after it.

        An utterance of which something was shown and which is then taken for noise comes
        without hypotheses.
        """
        shown, self._shown = self._shown, ()
        end, self._last_sound = self._last_sound, None
        if end is None:
            return []
        hypotheses = self._confidence.judge(self._decoder)
        self._decoder.reset()
        if hypotheses:
            return [_utterance(hypotheses, final=True)]
        return [Utterance(end, end, (), True)] if shown else []

    def partial(self) -> list[Utterance]:
        """What is being said now, if it differs from what was told before."""
        way = self._decoder.partial()
        words = unspelled(way.words)
        texts = tuple(word.text for word in words)
        if not words or texts == self._shown:
            return []
        if not self._shown and not self._confidence.is_speech(features(self._decoder, [way])):
            return []
        self._shown = texts
        hypothesis = Hypothesis(words, way.score, 0.0)
        return [_utterance((hypothesis,), final=False)]


def _utterance(hypotheses: Sequence[Hypothesis], final: bool) -> Utterance:
    words: tuple[Word, ...] = hypotheses[0].words
    return Utterance(words[0].start, words[-1].end, tuple(hypotheses), final)
