"""Fits the decoder's weights and the confidence to sounds with known words.

`python -m app.tuning` does it, with the grammar's weight. Use recordings of development speakers only:
what is tuned on cannot be measured on.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from math import inf

import numpy as np

from asr.audio import SAMPLE_RATE
from asr.confidence import Logistic, features
from asr.decoder import Decoder, Settings
from asr.endpoint import QUIET
from asr.history import Way
from asr.lexicon_tree import LexiconTree
from asr.recogniser import Recogniser
from asr.scoring import edits, word_error_rate
from asr.stream import STEP

STEP_SECONDS = STEP / SAMPLE_RATE
BLANK_PENALTIES = (1.0, 2.0, 3.0)
MODEL_WEIGHTS = (1.0, 1.2, 1.4)  # with less, letters are heard better and formulas worse
WORD_BONUSES = (-1.0, 0.0, 1.0)
# What a share of wanted speech that is lost counts beside a share of the rest that is told. It counts more:
# voices unlike all that were trained on are lost first, and who has them has the most need.
LOST = 2.0


@dataclass(frozen=True, slots=True)
class Item:
    """A sound as the acoustic model hears it, and what was said: nothing in chatter.

    `kind` names the sort of speech, since each counts alike however many words it has.
    """

    kind: str
    words: str
    log_probs: np.ndarray


def heard_item(
    recogniser: Recogniser, kind: str, words: str, samples: np.ndarray, noise_db: float = inf
) -> Item:
    """Run the acoustic model over a sound, with a room around it as the gate gives.

    The room is quiet, or full of white noise that the sound exceeds by `noise_db`.
    """
    gate = recogniser.listening.gate
    around = [round(seconds * SAMPLE_RATE) for seconds in (gate.pre_roll, gate.hang)]
    sound = np.pad(samples, around)
    level = QUIET + float(np.sqrt(np.mean(samples**2))) * 10 ** (-noise_db / 20)
    room = level * np.random.default_rng(0).standard_normal(len(sound))
    return Item(kind, words, recogniser.log_probs((sound + room).astype(np.float32)))


def search(item: Item, decoder: Decoder) -> list[Way]:
    """Decode one recording as a single utterance."""
    decoder.reset()
    for index, row in enumerate(item.log_probs.tolist()):
        decoder.step(row, index * STEP_SECONDS)
    return decoder.finish()


def heard(ways: Sequence[Way]) -> str:
    """The words of the best way."""
    return " ".join(word.text for word in ways[0].words) if ways else ""


def errors(items: Sequence[Item], told: Sequence[str]) -> float:
    """The word error rate of each kind of speech, averaged over the kinds."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for item, words in zip(items, told, strict=True):
        kinds.setdefault(item.kind, []).append((item.words, words))
    return float(np.mean([word_error_rate(pairs) for pairs in kinds.values()]))


def with_settings(recogniser: Recogniser, settings: Settings) -> Decoder:
    """A decoder of the recogniser's words under other settings."""
    tree = LexiconTree(
        recogniser.lexicon, recogniser.tree.model, settings.model_weight, settings.word_bonus
    )
    return Decoder(tree, settings, recogniser.rescorer)


def best_settings(settings: Settings, cost: Callable[[Settings], float]) -> Settings:
    """The settings of the search with the lowest cost: first the blank's penalty, then the others."""
    penalties = [replace(settings, blank_penalty=penalty) for penalty in BLANK_PENALTIES]
    settings = min(penalties, key=cost)
    weights = itertools.product(MODEL_WEIGHTS, WORD_BONUSES)
    return min((replace(settings, model_weight=w, word_bonus=b) for w, b in weights), key=cost)


def fit(inputs: np.ndarray, right: np.ndarray, strength: float = 1e-2) -> np.ndarray:
    """Logistic regression by Newton's method: weights, the bias first.

    `inputs` is [examples, features], `right` 0 or 1; `strength` draws the weights to zero.
    """
    design = np.hstack([np.ones((len(inputs), 1)), inputs])
    weights = np.zeros(design.shape[1])
    ridge = strength * np.eye(len(weights))
    for _ in range(50):
        probability = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (right - probability) - ridge @ weights
        curvature = (design * (probability * (1 - probability))[:, None]).T @ design + ridge
        weights += np.linalg.solve(curvature, gradient)
    return weights


def calibration_error(probability: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error (Naeini et al., 2015): mean gap of confidence and accuracy."""
    which = np.minimum((probability * bins).astype(int), bins - 1)
    inside = [which == index for index in np.unique(which)]
    return float(sum(abs(probability[one].sum() - right[one].sum()) for one in inside) / len(right))


def examples(
    items: Sequence[Item], decoder: Decoder
) -> tuple[np.ndarray, dict[str, np.ndarray], np.ndarray]:
    """Inputs [examples, features], for each question of the confidence its answers, 0 or 1, and
    the places of the items that gave an example: in the others nothing was heard.
    """
    inputs, right, speech, places = [], [], [], []
    for place, item in enumerate(items):
        if ways := search(item, decoder):
            said, told = item.words.split(), heard(ways).split()
            inputs.append(features(decoder, ways))
            right.append(said == told)
            speech.append(bool(said) and 2 * edits(said, told) <= len(said))
            places.append(place)
    questions = {"right": np.array(right, float), "speech": np.array(speech, float)}
    return np.array(inputs), questions, np.array(places)


def is_chatter(words: Iterable[str], lexicon: Container[str]) -> bool:
    """Whether talk is of other things; where every word is known, it may be a number or formula."""
    return not all(word in lexicon for word in words)


@dataclass
class Witness:
    """In the place of the confidence: notes by what it would judge, and lets nothing be told."""

    inputs: list[tuple[float, ...]] = field(default_factory=list)

    def judge(self, decoder: Decoder) -> tuple[()]:
        """Note one utterance."""
        if ways := decoder.finish():
            self.inputs.append(features(decoder, ways))
        return ()


def overheard(recogniser: Recogniser, blocks: Iterable[np.ndarray]) -> np.ndarray:
    """Inputs [utterances, features] of what a microphone that stays open would give.

    Noise must be cut into utterances as when it is really heard: they look unlike whole recordings.
    """
    kept, recogniser.confidence = recogniser.confidence, (witness := Witness())
    try:
        for _ in recogniser.transcribe(blocks):
            pass
    finally:
        recogniser.confidence = kept
    return np.reshape(witness.inputs, (-1, len(fields(Logistic)) - 1))


def rejection(probability: np.ndarray, wanted: np.ndarray) -> tuple[float, float, float]:
    """The probability of speech under which to reject: the threshold, and the two shares it costs.

    Of what is `wanted` (1) the share that is lost, of the rest (0) the share that is told. The
    threshold is where both are smallest together; a share that is lost counts `LOST` times.
    """
    costs = []
    for threshold in np.arange(0.05, 0.8, 0.05).round(2):
        kept = probability >= threshold
        lost, told = 1 - kept[wanted == 1].mean(), kept[wanted == 0].mean()
        costs.append((LOST * lost + told, float(threshold), float(lost), float(told)))
    return min(costs)[1:]


def held_out_probability(inputs: np.ndarray, answers: np.ndarray, part: np.ndarray) -> np.ndarray:
    """Each example's probability by a fit to the other parts; `part` numbers each one's."""
    probability = np.zeros(len(answers))
    for one in np.unique(part):
        weights = fit(inputs[part != one], answers[part != one])
        probability[part == one] = 1 / (1 + np.exp(-weights[0] - inputs[part == one] @ weights[1:]))
    return probability
