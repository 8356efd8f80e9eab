"""Recordings to lines: one after the other, below the line where they began, whatever is edited meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.document import Bookmark, Line, typed_line
from app.hearing.recording import RecordingJob
from app.understand import Meaning, offered
from app.window.announce import counted

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class Transcribing:
    """What is being transcribed, if anything, and what waits for its turn."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._job: RecordingJob | None = None
        self._paths: list[Path] = []  # of this job
        self._number = 0  # of the recording that is being heard, counted from 0
        self._waiting: list[Path] = []
        self._problems: list[str] = []
        self._place: Bookmark | None = None  # the line below which the next one comes
        self._title = ""  # still to be written above the first line of this recording
        window.bar.work.cancelled.connect(self.cancel)

    def add(self, paths: Sequence[Path]) -> None:
        """Transcribe recordings, after those that are being transcribed."""
        self._waiting += paths
        if self._job is None:
            self._start()
        else:
            self._window.say(f"Added: {_names(paths)}. “Cancel” stops everything.")

    def _start(self) -> None:
        self._paths, self._waiting = self._waiting, []
        if not self._paths:
            return
        self._number, self._problems, self._place = 0, [], None
        client = self._window.dictation.recogniser
        self._job = job = RecordingJob(self._paths, client.options, client.loader)
        job.began.connect(self._began)
        job.heard.connect(self._heard)
        job.progressed.connect(self._window.bar.work.show_share)
        job.failed.connect(self._problems.append)
        job.finished.connect(self._finished)
        self._show()
        self._window.say(f"Transcribing {_names(self._paths)}. “Cancel” stops it.")
        job.start()

    def cancel(self) -> None:
        """Stop transcribing; the lines heard so far stay."""
        job, self._job = self._job, None
        if job is None:
            self._window.say("Nothing is being transcribed.")
            return
        job.cancel()
        left = self._paths[self._number :] + self._waiting
        self._waiting = []
        self._window.bar.work.end()
        self._window.say(f"Stopped transcribing {_names(left)}.")

    def shut_down(self) -> None:
        """End what is still being transcribed."""
        if self._job is not None:
            self._job.cancel()

    def _show(self) -> None:
        which = f"{self._number + 1} of {len(self._paths)}" if len(self._paths) > 1 else ""
        self._window.bar.work.begin(f"transcribing {self._paths[self._number].name}", which)

    # --- what comes back

    def _began(self, number: int) -> None:
        self._number = number
        self._title = self._paths[number].name if len(self._paths) > 1 else ""
        self._show()

    def _heard(self, meanings: Sequence[Meaning]) -> None:
        """Add a line; commands in a recording are words like any others."""
        kept = tuple(offered(meaning for meaning in meanings if meaning.kind != "command"))
        words = meanings[0].transcript
        title = [Line((Meaning(self._title, "text"),), 0, "recording")] if self._title else []
        self._title = ""
        self._put([*title, Line(kept, 0, "recording") if kept else typed_line(words, "recording")])

    def _put(self, lines: Sequence[Line]) -> None:
        """Put lines below those heard before; whoever is elsewhere in the document stays there."""
        document = self._window.document
        if self._place is None or self._place.document is not document:
            self._place = Bookmark(document, document.current)
        follows = self._window.is_at(self._place)
        for line in lines:
            self._place.number = document.put_below(self._place.number, line, follows)

    def _finished(self, problem: str) -> None:
        self._job = None
        self._window.bar.work.end()
        problems = [*self._problems, *filter(None, [problem])]
        done = len(self._paths) - len(self._problems)
        if problem or (problems and len(self._paths) == 1):
            said = " ".join(problems)
        elif len(self._paths) == 1:
            said = f"{self._paths[0].name} is transcribed."
        else:
            said = " ".join(
                [f"{done} of {len(self._paths)} recordings are transcribed.", *problems]
            )
        self._window.say(said, trouble=bool(problems))
        self._start()


def _names(paths: Sequence[Path]) -> str:
    return paths[0].name if len(paths) == 1 else counted(len(paths), "recording")
