"""Laws over random formulas: python -m tests.bench.roundtrip [--count N] [--seed S] [--failures N].

Speech law: the words that the speech printer gives for a tree are understood as that tree. Beside it, how
often the natural wording of the sampler (which leaves brackets out) is understood as the tree meant,
first and within five readings, and which degree of care the speech needed.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter

from mathparse import Node, parse
from mathparse.printers import speech, to_latex, to_speech, with_brackets
from mathparse.sampler import Sample, sample
from tests.bench.latex_form import normal_form


def understood(words: str, tree: Node) -> bool:
    """Whether the first reading of the words is the tree."""
    readings = parse(words).readings
    return bool(readings) and with_brackets(readings[0].tree) == tree


def care_needed(tree: Node) -> str:
    """Return the plainest degree of care at which the speech is understood, "grouped" where none is."""
    for name, speaker in zip(("plain", "careful", "strict"), speech.SPEAKERS, strict=True):
        if understood(speaker(tree), tree):
            return name
    return "grouped"


def heard(drawn: Sample) -> tuple[bool, bool]:
    """Return whether the sampler's own words give its formula first, and within five readings."""
    meant = normal_form(to_latex(drawn.tree))
    forms = [normal_form(reading.latex) for reading in parse(drawn.words, 5).readings]
    return bool(forms) and forms[0] == meant, meant in forms


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.roundtrip", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="formulas to draw")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="list N of each kind")
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    care: Counter[str] = Counter()
    first = best = 0
    broken, misheard = [], []
    for _ in range(options.count):
        drawn = sample(rng)
        tree = with_brackets(drawn.tree)
        care[care_needed(tree)] += 1
        if not understood(to_speech(tree), tree):
            broken.append(f"{to_speech(tree)}\n    {to_latex(tree)}")
        now, later = heard(drawn)
        first, best = first + now, best + later
        if not later:
            misheard.append(f"{drawn.words}\n    {to_latex(drawn.tree)}")
    print(
        f"speech understood as its tree: {1 - len(broken) / options.count:.2%} of {options.count:,}"
    )
    print("care needed: " + ", ".join(f"{name} {count}" for name, count in care.most_common()))
    print(f"natural wording: {first / options.count:.1%} first, {best / options.count:.1%} in five")
    for title, cases in (("speech", broken), ("natural wording", misheard)):
        for case in cases[: options.failures]:
            print(f"{title}: {case}")


if __name__ == "__main__":
    main()
