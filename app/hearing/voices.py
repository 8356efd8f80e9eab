"""Where this user's voices and own words are kept, and how a recogniser gets them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.settings import data_folder

if TYPE_CHECKING:
    from asr import Recogniser
    from asr.own_words import OwnWords
    from asr.profile import Profiles


def profiles() -> Profiles:
    """Return the voices that the program was or can be adapted to. Needs no torch."""
    from asr.profile import Profiles

    return Profiles(data_folder() / "voices")


def words_file() -> Path:
    """Where the user's own words are kept."""
    return data_folder() / "words.toml"


def own_words() -> OwnWords:
    """Return the user's own words; raises OwnWordError for a damaged file."""
    from asr.own_words import OwnWords

    return OwnWords(words_file())


def fit_of(name: str) -> Path | None:
    """Return the weights fitted to the voice `name`; None without a name or a fit.

    Raises ProfileError when there is no such voice.
    """
    fits = profiles().existing(name).fits if name else []
    return fits[-1] if fits else None


def teach(recogniser: Recogniser) -> str:
    """Teach the user's own words, forget those removed; returns "" or what could not be taught."""
    from app.own_words import teach_grammar
    from asr.own_words import OwnWordError

    try:
        words = own_words()
        teach_grammar(words)
        recogniser.teach_only(words)
    except OwnWordError as error:
        return str(error)
    return ""
