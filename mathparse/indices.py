"""Letters that are an index though nobody says "sub": the x i of a sum, a i j, the x n after dots."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from mathparse.differentials import is_name
from mathparse.states import Lexeme
from mathparse.tokens import Token
from mathparse.tree import Node, number, symbol

# What it costs to take a letter for an index where nothing else in the phrase says so.
INDEX_COSTS = {"i": -0.5, "j": -0.5, "k": 0.5, "n": 0.7, "m": 1.5, "t": 3.0}
RIVAL_COST = 1.5  # for a factor, where the phrase shows that the letter counts something
FACTOR_COST = 2.0  # after these, the letter is more often a factor: a plus b i, a minus lambda i
SEVERAL_COST = -1.0  # for "i j" and "r1", which are one index
SUB_SAID_COST = 2.0  # who says "sub" once says it mostly
_PAIRS = {"f": "i", "i": "fo", "o": "i", "h": "c", "c": "h"}  # final and initial, hot and cold
_LABELS = frozenset(
    [
        "out",
        "in",
        "net",
        "total",
        "max",
        "min",
        "initial",
        "final",
        "avg",
        "rms",
        "eff",
        "res",
        "tot",
        "obs",
        "reg",
        "ref",
        "crit",
        "esc",
        "ext",
        "rev",
        "peak",
        "load",
        "kinetic",
        "potential",
        "terminal",
        "escape",
        "critical",
        "ambient",
        "friction",
        "drag",
        "lift",
        "thermal",
        "internal",
        "external",
    ]
)
_FIELDS = frozenset("fghuvwz")  # of which derivatives are taken: "f x x plus f y y"
_PLANE = frozenset("xyzuvw")  # what they are taken by
_VALUES = frozenset("vxytpeuqkwfirmnsac")  # what is measured
PAIR_COST = -1.0
_AXES = frozenset("xyz")
_BASES = frozenset("abcdefghlpqrstuvwxyz")
_NO_BASES = frozenset({"pi", "e", "d"})
_FACTORS = frozenset({"a", "b", "c", "lambda", "hat", "bar", "tilde"})
_MARKS = frozenset({"hat", "bar", "tilde"})
_SUB = frozenset({"sub", "subscript"})
_GROWS = frozenset({"goes", "approaches", "tends"})
_EQUAL = frozenset({"equals", "equal", "=", "is"})
_COUNTERS = frozenset({"sum", "summation", "product", "max", "min", "argmax", "argmin", "union"})
_SUMS = frozenset({"sum", "summation", "product"})
_COUNTED = frozenset({"i", "j", "k"})  # by a sum, also where no bounds are said
_LINKS = frozenset({"over", "from", "of", "the", "all", "for", "as"})
_SHIFTS = frozenset({"plus", "minus", "+", "-"})
_STEPS = {"one": "1", "1": "1", "two": "2", "2": "2"}
_FIRST = frozenset({"zero", "one", "two", "0", "1", "2"})


def index(tokens: Sequence[Token], start: int) -> tuple[Lexeme, float] | None:
    """Read a letter as the index of the name before it; return it with the cost of not doing so."""
    if not start:
        return None
    token = tokens[start]
    if (
        token in _PLANE
        and tokens[start + 1 : start + 2] == [token]
        and tokens[start - 1] in _FIELDS
    ):
        twice = Node("multiply", (symbol(token.written), symbol(token.written)))
        return Lexeme("implied-sub", twice, start + 2, SEVERAL_COST), RIVAL_COST
    if tensor := tensor_index(tokens, start):
        return tensor, RIVAL_COST
    if _is_one_of_pair(tokens, start):
        return Lexeme("implied-sub", symbol(token.written), start + 1, PAIR_COST), RIVAL_COST
    defined = _is_defined(tokens, start)
    if token not in INDEX_COSTS or not (defined or _takes_index(tokens, start)):
        return None
    counting, said = _evidence(tuple(tokens))
    node, end = symbol(token.written), start + 1
    several = end < len(tokens) and tokens[end] in INDEX_COSTS
    several = several and (tokens[end] != token or token in _COUNTED)  # "a i i" is on the diagonal
    if several:
        node, end = Node("multiply", (node, symbol(tokens[end].written))), end + 1
    factor = tokens[start - 1] in _FACTORS and token in "ijk" and not several
    cost = INDEX_COSTS[token] + SUB_SAID_COST * said + FACTOR_COST * factor
    if several or defined or token in counting:
        cost = SEVERAL_COST * several
    rival = RIVAL_COST if token in counting else RIVAL_COST / 2 * bool(counting)
    return Lexeme("implied-sub", node, end, cost), rival


def tensor_index(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "mu nu" after a letter as the indices of a tensor, and "sigma x" where sigma y is said as well."""
    before, token = tokens[start - 1], tokens[start]
    if (token, *tokens[start + 1 : start + 2]) == ("mu", "nu") and (
        is_name(before) or before == "partial"
    ):
        both = Node("multiply", (symbol("mu"), symbol("nu")))
        return Lexeme("implied-sub", both, start + 2, SEVERAL_COST)
    if (
        token == "mu"
        and before == "partial"
        and tokens[start + 1 : start + 2] not in ([], ["partial"], ["over"])
    ):
        return Lexeme("implied-sub", symbol("mu"), start + 1, SEVERAL_COST)
    if before == "sigma" and token in _AXES:
        axes = {other for one, other in pairwise(tokens) if one == "sigma" and other in _AXES}
        if len(axes) > 1:
            return Lexeme("implied-sub", symbol(token.written), start + 1, PAIR_COST)
    return None


def _is_defined(tokens: Sequence[Token], start: int) -> bool:
    """Whether the nth of something is said to be: "s n equals ... to the n"."""
    if tokens[start] != "n" or not _EQUAL.issuperset(tokens[start + 1 : start + 2]):
        return False
    before = tokens[start - 1]
    first = not any(is_name(token) for token in tokens[: start - 1])
    return before in _BASES and before != "l" and first and "n" in tokens[start + 2 :]


def label(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "v out" and "f net"; "v in" where "v out" is said too."""
    if not start or tokens[start] not in _LABELS or tokens[start - 1] not in _VALUES:
        return None
    token, before = tokens[start], tokens[start - 1]
    if token == "in" and (before, "out") not in pairwise(tokens):
        return None
    return Lexeme("implied-sub", Node("text", (), str(token)), start + 1, PAIR_COST)


def _is_one_of_pair(tokens: Sequence[Token], start: int) -> bool:
    """Whether a final and an initial value are told apart: "v f minus v i", "t h minus t c"."""
    token, before = tokens[start], tokens[start - 1]
    if token not in _PAIRS or before not in _VALUES:
        return False
    return any(one == before and other in _PAIRS[token] for one, other in pairwise(tokens))


def shifted(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "n plus one" as an index, where the sequence occurs elsewhere without the shift."""
    if not start or tokens[start] not in INDEX_COSTS or not _takes_index(tokens, start):
        return None
    if start + 2 >= len(tokens) or tokens[start + 1] not in _SHIFTS:
        return None
    step = tokens[start + 2]
    if step not in _STEPS or _evidence(tuple(tokens))[1]:
        return None
    if not _is_shifted(tokens, start, tokens[start]):
        return None
    head = "add" if tokens[start + 1] in ("plus", "+") else "subtract"
    shift = Node(head, (symbol(tokens[start].written), number(_STEPS[step])))
    return Lexeme("implied-sub", shift, start + 3, 0.0)


def several(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "i j" after "sub" as one index of two letters, and a label such as "R1"."""
    if not start or tokens[start - 1] not in _SUB:
        return None
    following = tokens[start + 1] if start + 1 < len(tokens) else None
    if following is not None and following.joined and following.isdigit():
        label = tokens[start].written + following
        return Lexeme("symbol", symbol(label), start + 2, SEVERAL_COST)
    if tokens[start : start + 1] == tokens[start + 1 : start + 2] and is_name(tokens[start]):
        name = symbol(tokens[start].written)  # a second derivative: "f sub x x"
        return Lexeme("symbol", Node("multiply", (name, name)), start + 2, SEVERAL_COST)
    pair = tokens[start : start + 2]
    if tokens[start + 2 : start + 3] == ["of"] and len(pair) == 2 and _PLANE.issuperset(pair):
        node = Node("multiply", (symbol(pair[0].written), symbol(pair[1].written)))
        return Lexeme("symbol", node, start + 2, SEVERAL_COST)  # "f sub x y of"
    if tokens[start] not in INDEX_COSTS:
        return None
    end, node = start + 1, symbol(tokens[start].written)
    while end < len(tokens) and tokens[end] in INDEX_COSTS and tokens[end] != "t":
        node, end = Node("multiply", (node, symbol(tokens[end].written))), end + 1
    return Lexeme("symbol", node, end, SEVERAL_COST) if end > start + 1 else None


def _is_shifted(tokens: Sequence[Token], at: int, letter: str) -> bool:
    """Whether "u n plus one" stands here, and u n elsewhere."""
    if tokens[at] != letter or tokens[at + 1] not in _SHIFTS or tokens[at + 2] not in _STEPS:
        return False
    pair = (tokens[at - 1], letter)
    return is_name(tokens[at - 1]) and sum(pair == each for each in pairwise(tokens)) > 1


def _takes_index(tokens: Sequence[Token], start: int) -> bool:
    """Whether the word before names something that counts, such as a letter that is no index itself."""
    before = tokens[start - 1]
    if before in _MARKS:
        return start > 1 and is_name(tokens[start - 2]) and tokens[start - 2] != "h"
    if not is_name(before) or before in _NO_BASES or before == tokens[start]:
        return False
    if before == "l" and tokens[start] == "n":
        return False  # the natural logarithm
    return before in _BASES or len(before) > 1


@lru_cache(maxsize=8)
def _evidence(tokens: tuple[Token, ...]) -> tuple[frozenset[str], bool]:
    """Return the letters that the phrase counts with, and whether it says "sub" for others."""
    counting: set[str] = set()
    for at, token in enumerate(tokens):
        if token in _SUMS:
            counting.update(_COUNTED)
        if token in _COUNTERS:
            at += 1
            while at < len(tokens) and tokens[at] in _LINKS:
                at += 1
            if at < len(tokens):
                counting.add(tokens[at])
        elif token in INDEX_COSTS and at + 2 < len(tokens) and tokens[at + 1] in _EQUAL:
            if tokens[at + 2] in _FIRST and "to" in tokens[at + 3 :]:
                counting.add(token)
        elif token in INDEX_COSTS and tokens[at + 1 : at + 2] and tokens[at + 1] in _GROWS:
            counting.add(token)
        elif token == "dot" and tokens[at : at + 3] == ("dot", "dot", "dot"):
            counting.update(tokens[at + 3 : at + 7])
    for letter in INDEX_COSTS.keys() & set(tokens):
        if any(_is_shifted(tokens, at, letter) for at in range(1, len(tokens) - 2)):
            counting.add(letter)
    said = any(token in _SUB for token in tokens)
    return frozenset(counting & INDEX_COSTS.keys()), said
