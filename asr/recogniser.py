"""The recogniser: a trained model, a lexicon and a language model, ready to hear."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from asr import lexicon as lexicons
from asr.audio import SAMPLE_RATE
from asr.confidence import Confidence
from asr.decoder import Decoder, Settings
from asr.endpoint import Listening, Stretch, VoiceActivity
from asr.features import HOP, LogMel
from asr.half import for_streaming
from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.lexicon_tree import LexiconTree
from asr.model import AcousticModel, Shape, load_notes, load_weights, model_of, one_thread
from asr.own_words import OwnWord
from asr.recurrent_language_model import RecurrentLanguageModel
from asr.rescoring import Rescorer
from asr.stream import CONTEXT, STEP, Stream, as_array, second_pass
from asr.types import Utterance
from asr.units import DATA
from asr.utterances import HearAgain, Utterances

MODELS = Path(__file__).parent.parent / "models"
WEIGHTS = "model.safetensors"
RECIPE = "recipe.toml"
LEXICON = lexicons.SHIPPED
LANGUAGE_MODEL = DATA / "language_model.arpa.gz"
RECURRENT = DATA / "language_model.safetensors"
BATCH_SECONDS = {"cpu": 60, "mps": 240, "cuda": 1800}  # of padded sound in one pass of the model


class RecogniserError(Exception):
    """The recogniser cannot be made; the message says what to do."""


class VoiceError(RecogniserError):
    """The model is there but a voice's fit cannot be used; the message says what to do."""


class Recogniser:
    """Turns sound into utterances. Its streams and transcriptions do not disturb each other.

    `notice` is a sentence for the user on what could not be loaded with it.
    """

    notice = ""

    def __init__(
        self,
        model: AcousticModel,
        lexicon: Lexicon,
        language_model: LanguageModel,
        device: str = "cpu",
        recurrent: RecurrentLanguageModel | None = None,
    ) -> None:
        """Most callers want `load`; `device` is cpu, cuda or mps."""
        self.device, self.lexicon = device, lexicon
        self.settings, self.listening = Settings.load(), Listening.load()
        self.confidence = Confidence.load()
        self.tree = LexiconTree(
            lexicon, language_model, self.settings.model_weight, self.settings.word_bonus
        )
        self.rescorer = Rescorer(language_model, recurrent) if recurrent else None
        self.model = model.eval().to(device)
        self._log_mel = LogMel().to(device)

    @classmethod
    def load(
        cls, model: Path | None = None, device: str = "auto", voice: Path | None = None
    ) -> Recogniser:
        """Load the model in the folder `model`, the shipped one when None.

        `device` is auto, cpu, cuda or mps. `voice` is a fit of that model to one voice, made by
        `asr.adaptation.adapt`. Raises RecogniserError; VoiceError when the fit cannot be used.
        """
        folder = model or shipped_model()
        device = choose_device(device)
        for needed in (folder / RECIPE, folder / WEIGHTS, LEXICON, LANGUAGE_MODEL, RECURRENT):
            if not needed.exists():
                raise RecogniserError(
                    f"{needed} is missing: install the program again, or train a model "
                    "(speech-to-math train)."
                )
        try:
            recipe = tomllib.loads((folder / RECIPE).read_text(encoding="utf-8"))
            acoustic = model_of(Shape(**recipe.get("model", {})), load_weights(folder / WEIGHTS))
            lexicon = lexicons.load(LEXICON)
            language_model = LanguageModel.load(LANGUAGE_MODEL)
            recurrent = RecurrentLanguageModel.load(RECURRENT)
        except Exception as error:  # a damaged file may fail in many ways
            raise RecogniserError(
                f"The model in {folder} cannot be read ({type(error).__name__}): install the "
                "program again."
            ) from error
        if voice is not None:
            acoustic.load_state_dict(voice_weights(voice, folder))
        return cls(acoustic, lexicon, language_model, device, recurrent)

    def weights(self) -> dict[str, Tensor]:
        """A copy of the acoustic model's weights by name."""
        return {name: value.clone() for name, value in self.model.state_dict().items()}

    def teach(self, word: OwnWord) -> None:
        """Hear a user's own word from now on, in running streams too; raises OwnWordError."""
        pronunciations = word.pronunciations(self.lexicon)
        self.tree.remove_own(word.word)
        self.tree.add(word.word, pronunciations, word.like, self.settings.own_word_bonus)

    def forget(self, word: str) -> None:
        """Undo `teach`; a word of the general lexicon stays."""
        self.tree.remove_own(word)

    def teach_only(self, words: Iterable[OwnWord]) -> None:
        """Hear these own words and no others from now on; raises OwnWordError at a bad one."""
        for word in self.tree.own_words():
            self.forget(word)
        for word in words:
            self.teach(word)

    def stream(self, endpoint: str = "normal") -> Stream:
        """Return a live stream; `endpoint` is short, normal, long or never."""
        model, log_mel = self._streaming_parts
        live = Decoder(self.tree, replace(self.settings, size=self.settings.live_size))
        utterances = self._utterances(endpoint, second_pass(model), live)
        return Stream(model, log_mel, self._activity(), utterances)

    def transcribe(
        self, blocks: Iterable[np.ndarray], endpoint: str = "normal"
    ) -> Iterator[Utterance]:
        """Yield the utterances of a whole recording, given as blocks of 16 kHz mono samples.

        They are the same as a stream's. Memory does not grow with the recording. When `blocks`
        raises, what was heard before is yielded first.
        """
        utterances = self._utterances(endpoint, second_pass(self.model, self.device))
        for batch in self._batches(_joined(self._stretches(blocks))):
            if isinstance(batch, Exception):
                yield from utterances.finish()
                raise batch
            for stretch, (log_probs, heard) in zip(batch, self._forward(batch), strict=True):
                yield from utterances.pass_time(stretch.opened / SAMPLE_RATE)
                warm = stretch.warm // STEP
                start = (stretch.start + warm * STEP) / SAMPLE_RATE
                yield from utterances.hear(log_probs[warm:], heard[warm:], start)
        yield from utterances.finish()

    def log_probs(self, samples: np.ndarray, first: bool = False) -> np.ndarray:
        """Log-probabilities [steps, units] of a short sound, by the model's last pass or the `first`."""
        log_probs, heard = self._forward([Stretch(0, 0, samples)])[0]
        return log_probs if first else second_pass(self.model, self.device)(heard)

    def _stretches(self, blocks: Iterable[np.ndarray]) -> Iterator[Stretch | Exception]:
        activity = self._activity()
        failure: Exception | None = None
        try:
            for block in blocks:
                yield from activity.feed(block)
        except Exception as error:
            failure = error
        yield from activity.finish()
        if failure is not None:
            yield failure

    def _batches(
        self, stretches: Iterator[Stretch | Exception]
    ) -> Iterator[list[Stretch] | Exception]:
        """Groups stretches, in order, such that a padded batch stays within its limit."""
        limit = BATCH_SECONDS[self.device] * SAMPLE_RATE
        batch: list[Stretch] = []
        for stretch in stretches:
            if isinstance(stretch, Exception):
                if batch:
                    yield batch
                yield stretch
                return
            longest = max(len(one.samples) for one in [*batch, stretch])
            if batch and longest * (len(batch) + 1) > limit:
                yield batch
                batch = []
            batch.append(stretch)
        if batch:
            yield batch

    @one_thread()
    @torch.inference_mode()
    def _forward(self, batch: list[Stretch]) -> list[tuple[np.ndarray, np.ndarray]]:
        """The first pass's log-probabilities of each stretch and what it heard, in one run of the model."""
        longest = max(len(stretch.samples) for stretch in batch)
        audio = torch.zeros(len(batch), longest)
        for row, stretch in zip(audio, batch, strict=True):
            row[: len(stretch.samples)] = torch.from_numpy(stretch.samples)
        features = self._log_mel(audio.to(self.device))
        sizes = [max(0, len(stretch.samples) - CONTEXT) // HOP for stretch in batch]
        for row, size in zip(features, sizes, strict=True):
            row[size:] = 0  # a last incomplete step is completed alike in a batch and a stream
        lengths = torch.tensor(sizes, device=self.device)
        with torch.autocast(self.device, torch.float16, enabled=self.device == "cuda"):
            heard, steps, _ = self.model.hear(features, lengths)
            log_probs = self.model.first(heard)
        rows = zip(log_probs, heard, steps.tolist(), strict=True)
        return [(as_array(told[:size]), as_array(row[:size])) for told, row, size in rows]

    @cached_property
    def _streaming_parts(self) -> tuple[AcousticModel, LogMel]:
        """On the CPU in any case: for single steps it beats the way to a GPU and back."""
        return for_streaming(self.model), LogMel()

    def _activity(self) -> VoiceActivity:
        return VoiceActivity(self.listening.gate)

    def _utterances(
        self, endpoint: str, hear_again: HearAgain, live: Decoder | None = None
    ) -> Utterances:
        limits = self.listening.endpoint
        if endpoint not in limits:
            raise ValueError(f"endpoint is one of {', '.join(limits)}, not {endpoint!r}")
        decoder = Decoder(self.tree, self.settings, self.rescorer)
        return Utterances(
            hear_again, decoder, self.confidence, limits[endpoint], self.listening.delay, live
        )


def voice_weights(voice: Path, folder: Path) -> dict[str, Tensor]:
    """The weights of a fit to one voice; raises VoiceError unless it was made for that model."""
    try:
        base, weights = load_notes(voice).get("base"), load_weights(voice)
    except Exception as error:  # a damaged file may fail in many ways
        raise VoiceError(f"The voice in {voice} cannot be read: adapt to it again.") from error
    if base != digest(folder):
        raise VoiceError(
            "The voice was adapted for another version of the speech model: adapt to it again. "
            "The recordings are still there."
        )
    return weights


def digest(folder: Path) -> str:
    """A number that tells the model in `folder` from every other one."""
    return hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()


def choose_device(name: str = "auto") -> str:
    """Return cpu, cuda or mps for the wish `name`; raises RecogniserError if it is not there."""
    there = {
        "cuda": torch.cuda.is_available,
        "mps": torch.backends.mps.is_available,
        "cpu": lambda: True,
    }
    if name == "auto":
        return next(device for device, is_there in there.items() if is_there())
    if name not in there:
        raise RecogniserError(f"There is no device {name!r}: use auto, cpu, cuda or mps.")
    if not there[name]():
        raise RecogniserError(f"No {name} device was found here: use --device cpu or auto.")
    return name


def shipped_model() -> Path:
    """The folder of the model that comes with the program; raises RecogniserError without one."""
    found = sorted(path.parent for path in MODELS.glob(f"*/{WEIGHTS}"))
    if not found:
        raise RecogniserError(
            f"No trained model lies in {MODELS}: install the program again, or train one "
            "(speech-to-math train)."
        )
    return found[0]


def _joined(stretches: Iterable[Stretch | Exception]) -> Iterator[Stretch | Exception]:
    """Whole stretches, put together from their parts."""
    parts: list[Stretch] = []
    for part in stretches:
        if isinstance(part, Exception):
            yield part
            return
        parts.append(part)
        if part.last:
            samples = np.concatenate([one.samples for one in parts])
            yield replace(parts[0], samples=samples, last=True)
            parts = []
