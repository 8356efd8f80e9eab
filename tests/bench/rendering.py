"""Draw every reading of the phrases in files with ziamath: python -m tests.bench.rendering FILE...

Prints how many formulas were drawn and lists those that could not be; a formula is drawn once.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

from mathparse import ParseError, parse
from tests.bench.grammar import READINGS, rows


def formulas(paths: list[Path], every: int) -> dict[str, str]:
    """Return the LaTeX of every reading with a phrase that gives it."""
    found: dict[str, str] = {}
    phrases = [phrase for path in paths for _, phrase, _ in rows(path)]
    for phrase in phrases[::every]:
        try:
            for reading in parse(phrase, READINGS).readings:
                found.setdefault(reading.latex, phrase)
        except ParseError:
            continue
    return found


def drawn(latex: str) -> str:
    """Return "" where ziamath draws the formula, else what it said."""
    import ziamath

    ziamath.config.svg2 = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            svg = ziamath.Latex(latex).svg()
    except Exception as error:  # whatever ziamath raises is the finding here
        return f"{type(error).__name__}: {error}"
    return "" if "<path" in svg or "<rect" in svg else "nothing was drawn"


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rendering", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="K", help="take every K-th phrase")
    options = parser.parse_args(arguments)
    found = formulas(options.files, options.every)
    failed = {latex: said for latex in found if (said := drawn(latex))}
    print(f"{len(found) - len(failed):,} of {len(found):,} formulas drawn")
    for latex, said in failed.items():
        print(f"{found[latex]}\n    {latex}\n    {said}")


if __name__ == "__main__":
    main()
