"""Numbers as lexemes: whole, decimal and mixed ones, fractions, ordinals, and digits that are an index."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse import numerals
from mathparse.builders.statements import DOTS
from mathparse.differentials import is_name
from mathparse.repeating import repeating
from mathparse.states import Lexeme
from mathparse.tokens import Token
from mathparse.tree import Node, symbol

_INDEXED = frozenset(["hat", "bar", "tilde", "partial", "nabla", "ell"])
_GOES_ON = (["and", "so"], ["dot", "dot"], ["up", "to"], ["et", "cetera"])
FACTOR_COST = -1.0
INDEX_COST = -1.5
_INDEX_ENDS = Lexeme("end-subscript", None, 0)
_COUNTERS = frozenset("ijkmn")
# After these, the letter stands for more or less than itself.
_MARKS = frozenset(
    ["plus", "minus", "sub", "squared", "cubed", "over", "hat", "bar", "prime", "of", "times"]
)
_COUNTED = frozenset(["over", "point", ".", "half", "halves", "thirds"])
_AFTER_FRACTION = frozenset(["plus", "minus", "times", "of", "equals", "is", "and", "pi", "x"])


def numbers(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Return the readings of the number that starts here: whole, ordinal, fraction, or an index not said."""
    token = tokens[start]
    if found := repeating(tokens, start):
        return [Lexeme("number", found[0], found[1])]
    if digits := _index_digits(tokens, start):
        return [digits]
    if counted := _counted_up(tokens, start):
        return [counted]
    if found := numerals.cardinal(tokens, start):
        text, end = found
        if token in numerals.CARDINALS and end > start + 1:
            part = numerals.fraction(tokens, start + 1, str(numerals.CARDINALS[token]))
            if part and part[1] > end:
                return [Lexeme("number", part[0], part[1])]
        if part := numerals.fraction(tokens, end, text):
            return [Lexeme("number", part[0], part[1])]
        lexeme = [Lexeme("number", Node("number", (), text), end)]
        if end + 1 < len(tokens) and tokens[end] == "and":
            second = numerals.cardinal(tokens, end + 1)
            if tokens[end + 1] in ("a", "an"):
                second = ("1", end + 2)
            part = second and numerals.fraction(tokens, second[1], second[0])
            if part:
                mixed = Node("mixed", (Node("number", (), text), part[0]))
                lexeme.insert(0, Lexeme("number", mixed, part[1]))
        if found := numerals.ordinal(tokens, start):
            lexeme.append(Lexeme("ordinal", found[0], found[1]))
        if (
            start
            and (is_name(tokens[start - 1]) or tokens[start - 1] in _INDEXED)
            and not _after_log(tokens, start)
        ):
            lexeme = [x._replace(cost=0.7) for x in lexeme]
            lexeme.append(Lexeme("implied-sub", Node("number", (), text), end, 0.0))
        if _ends_index(tokens, start, end):
            index = (Lexeme("number", Node("number", (), text), end), _INDEX_ENDS)
            lexeme.append(Lexeme("chain", index, end, INDEX_COST))
        return lexeme
    if part := _article_fraction(tokens, start):
        return [part]
    if token in ("half", "quarter"):
        node = Node(
            "fraction", (Node("number", (), "1"), Node("number", (), "24"[token != "half"]))
        )
        return [Lexeme("number", node, start + 1)]
    if found := numerals.ordinal(tokens, start):
        return [Lexeme("ordinal", found[0], found[1])]
    return []


def _ends_index(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a number is all of an index: "a sub one x", as only n and the like are counted below."""
    if not start or tokens[start - 1] not in ("sub", "subscript") or end >= len(tokens):
        return False
    return is_name(tokens[end]) and not tokens[end].joined and tokens[end] not in _COUNTERS


def one_minus(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "one minus p" as a factor, where p was said before: "p one minus p", "p times one minus p"."""
    said = tokens[start : start + 3]
    if len(said) < 3 or said[0] != "one" or said[1] not in ("minus", "plus"):
        return None
    name, before = said[2], tokens[start - 1] if start else ""
    following = tokens[start + 3] if start + 3 < len(tokens) else ""
    if not is_name(name) or name not in tokens[:start] or _is_marked(following):
        return None
    if name == "e" or (before != "times" and not is_name(before)):
        return None
    if said[1] == "plus" and before not in ("times", name):
        return None  # "a one plus n minus one times d" begins with an index
    head = "subtract" if said[1] == "minus" else "add"
    inner = Node(head, (Node("number", (), "1"), symbol(name.written)))
    return Lexeme("factor", Node("group", (inner,), "paren"), start + 3, FACTOR_COST)


def _is_marked(token: str) -> bool:
    """Whether a word makes another name of the letter before it, or a square of it alone."""
    return token in _MARKS or token in numerals.CARDINALS or is_name(token)


def _article_fraction(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "a third" and "an eighth" where the fraction ends: nothing follows that could be counted."""
    if tokens[start] not in ("a", "an") or start + 1 >= len(tokens):
        return None
    part = numerals.fraction(tokens, start + 1, "1")
    if part and tokens[start + 1] in ("half", "quarter"):
        return Lexeme("number", part[0], part[1], -0.5)
    if not part or (not start and tokens[part[1] : part[1] + 1] not in (["of"], [])):
        return None
    ends = part[1] >= len(tokens) or tokens[part[1]] in _AFTER_FRACTION
    return Lexeme("number", part[0], part[1], -0.5) if ends else None


def _index_digits(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """In an index, digits said apart belong together: "b sub 1 2"."""
    if not start or tokens[start - 1] not in ("sub", "subscript"):
        return None
    end = start
    while end < len(tokens) and len(tokens[end]) == 1 and tokens[end].isdigit():
        end += 1
    last = end >= len(tokens) or (tokens[end] == "." and end + 1 == len(tokens))
    if end - start < 2 or (not last and tokens[end] in _COUNTED):
        return None
    return Lexeme("number", Node("number", (), "".join(tokens[start:end])), end)


def _counted_up(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "one two three and so on" as a list."""
    end = start
    while end < len(tokens) and tokens[end] in numerals.CARDINALS:
        if (
            end > start
            and numerals.CARDINALS[tokens[end]] != numerals.CARDINALS[tokens[end - 1]] + 1
        ):
            return None
        end += 1
    if end < start + 2 or tokens[end : end + 2] not in _GOES_ON:
        return None
    counted = [Node("number", (), str(numerals.CARDINALS[token])) for token in tokens[start:end]]
    if tokens[end : end + 3] == ["dot", "dot", "dot"]:
        counted.append(DOTS)
        end += 3
        if end < len(tokens) and is_name(tokens[end]):
            counted.append(symbol(tokens[end].written))
            end += 1
    return Lexeme("number", Node("list", tuple(counted), "comma"), end)


def _after_log(tokens: Sequence[Token], start: int) -> bool:
    """Whether "l n" or "l g" stands before, whose last letter takes no index."""
    return start > 1 and tokens[start - 2] == "l" and tokens[start - 1] in ("n", "g")
