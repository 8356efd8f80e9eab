"""Letters and what is spelled with them: names, capitals, the article "a", differentials."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse.parser import Lexeme
from mathparse.tokens import Token
from mathparse.tree import Node, symbol

_CAPITALS = frozenset({"capital", "cap", "upper", "uppercase", "caps"})
_GREEK = frozenset([
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi",
    "chi", "psi", "omega",
])  # fmt: skip
_DISTINCT = frozenset(
    ["Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"]
)

# No article stands before these, so that "a" is the letter.
_AFTER_LETTER = frozenset([
    "equals", "equal", "is", "plus", "minus", "times", "over", "by", "to", "and", "or",
    "comma", "sub", "superscript", "squared", "cubed", "prime", "hat", "bar", "tilde",
    "dot", "inverse", "transpose", "end", "close", "right", "less", "greater", "belongs",
    "implies", "choose", "factorial",
])  # fmt: skip


def letters(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Single letters, capitals asked for by word, and differentials."""
    token = tokens[start]
    out: list[Lexeme] = []
    following = tokens[start + 1] if start + 1 < len(tokens) else ""
    if token in _CAPITALS and is_name(following):
        out.append(Lexeme("symbol", symbol(_upper(following)), start + 2, -0.5))
    elif len(token) == 1 and token.isalpha():
        name = tokens[start].written
        article = token == "a" and len(following) > 1 and following not in _AFTER_LETTER
        out.append(Lexeme("symbol", symbol(name), start + 1, 0.3 if article else 0.0))
        defined = start + 2 < len(tokens) and tokens[start + 2] in ("equals", "=", "is")
        if defined and token in ("f", "g", "h") and is_name(following):
            call = Node("call", (symbol(name), _name(tokens[start + 1])), "paren")
            out.append(Lexeme("symbol", call, start + 2, 0.3))
        if article:
            out.append(Lexeme("skip", None, start + 1, 1.5))
    elif (
        start
        and token in _GREEK
        and token.written[:1].isupper()
        and token.capitalize() in _DISTINCT
    ):
        out.append(Lexeme("symbol", symbol(token.capitalize()), start + 1, -0.1))
    differentials = _differentials(tokens, start)
    if differentials and out:
        out = [lexeme._replace(cost=lexeme.cost + 0.5) for lexeme in out]
    return out + differentials


def is_name(token: str) -> bool:
    """Whether a word names a symbol by itself: one letter, or a Greek letter."""
    return (len(token) == 1 and token.isalpha()) or token in _GREEK


def is_differential(token: str) -> bool:
    """Whether a word is a differential written together, such as "dx"."""
    return len(token) > 1 and token[0] == "d" and is_name(token[1:]) and token != "do"


def _upper(name: str) -> str:
    return name.upper() if len(name) == 1 else name.capitalize()


def _name(token: Token) -> Node:
    return symbol(token.written if len(token) == 1 else str(token))


def _differentials(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "d x", "dx", "d theta", "partial t", and the operators "d by d x", "d d x"."""
    kind = {"d": "d", "partial": "partial", "∂": "partial", "del": "partial"}.get(tokens[start], "")
    out: list[Lexeme] = []
    if single := _differential(tokens, start):
        out.append(Lexeme("differential", single[0], single[1], 0.0))
    if quotient := _leibniz(tokens, start):
        out.append(quotient)
    if kind:
        middle = start + 1
        power: Node | None = None
        if middle < len(tokens) and tokens[middle] in ("squared", "cubed"):
            power = Node("number", (), "23"[tokens[middle] == "cubed"])
            middle += 1
        if middle < len(tokens) and tokens[middle] in ("by", "over", "/", "upon"):
            middle += 1
        elif middle + 1 < len(tokens) and tokens[middle : middle + 2] == ["divided", "by"]:
            middle += 2
        below = _differential(tokens, middle) if middle > start else None
        if below and below[0].text == kind:
            node, end = below
            variable = node.args[0]
            if end < len(tokens) and tokens[end] in ("squared", "cubed"):
                power, end = Node("number", (), "23"[tokens[end] == "cubed"]), end + 1
            if power:
                variable = Node("power", (variable, power))
            out.append(Lexeme("d-by", Node("differential", (variable,), kind), end, -0.5))
    return out


def _leibniz(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "d y d x" as a derivative, where no integral is said whose variables these could be."""
    above = _differential(tokens, start)
    below = _differential(tokens, above[1]) if above else None
    if above is None or below is None or above[0].text != below[0].text or above[0] == below[0]:
        return None
    if any(token.startswith("integra") or token == "∫" for token in tokens):
        return None
    kind, after = above[0].text, tokens[below[1]] if below[1] < len(tokens) else ""
    before = tokens[start - 1] if start else ""
    if before in ("over", "by", "/", "dividedby") or after in ("over", "squared"):
        return None
    node = Node("derivative", (above[0].args[0], below[0].args[0]), kind)
    return Lexeme("symbol", node, below[1], -0.3)


def _differential(tokens: Sequence[Token], start: int) -> tuple[Node, int] | None:
    if start >= len(tokens):
        return None
    token = tokens[start]
    kind = {"d": "d", "partial": "partial", "∂": "partial", "del": "partial"}.get(token, "")
    if kind and start + 1 < len(tokens) and is_name(tokens[start + 1]):
        if tokens[start + 1] == "d" and start + 2 < len(tokens) and is_name(tokens[start + 2]):
            return None
        return Node("differential", (_name(tokens[start + 1]),), kind), start + 2
    if len(token) > 1 and token[0] == "d" and is_name(token[1:]) and token not in ("do",):
        return Node("differential", (symbol(token.written[1:]),), "d"), start + 1
    return None
