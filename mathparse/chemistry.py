"""Chemical formulas as MathCAT reads them, without a word for the index: "cap h, 2, cap o"."""

from __future__ import annotations

from collections.abc import Sequence

from mathparse.tokens import Token, words

_STATES = {"aqueous": "aq", "gas": "g", "solid": "s", "liquid": "l"}
_JOINTS = frozenset(["plus", "forms", "form", "with", "arrow", "yields"])  # a new term follows
_OTHERS = frozenset([
    "cap", "open", "close", "paren", "bracket", "minus", "negative", "sub", "super", "subscript",
    "superscript", "reacts", "to", "is", "in", "equilibrium", "right", ",", ";",
])  # fmt: skip
_TELLING = frozenset({*_STATES, "forms", "reacts", "equilibrium", "yields"})
_SIGNS = frozenset({"minus", "negative", "is", "to", "in", "right", "with", ",", ";"})
_CHARGES = {"plus": "+", "minus": "-"}
_SCRIPTS = {"sub": "sub", "subscript": "sub", "super": "super", "superscript": "super"}


def with_indices(tokens: list[Token]) -> list[Token]:
    """Return the words of a chemical formula with its indices said; other phrases as they are."""
    if not _is_chemistry(tokens):
        return tokens
    tokens = [token for token in tokens if token not in (",", ";")]
    out: list[Token] = []
    index, begins = 0, True  # whether a term begins, so that a number is no index
    while index < len(tokens):
        token = tokens[index]
        if token in _STATES:
            out += words(f"open paren quote {_STATES[token]} unquote close paren", token)
            index += 1
        elif token in _SCRIPTS or (token.isdigit() and not begins):
            index = _script(tokens, index, out, begins)
        elif begins and (numbers := _isotope(tokens, index)):
            out += words(f"pre super {numbers[0]} pre sub {numbers[1]} base", token)
            index = numbers[2]
        else:
            out.append(token)
            if token in ("open", "close") and tokens[index + 1 : index + 2] != ["bracket"]:
                out += words("paren", token)
            begins = token in _JOINTS
            index += 1
    return out


def _is_chemistry(tokens: Sequence[Token]) -> bool:
    """Whether nothing is said but elements, numbers and what happens to them."""
    known = all(
        token in _OTHERS
        or token in _STATES
        or token in _JOINTS
        or token.isdigit()
        or len(token) == 1
        for token in tokens
    )
    counted = any(
        one.isalpha() and len(one) == 1 and two == "," and (three.isdigit() or three in _SCRIPTS)
        for one, two, three in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )
    telling = counted or not _TELLING.isdisjoint(tokens) or _is_compound(tokens)
    return known and "cap" in tokens and telling


def _is_compound(tokens: Sequence[Token]) -> bool:
    """Whether elements and numbers follow each other as in no product: "cap h sub 2 cap o"."""
    if not _SIGNS.isdisjoint(tokens[:-1]) or tokens.count("cap") < 2:
        return False
    numbered = [at for at, token in enumerate(tokens) if token.isdigit() and at]
    scripts = [at for at, token in enumerate(tokens) if token in _SCRIPTS]
    return (
        bool(numbered)
        and tokens[0] in ("cap", "open")
        and all(at + 1 in numbered for at in scripts)
        and all(_bears_number(tokens[at - 1]) for at in numbered)
    )


def _bears_number(token: Token) -> bool:
    return token in _SCRIPTS or token == "close" or (len(token) == 1 and token.isalpha())


def _script(tokens: Sequence[Token], index: int, out: list[Token], begins: bool) -> int:
    """Say one script with its end; before a term, it stands before its element. Return what follows."""
    token = tokens[index]
    name = _SCRIPTS.get(token, "sub")
    index += token in _SCRIPTS
    content = []
    while index < len(tokens) and (tokens[index].isdigit() or tokens[index] in ("negative", "n")):
        content.append(str(tokens[index]))
        index += 1
    if name == "super" and index < len(tokens) and tokens[index] in ("plus", "minus"):
        if content:  # a charge such as 2+
            content = ["quote", content[0] + _CHARGES[tokens[index]], "unquote"]
        else:
            content = [str(tokens[index])]
        index += 1
    before = begins and (not out or out[-1] in _JOINTS or "pre" in out[-4:])
    end = "base" if before and tokens[index : index + 1] and tokens[index] not in _SCRIPTS else ""
    out += (
        words(f"pre {name} {' '.join(content)} {end}", token)
        if before
        else words(f"{name} {' '.join(content)} end group", token)
    )
    return index


def _isotope(tokens: Sequence[Token], index: int) -> tuple[str, str, int] | None:
    """Return mass and charge said as two numbers before an element, and where it begins."""
    if not tokens[index].isdigit() or index + 2 >= len(tokens):
        return None
    sign = "negative " if tokens[index + 1] == "negative" else ""
    at = index + 1 + bool(sign)
    if at + 1 < len(tokens) and tokens[at].isdigit() and tokens[at + 1].isalpha():
        return str(tokens[index]), sign + tokens[at], at + 1
    return None
