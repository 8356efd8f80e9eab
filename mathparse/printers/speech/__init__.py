"""Spoken English from a formula tree, in words that the grammar reads back as the same tree.

Plain wording has no closing words ("the square root of x plus 1"), careful wording closes what is open
("... end root"), strict wording also groups every part that could be misunderstood. `speak` chooses the
plainest wording that is understood as the tree it came from, by listening to it with the parser.
"""

from __future__ import annotations

from mathparse.printers.brackets import with_brackets
from mathparse.printers.speech.arithmetic import Arithmetic
from mathparse.printers.speech.calculus import Calculus
from mathparse.printers.speech.care import CAREFUL, PLAIN, STRICT
from mathparse.tree import Node


class Speaker(Arithmetic, Calculus):
    """Knows the words for every construct."""


SPEAKERS = tuple(Speaker(care) for care in (PLAIN, CAREFUL, STRICT))


def speak(tree: Node) -> str:
    """Return the plainest words for a tree that the grammar understands as this tree."""
    from mathparse.reading import parse

    for speaker in SPEAKERS[:-1]:
        words = speaker(tree)
        if len(words) > 2000:
            break
        readings = parse(words).readings
        if readings and with_brackets(readings[0].tree) == tree:
            return words
    return SPEAKERS[STRICT](tree)
