"""The user's own words in the window: kept in a file, known to the grammar, heard by the recogniser.

`asr.own_words` keeps and pronounces them, `mathparse.own_words` reads and prints them; here both meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.hearing.voices import own_words, words_file
from app.understand import forget_printed, meanings_of

if TYPE_CHECKING:
    from asr.own_words import OwnWord

# What the kinds of asr.own_words are called in the window.
KINDS = {
    "symbol": "a symbol, like x",
    "function": "a function, like sine",
    "text": "words between formulas",
}


def teach_grammar(words: Iterable[OwnWord]) -> None:
    """Read and print these words, and no other own words, from now on."""
    from mathparse.own_words import OwnWord as Taught
    from mathparse.own_words import teach_only

    teach_only(Taught(word.word, word.kind, word.writes) for word in words)
    forget_printed()


def teach_kept_words() -> str:
    """Teach the grammar the words in the user's file; return "" or what is wrong with the file."""
    if not words_file().exists():
        return ""
    try:
        teach_grammar(own_words())
    except ValueError as error:
        return str(error)
    return ""


def keep(word: OwnWord, instead_of: str = "") -> OwnWord:
    """Keep a word, in place of the one called `instead_of`; return it as it is kept.

    Raises ValueError with what to do for a word that cannot be kept or said.
    """
    from asr.own_words import checked

    word = replace(checked(word), writes=word.writes.strip())
    if word.writes.count("{") != word.writes.count("}"):
        raise ValueError("What it writes has a brace without its partner: close every { with a }.")
    word.pronunciations({})
    words = own_words()
    if instead_of and instead_of != word.word:
        words.remove(instead_of)
    words.add(word)
    teach_grammar(words)
    return word


def forget(name: str) -> None:
    """Forget a word; raises ValueError where there is none of that name."""
    words = own_words()
    words.remove(" ".join(name.lower().split()))
    teach_grammar(words)


def word_from_speech(phrase: str) -> OwnWord:
    """Return the word that a spoken phrase gives: "reward", or "reward writes capital r".

    Letters said one by one, or spelled ("golf uniform mike"), are joined.
    """
    from asr.own_words import OwnWord

    said, _, writes = phrase.partition(" writes ")
    latex = meanings_of(writes, 1)[0].latex if writes.strip() else ""
    return OwnWord(joined_letters(said), writes=latex)


def joined_letters(phrase: str) -> str:
    """Return "gumbel" for "g u m b e l" or "golf uniform mike bravo echo lima"; others as they are."""
    from asr.spelling import unspelled
    from asr.types import Word

    words = unspelled([Word(word.lower(), 0, 0) for word in phrase.split()])
    letters = [word.text for word in words]
    if len(letters) > 1 and all(len(letter) == 1 for letter in letters):
        return "".join(letters)
    return " ".join(phrase.split())
