"""A recogniser without a model: it hears the same sentence in any sound, a word every half second.

It runs in the child process like the real one. What it does with one word can be told by the sentence.
"""

import os
import time

import numpy as np

from asr.types import Hypothesis, Utterance, Word

SAMPLES_PER_WORD = 8_000


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
        words = tuple(Word(word, i / 2, i / 2 + 0.4) for i, word in enumerate(self.words[:count]))
        return Utterance(0.0, count / 2, (Hypothesis(words, -1.0, 0.9),), final)


class FakeRecogniser:
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


def load(sentence: str = "x squared plus one", seconds: float = 0.0, **_options) -> FakeRecogniser:
    time.sleep(seconds)
    return FakeRecogniser(sentence)


def no_model(**_options) -> FakeRecogniser:
    raise RuntimeError("No trained model lies here: train one.")
