"""A recogniser without a model: it hears the same sentence in any sound, a word every half second.

It runs in the child process like the real one. What it does with one word can be told by the sentence:
"c/z" is heard as "c", and a little less likely as "z".
"""

import os
import time
from dataclasses import dataclass

import numpy as np

from asr.types import Hypothesis, Utterance, Word

SAMPLES_PER_WORD = 8_000


@dataclass(frozen=True)
class Heard:
    """A hypothesis of which only words and score matter."""

    text: str
    score: float
    words: tuple = ()
    confidence: float = 0.9


class FakeStream:
    def __init__(self, sentence: str) -> None:
        self.words = sentence.split()
        self.heard = 0

    def feed(self, samples: np.ndarray) -> list[Utterance]:
        before = self.heard // SAMPLES_PER_WORD
        self.heard += len(samples)
        now = self.heard // SAMPLES_PER_WORD
        if now == before:
            return []
        if "die" in self.words[:now]:
            os._exit(3)
        return [self._utterance(min(now, len(self.words)), final=False)]

    def finish(self) -> list[Utterance]:
        count = min(self.heard // SAMPLES_PER_WORD, len(self.words))
        return [self._utterance(count, final=True)] if count else []

    def _utterance(self, count: int, final: bool) -> Utterance:
        ways = dict.fromkeys(
            tuple(
                Word(word.split("/")[way], i / 2, i / 2 + 0.4)
                for i, word in enumerate(self.words[:count])
            )
            for way in (0, -1)
        )
        heard = (Hypothesis(words, -1.0 - way, 0.9) for way, words in enumerate(ways))
        return Utterance(0.0, count / 2, tuple(heard), final)


class FakeRecogniser:
    notice = ""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def stream(self, endpoint: str = "normal") -> FakeStream:
        return FakeStream(self.sentence)

    def transcribe(self, blocks):
        stream = FakeStream(self.sentence)
        problem = None
        try:
            for block in blocks:
                stream.feed(block)
        except Exception as error:
            problem = error
        yield from stream.finish()
        if problem:
            raise problem


def load(
    sentence: str = "x squared plus one", seconds: float = 0.0, notice: str = "", **_options
) -> FakeRecogniser:
    time.sleep(seconds)
    recogniser = FakeRecogniser(sentence)
    recogniser.notice = notice
    return recogniser


class ChatterStream(FakeStream):
    """Hears one sentence after the other, each with a number of its own."""

    said = 0

    def __init__(self) -> None:
        super().__init__("x plus one over")

    def feed(self, samples: np.ndarray) -> list[Utterance]:
        words = self.words if self.words[-1].isdigit() else [*self.words, str(self.said)]
        self.words = words
        utterances = super().feed(samples)
        if utterances and len(utterances[-1].hypotheses[0].words) == len(words):
            ChatterStream.said += 1
            self.words, self.heard = [*words[:-1], str(self.said)], 0
            utterances.append(Utterance(0.0, 2.0, utterances[-1].hypotheses, True))
        return utterances


def chatter(**_options) -> FakeRecogniser:
    recogniser = FakeRecogniser("")
    recogniser.stream = lambda endpoint="normal": ChatterStream()
    return recogniser


def no_model(**_options) -> FakeRecogniser:
    raise RuntimeError("No trained model lies here: train one.")
