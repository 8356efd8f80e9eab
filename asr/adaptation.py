"""Fits the acoustic model to one voice, and keeps the fit only if it hears that voice better.

A few minutes of recordings with known words are enough. They are dealt into a few parts, and the model is
fitted once for each part, to all the others: so every recording is heard by a fit that has not learnt from
it, and few of them still judge well. What is kept is the average of these fits, which knows all recordings
(Wortsman et al., "Model soups", 2022).

It must not forget other people's voices. Of those a few clips are shipped: half of them are rehearsed
while learning, which keeps what is known and helps the new voice too, the other half is judged by. Going
only part of the way from the old weights to the new ones often keeps what both know (Wortsman et al.,
"Robust fine-tuning", 2022), so that is tried before a fit is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from torch import Tensor

from asr.audio import SAMPLE_RATE
from asr.fine_tuning import Example, Fit, average, fine_tune, loss, mixed, usable
from asr.model import save_weights
from asr.profile import Profile, ProfileError
from asr.recogniser import Recogniser, digest, shipped_model
from asr.scoring import edits
from asr.train.augment import Settings as Distortion
from asr.units import DATA

SETTINGS = DATA / "adaptation.toml"
OTHERS = DATA / "other_voices"  # recordings of other people, in the form of a profile
PAD = SAMPLE_RATE // 2  # samples of silence around a recording, as a microphone gives

Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Judge:
    """The `[judge]` table of `data/adaptation.toml`, which says what each one means."""

    fewest: int
    parts: int
    shares: tuple[float, ...]
    certainty: float
    forgotten: float


@dataclass(frozen=True, slots=True)
class Settings:
    """All of `data/adaptation.toml`."""

    fit: Fit
    distort: Distortion
    judge: Judge

    @classmethod
    def load(cls, path: Path = SETTINGS) -> Settings:
        """Read a settings file."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = {
            name: {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
            for name, table in tables.items()
        }
        return cls(Fit(**rows["fit"]), Distortion(**rows["distort"]), Judge(**rows["judge"]))


class Heard(NamedTuple):
    """How one recording is heard: wrong words, all words, and the CTC loss (nats) of all phonemes."""

    wrong: int
    words: int
    loss: float
    phonemes: int


@dataclass(frozen=True, slots=True)
class Measure:
    """How well a model hears: word error rates, of the voice and of other people.

    `loss` is the CTC loss a phoneme of the voice's recordings: finer than words. After adapting both tell
    of recordings that were not learnt from, and `gain_error` is the standard error of what `loss` gained.
    """

    own: float
    others: float
    loss: float
    gain_error: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What adapting gave: `kept` is the file of the new fit, None when it was refused.

    `summary` says so in one sentence for the speaker.
    """

    before: Measure
    after: Measure
    kept: Path | None
    summary: str


def adapt(
    profile: Profile,
    model: Path | None = None,
    report: Report = lambda _share, _what: None,
    settings: Settings | None = None,
) -> Outcome:
    """Fit the model in the folder `model` (None: the shipped one) to the recordings of `profile`.

    It always begins from the model as it was shipped. `report` is told the share done, from 0 to 1,
    and what is being done; what it raises ends the work and leaves the profile as it was. Raises
    ProfileError when there is too little to learn from, RecogniserError when there is no model.
    """
    settings, folder = settings or Settings.load(), model or shipped_model()
    report(0.0, "Listening to the recordings")
    recogniser = Recogniser.load(folder, device="cpu")
    examples = usable(profile.recordings, recogniser)
    if len(examples) < settings.judge.fewest:
        raise ProfileError(
            f"“{profile.name}” has {len(examples)} recordings that can be used: record at least "
            f"{settings.judge.fewest}, better fifty."
        )
    others = usable(Profile(OTHERS).recordings, recogniser)
    rehearsed, judged = others[::2], others[1::2]
    old, own = recogniser.weights(), hear(recogniser, examples)
    before = measure(own, own, hear(recogniser, judged))
    fits = _fits(recogniser, examples, rehearsed, settings, report)
    refused: Outcome | None = None
    for share in settings.judge.shares:
        report(0.9, "Checking that it hears better now")
        moved = [mixed(old, new, share) for new in fits]
        unlearnt = _unlearnt(recogniser, examples, moved)
        recogniser.model.load_state_dict(average(moved))
        after = measure(own, unlearnt, hear(recogniser, judged))
        if objection := objection_to(before, after, settings.judge):
            refused = refused or Outcome(before, after, None, objection)
            continue
        path = profile.next_fit()
        save_weights(recogniser.model, path, {"base": digest(folder)})
        profile.forget_old_fits()
        report(1.0, "Done")
        return Outcome(before, after, path, _praise(before, after))
    report(1.0, "Done")
    return refused


def _fits(
    recogniser: Recogniser,
    examples: Sequence[Example],
    rehearsed: Sequence[Example],
    settings: Settings,
    report: Report,
) -> list[dict[str, Tensor]]:
    """For each part of the examples, the weights fitted to all the others."""
    old, parts, fits = recogniser.weights(), settings.judge.parts, []
    for part in range(parts):

        def progress(done: float, part: int = part) -> None:
            report(0.1 + 0.7 * (part + done) / parts, "Learning the voice")

        recogniser.model.load_state_dict(old)
        learnt = [one for place, one in enumerate(examples) if place % parts != part]
        fine_tune(recogniser.model, [*learnt, *rehearsed], settings.fit, settings.distort, progress)
        fits.append(recogniser.weights())
    return fits


def _unlearnt(
    recogniser: Recogniser, examples: Sequence[Example], fits: Sequence[Mapping[str, Tensor]]
) -> list[Heard]:
    """Each example as the fit hears it that has not learnt from it, in the examples' order."""
    found = {}
    for part, fit in enumerate(fits):
        recogniser.model.load_state_dict(fit)
        places = range(part, len(examples), len(fits))
        found |= zip(places, hear(recogniser, examples[part :: len(fits)]), strict=True)
    return [found[place] for place in range(len(examples))]


def hear(recogniser: Recogniser, examples: Sequence[Example]) -> list[Heard]:
    """Hear the examples as the program would."""
    return [
        Heard(
            edits(one.text.split(), heard(recogniser, one.samples).split()),
            len(one.text.split()),
            loss(recogniser.model, [one]) * len(one.units),
            len(one.units),
        )
        for one in examples
    ]


def measure(before: Sequence[Heard], now: Sequence[Heard], others: Sequence[Heard]) -> Measure:
    """How well a voice is heard `now` and how well `others`; `before` is by the old weights."""
    phonemes = sum(one.phonemes for one in now)
    gains = [old.loss - new.loss for old, new in zip(before, now, strict=True)]
    return Measure(
        sum(one.wrong for one in now) / sum(one.words for one in now),
        sum(one.wrong for one in others) / max(1, sum(one.words for one in others)),
        sum(one.loss for one in now) / phonemes,
        float(np.std(gains, ddof=1)) * len(gains) ** 0.5 / phonemes,
    )


def heard(recogniser: Recogniser, samples: np.ndarray) -> str:
    """The best words of a recording; none when nothing was told."""
    told = recogniser.transcribe([np.pad(samples, PAD)])
    return " ".join(one.hypotheses[0].text for one in told if one.hypotheses)


def objection_to(before: Measure, after: Measure, judge: Judge) -> str:
    """Say why a fit should not be kept; "" for a good one."""
    gain = before.loss - after.loss
    if after.own > before.own or gain <= judge.certainty * after.gain_error:
        return (
            "Adapting did not help: recordings that were not learnt from are not clearly better "
            "heard. Nothing was changed. More recordings, said as in dictation, may help."
        )
    if after.others > before.others + judge.forgotten:
        return (
            "Adapting made the program forget how other people speak, so nothing was changed. "
            "Check that the recordings say what is written beside them."
        )
    return ""


def _praise(before: Measure, after: Measure) -> str:
    if before.own == after.own:
        return "Adapted: recordings that were not learnt from fit better, with as few wrong words."
    return (
        f"Adapted: of 100 words that were not learnt from, {100 * before.own:.0f} were wrong before "
        f"and {100 * after.own:.0f} are now."
    )
