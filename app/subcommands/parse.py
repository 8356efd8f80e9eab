"""`speech-to-math parse`: words to formulas, one line out for each line in."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.understand import Meaning

HELP = "turn spoken words into formulas, one line for each phrase"
NOTATIONS = ("latex", "mathml", "sympy", "speech", "text")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `parse`."""
    parser.add_argument(
        "phrase", nargs="*", help="phrases; without any, one a line on standard input"
    )
    parser.add_argument("--format", choices=(*NOTATIONS, "json"), default="latex")
    parser.add_argument(
        "--alternatives",
        type=int,
        default=0,
        metavar="N",
        help="give the N best readings: in JSON as `alternatives`, else on the line, between tabs",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each phrase; the status is 1 when none of them could be read."""
    from app.own_words import teach_kept_words

    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    if problem := teach_kept_words():
        print(f"speech-to-math: {problem}", file=sys.stderr, flush=True)
    succeeded = False
    for number, phrase in enumerate(_phrases(arguments.phrase), start=1):
        line, problem = line_for(phrase, arguments.format, arguments.alternatives)
        print(line, flush=True)
        if problem:
            print(f"speech-to-math: phrase {number}: {problem}", file=sys.stderr, flush=True)
        else:
            succeeded = True
    return 0 if succeeded else 1


def _phrases(arguments: list[str]) -> Iterator[str]:
    """Yield the phrases; bytes are decoded by hand so that only a newline ends a line."""
    if arguments:
        yield from arguments
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def line_for(phrase: str, notation: str, alternatives: int) -> tuple[str, str]:
    """Return the output line for `phrase` and, where it could not be read, the reason."""
    from app.understand import meanings_of

    try:
        meanings = meanings_of(phrase, max(1, alternatives))
    except ValueError as error:
        return "", str(error)
    except Exception as error:  # a fault of ours must not stop the lines that follow
        return "", f"could not be read ({type(error).__name__}: {error}); please report this phrase"
    if not meanings:
        return "", "is empty; say or type a formula such as x squared plus one"
    best = meanings[0]
    if notation == "json":
        return json.dumps(as_json(meanings, alternatives), ensure_ascii=False), ""
    if best.kind == "command":
        return "", f"is the command {best.command.name!r}, not a formula"
    if best.kind == "text":
        return "", f"is not mathematics as far as we can tell: {_shortened(phrase)!r}"
    line = "\t".join(getattr(meaning, notation) for meaning in meanings)
    return line, "" if line else f"has no {notation} form"


def as_json(meanings: list[Meaning], alternatives: int) -> dict[str, Any]:
    """Return the object printed for a phrase, with `alternatives` where they were asked for."""
    best = meanings_object(meanings[0])
    if alternatives > 0:
        best["alternatives"] = [meanings_object(meaning) for meaning in meanings[:alternatives]]
    return best


def meanings_object(meaning: Meaning) -> dict[str, Any]:
    """Return one meaning with the keys of the contract."""
    fields: dict[str, Any] = {"kind": meaning.kind}
    fields |= {notation: getattr(meaning, notation) for notation in NOTATIONS}
    fields["score"] = round(meaning.score, 4)
    if meaning.command:
        fields["command"] = meaning.command.name
        fields["arguments"] = list(meaning.command.arguments)
    return fields


def _shortened(phrase: str, limit: int = 60) -> str:
    return phrase if len(phrase) <= limit else phrase[: limit - 1] + "…"
