"""Letters and what is spelled with them: names, capitals, the article "a", differentials."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mathparse import characters, indices
from mathparse.differentials import GREEK, RIVAL_COST, differentials, is_name
from mathparse.numerals import CARDINALS, cardinal
from mathparse.states import Lexeme
from mathparse.tokens import Token
from mathparse.tree import Node, number, symbol

_CAPITALS = frozenset({"capital", "cap", "upper", "uppercase", "caps", "big"})
_SMALL_LETTERS = frozenset({"lowercase", "little", "small", "lower"})
_DISTINCT = frozenset(
    ["Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"]
)

_SPACES = {"r": "reals", "c": "complexes"}
_NUMBERS = {"R": "reals", "C": "complexes", "N": "naturals", "Q": "rationals", "Z": "integers"}
_INFINITE = frozenset("lhc")
_SIGNS = frozenset({"plus", "minus", "times", "over", "squared", "cubed"})
_INTO = frozenset({"in", "from", "to", "on", "into"})
DIFFERENTIAL_COST, DIFFERENTIALS_COST = 0.5, 2.0  # for taking the d for a letter
_UNITS = frozenset({"i", "j", "k", "n", "r"})
_ENCLOSED = frozenset({"circled", "parenthesized"})
_CHOSEN = frozenset("rk")
_DIMENSIONS = frozenset("nmkdp")

# No article stands before these, so that "a" is the letter.
AFTER_LETTER = frozenset([
    "equals", "equal", "is", "plus", "minus", "times", "over", "by", "to", "and", "or",
    "comma", "sub", "superscript", "squared", "cubed", "prime", "hat", "bar", "tilde",
    "dot", "inverse", "transpose", "end", "close", "right", "less", "greater", "belongs",
    "implies", "choose", "factorial", "dagger", "star",
    "sine", "sin", "cosine", "cos", "tangent", "tan", "log", "ln",
])  # fmt: skip


# Before these "a" is the article: nobody multiplies by what they name without a sign.
_NOUNS = frozenset([
    "matrix", "determinant", "sum", "product", "limit", "fraction", "derivative",
    "binomial", "point", "line", "segment", "ray", "set", "function", "polynomial",
])  # fmt: skip

_PAIRED_NOUNS = (
    ["square", "root"], ["column", "vector"], ["column", "matrix"], ["row", "vector"], ["row", "matrix"],
)  # fmt: skip


def _parametrised(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "nabla theta l" as the gradient with respect to theta."""
    if tokens[start] not in ("nabla", "del", "grad") or start + 2 >= len(tokens):
        return []
    by, of = tokens[start + 1], tokens[start + 2]
    if by not in ("theta", "phi", "w", "mu") or not is_name(of) or of == by:
        return []
    node = Node("subscript", (symbol("nabla"), symbol(str(by))))
    return [Lexeme("symbol", node, start + 2, -0.3)]


def letters(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Single letters, capitals asked for by word, and differentials."""
    token = tokens[start]
    out: list[Lexeme] = []
    following = tokens[start + 1] if start + 1 < len(tokens) else ""
    if token in _CAPITALS and is_name(following):
        out.append(Lexeme("symbol", symbol(_upper(following)), start + 2, -0.5))
    elif token in _SMALL_LETTERS and is_name(following):
        out.append(Lexeme("symbol", symbol(following), start + 2, -0.5))
    elif label := indices.label(tokens, start):
        out.append(label)
    elif token == "cap" and _is_unit_vector(tokens, start):
        out.append(Lexeme("accent", "hat", start + 1, -0.5))
    elif len(token) == 1 and token.isalpha():
        out += _letter(tokens, start)
    elif (
        start and token in GREEK and token.written[:1].isupper() and token.capitalize() in _DISTINCT
    ):
        out.append(Lexeme("symbol", symbol(token.capitalize()), start + 1, -0.1))
    if token == "mu" and start and (tensor := indices.tensor_index(tokens, start)):
        out.append(tensor)
    if space := _space(tokens, start):
        out.append(space)
    enclosed = token in _ENCLOSED and len(following) == 1 and following.isalnum()
    if enclosed and (sign := characters.find(f"{token} {following}")):
        out.append(Lexeme("symbol", symbol(sign), start + 2, -0.5))
    if counted := _counted(tokens, start):
        out.append(counted)
    found = differentials(tokens, start) + _parametrised(tokens, start)
    if found and out:
        whole = any(lexeme.kind == "quotient" for lexeme in found)
        several = tokens.count(token) > 1  # "f sub x d x plus f sub y d y"
        extra = RIVAL_COST if whole else DIFFERENTIALS_COST if several else DIFFERENTIAL_COST
        out = [lexeme._replace(cost=lexeme.cost + extra) for lexeme in out]
    return out + found


def _is_unit_vector(tokens: Sequence[Token], start: int) -> bool:
    """Whether "cap" is a hat: "two i cap plus three j cap"."""
    if not start or tokens[start - 1] not in _UNITS:
        return False
    return not any(is_name(token) for token in tokens[start + 1 : start + 2])


def _letter(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """One letter: a name, the article "a", f with its argument, or the index of the letter before."""
    token = tokens[start]
    name, following = symbol(token.written), tokens[start + 1] if start + 1 < len(tokens) else ""
    article = token == "a" and len(following) > 1 and following not in AFTER_LETTER
    noun = article and _is_noun(tokens, start + 1)
    out = [Lexeme("symbol", name, start + 1, 3.0 if noun else 0.3 if article else 0.0)]
    defined = start + 2 < len(tokens) and tokens[start + 2] in ("equals", "=", "is")
    defined = defined and not (
        start and (is_name(tokens[start - 1]) or tokens[start - 1] in _SIGNS)
    )
    if defined and token in ("f", "g", "h") and is_name(following):
        call = Node("call", (name, _name(tokens[start + 1])), "paren")
        out.append(Lexeme("symbol", call, start + 2, 0.3))
    if article:
        out.append(Lexeme("skip", None, start + 1, 0.0 if noun else 1.5))
    if several := indices.several(tokens, start):
        out.append(several)
    if indexed := indices.index(tokens, start):
        out = [lexeme._replace(cost=lexeme.cost + indexed[1]) for lexeme in out]
        out.append(indexed[0])
        if shift := indices.shifted(tokens, start):
            out.append(shift)
    return out


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun of mathematics stands here, such as "matrix", perhaps with its size before it."""
    if tokens[at + 1 : at + 2] == ["by"]:
        return tokens[at + 3 : at + 4] != [] and tokens[at + 3] in _NOUNS
    if tokens[at] == "vector":  # "v is a vector"; else a mark on the letter
        return at + 1 == len(tokens) and at > 1 and tokens[at - 2] in ("is", "be")
    return tokens[at] in _NOUNS or tokens[at : at + 2] in _PAIRED_NOUNS


def _space(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "in r n" and "from r two" as the space of that dimension, "l infinity" as that of functions."""
    if tokens[start] in _INFINITE and tokens[start + 1 : start + 2] == ["infinity"]:
        node = Node("power", (symbol(tokens[start].written), symbol("infinity")))
        return Lexeme("symbol", node, start + 2, -0.3)
    written = tokens[start].written
    if len(tokens) == 2 and not start and written in _NUMBERS and tokens[1].isdigit():
        space = Node("power", (symbol(_NUMBERS[written]), number(str(tokens[1]))))
        return Lexeme("symbol", space, 2, -1.5)  # "R 3" and nothing else
    if tokens[start] not in _SPACES or not start or tokens[start - 1] not in _INTO:
        return None
    if any(token.startswith("integra") for token in tokens):
        return None
    if start + 1 >= len(tokens):
        return None
    token, end = tokens[start + 1], start + 2
    if tokens[start - 1] != "in" and token not in ("n", "m"):
        return None
    if token in _DIMENSIONS:
        exponent = symbol(token.written)
    elif token in CARDINALS or token.isdigit():
        exponent = number(str(CARDINALS.get(token, token)))
    else:
        return None
    space = Node("power", (symbol(_SPACES[tokens[start]]), exponent))
    return Lexeme("symbol", space, end, -0.5)


def _counted(tokens: Sequence[Token], start: int) -> Lexeme | None:
    """Read "n c r", "n p k" and "five c two" as the numbers of combinations and permutations.

    Three and less before c may be the factor of a constant: "two c one plus three c two".
    """
    found = _count(tokens, start, "n")
    if not found or tokens[found[1] : found[1] + 1] not in (["c"], ["p"]):
        return None
    whole, middle = found
    found = _count(tokens, middle + 1, _CHOSEN)
    if not found:
        return None
    chosen, end = found
    if chosen.head == "number" and tokens[middle] == "p":  # "n p one minus p"
        return None
    if whole.head == "number" and (
        int(whole.text) < 4 or chosen.head != "number" or int(chosen.text) > int(whole.text)
    ):
        return None
    letter = symbol(tokens[middle].upper())
    counted = Node("subscript", (Node("prescript", (letter, whole, Node("none"))), chosen))
    return Lexeme("symbol", counted, end, -1.0)


def _count(
    tokens: Sequence[Token], start: int, letters: Collection[str]
) -> tuple[Node, int] | None:
    """A whole number or one of `letters`, and where it ends."""
    if start >= len(tokens):
        return None
    if tokens[start] in letters:
        return symbol(tokens[start].written), start + 1
    found = cardinal(tokens, start)
    return (number(found[0]), found[1]) if found and found[0].isdigit() else None


def _upper(name: str) -> str:
    return name.upper() if len(name) == 1 else name.capitalize()


def _name(token: Token) -> Node:
    return symbol(token.written if len(token) == 1 else str(token))
