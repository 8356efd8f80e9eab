"""From what the model hears to utterances: where one ends, what was said, whether it was speech at all.

What is told while somebody speaks comes from the model's first pass, step by step. At each pause its second
pass hears the phrase again: that is what is told in the end, and what is told live goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from asr.confidence import Confidence, features
from asr.decoder import Decoder
from asr.spelling import unspelled
from asr.types import Hypothesis, Utterance, Word
from asr.units import BLANK

STEP_SECONDS = 0.04  # one step of the acoustic model
SOUNDING = -0.7  # log-probability of blank below which something is being said
# In steps:
PAUSE = 10  # of silence after which a phrase is heard again
LEAD = 25  # of silence that it keeps before it
LONGEST = 500  # after which it is heard again without a pause

# What the first pass heard [steps, hidden] to log-probabilities [steps, units].
HearAgain = Callable[[np.ndarray], np.ndarray]


class Utterances:
    """Hears the steps of a stream or recording in order and tells finished utterances.

    `hear_again` is the model's second pass; `limit` is the silence in seconds that ends an utterance;
    `delay` is how far the model's answers lag behind the sound.
    """

    def __init__(
        self,
        hear_again: HearAgain,
        decoder: Decoder,
        confidence: Confidence,
        limit: float,
        delay: float = 0.0,
        live: Decoder | None = None,
    ) -> None:
        """`live` searches for what `partial` tells. The decoders belong to this object from now on."""
        self._hear_again, self._decoder, self._live = hear_again, decoder, live
        self._confidence, self._limit, self._delay = confidence, limit, delay
        self._last_sound: float | None = None
        self._shown: tuple[str, ...] = ()
        self._phrase: list[tuple[float, np.ndarray]] = []  # steps not heard again yet
        self._spoken = False  # whether something is said in them
        self._silent = 0  # steps since it was
        self._reset()

    def hear(self, log_probs: np.ndarray, heard: np.ndarray, start: float) -> list[Utterance]:
        """Take steps of which the first began at `start` seconds.

        The first pass gives its answers [steps, units] and what it heard [steps, hidden].
        """
        finals = []
        sounding = log_probs[:, BLANK] < SOUNDING
        for index, row in enumerate(log_probs.tolist()):
            time = round(max(0.0, start + index * STEP_SECONDS - self._delay), 3)
            finals += self._end_after_silence(time)
            self._silent += 1
            if sounding[index]:
                self._last_sound, self._spoken, self._silent = time, True, 0
            if self._live:
                self._live.step(row, time)
            self._phrase.append((time, heard[index]))
            self._end_phrase()
        return finals

    def pass_time(self, now: float) -> list[Utterance]:
        """Note that the sound up to `now` held no speech; that may end the utterance."""
        return self._end_after_silence(now - self._delay)

    def _end_phrase(self) -> None:
        """Hear it again after a pause, so that little is left to do when the utterance ends."""
        if not self._spoken:
            del self._phrase[:-LEAD]
        elif self._silent >= PAUSE or len(self._phrase) >= LONGEST:
            self._review()

    def _review(self) -> None:
        times, heard = zip(*self._phrase, strict=True)
        rows = self._hear_again(np.stack(heard)).tolist()
        for time, row in zip(times, rows, strict=True):
            self._decoder.step(row, time)
        if self._live:
            self._live.follow(self._decoder)
        self._phrase, self._spoken = [], False

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
        if self._spoken:
            self._review()
        hypotheses = self._confidence.judge(self._decoder)
        self._reset()
        if hypotheses:
            return [_utterance(hypotheses, final=True)]
        return [Utterance(end, end, (), True)] if shown else []

    def partial(self) -> list[Utterance]:
        """What is being said now, if it differs from what was told before."""
        if not self._live:
            return []
        way = self._live.partial()
        words = unspelled(way.words)
        texts = tuple(word.text for word in words)
        if not words or texts == self._shown:
            return []
        if not self._shown and not self._confidence.is_speech(features(self._live, [way])):
            return []
        self._shown = texts
        hypothesis = Hypothesis(words, way.score, 0.0)
        return [_utterance((hypothesis,), final=False)]

    def _reset(self) -> None:
        self._decoder.reset()
        if self._live:
            self._live.reset()


def _utterance(hypotheses: Sequence[Hypothesis], final: bool) -> Utterance:
    words: tuple[Word, ...] = hypotheses[0].words
    return Utterance(words[0].start, words[-1].end, tuple(hypotheses), final)
