"""`speech-to-math adapt`: recordings of one voice, and the speech model fitted to it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.subcommands.transcribe import complain

if TYPE_CHECKING:
    from asr.profile import Profile

HELP = "adapt the speech model to your voice"
_EPILOG = """Without recordings, phrases are shown to be read into the microphone; Ctrl-C stops, and the
next call goes on from there. A recording is a sound file with its words in a text file beside it
(x.wav, x.txt), a folder of such files, or a list with a path, a tab and the words on each line. The voice
is kept on this machine only, and chosen by the setting “Voice” or by transcribe --profile."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `adapt`."""
    parser.epilog = _EPILOG
    parser.add_argument("name", nargs="?", help="of the voice, such as your own name")
    parser.add_argument("recording", nargs="*", type=Path, help="recordings with their words")
    parser.add_argument("--list", action="store_true", help="show all voices")
    parser.add_argument("--again", action="store_true", help="fit to the recordings there are")
    parser.add_argument("--undo", action="store_true", help="go back to the fit before the last")
    parser.add_argument("--remove", action="store_true", help="delete the voice and its recordings")
    parser.add_argument("--model", type=Path, help="folder of another model")


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked; the status is 1 where that failed or where a fit was refused."""
    from app.hearing.voices import profiles
    from asr.profile import ProfileError

    voices = profiles()
    try:
        if arguments.list or not arguments.name:
            for profile in voices:
                print(describe(profile))
            if not arguments.list:
                complain("name a voice to adapt to, such as: speech-to-math adapt anna")
            return 0 if arguments.list else 1
        if arguments.remove:
            voices.remove(arguments.name)
            print(f"“{arguments.name}” and all its recordings are deleted.")
        elif arguments.undo:
            profile = voices.existing(arguments.name)
            profile.undo()
            print(describe(profile))
        else:
            return gather_and_fit(voices[arguments.name], arguments)
    except ProfileError as error:
        complain(str(error))
        return 1
    return 0


def gather_and_fit(profile: Profile, arguments: argparse.Namespace) -> int:
    """Add recordings, unless `--again` asks for none, and fit the model."""
    from asr.adaptation import adapt
    from asr.profile import ProfileError
    from asr.recogniser import RecogniserError

    if arguments.recording:
        add_files(profile, arguments.recording)
    elif not arguments.again and not read_prompts(profile):
        return 1
    try:
        outcome = adapt(profile, arguments.model, show_progress)
    except (ProfileError, RecogniserError) as error:
        complain(str(error))
        return 1
    print(outcome.summary)
    if outcome.kept:
        print(f"Choose it by the setting “Voice” ({profile.name}), or transcribe --profile.")
    return 0 if outcome.kept else 1


def describe(profile: Profile) -> str:
    """One line about a voice."""
    fits = len(profile.fits)
    state = f"adapted ({fits} fits kept)" if fits else "not adapted"
    return f"{profile.name}: {len(profile.recordings)} recordings, {state}"


def show_progress(share: float, what: str) -> None:
    """Show how far adapting has come, on one line of a terminal."""
    if sys.stderr.isatty():
        end = "\n" if share >= 1 else ""
        print(f"\r{100 * share:3.0f} %  {what:44}", end=end, file=sys.stderr, flush=True)


def add_files(profile: Profile, paths: list[Path]) -> None:
    """Add recordings with their words; those that cannot be used are named."""
    from asr.audio import AudioError
    from asr.profile import ProfileError, Recording

    for path, words in (found for named in paths for found in recordings_in(named)):
        try:
            samples = Recording(path, words).samples()
            if not profile.has(samples, words):
                profile.add(samples, words)
        except (AudioError, ProfileError) as error:
            complain(f"{path.name}: {error}")


def recordings_in(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the sound files and words that a path stands for; raises ProfileError for none."""
    from app.recordings import SUFFIXES
    from asr.profile import ProfileError

    if path.is_dir():
        lists = sorted(path.glob("*.tsv"))
        inside = lists or [one for one in sorted(path.iterdir()) if one.suffix.lower() in SUFFIXES]
        for one in inside:
            yield from recordings_in(one)
    elif path.suffix.lower() in SUFFIXES:
        words = path.with_suffix(".txt")
        if not words.exists():
            raise ProfileError(f"{words} is missing: write what is said in {path.name} there.")
        yield path, words.read_text(encoding="utf-8", errors="replace")
    else:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ProfileError(f"{path} cannot be read as a list of recordings: {error}.") from None
        for line in lines:
            name, tab, words = line.partition("\t")
            if tab and words.strip():
                yield path.parent / name, words


def read_prompts(profile: Profile) -> bool:
    """Have the phrases that are not recorded yet read aloud; False where there is no microphone."""
    from asr.microphone import MicrophoneError
    from asr.profile import ProfileError, prompts
    from asr.prompting import record

    said = {recording.text for recording in profile.recordings}
    waiting = [phrase for phrase in prompts() if phrase not in said]
    print(f"{len(waiting)} phrases to read aloud, each as you would dictate it. Ctrl-C stops.")
    try:
        for number, phrase in enumerate(waiting, 1):
            while True:
                print(f"\n{number} of {len(waiting)}:  {phrase}", flush=True)
                samples = record()
                if samples is None:
                    complain("nothing was heard; what was recorded is kept.")
                    return True
                try:
                    profile.add(samples, phrase)
                    break
                except ProfileError as error:
                    print(error)
    except MicrophoneError as error:
        complain(str(error))
        return False
    except KeyboardInterrupt:
        print()
    return True
