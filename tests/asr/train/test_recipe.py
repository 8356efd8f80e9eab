from pathlib import Path

import pytest

from asr.train.recipe import Data, held_out_sentence, load

SHIPPED = sorted(Path("models").glob("*/recipe.toml"))


def test_shipped_recipes_load():
    assert SHIPPED
    for path in SHIPPED:
        recipe = load(path)
        assert recipe.model.hidden % 128 == 0  # what cuDNN's persistent kernels need
        assert recipe.data.test_speakers


def test_an_unknown_key_is_named(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text("[training]\nminuets = 3\n")
    with pytest.raises(ValueError, match=r"\[training\].*minuets"):
        load(path)


def test_a_second_pass_that_is_to_learn_must_be_there(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text("[training]\nsecond_only = true\n")
    with pytest.raises(ValueError, match="needs second_layers"):
        load(path)


@pytest.mark.parametrize("layers", ['["backwards"]', "2"])
def test_layers_of_a_second_pass_have_a_direction(tmp_path, layers):
    path = tmp_path / "recipe.toml"
    path.write_text(f"[model]\nsecond_layers = {layers}\n")
    with pytest.raises(ValueError, match=r"table \[model\]"):
        load(path)


def test_no_speaker_is_in_two_parts():
    data = Data(held_out_percent=20)
    speakers = [f"speaker{number}" for number in range(300)]
    parts = {s: {data.split("corpus", s, f"words {n}") for n in range(30)} for s in speakers}
    assert all(len(found) == 1 for found in parts.values())
    assert {"train", "dev", "test"} == set.union(*parts.values())


def test_held_out_voices_say_held_out_sentences_only():
    data = Data(sentences=("synthetic_*",), test_speakers=("festival_*",))
    for number in range(300):
        sentence = f"x plus {number}"
        held_out = held_out_sentence(sentence)
        trained = data.split("synthetic_espeak-ng", "voice1", sentence)
        tested = data.split("synthetic_festival", "festival_ked", sentence)
        assert (trained, tested) == (("unused", "test") if held_out else ("train", "unused"))


@pytest.mark.parametrize(
    ("corpus", "weight"), [("an4", 4), ("kathleen", 0.5), ("anything else", 2)]
)
def test_weights(corpus, weight):
    assert Data(passes={"an4": 4, "kathleen": 0.5, "*": 2}).weight(corpus) == weight
