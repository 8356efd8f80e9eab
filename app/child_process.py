"""Children of the window: each a fresh process, spoken to through a pipe, that ends when the window does."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any


def start_child(work: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, Connection]:
    """Start `work(pipe, *arguments)` in a new process; return that and our end of the pipe.

    Raises OSError, whose text is the reason, where the machine can start nothing more.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, *arguments), daemon=True)
    try:
        process.start()
    except OSError as error:  # no memory, or too many processes
        raise OSError(error.strerror or str(error)) from error
    theirs.close()
    return process, ours
