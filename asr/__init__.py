"""Sound to words: audio input, the recurrent acoustic model, decoding and streaming."""

from typing import Any

__all__ = ["Recogniser"]


def __getattr__(name: str) -> Any:
    """Import `Recogniser`, and torch with it, when it is first asked for."""
    if name == "Recogniser":
        from asr.recogniser import Recogniser

        return Recogniser
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
