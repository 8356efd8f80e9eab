"""How many names of symbols are heard: python -m tests.bench.symbols FILE [--failures N].

A file has one JSON object a line with `spoken`, `symbol` and `source`. A name is heard when the first
reading's plain text or LaTeX is the symbol, whatever its width, and its accents in whatever order.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import defaultdict
from pathlib import Path

from mathparse import parse
from tests.bench.latex_form import normal_form


def plain(text: str) -> str:
    """Return text in one width and with its combining marks in one order, without spaces."""
    letters: list[str] = []
    for char in unicodedata.normalize("NFKD", text.replace("−", "-")):
        if unicodedata.combining(char) and letters:
            letters[-1] = letters[-1][0] + "".join(sorted(letters[-1][1:] + char))
        elif not char.isspace():
            letters.append(char)
    return "".join(letters).translate({0x2044: "/", 0x332: "\u0331"})


def heard(spoken: str, symbol: str) -> tuple[bool, str]:
    """Return whether the first reading of a name is its symbol, and the reading."""
    parsed = parse(spoken)
    if parsed.kind != "math":
        return False, "(text)"
    reading = parsed.readings[0]
    same = plain(reading.text) == plain(symbol)
    return same or normal_form(reading.latex) == normal_form(symbol), reading.text


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.symbols", description=__doc__)
    parser.add_argument("file", type=Path, help="JSON lines with spoken, symbol and source")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="list N missed names")
    options = parser.parse_args(arguments)
    rows = [json.loads(line) for line in options.file.read_text("utf-8").split("\n") if line]
    results: dict[str, list[bool]] = defaultdict(list)
    missed = []
    for row in rows:
        right, text = heard(row["spoken"], row["symbol"])
        results[row["source"].rpartition("/")[2]].append(right)
        results["all"].append(right)
        if not right:
            missed.append(f"{row['spoken']}  {row['symbol']}  {text}")
    print("| names | count | heard |\n|---|---:|---:|")
    for name, rights in sorted(results.items()):
        print(f"| {name} | {len(rights):,} | {sum(rights) / len(rights):.1%} |")
    step = max(1, len(missed) // options.failures) if options.failures else 1
    for line in missed[::step][: options.failures]:
        print(line)


if __name__ == "__main__":
    main()
