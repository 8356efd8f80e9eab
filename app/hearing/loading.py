"""Loading the recogniser, with one clear sentence where that cannot be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asr import Recogniser


MEANWHILE = "Typing formulas works without it."


class LoadingError(Exception):
    """There is no recogniser; the message says what to do."""


def load_recogniser(model: Path | None = None, device: str = "auto") -> Recogniser:
    """Return the recogniser of `model` (or of the one that comes with the program) on `device`.

    Raises LoadingError. This imports torch.
    """
    try:
        from asr import Recogniser
        from asr.recogniser import RecogniserError
    except (ImportError, OSError) as error:
        raise LoadingError(
            f"The recogniser cannot be loaded ({error}): install the program again with its "
            f"dependencies (pip install speech-to-math). {MEANWHILE}"
        ) from error
    try:
        return Recogniser.load(model=model, device=device)
    except RecogniserError as error:
        raise LoadingError(f"{error} {MEANWHILE}") from error
    except Exception as error:
        raise LoadingError(f"The speech model cannot be used: {error}. {MEANWHILE}") from error
