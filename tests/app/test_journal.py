"""What the journal gives back, after any end of the process."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app import session
from app.document import Document, typed_line
from app.journal import Journal, restore

# A process that dictates: every partial and line is told on standard output only after the journal
# has it, as the window shows it only then.
DICTATE = """
import sys
from pathlib import Path
from app.document import Document, typed_line
from app.journal import Journal
document, journal = Document(), Journal(Path(sys.argv[1]))
journal.follow(document)
for number in range(10**6):
    words = f"x plus {number}".split()
    for count in range(1, len(words) + 1):
        journal.partial(" ".join(words[:count]))
        print("partial", *words[:count], flush=True)
    document.add(typed_line(" ".join(words), "spoken"))
    print("line", *words, flush=True)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.jsonl"


def followed(path):
    document, journal = Document(), Journal(path)
    journal.follow(document)
    return document, journal


def test_lines_current_line_and_history_come_back(path):
    document, _ = followed(path)
    for words in ("x squared", "y over two", "not said"):
        document.add(typed_line(words))
    document.undo()
    document.choose(1, 0)
    document.go_to(0)
    again, unfinished = restore(path)
    assert (again.lines, again.current, unfinished) == (document.lines, 0, {})
    again.redo()
    assert [line.transcript for line in again.lines] == ["x squared", "y over two", "not said"]
    again.undo()
    again.undo()
    assert [line.transcript for line in again.lines] == ["x squared"]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (["spoken x", "spoken x plus", "spoken "], []),
        (["spoken x", "spoken x plus"], ["x plus"]),
        (["typed x", "spoken y", "spoken y plus"], ["x", "y plus"]),
        (["typed x", "spoken y", "spoken "], ["x"]),
        (["typed x", "spoken y", "line y"], ["x"]),
        ([], []),
    ],
)
def test_words_that_were_being_said_or_typed(path, entries, words):
    document, journal = followed(path)
    for entry in entries:
        origin, _, text = entry.partition(" ")
        if origin == "line":
            document.add(typed_line(text, "spoken"))
        else:
            journal.partial(text, origin)
    assert list(restore(path)[1].values()) == words


def test_a_line_that_is_only_moved_ends_nothing(path):
    document, journal = followed(path)
    for words in ("x", "y"):
        document.add(typed_line(words, "spoken"))
    journal.partial("z", "spoken")
    document.move(0, 1)
    document.choose(0, 0)
    assert restore(path)[1] == {"spoken": "z"}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\n\n",
        b'{"do": "change", "at": 0',
        b"\xff\xfe\x00garbage\n",
        b'{"do": "change"}\n',
        b'{"do": "change", "at": 9, "remove": 5, "insert": [], "current": 0, "label": "", "merges": 0}\n',
        b"[" * 5000 + b"\n",
        b'{"do": "dance", "current": 0}\n',
    ],
)
def test_damage_costs_only_itself(path, damage):
    document, journal = followed(path)
    document.add(typed_line("x squared"))
    journal.close()
    with path.open("ab") as file:
        file.write(damage)
    _, journal = restored = restore(path)[0], Journal(path)
    journal.follow(restored[0])
    restored[0].add(typed_line("y"))
    assert [line.transcript for line in restore(path)[0].lines] == ["x squared", "y"]


def test_kill_9_at_any_moment_loses_nothing_that_was_shown(tmp_path):
    pause = random.Random(4)
    for attempt in range(5):
        path = tmp_path / f"{attempt}.jsonl"
        command = [sys.executable, "-c", DICTATE, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path.cwd()) as process:
            shown = [process.stdout.readline().decode()]
            time.sleep(pause.uniform(0, 0.1))
            process.send_signal(signal.SIGKILL)
            shown += process.stdout.read().decode().splitlines()
        said = [entry.split(maxsplit=1) for entry in shown if entry.strip()]
        lines = [words for kind, words in said if kind == "line"]
        document, unfinished = restore(path)
        restored = [line.transcript for line in document.lines]
        assert restored[: len(lines)] == lines
        kind, last = said[-1]
        if kind == "partial" and not last.endswith("\n"):
            # It may have gone on a little before it died: further in the line, or to its end.
            assert unfinished.get("spoken", "").startswith(last) or (
                restored[len(lines) :] or [""]
            )[0].startswith(last)


def test_a_long_journal_is_made_short_and_keeps_everything(tmp_path, monkeypatch):
    monkeypatch.setattr(session, "COMPACT_BYTES", 1000)
    first = session.Session(tmp_path)
    for number in range(9):
        first.document.add(typed_line(f"x plus {number}"))
    first.journal.partial("y plus")
    lines = first.document.lines
    first.close()
    for _ in range(2):
        again = session.Session(tmp_path)
        assert again.document.lines[:9] == lines
        assert [line.transcript for line in again.document.lines[9:]] == ["y plus"]
        again.close()
    assert len(first.earlier()) == 2


def test_a_damaged_end_is_not_glued_to_what_follows(path):
    path.write_bytes(b'{"partial": "x pl')
    _, journal = followed(path)
    journal.partial("y")
    assert restore(path)[1] == {"spoken": "y"}
