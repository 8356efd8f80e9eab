"""Write the page of examples: python -m tests.bench.examples > docs/examples.md.

The phrases are the examples of the head table, the wordings tested for the speech printer, the phrases of
the parser's tests and a few drawn from the sampler; every formula is what the program makes of the phrase.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from mathparse import parse
from mathparse.printers.heads import heads
from mathparse.sampler import sample
from tests.mathparse import (
    test_classroom,
    test_customs,
    test_parse,
    test_short_formulas,
    test_talk,
    test_told,
)
from tests.mathparse.test_speech import SAID

DRAWN = 40
INTRODUCTION = """# What can be said

Every row is a phrase and the formula that the program makes of it. The page is generated:

    python -m tests.bench.examples > docs/examples.md
"""


def row(phrase: str) -> str:
    """Return a table row: the phrase, its formula, and the LaTeX and SymPy code for it."""
    reading = parse(phrase).readings[0]
    # GitHub ends a table cell at a bar and a formula at a dollar sign, even an escaped one.
    latex = reading.latex.replace("|", r"\vert ").replace("\n", " ")
    drawn = "" if r"\$" in latex else f"${latex}$"
    code = (f"`{text.replace('|', chr(92) + '|')}`" for text in (reading.latex, reading.sympy))
    return f"| {phrase} | {drawn} | {' | '.join(code)} |"


def table(title: str, phrases: Iterable[str]) -> str:
    """Return a section with a table, each phrase once."""
    head = f"## {title}\n\n| say | get | LaTeX | SymPy |\n|---|---|---|---|\n"
    return head + "\n".join(map(row, dict.fromkeys(phrases))) + "\n"


def tested_phrases() -> dict[str, list[str]]:
    """Return the phrases in the tables of the parser's tests, by the name of the table."""
    modules = (
        test_parse,
        test_talk,
        test_customs,
        test_classroom,
        test_told,
        test_short_formulas,
    )
    named = {name: rows for module in modules for name, rows in vars(module).items()}
    tables: dict[str, list[str]] = {}
    for name, rows in named.items():
        if name.isupper() and isinstance(rows, list):
            phrases = [
                row[0] for row in rows if isinstance(row, tuple) and parse(row[0]).kind == "math"
            ]
            tables[name.replace("_", " ").capitalize()] = phrases
    return {title: phrases for title, phrases in tables.items() if phrases}


def main() -> None:
    """Write the page to standard output."""
    rng = random.Random(3)
    print(INTRODUCTION)
    print(
        table("One of each construct", (head.example for head in heads().values() if head.example))
    )
    print(table("Exactly, with the words that close what is open", (words for _, words in SAID)))
    for title, phrases in tested_phrases().items():
        print(table(title, phrases))
    drawn = (sample(rng) for _ in range(DRAWN * 3))
    print(table("At random", (one.words for one in drawn if 5 <= len(one.words.split()) <= 14)))


if __name__ == "__main__":
    main()
