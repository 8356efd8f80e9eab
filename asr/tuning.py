"""Fits the decoder's weights and the confidence to recordings with known words.

    python -m asr.tuning decode MANIFEST       word error rate and speed with the present settings
    python -m asr.tuning weights MANIFEST      tries weights around the present ones, prints the best
    python -m asr.tuning confidence MANIFEST   fits `data/confidence.toml`, prints its calibration

A manifest has one recording a line: its path, a tab, its words (none for noise or chatter). Use
recordings of development speakers only: what is tuned on cannot be measured on.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np

from asr.audio import SAMPLE_RATE, read
from asr.confidence import Logistic, features
from asr.decoder import Decoder, Settings
from asr.history import Way
from asr.lexicon_tree import LexiconTree
from asr.recogniser import Recogniser
from asr.scoring import edits, word_error_rate
from asr.stream import STEP

STEP_SECONDS = STEP / SAMPLE_RATE
MODEL_WEIGHTS = (0.4, 0.6, 0.8, 1.0)
WORD_BONUSES = (-1.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Item:
    """A recording as the acoustic model hears it, and what was said."""

    name: str
    words: str
    log_probs: np.ndarray


def load_items(manifest: Path, recogniser: Recogniser, limit: int | None) -> list[Item]:
    """Run the acoustic model once over each recording of a manifest."""
    items = []
    lines = manifest.read_text(encoding="utf-8").splitlines()
    for line in lines[:limit]:
        path, _, words = line.partition("\t")
        # The model answers a little late: as in a stream, silence follows the last word.
        silence = np.zeros(int(recogniser.listening.gate.hang * SAMPLE_RATE), np.float32)
        samples = np.concatenate([*read(path), silence])
        items.append(Item(path, words.strip(), recogniser.log_probs(samples)))
    return items


def search(item: Item, decoder: Decoder) -> list[Way]:
    """Decode one recording as a single utterance."""
    decoder.reset()
    for index, row in enumerate(item.log_probs.tolist()):
        decoder.step(row, index * STEP_SECONDS)
    return decoder.finish()


def heard(ways: Sequence[Way]) -> str:
    """The words of the best way."""
    return " ".join(word.text for word in ways[0].words) if ways else ""


def measure(items: Sequence[Item], decoder: Decoder) -> dict[str, float]:
    """Error rates, how often the truth is among the N best, and seconds per second of sound."""
    begun = time.process_time()
    found = [search(item, decoder) for item in items]
    spent = time.process_time() - begun
    seconds = sum(len(item.log_probs) for item in items) * STEP_SECONDS
    pairs = [(item.words, heard(ways)) for item, ways in zip(items, found, strict=True)]
    missed = [
        item.words not in [heard([way]) for way in ways or [Way((), 0.0)]]
        for item, ways in zip(items, found, strict=True)
    ]
    return {
        "word errors": word_error_rate(pairs),
        "sentence errors": float(np.mean([said != told for said, told in pairs])),
        "not in the N best": float(np.mean(missed)),
        "decoding time": spent / max(seconds, 1e-9),
    }


def with_settings(recogniser: Recogniser, settings: Settings) -> Decoder:
    """A decoder of the recogniser's words under other settings."""
    tree = LexiconTree(
        recogniser.lexicon, recogniser.tree.model, settings.model_weight, settings.word_bonus
    )
    return Decoder(tree, settings)


def tries(settings: Settings) -> Iterator[Settings]:
    """The settings to compare."""
    for weight, bonus in itertools.product(MODEL_WEIGHTS, WORD_BONUSES):
        yield replace(settings, model_weight=weight, word_bonus=bonus)


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


def examples(items: Sequence[Item], decoder: Decoder) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Inputs [examples, features], and for each question of the confidence its answers, 0 or 1."""
    inputs, right, speech = [], [], []
    for item in items:
        if ways := search(item, decoder):
            said, told = item.words.split(), heard(ways).split()
            inputs.append(features(decoder, ways))
            right.append(said == told)
            speech.append(bool(said) and 2 * edits(said, told) <= len(said))
    return np.array(inputs), {"right": np.array(right, float), "speech": np.array(speech, float)}


def held_out_probability(inputs: np.ndarray, answers: np.ndarray, parts: int = 5) -> np.ndarray:
    """Each example's probability by a fit to the other parts."""
    part = np.arange(len(answers)) % parts
    probability = np.zeros(len(answers))
    for one in range(parts):
        weights = fit(inputs[part != one], answers[part != one])
        probability[part == one] = 1 / (1 + np.exp(-weights[0] - inputs[part == one] @ weights[1:]))
    return probability


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m asr.tuning", description=__doc__)
    parser.add_argument("what", choices=["decode", "weights", "confidence"])
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    recogniser = Recogniser.load(options.model, device="auto")
    items = load_items(options.manifest, recogniser, options.limit)
    if options.what == "decode":
        for name, value in measure(items, with_settings(recogniser, recogniser.settings)).items():
            print(f"{name:20}{value:8.3f}")
    elif options.what == "weights":
        print_weights(items, recogniser)
    else:
        print_confidence(items, recogniser)


def print_weights(items: Sequence[Item], recogniser: Recogniser) -> None:
    """A table of word errors by weight and bonus, the best last."""
    results = []
    print(f"{'model_weight':>14}{'word_bonus':>12}{'word errors':>13}{'sentences':>11}{'time':>8}")
    for settings in tries(recogniser.settings):
        result = measure(items, with_settings(recogniser, settings))
        row = (
            f"{settings.model_weight:14}{settings.word_bonus:12}{result['word errors']:13.4f}"
            f"{result['sentence errors']:11.4f}{result['decoding time']:8.3f}"
        )
        print(row, flush=True)
        results.append((result["word errors"], row))
    print(f"best\n{min(results)[1]}")


def print_confidence(items: Sequence[Item], recogniser: Recogniser) -> None:
    """The tables of `data/confidence.toml`, and how far confidence is from the truth."""
    inputs, questions = examples(items, with_settings(recogniser, recogniser.settings))
    for name, answers in questions.items():
        print(f"[{name}]")
        for field, value in zip(fields(Logistic), fit(inputs, answers), strict=True):
            print(f"{field.name} = {value:.3f}")
        error = calibration_error(held_out_probability(inputs, answers), answers)
        print(f"# calibration error {error:.4f}; yes in {answers.mean():.3f} of {len(answers)}\n")


if __name__ == "__main__":
    main()
