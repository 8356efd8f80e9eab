"""The user's own words: kept, read, printed, forgotten; by hand and by voice."""

import pytest

from app.hearing.voices import own_words, words_file
from app.own_words import (
    forget,
    joined_letters,
    keep,
    teach_grammar,
    teach_kept_words,
    word_from_speech,
)
from app.understand import meanings_of
from asr.own_words import OwnWord
from tests.app.hands import type_in


@pytest.fixture(autouse=True)
def _forget_everything():
    yield
    teach_grammar([])


def latex(phrase):
    return meanings_of(phrase, 1)[0].latex


@pytest.mark.parametrize(
    ("word", "phrase", "written"),
    [
        (OwnWord("reward", writes=r"\mathcal{R}"), "reward squared", r"\mathcal{R}^{2}"),
        (OwnWord("reward"), "two reward", r"2\mathrm{reward}"),
        (OwnWord("gumbel", "function"), "gumbel of x", r"\operatorname{gumbel} (x)"),
        (OwnWord("gumbel", "function", writes=r"\Gamma"), "gumbel of x plus 1", r"\Gamma (x + 1)"),
        (OwnWord("phi", writes=r"\varphi"), "phi plus one", r"\varphi + 1"),
        (OwnWord("nabla star"), "two nabla star", r"2\mathrm{nabla\ star}"),
        (OwnWord("iff", "text", writes="just if"), "x iff y", r"x\ \text{just if}\ y"),
    ],
)
def test_what_a_word_writes_and_what_it_means_without(word, phrase, written):
    before = latex(phrase)
    keep(word)
    assert latex(phrase) == written
    forget(word.word)
    assert latex(phrase) == before


def test_words_survive_a_restart_and_every_output_knows_them():
    keep(OwnWord("reward", writes=r"\mathcal{R}"))
    teach_grammar([])
    assert teach_kept_words() == ""
    meaning = meanings_of("reward over two", 1)[0]
    assert meaning.text == "R/2"
    assert meaning.speech == "reward over 2"
    assert meaning.sympy == "reward/2"
    assert "<mi>R</mi>" in meaning.mathml


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        (OwnWord(""), "1 to 60 letters"),
        (OwnWord("reward", writes=r"\mathcal{R"), "brace"),
        (OwnWord("!!!"), "no letters to say"),
    ],
)
def test_what_cannot_be_a_word_is_said_and_nothing_is_kept(word, problem):
    with pytest.raises(ValueError, match=problem):
        keep(word)
    assert not words_file().exists() or not len(own_words())


def test_a_damaged_file_is_said():
    words_file().parent.mkdir(parents=True)
    words_file().write_text("[[[")
    assert "correct it or remove it" in teach_kept_words()


@pytest.mark.parametrize(
    ("said", "word", "writes"),
    [
        ("reward", "reward", ""),
        ("reward writes capital r", "reward", "R"),
        ("g u m b e l", "gumbel", ""),
        ("golf uniform mike writes gamma", "gum", r"\gamma"),
        ("nabla star", "nabla star", ""),
    ],
)
def test_a_word_by_voice(said, word, writes):
    made = word_from_speech(said)
    assert (made.word, made.writes) == (word, writes)


def test_one_letter_is_not_joined():
    assert joined_letters("x") == "x"


def test_the_dialog_adds_changes_and_removes(window):
    type_in(window, "add word reward writes capital r")
    dialog = window.performer._dialogs["OwnWordsDialog"]
    assert [word.word for word in own_words()] == ["reward"]
    type_in(window, "reward squared")
    assert window.document.current_line.meaning.latex == "R^{2}"
    dialog._fields["word"].setText("prize")
    dialog._fields["writes"].setText(r"\pi")
    assert dialog._preview.is_drawn
    dialog._save()
    assert [(word.word, word.writes) for word in own_words()] == [("prize", r"\pi")]
    dialog._fields["writes"].setText(r"\pi{")
    dialog._save()
    assert dialog._status.text().startswith("⚠ What it writes has a brace")
    type_in(window, "remove word prize")
    assert len(own_words()) == 0
    type_in(window, "remove word prize")
    assert "is not among your own words" in dialog._status.text()
