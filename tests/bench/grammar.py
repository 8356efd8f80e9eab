"""Score the grammar on files of spoken phrases: python -m tests.bench.grammar FILE... [--failures N].

A file has one JSON object a line with `spoken`, `latex` and perhaps `spoken_norm` and `tags`. A phrase is
right when the reading's LaTeX has the normal form of the row's (see latex_form.py). `spoken` and
`spoken_norm` are scored as two phrases. A row with `"kind": "text"` is right when it is read as prose;
other rows without LaTeX are skipped.

With --fit, the weights are fitted to the files' `spoken` anew and written; the table is then of phrases held
back: each is read with weights fitted without it. The phrases of a file that is named twice count twice.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tests.bench.latex_form import normal_form

READINGS = 5
WORD_BY_WORD = 20  # one phrase in so many is said word by word as well


class Result(NamedTuple):
    """One scored phrase: the readings' LaTeX, best first, and the processor time in seconds."""

    table: str
    tags: tuple[str, ...]
    phrase: str
    expected: str
    latex: tuple[str, ...]
    first: bool
    any: bool
    seconds: float


def rows(path: Path) -> Iterator[tuple[str, str, dict]]:
    """Yield (table, phrase, row) for every phrase of a file that can be scored."""
    name = path.stem.removesuffix("_dev")
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row.get("latex") and row.get("kind") != "text":
            continue
        yield name, row["spoken"], row
        if row.get("spoken_norm"):
            yield name + " (norm)", row["spoken_norm"], row


def score(table: str, phrase: str, row: dict) -> Result:
    """Parse one phrase and compare its readings with the row."""
    from mathparse import ParseError, parse, search

    search.forget()
    start = time.process_time()
    try:
        parsed = parse(phrase, READINGS)
        kind, latex = parsed.kind, tuple(reading.latex for reading in parsed.readings)
    except ParseError:
        kind, latex = "text", ()
    seconds = time.process_time() - start
    if row.get("kind") == "text":
        right = [kind == "text"]
    else:
        expected = normal_form(row["latex"])
        right = [normal_form(reading) == expected for reading in latex]
    tags = tuple(row.get("tags", ())) or ("plain",)
    first, best = bool(right[:1] and right[0]), any(right)
    return Result(table, tags, phrase, row.get("latex") or "(text)", latex, first, best, seconds)


def table(title: str, groups: dict[str, list[Result]], timed: bool = False) -> str:
    """Return a Markdown table: share right at first and within five, per group; perhaps the times in ms."""
    lines = [f"| {title} | phrases | first | in {READINGS} |", "|---|---:|---:|---:|"]
    if timed:
        lines = [lines[0] + " median | 99 % |", lines[1] + "---:|---:|"]
    for name, results in groups.items():
        count = len(results)
        first, best = sum(r.first for r in results) / count, sum(r.any for r in results) / count
        line = f"| {name} | {count:,} | {first:.1%} | {best:.1%} |"
        if timed:
            middle, high, _ = quantiles(r.seconds for r in results)
            line += f" {middle:.2f} ms | {high:.2f} ms |"
        lines.append(line)
    return "\n".join(lines)


def quantiles(seconds: Iterable[float]) -> tuple[float, float, float]:
    """Return the median, 99th percentile and greatest of some times, in ms."""
    times = sorted(each * 1000 for each in seconds)
    return times[len(times) // 2], times[int(len(times) * 0.99)], times[-1]


def grouped(pairs: Iterable[tuple[str, Result]]) -> dict[str, list[Result]]:
    """Collect results under their names, in order of first appearance."""
    groups: dict[str, list[Result]] = {}
    for name, result in pairs:
        groups.setdefault(name, []).append(result)
    return groups


def start_milliseconds() -> tuple[float, float]:
    """Return the best of three times that a fresh Python takes to import mathparse, and to parse, in ms.

    The modules are compiled already, as they are where the package is installed.
    """
    code = (
        "import time; t = time.process_time(); import mathparse; print((time.process_time() - t) * 1000);"
        "t = time.process_time(); mathparse.parse('x'); print((time.process_time() - t) * 1000)"
    )
    with tempfile.TemporaryDirectory() as folder:
        keep = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        runs = [
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=keep
            ).stdout.split()
            for _ in range(4)
        ]
    return min(float(run[0]) for run in runs[1:]), min(float(run[1]) for run in runs[1:])


def timing(results: list[Result]) -> str:
    """Return one line with the median and 99th percentile for parsing and printing five readings."""
    middle, high, most = quantiles(r.seconds for r in results)
    start, first = start_milliseconds()
    return (
        f"{READINGS} readings with LaTeX, processor time: median {middle:.2f} ms, "
        f"99th percentile {high:.2f} ms, slowest {most:.1f} ms; "
        f"import {start:.0f} ms, first phrase {first:.0f} ms"
    )


def word_by_word(phrases: Iterable[str]) -> str:
    """Return one line with the time that each further word of a phrase takes, as in live dictation."""
    from mathparse import parse

    times = []
    for phrase in phrases:
        words = phrase.split()
        for count in range(1, len(words) + 1):
            start = time.process_time()
            _ = [reading.latex for reading in parse(" ".join(words[:count]), READINGS).readings]
            times.append(time.process_time() - start)
    middle, high, most = quantiles(times)
    return (
        f"one more word of {len(times):,}: median {middle:.2f} ms, "
        f"99th percentile {high:.2f} ms, slowest {most:.1f} ms"
    )


def failures(results: list[Result], only: str, limit: int) -> Iterator[str]:
    """Yield up to `limit` failed phrases of tables or tags that contain `only`, with their readings."""
    chosen = (
        r for r in results if not r.first and any(only in name for name in (r.table, *r.tags))
    )
    for result, _ in zip(chosen, range(limit), strict=False):
        yield f"{result.phrase}\n    wanted {result.expected}"
        for place, latex in enumerate(result.latex, 1):
            right = "=" if normal_form(latex) == normal_form(result.expected) else " "
            yield f"   {right}    {place}. {latex}"


def fitted(paths: list[Path]) -> str:
    """Fit and write the weights; return the table of held-back phrases."""
    from mathparse import fit

    sources = {
        phrase[:2]: path.stem.removesuffix("_dev") for path in paths for phrase in fit.read([path])
    }
    form = lru_cache(maxsize=4096)(normal_form)
    done = fit.train(paths, same=lambda one, other: form(one) == form(other))
    outcomes = sorted((sources[outcome.phrase[:2]], outcome) for outcome in done.held_back)
    results = [
        (name, Result(name, (), *outcome.phrase[:2], (), outcome.first, outcome.within_five, 0.0))
        for name, outcome in outcomes
    ]
    return table("set, held back", grouped(results))


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.grammar", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="JSON lines with spoken and latex")
    parser.add_argument(
        "--failures", type=int, default=0, metavar="N", help="list N failed phrases"
    )
    parser.add_argument("--only", default="", metavar="NAME", help="... of this set or construct")
    parser.add_argument("--every", type=int, default=1, metavar="K", help="score every K-th phrase")
    parser.add_argument(
        "--fit", action="store_true", help="fit the weights, score by held-back folds"
    )
    options = parser.parse_args(arguments)
    if options.fit:
        print(fitted(options.files))
        return
    phrases = [phrase for path in options.files for phrase in rows(path)]
    score("", "x", {"kind": "text"})  # what the first phrase loads is timed by itself
    results = [score(*phrase) for phrase in phrases[:: options.every]]
    print(table("set", grouped((r.table, r) for r in results), timed=True), end="\n\n")
    by_tag = grouped(
        sorted(((tag, r) for r in results for tag in r.tags), key=lambda pair: pair[0])
    )
    print(table("construct", by_tag), end="\n\n")
    print(timing(results))
    print(word_by_word(r.phrase for r in results[::WORD_BY_WORD]))
    for line in failures(results, options.only, options.failures):
        print(line)


if __name__ == "__main__":
    main()
