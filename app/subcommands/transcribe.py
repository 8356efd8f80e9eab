"""`speech-to-math transcribe`: recordings to formulas, in as many formats as are asked for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.passages import Passage, write_atomically
from app.progress import Progress
from app.recordings import RecordingError, find_recordings, output_names, passages_of
from app.writers import WRITERS, JsonLines

if TYPE_CHECKING:
    from asr import Recogniser

HELP = "turn recordings into formulas"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `transcribe`."""
    parser.add_argument("recording", nargs="+", help="sound files, folders of them, or patterns")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="write here; files already there are kept"
    )
    parser.add_argument(
        "-f",
        "--format",
        type=_formats,
        default=["jsonl"],
        metavar="F,F",
        help=f"any of {','.join(WRITERS)} (default: jsonl, to standard output unless -o is given)",
    )
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--model", type=Path, help="folder of another model")
    parser.add_argument("--profile", default="", help="the voice that speaks (see adapt)")
    parser.add_argument(
        "--alternatives", type=int, default=5, metavar="N", help="at most (default 5)"
    )
    parser.add_argument("--again", action="store_true", help="transcribe finished files once more")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress, only problems")


def _formats(names: str) -> list[str]:
    chosen = [name.strip().lower().lstrip(".") for name in names.split(",") if name.strip()]
    unknown = [name for name in chosen if name not in WRITERS]
    if unknown or not chosen:
        wrong = ", ".join(unknown) or names
        raise argparse.ArgumentTypeError(f"{wrong!r} is no format; choose from {','.join(WRITERS)}")
    return list(dict.fromkeys(chosen))


def run(arguments: argparse.Namespace) -> int:
    """Transcribe everything; the status is 1 when no recording gave anything."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    recordings, problems = find_recordings(arguments.recording)
    for problem in problems:
        complain(problem)
    job = Job(arguments, recordings)
    waiting = [recording for recording in recordings if not job.is_finished(recording)]
    succeeded = len(recordings) - len(waiting)
    if succeeded and not arguments.quiet:
        complain(f"{succeeded} already transcribed; --again does them once more.")
    if waiting:
        recogniser = load(arguments.model, arguments.device, arguments.profile)
        if recogniser is None:
            return 1
        succeeded += job.transcribe(recogniser, waiting)
    return 0 if succeeded else 1


def load(model: Path | None, device: str, profile: str = "") -> Recogniser | None:
    """Return the recogniser, or None after saying why there is none; `profile` is a voice's name."""
    from app.hearing.loading import LoadingError, load_recogniser
    from app.hearing.voices import fit_of
    from asr.profile import ProfileError

    try:
        fit_of(profile)
        recogniser = load_recogniser(model, device, profile)
    except (LoadingError, ProfileError) as error:
        complain(str(error))
        return None
    if recogniser.notice:
        complain(recogniser.notice)
    return recogniser


class Job:
    """What is to be written where, for the recordings of one call."""

    def __init__(self, arguments: argparse.Namespace, recordings: list[Path]) -> None:
        self._arguments = arguments
        self._folder = arguments.output or Path()
        self._prints = arguments.output is None and "jsonl" in arguments.format
        self._formats = [
            name for name in arguments.format if not (self._prints and name == "jsonl")
        ]
        self._names = output_names(recordings)
        self._progress = Progress(recordings, quiet=arguments.quiet)

    def outputs(self, recording: Path) -> dict[str, Path]:
        """Return the file to write for each format."""
        name = self._names[recording]
        return {kind: self._folder / f"{name}.{WRITERS[kind].suffix}" for kind in self._formats}

    def is_finished(self, recording: Path) -> bool:
        """Say whether an earlier call did this recording, and it has not changed since."""
        if self._arguments.again or self._prints or not recording.exists():
            return False
        changed = recording.stat().st_mtime
        return all(
            path.exists() and path.stat().st_mtime >= changed
            for path in self.outputs(recording).values()
        )

    def transcribe(self, recogniser: Recogniser, recordings: list[Path]) -> int:
        """Transcribe `recordings` and return how many gave something."""
        succeeded = 0
        with self._progress:
            for recording in recordings:
                self._progress.begin(recording)
                passages, problem = self._hear(recogniser, recording)
                if passages or not problem:
                    problem = self._write(recording, passages) or problem
                if problem:
                    complain(problem, self._progress)
                succeeded += bool(passages)
        return succeeded

    def _hear(self, recogniser: Recogniser, recording: Path) -> tuple[list[Passage], str]:
        passages: list[Passage] = []
        heard = passages_of(
            recogniser, recording, self._arguments.alternatives, self._progress.advance
        )
        try:
            for passage in heard:
                passages.append(passage)
                if self._prints:
                    self._progress.clear()
                    print(JsonLines().line(str(recording), passage), flush=True)
        except RecordingError as error:
            return passages, str(error)
        except BrokenPipeError:
            raise
        except Exception as error:  # one recording must never stop the ones that follow
            return (
                passages,
                f"{recording} could not be transcribed ({type(error).__name__}: {error}).",
            )
        return passages, "" if passages else f"{recording}: no speech was heard in it."

    def _write(self, recording: Path, passages: list[Passage]) -> str:
        for kind, path in self.outputs(recording).items():
            title = str(recording) if kind == "jsonl" else recording.name
            try:
                write_atomically(path, WRITERS[kind].content(title, passages))
            except OSError as error:
                return f"{path} cannot be written: {error.strerror or error}."
        return ""


def complain(sentence: str, progress: Progress | None = None) -> None:
    """Say one sentence on standard error, clear of the progress bar."""
    if progress:
        progress.clear()
    print(f"speech-to-math: {sentence}", file=sys.stderr, flush=True)
