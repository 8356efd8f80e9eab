"""What the tokens of the beam search have passed, and the N best ways through it."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable
from typing import NamedTuple

from asr.types import Word

MOST_RIVALS = 6  # per word: what lies further behind is hardly ever among the N best


class Rival(NamedTuple):
    """A history that lost to another one in the same place, by `behind` (at most 0)."""

    behind: float
    history: History | None


class Way(NamedTuple):
    """One way through an utterance: its words and total log score.

    `gain` is how much likelier its words are than the n-grams know, in nats.
    """

    words: tuple[Word, ...]
    score: float
    gain: float = 0.0


class History:
    """A word, and `before` it the words that led there (None at the start of an utterance).

    `rivals` are the histories that `before` beat; `identity` is equal for equal word sequences;
    `length` is the number of words.
    """

    __slots__ = ("before", "identity", "length", "rivals", "word")

    def __init__(self, word: Word, before: History | None, rivals: tuple[Rival, ...]) -> None:
        """Append `word` to `before`."""
        self.word, self.before, self.rivals = word, before, rivals
        self.identity = hash((identity(before), word.text))
        self.length: int = 1 + (before.length if before else 0)


def identity(history: History | None) -> int:
    """Return a number that is equal for equal word sequences."""
    return 0 if history is None else history.identity


def first_words(history: History | None, count: int) -> History | None:
    """Return the history that ends after the first `count` words, or all of it if it has fewer."""
    while history is not None and history.length > count:
        history = history.before
    return history


def continues(history: History | None, earlier: History | None) -> bool:
    """Whether a history begins with all words of an earlier one."""
    count = earlier.length if earlier else 0
    return identity(first_words(history, count)) == identity(earlier)


def agreed(one: History | None, other: History | None) -> History | None:
    """Return the longest beginning that two histories share."""
    while identity(one) != identity(other):
        longest = max(history.length if history else 0 for history in (one, other))
        one, other = first_words(one, longest - 1), first_words(other, longest - 1)
    return one


def words_of(history: History | None) -> tuple[Word, ...]:
    """Return the words of a history, oldest first."""
    found = []
    while history is not None:
        found.append(history.word)
        history = history.before
    return tuple(reversed(found))


def merge_rivals(
    winner: tuple[Rival, ...], winning: int, loser: tuple[Rival, ...], lost: Rival
) -> tuple[Rival, ...]:
    """Return the rivals of a winner that beat `lost`, whose own rivals are `loser`.

    `winning` is the identity of the winner's history. Equal word sequences count once.
    """
    best: dict[int, Rival] = {identity(rival.history): rival for rival in winner}
    shifted = (Rival(lost.behind + rival.behind, rival.history) for rival in loser)
    for rival in (lost, *shifted):
        key = identity(rival.history)
        if key != winning and (key not in best or best[key].behind < rival.behind):
            best[key] = rival
    ranked = sorted(best.values(), key=lambda rival: -rival.behind)
    return tuple(ranked[:MOST_RIVALS])


def n_best(
    ends: Iterable[tuple[float, History | None, tuple[Rival, ...]]], count: int
) -> list[Way]:
    """Return the `count` best different word sequences, best first.

    `ends` gives the score, history and rivals of each token at the end. A way is followed back
    from its end; at each word the rivals branch off, each behind by what it lost there.
    """
    order = itertools.count()
    queue: list[tuple[float, int, History | None, tuple[Word, ...]]] = []

    def push(score: float, history: History | None, after: tuple[Word, ...]) -> None:
        heapq.heappush(queue, (-score, next(order), history, after))

    for score, history, rivals in ends:
        push(score, history, ())
        for rival in rivals:
            push(score + rival.behind, rival.history, ())
    ways: dict[str, Way] = {}
    for _ in range(10 * count):
        if not queue or len(ways) == count:
            break
        negative, _, history, after = heapq.heappop(queue)
        while history is not None:
            after = (history.word, *after)
            for rival in history.rivals:
                push(rival.behind - negative, rival.history, after)
            history = history.before
        ways.setdefault(" ".join(word.text for word in after), Way(after, -negative))
    return list(ways.values())
