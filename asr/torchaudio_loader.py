"""Imports torchaudio also where its compiled part does not load.

torchaudio's wheel is linked against CUDA libraries, so beside a CPU-only torch its import fails with an
OSError. What we use of it (filter banks, masks, convolution) is plain torch; a stand-in for the compiled
part's loader is enough.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import NoReturn


def _missing(*_args: object, **_kwargs: object) -> NoReturn:
    raise RuntimeError("this torchaudio function needs a torchaudio built for this torch")


def load_torchaudio() -> ModuleType:
    """Return torchaudio; functions that need its compiled part raise RuntimeError when called."""
    try:
        return import_module("torchaudio")
    except OSError:
        for name in [name for name in sys.modules if name.partition(".")[0] == "torchaudio"]:
            del sys.modules[name]
        stand_in = ModuleType("torchaudio._extension")
        stand_in._IS_TORCHAUDIO_EXT_AVAILABLE = False
        stand_in._IS_ALIGN_AVAILABLE = False
        stand_in.fail_if_no_align = lambda function: _missing
        sys.modules["torchaudio._extension"] = stand_in
        return import_module("torchaudio")
