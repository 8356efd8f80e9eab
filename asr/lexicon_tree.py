"""The lexicon as a tree of phonemes: words that begin alike share their first nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from asr.language_model import LanguageModel
from asr.lexicon import Lexicon, Pronunciation
from asr.units import INDEX


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the tree: how it is written, and which word's place it takes in the language model."""

    text: str
    model_id: int
    bonus: float
    own: bool = False


class LexiconTree:
    """Nodes are numbers; node 0 is where every word begins.

    `children[node]` maps a unit to the next node, `endings[node]` lists the entries whose last
    phoneme leads there, and `outlook[node]` is the best score that a word below may get from the
    language model, which the beam search counts in as early as it can.
    """

    ROOT = 0

    def __init__(
        self,
        lexicon: Lexicon,
        model: LanguageModel,
        weight: float,
        bonus: float,
        units: Mapping[str, int] = INDEX,
    ) -> None:
        """`weight` scales the model's log-probabilities; each word adds `bonus` to the score.

        `units` numbers the lexicon's units: phonemes, or what else a network answers with.
        """
        self.model, self.weight, self.bonus, self._units = model, weight, bonus, units
        self.children: list[dict[int, int]] = [{}]
        self.endings: list[tuple[int, ...]] = [()]
        self.outlook: list[float] = [0.0]
        self.entries: list[Entry] = []
        self._model_ids: dict[str, int] = {}
        for word, pronunciations in lexicon.items():
            self.add(word, pronunciations)

    def add(
        self,
        word: str,
        pronunciations: list[Pronunciation],
        like: str | None = None,
        bonus: float = 0.0,
    ) -> None:
        """Make `word` recognisable at once, also while utterances are open.

        A user's own word is treated by the language model as it treats the word `like`, and
        `bonus` makes it likelier. Raises KeyError for a phoneme that is not in the unit set.
        """
        model_id = self.model.words.get(like or word, self.model.unknown)
        entry = Entry(word, model_id, self.bonus + bonus, own=like is not None)
        self.entries.append(entry)
        self._model_ids.setdefault(word, model_id)
        outlook = self.weight * self.model.score(LanguageModel.EMPTY, model_id)[0] + entry.bonus
        for pronunciation in pronunciations:
            node = self.ROOT
            for unit in pronunciation:
                node = self._step(node, self._units[unit])
                self.outlook[node] = max(self.outlook[node], outlook)
            self.endings[node] += (len(self.entries) - 1,)

    def remove_own(self, word: str) -> None:
        """Forget what was added `like` another word; nodes stay, for utterances that are open."""
        gone = {i for i, entry in enumerate(self.entries) if entry.own and entry.text == word}
        for node, ending in enumerate(self.endings):
            if not gone.isdisjoint(ending):
                self.endings[node] = tuple(index for index in ending if index not in gone)

    def own_words(self) -> set[str]:
        """The words that were added `like` another one and not removed since."""
        ending = {index for indices in self.endings for index in indices}
        return {self.entries[index].text for index in ending if self.entries[index].own}

    def log_prob(self, words: Sequence[str]) -> float:
        """The language model's log-probability of a sentence of the tree's words."""
        total, state = 0.0, self.model.start
        for number in self.numbers(words):
            log_prob, state = self.model.score(state, number)
            total += log_prob
        return total + self.model.score(state, self.model.end)[0]

    def numbers(self, words: Iterable[str]) -> list[int]:
        """The language model's numbers of the tree's words; a user's own has that of another word."""
        return [self._model_ids[word] for word in words]

    def _step(self, node: int, unit: int) -> int:
        known = self.children[node].get(unit)
        if known is None:
            known = self.children[node][unit] = len(self.children)
            self.children.append({})
            self.endings.append(())
            self.outlook.append(float("-inf"))
        return known
