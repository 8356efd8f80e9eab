"""One more word at a time: the search goes on from the words that stand as they stood."""

import pytest

from mathparse import grammar, parser, search
from mathparse.reading import load_weights
from mathparse.tokens import tokenise

PHRASES = [
    "the integral from zero to one of x squared d x",
    "the fraction with numerator x plus 1, and denominator, y, times z, plus 3",
    "x squared plus one over two all squared",
    "log base two of eight plus the square root of a plus b end root",
    "two by two matrix row one a b row two c d",
    "of of plus times unquote x",
]


def fresh() -> parser.Parser:
    return parser.Parser(grammar.load(), load_weights())


def found(machine: parser.Parser, phrase: str) -> list:
    states = search.search(machine, tokenise(phrase))
    return [(state.operand, round(state.cost, 9)) for state in states]


@pytest.mark.parametrize("phrase", PHRASES)
def test_word_by_word_as_at_once(phrase):
    machine = fresh()
    words = phrase.split()
    for count in range(1, len(words) + 1):
        said = " ".join(words[:count])
        assert found(machine, said) == found(fresh(), said)


def test_words_taken_back_and_changed():
    machine = fresh()
    for phrase in (
        "x plus y over 2",
        "x plus y",
        "x plus z over 2",
        "w",
        "x plus y over 2 squared",
    ):
        assert found(machine, phrase) == found(fresh(), phrase)


def test_known_words_are_not_searched_anew(monkeypatch):
    def steps(machine: parser.Parser) -> int:
        taken = []
        advance = machine.advance
        monkeypatch.setattr(machine, "advance", lambda *said: taken.append(said) or advance(*said))
        found(machine, "x squared plus y squared plus z cubed")
        return len(taken)

    used = fresh()
    found(used, "x squared plus y squared plus z squared")
    assert 0 < steps(used) < steps(fresh()) / 2
