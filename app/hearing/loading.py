"""Loading the recogniser, with one clear sentence where that cannot be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.hearing.voices import fit_of, teach

if TYPE_CHECKING:
    from asr import Recogniser


MEANWHILE = "Typing formulas works without it."


class LoadingError(Exception):
    """There is no recogniser; the message says what to do."""


def load_recogniser(
    model: Path | None = None, device: str = "auto", profile: str = ""
) -> Recogniser:
    """Return the recogniser of `model` (or of the one that comes with the program) on `device`.

    It knows the user's own words and the voice `profile`. Where that voice cannot be used it is left
    out, and the recogniser's `notice` says so. Raises LoadingError. This imports torch.
    """
    try:
        from asr import Recogniser
        from asr.profile import ProfileError
        from asr.recogniser import RecogniserError, VoiceError
    except (ImportError, OSError) as error:
        raise LoadingError(
            f"The recogniser cannot be loaded ({error}): install the program again with its "
            f"dependencies (pip install speech-to-math). {MEANWHILE}"
        ) from error
    try:
        try:
            recogniser = Recogniser.load(model, device, fit_of(profile))
        except (ProfileError, VoiceError) as error:
            recogniser = Recogniser.load(model, device)
            recogniser.notice = str(error)
        recogniser.notice = " ".join(filter(None, (recogniser.notice, teach(recogniser))))
        return recogniser
    except RecogniserError as error:
        raise LoadingError(f"{error} {MEANWHILE}") from error
    except Exception as error:
        raise LoadingError(f"The speech model cannot be used: {error}. {MEANWHILE}") from error
