from random import Random

import pytest

from app.cli import main
from app.subcommands.train import phrases_of, sampled_phrases, talked
from asr import lexicon
from asr.train.pronounce import is_in_dictionary
from mathparse.vocabulary import fillers, spoken_phrases


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


@pytest.mark.parametrize(
    ("table", "told"), [("", "is missing"), ("[language]\nproze = 0.5\n", "unknown kind: proze")]
)
def test_a_recipe_without_known_kinds_of_talk_is_refused(tmp_path, capsys, table, told):
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(table)
    arguments = ["train", "--steps", "words", "--recipe", str(recipe), "--work", str(tmp_path)]
    assert main(arguments) == 1
    assert told in capsys.readouterr().err


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


def test_talk_is_a_formula_after_a_filler():
    talk = talked(Random(3))
    openers = fillers()[0]
    said = [next(talk) for _ in range(50)]
    assert all(one.startswith(openers) for one in said)
    assert len(set(said)) > 40
    assert any("equals" not in one and " is " in one for one in said)


def test_the_recogniser_knows_the_words_of_the_grammar():
    words = {word for phrase in spoken_phrases() for word in phrase.split()}
    said = {word for word in words if is_in_dictionary(word)}
    unknown = said - lexicon.load(lexicon.SHIPPED).keys()
    assert len(unknown) < len(said) / 50, f"run the step `words` again: {sorted(unknown)}"
