"""The calculator: one child process with limits on time and memory, killed when it exceeds them."""

from __future__ import annotations

from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.child_process import start_child
from app.threads import start_thread

SECONDS = 10.0
MEMORY = 2 << 30  # bytes of address space


class Calculator(QObject):
    """Computes one thing after the other; the child starts with the first and stays.

    `done` carries what was asked and the answer: a list of trees, or a pair (variable, points) for a
    plot. `failed` carries what was asked and a sentence.
    """

    done = Signal(object, object)
    failed = Signal(object, str)
    _answered = Signal(object, object)

    def __init__(self, parent: QObject | None = None, seconds: float = SECONDS) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._orders: SimpleQueue[Any] = SimpleQueue()
        self._is_serving = False
        self._process: Any = None
        self._answered.connect(self._tell)

    def ask(self, key: object, operation: str, *arguments: Any) -> None:
        """Compute `operation` ("solve", "plot"...); `key` comes back with the answer."""
        if not self._is_serving:
            self._is_serving = True
            start_thread(self._serve, "calculator")
        self._orders.put((key, operation, arguments))

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        self._orders.put(None)
        if self._process is not None:
            self._process.kill()

    def _serve(self) -> None:
        pipe: Any = None
        while (order := self._orders.get()) is not None:
            key, operation, arguments = order
            try:
                pipe = pipe or self._start()
                pipe, answer = self._answer(pipe, operation, arguments)
            except (EOFError, OSError, RuntimeError):
                pipe, answer = None, "The calculator could not be started on this machine."
            try:
                self._answered.emit(key, answer)
            except RuntimeError:
                return  # the window is gone

    def _tell(self, key: object, answer: object) -> None:
        """Pass an answer on in the thread that this object lives in."""
        if isinstance(answer, str):
            self.failed.emit(key, answer)
        else:
            self.done.emit(key, answer)

    def _start(self) -> Connection:
        self._process, ours = start_child(serve)
        ours.recv()  # SymPy is imported; the time to compute counts from here
        return ours

    def _answer(self, pipe: Connection, operation: str, arguments: tuple[Any, ...]) -> tuple:
        try:
            pipe.send((operation, arguments))
            if pipe.poll(self._seconds):
                return pipe, pipe.recv()
            reason = f"That took more than {self._seconds:g} seconds and was stopped."
        except (EOFError, OSError):
            reason = "That needed too much memory and was stopped."
        self._process.kill()
        self._process.join()
        pipe.close()
        return None, reason


def serve(pipe: Connection) -> None:
    """Answer orders in the child until the window is gone: trees, points, or a sentence."""
    _limit_memory()
    import app.compute.operations  # noqa: F401  SymPy's import is not to count as computing

    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send("ready")
        while True:
            pipe.send(_answer_to(*pipe.recv()))


def _answer_to(operation: str, arguments: tuple[Any, ...]) -> Any:
    from app.compute.operations import CannotCompute, compute, plot_points

    try:
        if operation == "plot":
            return plot_points(*arguments)
        return compute(operation, arguments[0], arguments[1:])
    except CannotCompute as error:
        return str(error)
    except MemoryError:
        return "That needed too much memory and was stopped."
    except Exception:
        # SymPy raises whatever it likes on what it cannot do; none of it helps the user.
        return f"This formula cannot be used to {operation}."


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has none; the limit on time remains
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (OSError, ValueError):
        return
