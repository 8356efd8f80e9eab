from random import Random

import pytest

from app.cli import main
from app.subcommands.train import phrases_of, sampled_phrases


def test_an_unusable_recipe_is_named(tmp_path, capsys):
    recipe = tmp_path / "recipe.toml"
    recipe.write_text("[model]\nhiden = 3\n")
    assert main(["train", "--recipe", str(recipe), "--work", str(tmp_path)]) == 1
    assert "hiden" in capsys.readouterr().err


def test_a_missing_recipe_is_named(tmp_path, capsys):
    assert main(["train", "--recipe", str(tmp_path / "none.toml")]) == 1
    assert "none.toml" in capsys.readouterr().err


def test_a_folder_without_corpora_is_named(tmp_path, capsys):
    arguments = ["train", "--steps", "gather", "--work", str(tmp_path / "work")]
    assert main([*arguments, "--speech", str(tmp_path)]) == 1
    assert "no corpus" in capsys.readouterr().err


def test_evaluate_says_what_to_run_first(tmp_path, capsys):
    assert main(["evaluate", "--work", str(tmp_path)]) == 1
    assert "speech-to-math train" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "phrases"),
    [
        ("a.txt", "x plus one\n\ny squared\n", ["x plus one", "y squared"]),
        ("b.jsonl", '{"spoken": "StartRoot x EndRoot", "latex": ""}\n', ["Start Root x End Root"]),
    ],
)
def test_phrases_of_a_file(tmp_path, name, text, phrases):
    (tmp_path / name).write_text(text)
    assert list(phrases_of(tmp_path / name)) == phrases


def test_sampled_phrases_repeat_by_seed():
    first, again = (sampled_phrases(Random(3)) for _ in range(2))
    drawn = [next(first) for _ in range(50)]
    assert drawn == [next(again) for _ in range(50)]
    assert len(set(drawn)) > 40
