"""Spoken English from a formula tree, in words that the grammar reads back as the same tree.

Plain wording has no closing words ("the square root of x plus 1"), careful wording closes what is open
("... end root"), strict wording also groups every part that could be misunderstood. `speak` chooses the
plainest wording that is understood as the tree it came from, by listening to it with the parser; careful
wording also where a listener could well take plain words for another formula ("b plus c over d").
"""

from __future__ import annotations

from mathparse.builders.common import unbracketed
from mathparse.printers.brackets import with_brackets
from mathparse.printers.speech.arithmetic import Arithmetic
from mathparse.printers.speech.calculus import Calculus
from mathparse.printers.speech.care import CAREFUL, PLAIN, STRICT
from mathparse.tree import Node


class Speaker(Arithmetic, Calculus):
    """Knows the words for every construct."""


SPEAKERS = tuple(Speaker(care) for care in (PLAIN, CAREFUL, STRICT))


LONGEST = 2000  # letters that are listened to
DOUBT = 5.0  # how much worse another understanding may be and still trouble a listener, in nats


def speak(tree: Node) -> str:
    """Return the plainest words for a tree that the grammar understands as this tree, and a listener too."""
    understood = ""
    for speaker in SPEAKERS[:-1]:
        words = speaker(tree)
        if len(words) > LONGEST:
            break
        if is_heard(words, tree):
            understood = words
            if not is_doubtful(words):
                break
    if understood:
        return understood
    strict = SPEAKERS[STRICT](tree)
    if len(strict) > LONGEST or is_heard(strict, tree):
        return strict
    return f"begin group {strict} end group"


def is_heard(words: str, tree: Node) -> bool:
    """Whether the grammar understands words as a tree."""
    from mathparse.reading import parse

    readings = parse(words).readings
    return bool(readings) and with_brackets(readings[0].tree) == tree


def is_doubtful(words: str) -> bool:
    """Whether words could be grouped otherwise nearly as well: "b plus c over d"."""
    from mathparse.reading import groupings

    trees = [_without_taste(tree) for tree in groupings(words, DOUBT)]
    return any(other != trees[0] for other in trees[1:])


def _without_taste(node: Node) -> Node:
    """Return a tree without the brackets around a function's argument, which change no meaning."""
    args = tuple([_without_taste(arg) for arg in node.args])
    if node.head == "apply":
        args = (args[0], unbracketed(args[1]))
    return node._replace(args=args)
