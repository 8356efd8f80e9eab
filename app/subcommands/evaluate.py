"""`speech-to-math evaluate`: word and formula errors on clips that were held out of training."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.subcommands.train import MODEL

if TYPE_CHECKING:
    from asr.train.evaluate import Result

HELP = "measure the speech model on held-out speakers and write its results"
_CLIPS = 150  # of each corpus
# Corpora that are also heard through each distortion.
_DISTORTED = ("synthetic_festival", "synthetic_piper", "an4")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `evaluate`."""
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the model")
    parser.add_argument("--work", type=Path, default=Path("runs/english"), help="as for `train`")
    parser.add_argument("--part", default="test", choices=("dev", "test"))
    parser.add_argument("--clips", type=int, default=_CLIPS, help="at most, of each corpus")
    parser.add_argument("--clean", action="store_true", help="leave the distorted conditions out")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))


def run(arguments: argparse.Namespace) -> int:
    """Print a table row for each corpus and condition; write results.json and results.md."""
    from asr.recogniser import RECIPE, Recogniser, RecogniserError
    from asr.train import evaluate, recipe
    from asr.train.batches import load_examples

    stores = [arguments.work / name for name in ("human", "synthetic")]
    if not all(store.is_dir() for store in stores):
        print(
            f"No clips in {arguments.work}: run speech-to-math train --steps gather,synthesise",
            file=sys.stderr,
        )
        return 1
    try:
        recogniser = Recogniser.load(arguments.model, arguments.device)
    except RecogniserError as error:
        print(error, file=sys.stderr)
        return 1
    examples = load_examples(recipe.load(arguments.model / RECIPE), stores)
    examples = _limited([one for one in examples if one.part == arguments.part], arguments.clips)
    rows = []
    print(_HEAD)
    for condition in evaluate.CONDITIONS if not arguments.clean else ("clean",):
        chosen = [one for one in examples if condition == "clean" or one.entry.corpus in _DISTORTED]
        results = list(evaluate.recognise(recogniser, chosen, condition))
        for corpus, group in sorted(evaluate.by_group(results).items()):
            rows.append(_row(corpus, condition, group))
            print(_line(rows[-1]), flush=True)
    _write(arguments.model, arguments.part, rows)
    return 0


def _limited(examples: Sequence, clips: int) -> list:
    """At most `clips` of each corpus, spread evenly over it."""
    corpora: dict[str, list] = {}
    for example in examples:
        corpora.setdefault(example.entry.corpus, []).append(example)
    return [one for group in corpora.values() for one in group[:: max(1, -(-len(group) // clips))]]


def _row(corpus: str, condition: str, results: list[Result]) -> dict:
    from asr.train import evaluate

    row: dict = {
        "corpus": corpus,
        "condition": condition,
        "clips": len(results),
        "speakers": len({result.speaker for result in results}),
        "wer": _rounded(evaluate.word_error_rate(results)),
        "all_words_right": _rounded(evaluate.share(results, lambda one: one.best == one.said)),
    }
    if corpus.startswith("synthetic_"):
        row["formula"] = _rounded(evaluate.share(results, lambda one: _formula_rank(one) == 0))
        row["formula_in_five"] = _rounded(
            evaluate.share(results, lambda one: _formula_rank(one) < 5)
        )
    return row


def _formula_rank(result: Result) -> int:
    """The place, from 0, of the formula that the right words give among those offered."""
    from app.understand import meanings_of, rank

    wanted = meanings_of(result.said)[0].latex
    offered = [meaning.latex for meaning in rank(result.heard)]
    return offered.index(wanted) if wanted in offered else len(offered) + 5


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(100 * value, 1) for value in values]


_HEAD = (
    "| corpus | condition | clips | speakers | WER % | all words right % | formula right % | in five % |\n"
    "|---|---|---:|---:|---:|---:|---:|---:|"
)


def _line(row: dict) -> str:
    cells = [row["corpus"], row["condition"], str(row["clips"]), str(row["speakers"])]
    for name in ("wer", "all_words_right", "formula", "formula_in_five"):
        value, low, high = row.get(name, (None, None, None))
        cells.append("" if value is None else f"{value} ({low} to {high})")
    return f"| {' | '.join(cells)} |"


def _write(folder: Path, part: str, rows: list[dict]) -> None:
    import hashlib

    from asr.recogniser import WEIGHTS

    digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    name = "results" if part == "test" else f"results_{part}"
    text = json.dumps({"part": part, "model_sha256": digest, "rows": rows}, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    note = (
        f"Written by `speech-to-math evaluate --part {part}` for the weights with sha256 `{digest}`.\n"
        "In brackets: 95 % intervals, by bootstrap over speakers. A formula is right when it is the one "
        "that\nthe right words give.\n"
    )
    table = "\n".join(map(_line, rows))
    (folder / f"{name}.md").write_text(f"# Results\n\n{note}\n{_HEAD}\n{table}\n", encoding="utf-8")
