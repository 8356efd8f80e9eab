"""From unit probabilities to words: a CTC beam search over the lexicon tree with a language model.

Tokens (Young, Russell and Thornton, "Token passing", 1989) walk the tree one 40 ms step at a time, so
the same search serves recordings and streams. A token that meets a better one in the same place is
remembered there as a rival, and from the rivals the N best are read at the end. A CTC network says "blank"
more readily than is good for the search; dividing its answers by how frequent each is cures that (Miao et
al., "EESEN", 2015), and of these only the blank's share turned out to matter: `blank_penalty`.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from operator import itemgetter
from pathlib import Path

from asr.history import (
    History,
    Rival,
    Way,
    agreed,
    continues,
    identity,
    merge_rivals,
    n_best,
    words_of,
)
from asr.lexicon_tree import LexiconTree
from asr.rescoring import Rescorer
from asr.types import Word
from asr.units import BLANK, DATA

SETTINGS = DATA / "decoder.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The decoder's settings; `data/decoder.toml` says what each one means."""

    size: int
    live_size: int
    width: float
    unit_width: float
    blank_skip: float
    blank_penalty: float
    model_weight: float
    word_bonus: float
    own_word_bonus: float
    recurrent_share: float
    considered: int
    alternatives: int
    broken_off: float
    loyalty: float
    agreement: float

    @classmethod
    def load(cls, path: Path = SETTINGS) -> Settings:
        """Read a settings file."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(**{name: value for table in tables.values() for name, value in table.items()})


# score, tree node, model state, last unit, history, start and end (s) of the word begun, rivals
Token = tuple[float, int, int, int, History | None, float, float, tuple[Rival, ...]]
_SCORE = itemgetter(0)


class Decoder:
    """The beam of one utterance; `reset` begins the next one."""

    def __init__(
        self, tree: LexiconTree, settings: Settings, rescorer: Rescorer | None = None
    ) -> None:
        """`tree` may gain words between two utterances; `rescorer` weighs what is found."""
        self.tree, self.settings, self._rescorer = tree, settings, rescorer
        self._skip = log(settings.blank_skip)
        self.reset()

    def reset(self) -> None:
        """Forget everything heard."""
        self._beam: list[Token] = [
            (0.0, LexiconTree.ROOT, self.tree.model.start, BLANK, None, 0.0, 0.0, ())
        ]
        self._rested = True  # every token's last unit is blank: more blanks change nothing
        self._told: History | None = None
        self.ceiling = 0.0  # log-probability of the likeliest units, words or not
        self.silence = 0.0  # log-probability of nothing being said
        self.sounding = 0  # steps that were more than silence
        self.doubt = 0.0  # nats of entropy: how undecided the network was, all steps together

    def follow(self, other: Decoder) -> None:
        """Go on from where `other` is, which has heard the same steps better."""
        self._beam, self._rested = other._beam[: self.settings.size], other._rested
        self.ceiling, self.silence = other.ceiling, other.silence
        self.sounding, self.doubt = other.sounding, other.doubt

    def step(self, frame: Sequence[float], time: float) -> None:
        """Hear one step: log-probabilities [units], and its start in seconds."""
        sure = frame[BLANK] > self._skip
        if sure and self._rested:
            return
        self.doubt -= sum(exp(p) * p for p in frame)
        if not sure:
            frame = [frame[BLANK] - self.settings.blank_penalty, *frame[BLANK + 1 :]]
        self.ceiling += max(frame)
        self.silence += frame[BLANK]
        self.sounding += not sure
        self._beam = self._best(self._paused(frame) if sure else self._moved(frame, time))
        self._rested = sure

    def partial(self) -> Way:
        """The words so far that are likely to stay; one just being spoken is not among them.

        What is told while somebody speaks should grow, not jump. So a word is told when all tokens
        up to `agreement` behind the best have it, and stays until others are `loyalty` better.
        """
        best = self._beam[0]
        for token in self._within(self.settings.loyalty):
            if continues(token[4], self._told):
                best = token
                break
        told = best[4]
        for token in self._within(self.settings.agreement):
            told = agreed(told, token[4])
        if not continues(told, self._told) and continues(best[4], self._told):
            told = self._told
        self._told = told
        return Way(words_of(told), best[0])

    def _within(self, behind: float) -> Iterator[Token]:
        """The tokens at most that far behind the best one."""
        least = self._beam[0][0] - behind
        return itertools.takewhile(lambda token: token[0] >= least, self._beam)

    def finish(self) -> list[Way]:
        """The best word sequences that may end here, best first; none if silence beats them.

        Where sound broke off within a word, they are the words before it.
        """
        model, weight = self.tree.model, self.settings.model_weight
        whole = [token for token in self._beam if token[1] == LexiconTree.ROOT]
        if not whole or whole[0][0] < self._beam[0][0] - self.settings.broken_off:
            whole = self._beam
        ends = [
            (token[0] + weight * model.score(token[2], model.end)[0], token[4], token[7])
            for token in whole
        ]
        ways = n_best(ends, self.settings.considered)
        if not ways or not ways[0].words:
            return []
        ways = [way for way in ways if way.words]
        gains = self._gains([[word.text for word in way.words] for way in ways])
        weighed = [
            Way(way.words, way.score + weight * gain, gain)
            for way, gain in zip(ways, gains, strict=True)
        ]
        return sorted(weighed, key=lambda way: -way.score)[: self.settings.alternatives]

    def log_prob(self, way: Way) -> float:
        """The log-probability of the words of what `finish` found, as it weighed them."""
        return self.tree.log_prob([word.text for word in way.words]) + way.gain

    def _gains(self, sentences: Sequence[Sequence[str]]) -> list[float]:
        """What the rescorer adds to the language model's log-probability of each."""
        if self._rescorer is None:
            return [0.0] * len(sentences)
        numbers = [self.tree.numbers(words) for words in sentences]
        return self._rescorer.gains(numbers, self.settings.recurrent_share)

    def _paused(self, frame: Sequence[float]) -> Iterator[Token]:
        """The tokens after a step that is blank beyond doubt."""
        for score, node, state, _, *rest in self._beam:
            yield (score + frame[BLANK], node, state, BLANK, *rest)

    def _moved(self, frame: Sequence[float], time: float) -> Iterator[Token]:
        """Every token that one of the beam can become in this step, unless it falls out of the beam."""
        tree = self.tree
        children, outlook, endings = tree.children, tree.outlook, tree.endings
        likeliest = max(frame)
        least = likeliest - self.settings.unit_width
        heard = {unit: p for unit, p in enumerate(frame) if p > least and unit != BLANK}
        floor = self._beam[0][0] + likeliest - self.settings.width
        for score, node, state, last, history, start, end, rivals in self._beam:
            if score + likeliest < floor:
                break  # the beam is sorted: none of the others can reach the floor
            yield (score + frame[BLANK], node, state, BLANK, history, start, end, rivals)
            if last != BLANK:
                yield (score + frame[last], node, state, last, history, start, time, rivals)
            branches = children[node]
            ahead = score - outlook[node]
            for unit in branches if len(branches) < len(heard) else heard:
                if unit == last or unit not in heard or unit not in branches:
                    continue  # without a blank between them, two equal units are one
                child = branches[unit]
                moved = ahead + heard[unit] + outlook[child]
                if moved < floor:
                    continue
                began = time if node == LexiconTree.ROOT else start
                token = (moved, child, state, unit, history, began, time, rivals)
                if children[child]:
                    yield token
                if endings[child]:
                    yield from self._ended(token, floor)

    def _ended(self, token: Token, floor: float) -> Iterator[Token]:
        """A token at the root for each word that ends in the token's node."""
        tree, weight = self.tree, self.settings.model_weight
        score, node, state, last, history, start, end, rivals = token
        score -= tree.outlook[node]
        for index in tree.endings[node]:
            entry = tree.entries[index]
            log_prob, after = tree.model.score(state, entry.model_id)
            total = score + weight * log_prob + entry.bonus
            if total < floor:
                continue
            longer = History(Word(entry.text, start, end), history, rivals)
            yield (total, LexiconTree.ROOT, after, last, longer, end, end, ())

    def _best(self, tokens: Iterable[Token]) -> list[Token]:
        """The beam that `tokens` make: the best of each place, best first."""
        places: dict[int, Token] = {}
        for token in tokens:
            # One number is quicker than three; units are fewer than 1024.
            place = (token[2] << 24 | token[1]) << 10 | token[3]
            other = places.get(place)
            places[place] = token if other is None else _met(token, other)
        best = sorted(places.values(), key=_SCORE, reverse=True)[: self.settings.size]
        floor = best[0][0] - self.settings.width
        while best[-1][0] < floor:
            best.pop()
        return best


def _met(token: Token, other: Token) -> Token:
    """Of two tokens in one place the better one, which remembers the other."""
    winner, loser = (token, other) if token[0] > other[0] else (other, token)
    if identity(winner[4]) == identity(loser[4]) and not loser[7]:
        return winner
    lost = Rival(loser[0] - winner[0], loser[4])
    rivals = merge_rivals(winner[7], identity(winner[4]), loser[7], lost)
    return (*winner[:7], rivals)
