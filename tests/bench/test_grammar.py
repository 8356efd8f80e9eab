import json

from tests.bench import grammar


def test_table_counts_first_and_within_five(tmp_path, capsys):
    rows = [
        {"spoken": "x squared", "latex": "X ^ { 2 }", "tags": ["power"]},
        {"spoken": "x squared", "latex": "x_2", "tags": ["power"]},
        {"spoken": "open paren x close paren", "spoken_norm": "x", "latex": "( x )"},
        {"spoken": "no formula known"},
    ]
    path = tmp_path / "tiny_dev.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    grammar.main([str(path), "--failures", "5", "--only", "power"])
    printed = capsys.readouterr().out
    assert "| tiny | 3 | 66.7% | 66.7% |" in printed
    assert "| tiny (norm) | 1 | 0.0% | 0.0% |" in printed
    assert "| power | 2 | 50.0% | 50.0% |" in printed
    assert "wanted x_2" in printed
    assert "median" in printed


def test_prose_is_right_where_it_stays_text(tmp_path):
    path = tmp_path / "prose.jsonl"
    path.write_text(
        json.dumps({"spoken": "good morning and welcome to the lecture", "kind": "text"})
    )
    (table, phrase, row), *_ = grammar.rows(path)
    assert grammar.score(table, phrase, row).first
