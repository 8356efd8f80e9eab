"""Fits the acoustic model to one voice, and keeps the fit only if it hears that voice better.

A few minutes of recordings with known words are enough. Every fifth recording is held back: the fit must
lower its errors, and must not forget other people's voices. Of those a few clips are shipped: half of
them are rehearsed while learning, which keeps what is known and helps the new voice too, the other
half is judged by. Going only part of the way from the old weights to the new ones often keeps what
both know (Wortsman et al., "Robust fine-tuning", 2022), so that is tried before a fit is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from asr.audio import SAMPLE_RATE
from asr.fine_tuning import Example, Fit, fine_tune, loss, mixed, usable
from asr.model import save_weights
from asr.profile import Profile, ProfileError
from asr.recogniser import Recogniser, digest, shipped_model
from asr.scoring import word_error_rate
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
    held_back: int
    shares: tuple[float, ...]
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


@dataclass(frozen=True, slots=True)
class Measure:
    """How well a model hears: word error rates, of the held-back recordings and of other people.

    `loss` is the CTC loss a phoneme of the held-back recordings: finer than words.
    """

    own: float
    others: float
    loss: float


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
    every = settings.judge.held_back
    held_back = examples[every - 1 :: every]
    learnt = [example for place, example in enumerate(examples, 1) if place % every]
    others = usable(Profile(OTHERS).recordings, recogniser)
    rehearsed, judged = others[::2], others[1::2]
    old = recogniser.weights()
    before = measure(recogniser, held_back, judged)
    what = "Learning the voice"
    fine_tune(
        recogniser.model,
        [*learnt, *rehearsed],
        settings.fit,
        settings.distort,
        lambda done: report(0.2 + 0.6 * done, what),
    )
    new = recogniser.weights()
    refused: Outcome | None = None
    for share in settings.judge.shares:
        report(0.8, "Checking that it hears better now")
        recogniser.model.load_state_dict(mixed(old, new, share))
        after = measure(recogniser, held_back, judged)
        if objection := objection_to(before, after, settings.judge.forgotten):
            refused = refused or Outcome(before, after, None, objection)
            continue
        path = profile.next_fit()
        save_weights(recogniser.model, path, {"base": digest(folder)})
        profile.forget_old_fits()
        report(1.0, "Done")
        return Outcome(before, after, path, _praise(before, after))
    report(1.0, "Done")
    return refused


def measure(
    recogniser: Recogniser, held_back: Sequence[Example], others: Sequence[Example]
) -> Measure:
    """Hear the examples as the program would."""
    return Measure(
        word_error_rate((one.text, heard(recogniser, one.samples)) for one in held_back),
        word_error_rate((one.text, heard(recogniser, one.samples)) for one in others),
        loss(recogniser.model, held_back),
    )


def heard(recogniser: Recogniser, samples: np.ndarray) -> str:
    """The best words of a recording; none when nothing was told."""
    told = recogniser.transcribe([np.pad(samples, PAD)])
    return " ".join(one.hypotheses[0].text for one in told if one.hypotheses)


def objection_to(before: Measure, after: Measure, forgotten: float) -> str:
    """Say why a fit should not be kept; "" for a good one."""
    if after.own > before.own or after.loss >= before.loss:
        return (
            "Adapting did not help: the recordings held back for checking were heard no better. "
            "Nothing was changed. More recordings, said as in dictation, may help."
        )
    if after.others > before.others + forgotten:
        return (
            "Adapting made the program forget how other people speak, so nothing was changed. "
            "Check that the recordings say what is written beside them."
        )
    return ""


def _praise(before: Measure, after: Measure) -> str:
    if before.own == after.own:
        return "Adapted: the recordings held back for checking fit better, with as few wrong words."
    return (
        f"Adapted: of 100 words held back for checking, {100 * before.own:.0f} were wrong before "
        f"and {100 * after.own:.0f} are now."
    )
