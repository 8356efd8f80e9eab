"""The grammar and vocabulary files: each line can be read, and what a rule names exists."""

import tomllib

import pytest

from mathparse import grammar
from mathparse.vocabulary import DATA, load, symbol_rows


def test_every_keyword_of_the_grammar_can_be_said():
    compiled = grammar.load()
    said, waiting = set(), [load()]
    while waiting:
        node = waiting.pop()
        said.update(entry.kind for entry in node.entries)
        waiting += node.next.values()
    lexed = {
        "number", "ordinal", "text", "differential", "d-by", "implied-sub", "row-mark", "stop", "quoted",
        "column-mark", "case-mark", "cases-head", "lines-head", "beside", "pieces", "plus-mark",
        "minus-mark", "plus-minus-mark", "quotient", "per-number", "factor", "nth",
        "leading-accent",
    }  # fmt: skip
    unsaid = {
        kind
        for kind in {*compiled.prefix.keys, *compiled.infix.keys}
        if kind.removeprefix("later-") not in said | lexed and not kind.startswith("sized-")
    }
    assert unsaid == set()


def test_heads_that_rules_build_are_listed():
    heads = set(tomllib.loads((DATA / "heads.toml").read_text("utf-8")))
    built = set()
    for line in (DATA / "grammar.txt").read_text("utf-8").splitlines():
        template = line.split("=>")[1] if "=>" in line else ""
        name = template.strip().split("(")[0].split(":")[0]
        if "(" in template and not name.startswith("!"):
            built.add(name)
    assert built - heads == set()


def test_symbol_names_are_unique_within_a_kind():
    rows = [(row.name, row.kind) for row in symbol_rows()]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    "line",
    [
        "rule@1 no colon",
        "rule@1: <a:nohole> => x",
        "rule@1: word <a:nohole> => a",
        "rule@x: word => none",
    ],
)
def test_wrong_line_is_named(tmp_path, line):
    path = tmp_path / "grammar.txt"
    path.write_text(f"hole inner 0\n{line}\n")
    with pytest.raises(grammar.GrammarError, match="line 2"):
        grammar.load(path)
