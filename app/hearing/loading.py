"""Loading the recogniser, with one clear sentence where that cannot be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asr import Recogniser


class LoadingError(Exception):
    """There is no recogniser; the message says what to do."""


def load_recogniser(model: Path | None = None, device: str = "auto") -> Recogniser:
    """Return the recogniser of `model` (or of the one that comes with the program) on `device`.

    Raises LoadingError. This imports torch.
    """
    try:
        from asr import Recogniser

        return Recogniser.load(model=model, device=device)
    except ImportError as error:
        raise LoadingError(
            f"The recogniser cannot be loaded: {error}. Install the program again with its "
            "dependencies (pip install speech-to-math); typing formulas works without."
        ) from error
    except OSError as error:
        where = f"in {model}" if model else "with this installation"
        raise LoadingError(
            f"There is no usable speech model {where}: {error}. Train one with `speech-to-math "
            "train`, or name another with --model; typing formulas works without."
        ) from error
    except Exception as error:
        raise LoadingError(f"The speech model cannot be used: {error}") from error
