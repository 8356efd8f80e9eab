"""Differentials and derivatives as read off a blackboard: "d x", "d y d x", "d squared by d t squared"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mathparse import numerals
from mathparse.states import Lexeme
from mathparse.tokens import Token
from mathparse.tree import Node, number, symbol

KINDS = {"d": "d", "partial": "partial", "∂": "partial", "del": "partial", "curly": "partial"}
GREEK = frozenset([
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi",
    "chi", "psi", "omega",
])  # fmt: skip
_OVER = frozenset({"by", "over", "/", "upon"})
_EQUAL = frozenset({"equals", "is", "="})
_ORDERS = {"squared": "2", "square": "2", "cubed": "3"}
_COUNTED = {"two": "2", "2": "2", "three": "3", "3": "3"}  # "d two y by d x squared"
_SUBSCRIPTS = frozenset({"sub", "subscript"})
_INDICES = frozenset("ijk")
_NABLA = frozenset({"nabla", "del"})
_BEFORE_PARTS = frozenset({",", "(", "comma"})
_MARKS = {
    "dot": "dot",
    "hat": "hat",
    "bar": "bar",
    "tilde": "tilde",
    "vec": "vector",
    "vector": "vector",
}
_AFTER_DOTTED = frozenset({"plus", "equals", "squared", "over", "is", "times"})
DERIVATIVE_COST = -1.5
DOT_COST = 3.0
RIVAL_COST = 4.0  # for reading its words one by one


def is_name(token: str) -> bool:
    """Whether a word names a symbol by itself: one letter, or a Greek letter."""
    return (len(token) == 1 and token.isalpha()) or token in GREEK


def is_differential(token: str) -> bool:
    """Whether a word is a differential written together, such as "dx"."""
    return len(token) > 1 and token[0] == "d" and is_name(token[1:]) and token != "do"


def differentials(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "d x", "dx" and "partial t", the derivative "d y d x", and the operators "d by d x", "d d x"."""
    if tokens[start] not in KINDS and not is_differential(tokens[start]):
        return []
    out: list[Lexeme] = []
    if single := _differential(tokens, start):
        out.append(Lexeme("differential", single[0], single[1], 0.0))
    if quotient := _derivative(tokens, start):
        out = [lexeme._replace(cost=RIVAL_COST) for lexeme in out]
        out.append(quotient)
    if operator := _operator(tokens, start):
        out.append(operator)
    return out


def _derivative(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "d y d x", "d squared y over d x squared", "partial squared f by partial x partial y".

    Without a word between, "d x d y" in an integral are the variables of the integral.
    """
    kind, at, order = _sign(tokens, start)
    if not kind:
        return None
    body = _name(tokens, at)
    if body is None:
        return None
    middle = _after_over(tokens, body[1])
    below = _variables(tokens, middle, kind, bool(order))
    if not below or (kind == "d" and body[0].text == "d"):
        return None
    variables, end = below
    if tokens[start + 1] in _COUNTED and variables[0][1][1:] != (order,):
        return None  # "d two y by d x" has no order below
    integral = any(token.startswith("integra") or token == "∫" for token in tokens)
    beside = middle == body[1]
    if beside and kind == "d" and (_follows(tokens, end) or _follows_differential(tokens, start)):
        return None  # "d r d phi d theta" are three
    if beside and (integral or _gives_element(tuple(tokens))):
        return None
    if start and tokens[start - 1] in _OVER and not (beside and _is_chain(tokens, start - 1)):
        return None
    if end < len(tokens) and tokens[end] in _OVER and beside and not _is_chain(tokens, end):
        return None
    node = Node("derivative", (body[0], *variables), kind)
    return Lexeme("quotient", node, end, DERIVATIVE_COST)


@lru_cache(maxsize=8)
def _gives_element(tokens: tuple[Token, ...]) -> bool:
    """Whether an element is said to equal something: in "d a equals r d r d theta" are no derivatives."""
    first = tokens.index("d") if "d" in tokens else len(tokens)
    return first + 2 < len(tokens) and is_name(tokens[first + 1]) and tokens[first + 2] in _EQUAL


def _follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether one more differential comes, and no derivative begins with it."""
    single = _differential(tokens, at)
    return single is not None and _differential(tokens, single[1]) is None


def _is_chain(tokens: Sequence[Token], over: int) -> bool:
    """Whether two derivatives stand around the word: "d y d t over d x d t"."""
    after = _differential(tokens, over + 1)
    pairs = over > 3 and _differential(tokens, over - 4) and _differential(tokens, over - 2)
    return bool(pairs and after and _differential(tokens, after[1]))


def _follows_differential(tokens: Sequence[Token], start: int) -> bool:
    before = _differential(tokens, start - 2) if start > 1 else None
    return before is not None and before[1] == start and before[0].text == "d"


def _operator(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "d by d x" or "d squared d t squared", whose body follows."""
    kind = KINDS.get(tokens[start], "")
    at, order = _order(tokens, start + 1) if kind else (start, None)
    below = _variables(tokens, _after_over(tokens, at), kind, bool(order)) if kind else None
    if below is None:
        return None
    variables, end = below
    if order is not None and len(variables) == 1 and variables[0].head != "power":
        variables = (Node("power", (variables[0], order)),)
    if len(variables) > 1 and at == start + 1:
        return None
    return Lexeme("d-by", Node("differential", variables, kind), end, -1.2)


def _sign(tokens: Sequence[Token], start: int) -> tuple[str, int, Node | None]:
    """Read the d above, perhaps with an order, and say where the body begins."""
    token = tokens[start]
    kind = KINDS.get(token, "")
    if kind:
        if tokens[start + 1 : start + 2] and tokens[start + 1] in _COUNTED:
            return kind, start + 2, number(_COUNTED[tokens[start + 1]])
        at, order = _order(tokens, start + 1)
        return kind, at, order
    return "", start, None


def _order(tokens: Sequence[Token], at: int) -> tuple[int, Node | None]:
    """Read "squared", "cubed" or "to the fourth", if that is what comes."""
    if at < len(tokens) and tokens[at] in _ORDERS:
        return at + 1, number(_ORDERS[tokens[at]])
    if tokens[at : at + 1] == ["^"] and at + 1 < len(tokens) and tokens[at + 1].isdigit():
        return at + 2, number(str(tokens[at + 1]))
    if tokens[at : at + 2] == ["to", "the"] and at + 2 < len(tokens):
        if nth := numerals.ordinal(tokens, at + 2):
            return nth[1], nth[0]
        if tokens[at + 2] in ("n", "k", "m"):
            return at + 3, symbol(tokens[at + 2].written)
    return at, None


def _after_over(tokens: Sequence[Token], at: int) -> int:
    """Step over the word between the two parts."""
    if at < len(tokens) and tokens[at] in _OVER:
        return at + 1
    return at + 2 if tokens[at : at + 2] == ["divided", "by"] else at


def _variables(
    tokens: Sequence[Token], at: int, kind: str, several: bool
) -> tuple[tuple[Node, ...], int] | None:
    """Read "d x", "d x squared", or with an order above, "d x d y"."""
    found: list[Node] = []
    while at < len(tokens) and (single := _differential(tokens, at)) and single[0].text == kind:
        variable = single[0].args[0]
        at, order = _order(tokens, single[1]) if several else (single[1], None)
        found.append(Node("power", (variable, order)) if order else variable)
        if not several or (order and kind == "d"):
            break
    return (tuple(found), at) if found else None


def _differential(tokens: Sequence[Token], start: int) -> tuple[Node, int] | None:
    """Read one differential: "d x", "partial t", "dx"."""
    if start >= len(tokens):
        return None
    token = tokens[start]
    kind = KINDS.get(token, "")
    if kind and start + 1 < len(tokens) and is_name(tokens[start + 1]):
        if tokens[start + 1] == "d" and start + 2 < len(tokens) and is_name(tokens[start + 2]):
            return None
        variable = _name(tokens, start + 1)
        return (Node("differential", (variable[0],), kind), variable[1]) if variable else None
    if is_differential(token):
        name = token.written[1:]
        return Node("differential", (symbol(name),), "d"), start + 1
    return None


def _name(tokens: Sequence[Token], start: int) -> tuple[Node, int] | None:
    """Read a letter with the index or mark it may have: "x", "x sub i", "x one" before "d t", "q dot"."""
    if start >= len(tokens) or not is_name(tokens[start]):
        return None
    token = tokens[start]
    name = symbol(token.written if len(token) == 1 else str(token))
    at = start + 1
    if at < len(tokens) and tokens[at] in _MARKS and not _is_operand(tokens[at + 1 : at + 2]):
        return Node("accent", (name,), _MARKS[tokens[at]]), at + 1
    if at + 1 < len(tokens) and tokens[at] in _SUBSCRIPTS and _is_index(tokens[at + 1]):
        return Node("subscript", (name, _index(tokens[at + 1]))), at + 2
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if at < len(tokens) and (
        (tokens[at] in _INDICES and token not in _INDICES)
        or (_is_index(tokens[at]) and not is_name(tokens[at]) and _ends_quotient(following))
    ):
        return Node("subscript", (name, _index(tokens[at]))), at + 1
    return name, at


def _is_operand(tokens: Sequence[Token]) -> bool:
    """Whether a factor comes, so that "dot" before it is a product."""
    return bool(tokens) and _is_index(tokens[0]) and tokens[0] not in KINDS


def _ends_quotient(token: str) -> bool:
    return token in KINDS or token in _OVER or is_differential(token)


def _is_index(token: Token) -> bool:
    return is_name(token) or token in numerals.CARDINALS or token.isdigit()


def _index(token: Token) -> Node:
    if token in numerals.CARDINALS:
        return number(str(numerals.CARDINALS[token]))
    return number(str(token)) if token.isdigit() else symbol(token.written)


def _joins_names(tokens: Sequence[Token], start: int) -> bool:
    """Whether all of a phrase is two names with "dot" between: "a dot b", but q dot p is a speed times p."""
    if len(tokens) != 3 or start != 1 or tokens[0] in ("q", tokens[2]):
        return False
    return is_name(tokens[0]) and is_name(tokens[2])


def dots(tokens: Sequence[Token], start: int, found: list[Lexeme]) -> list[Lexeme]:
    """Say what "dot" means: on the letter that follows, a product with "d r", or as it comes."""
    following = tokens[start + 1 : start + 3]
    if start and tokens[start - 1] in _NABLA:
        return [x for x in found if x.kind == "dot-word"]
    if start and tokens[start - 1] in _BEFORE_PARTS and following and is_name(following[0]):
        return [Lexeme("accent", "dot", start + 1), *found]
    if following == [tokens[start - 1], "hat"] and is_name(following[0]):
        return [x for x in found if x.kind == "accent"]  # "r dot r hat": its velocity along it
    if _joins_names(tokens, start):
        return [x for x in found if x.kind != "accent"] or found
    if following[:1] == [","] or (following and following[0] in _AFTER_DOTTED):
        # after a product sign nobody pauses, and no sign follows it
        return [x for x in found if x.kind == "accent"] or found
    # "f dot d r" is a product, "x dot d t" a velocity
    if (
        len(following) == 2
        and following[0] == "d"
        and is_name(following[1])
        and following[1] != "t"
    ):
        marks = [x._replace(cost=DOT_COST) for x in found if x.kind == "accent"]
        return [x for x in found if x.kind == "dot-word"] + marks
    return found
