"""Own words: taught, kept, said by their spelling."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from asr.language_model import LanguageModel
from asr.lexicon import Lexicon
from asr.own_words import OwnWord, OwnWordError, OwnWords
from asr.pronounce import pronounce
from asr.recogniser import Recogniser
from tests.asr.tones import ToneModel, say


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("gumbel", "G AH M B EH L"),
        ("lambert", "L AE M B ER T"),
        ("stirling", "S T ER L IH NG"),
        ("wronskian", "R AA N S K IY AH N"),
        ("tau", "T AW"),
        ("erdős", "ER D OW S"),
        ("plus two", "P L AH S T UW"),
    ],
)
def test_a_spelling_suggests_its_sound(word: str, sound: str) -> None:
    assert tuple(sound.split()) in pronounce(word, {"plus": [("P", "L", "AH", "S")]})


@pytest.mark.parametrize("word", ["", "  ", "123", "+"])
def test_what_has_no_letters_has_no_sound(word: str) -> None:
    assert pronounce(word, {}) == []


def test_the_user_may_say_how_it_sounds() -> None:
    assert OwnWord("euler", sounds_like="OY L ER").pronunciations({}) == [("OY", "L", "ER")]
    assert ("OY", "L", "ER") in OwnWord("euler", sounds_like="oiler").pronunciations({})


def test_words_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "words.toml"
    words = OwnWords(path)
    words.add(OwnWord("gumbel", "function", "gum bell", '\\operatorname{Gumbel}"\n'))
    words.add(OwnWord("  Nabla   Star "))
    words.add(OwnWord("erdős", "text"))
    words.remove("erdős")
    assert list(OwnWords(path)) == [
        OwnWord("gumbel", "function", "gum bell", '\\operatorname{Gumbel}"\n'),
        OwnWord("nabla star"),
    ]


def test_words_of_the_file_are_heard_at_once_and_no_others(
    tmp_path: Path, lexicon: Lexicon, language_model: LanguageModel
) -> None:
    recogniser = Recogniser(ToneModel(), lexicon, language_model)
    sound = np.pad(say("IH N T AH G R AH L | AH V | HH OY"), 12000)

    def told() -> list[str]:
        return [one.hypotheses[0].text for one in recogniser.transcribe([sound])]

    words = OwnWords(tmp_path / "words.toml")
    words.add(OwnWord("hoy", sounds_like="HH OY"))
    recogniser.teach_only(OwnWords(words.path))
    recogniser.teach_only(OwnWords(words.path))
    assert told() == ["integral of hoy"]
    words.remove("hoy")
    recogniser.teach_only(OwnWords(words.path))
    assert not any("hoy" in text for text in told())


@pytest.mark.parametrize(
    ("word", "message"),
    [
        (OwnWord("", "symbol"), "1 to 60 letters"),
        (OwnWord("x" * 61), "1 to 60 letters"),
        (OwnWord("gumbel", "verb"), "no kind of word"),
    ],
)
def test_words_that_cannot_be_kept_are_refused(tmp_path: Path, word: OwnWord, message: str) -> None:
    with pytest.raises(OwnWordError, match=message):
        OwnWords(tmp_path / "words.toml").add(word)
    assert not (tmp_path / "words.toml").exists()


@pytest.mark.parametrize(
    "content",
    ["[[word]\n", '[[word]]\nkind = "symbol"\n', '[[word]]\nword = "a"\nsize = 3\n', "\xff"],
)
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(OwnWordError, match=r"words\.toml is not a list of own words"):
        OwnWords(path)
    assert path.read_bytes() == content.encode("latin-1")


def test_forgetting_what_was_never_taught_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OwnWordError, match="not among your own words"):
        OwnWords(tmp_path / "words.toml").remove("gumbel")


def test_what_cannot_be_said_asks_for_a_sound() -> None:
    with pytest.raises(OwnWordError, match="write in plain letters"):
        OwnWord("∂").pronunciations({})
