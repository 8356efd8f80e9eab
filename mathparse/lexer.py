"""Turns a phrase into a lattice of lexemes: typed text, spoken words, numbers and mishearings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mathparse import numerals, vocabulary
from mathparse.parser import Lexeme
from mathparse.tree import Node, symbol
from mathparse.vocabulary import Phrases

_TOKEN = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:st|nd|rd|th|'th)\b|\d*\.\d+|\d+"
    r"|[A-Za-z]+(?:'(?:ren|t|s|re|ve|ll|d|m|th|alembertian)\b)?|'{1,3}|\S"
)
_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z]{2})|(?<=[A-Za-z]{2})-(?=[A-Za-z])")
_ORDINAL_HYPHEN = re.compile(r"\b([A-Za-z]|\d+)[-']\s?th\b")
_NESTED = re.compile(r"\bnest(?:ed)?(?:twice|\d+)?(?=(?:start|end|root|frac|over|index))", re.IGNORECASE)
_CAPITALS = frozenset({"capital", "cap", "upper", "uppercase", "caps"})
_GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
    "tau upsilon phi chi psi omega".split()
)
_DISTINCT = frozenset("Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split())
_VOWELS = frozenset("aeiou")
_PREFIXES = {
    "yotta": "Y", "zetta": "Z", "exa": "E", "peta": "P", "tera": "T", "giga": "G", "mega": "M",
    "kilo": "k", "hecto": "h", "deka": "da", "deci": "d", "centi": "c", "milli": "m", "micro": "µ",
    "nano": "n", "quecto": "q", "ronto": "r", "quetta": "Q", "ronna": "R", "kibi": "Ki", "mebi": "Mi",
    "gibi": "Gi", "tebi": "Ti", "pebi": "Pi", "exbi": "Ei", "zebi": "Zi", "yobi": "Yi", "pico": "p", "femto": "f", "atto": "a", "zepto": "z", "yocto": "y",
}  # fmt: skip
_PREFIX_HYPHEN = re.compile(r"\b(" + "|".join(_PREFIXES) + r")-(?=[a-z])", re.IGNORECASE)
TEXT_COST = 2.5
_AFTER_MARK = frozenset({"relation", "comma", "close-paren", "close-brace", "close-bracket", "of", "over"})
_INDEXED = frozenset("hat bar tilde partial nabla ell".split())
_ARITHMETIC = frozenset("over plus minus times power-to squared by relation number".split())
_OPERATORS = frozenset({"plus", "minus", "times", "relation", "over", "end-root", "end-fraction"})
_NOT_IN_LISTS = frozenset({"plus", "relation", "plus-minus", "minus"})
_AFTER_TABLE = frozenset("times plus minus equals is multiplied end and over x".split())


# No article stands before these, so that "a" is the letter.
_AFTER_LETTER = frozenset(
    "equals equal is plus minus times over by to and or comma sub superscript squared cubed prime hat bar "
    "tilde dot inverse transpose end close right less greater belongs implies choose factorial".split()
)
_OPERAND_ENDS = frozenset(
    "squared cubed paren parenthesis group fraction exponent power root infinity".split()
)


class Token(str):
    """A word in lower case that remembers how it was written and whether a space stood before it."""

    written: str
    joined: bool
    index: int


def tokenise(phrase: str) -> list[Token]:
    """Split a phrase into words, numbers and signs."""
    text = _NESTED.sub("", re.sub(r"\beigh\b", "a", phrase))
    text = _PREFIX_HYPHEN.sub(r"\1", text)
    text = _ORDINAL_HYPHEN.sub(r"\1th ", text)
    text = _HYPHEN.sub(" ", text)
    tokens = []
    for index, word in enumerate(text.split()):
        joined = False
        for match in _TOKEN.finditer(word):
            token = Token(match[0].lower())
            token.written, token.joined, token.index = match[0], joined, index
            tokens.append(token)
            joined = True
    return tokens


def lexemes(tokens: Sequence[Token]) -> list[list[Lexeme]]:
    """Return, for each token, the lexemes that may start there; the likeliest first."""
    trie = vocabulary.load()
    lattice = [_at(tokens, start, trie) for start in range(len(tokens))]
    _join_text(tokens, lattice)
    return lattice


def _join_text(tokens: Sequence[Token], lattice: list[list[Lexeme]]) -> None:
    """Let unknown words and the plain English around them be read as one piece of text."""
    plain = vocabulary.plain_words()
    start = 0
    while start < len(tokens):
        end, unknown = start, 0
        while end < len(tokens):
            first = lattice[end][0]
            if first.kind == "text":
                unknown += 1
            elif tokens[end] not in plain or first.end > end + 1 or first.kind in _ARITHMETIC:
                break
            end += 1
        if unknown and end > start + 1:
            words = Node("text", (), " ".join(token.written for token in tokens[start:end]))
            cost = TEXT_COST * unknown + 0.2 * (end - start)
            lattice[start].append(Lexeme("text", words, end, cost))
        start = max(end, start + 1)


def _at(
    tokens: Sequence[Token], start: int, trie: Phrases, hearing: bool = True
) -> list[Lexeme]:
    token = tokens[start]
    if token in (",", ".", ";"):
        return _punctuation(tokens, start)
    found: list[Lexeme] = _numbers(tokens, start)
    longest = found[0].end if found else 0
    for lexeme in _phrases(tokens, start, trie):
        if lexeme.end >= longest:
            found.append(lexeme)
    found = _tables(tokens, start) + found
    if found and longest and any(lexeme.end > longest for lexeme in found):
        best = max(lexeme.end for lexeme in found)
        found = [lexeme for lexeme in found if lexeme.end == best]
    letters = _letters(tokens, start)
    if letters and letters[0].kind == "symbol" and len(token) > 1:
        found = [lexeme for lexeme in found if lexeme.kind != "symbol"]
    found = letters + found
    if token == "root" and start and numerals.ordinal(tokens, start - 1):
        found = [lexeme for lexeme in found if lexeme.kind != "square-root"] or found
    if token == "mod" and start and _ends_operand(tokens[start - 1]):
        found = [lexeme for lexeme in found if lexeme.kind != "absolute-value"] or found
    if token == "matrix" and start + 1 < len(tokens) and _is_name(tokens[start + 1]):
        found.insert(0, Lexeme("skip", None, start + 1))
    if token == "of":
        found = _function_of(tokens, start, found)
    if hearing:
        found += _misheard(tokens, start, trie)
    if not found:
        found = _unknown(token, start)
    return found


def _ends_operand(token: str) -> bool:
    """Whether a token is the last of something that an operator may follow."""
    return _is_name(token) or token.isdigit() or token in numerals.CARDINALS or token in _OPERAND_ENDS


def _after_log(tokens: Sequence[Token], start: int) -> bool:
    """Whether "l n" or "l g" stands before, whose last letter takes no index."""
    return start > 1 and tokens[start - 2] == "l" and tokens[start - 1] in ("n", "g")


def _phrases(tokens: Sequence[Token], start: int, trie: Phrases) -> list[Lexeme]:
    """Return the meanings of the longest phrase of the vocabulary that starts here."""
    node, end, best = trie, start, None
    matches = []
    while end < len(tokens) and tokens[end] in node.next:
        node, end = node.next[tokens[end]], end + 1
        if node.entries:
            matches.append((node, end))
    if not matches:
        return []
    best, end = matches[-1]
    out = [
        Lexeme(kind, value, end, cost)
        for kind, value, cost in best.entries
        if kind != "skip-first" or start == 0
    ]
    if len(matches) > 1:
        shorter, short_end = matches[-2]
        out += [
            Lexeme(kind, value, short_end, cost + 1.0)
            for kind, value, cost in shorter.entries
            if kind != "skip-first"
        ]
    return [Lexeme("skip", None, x.end, x.cost) if x.kind == "skip-first" else x for x in out]


def _numbers(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    token = tokens[start]
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
            part = second and numerals.fraction(tokens, second[1], second[0])
            if part:
                mixed = Node("mixed", (Node("number", (), text), part[0]))
                lexeme.insert(0, Lexeme("number", mixed, part[1]))
        if found := numerals.ordinal(tokens, start):
            lexeme.append(Lexeme("ordinal", found[0], found[1]))
        if start and (_is_name(tokens[start - 1]) or tokens[start - 1] in _INDEXED) and not _after_log(tokens, start):
            lexeme = [x._replace(cost=0.7) for x in lexeme]
            lexeme.append(Lexeme("implied-sub", Node("number", (), text), end, 0.0))
        return lexeme
    if token in ("half", "quarter"):
        node = Node("fraction", (Node("number", (), "1"), Node("number", (), "24"[token != "half"])))
        return [Lexeme("number", node, start + 1)]
    if found := numerals.ordinal(tokens, start):
        return [Lexeme("ordinal", found[0], found[1])]
    return []


def _letters(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Single letters, capitals asked for by word, and differentials."""
    token = tokens[start]
    out: list[Lexeme] = []
    following = tokens[start + 1] if start + 1 < len(tokens) else ""
    if token in _CAPITALS and _is_name(following):
        out.append(Lexeme("symbol", symbol(_upper(following)), start + 2, -0.5))
    elif len(token) == 1 and token.isalpha():
        name = tokens[start].written
        article = token == "a" and len(following) > 1 and following not in _AFTER_LETTER
        out.append(Lexeme("symbol", symbol(name), start + 1, 0.3 if article else 0.0))
        if token in ("f", "g", "h") and _is_name(following) and start + 2 < len(tokens):
            if tokens[start + 2] in ("equals", "=", "is"):
                call = Node("call", (symbol(name), _name(tokens[start + 1])), "paren")
                out.append(Lexeme("symbol", call, start + 2, 0.3))
        if article:
            out.append(Lexeme("skip", None, start + 1, 1.5))
    elif start and token in _GREEK and token.written[:1].isupper() and token.capitalize() in _DISTINCT:
        out.append(Lexeme("symbol", symbol(token.capitalize()), start + 1, -0.1))
    out += _differentials(tokens, start)
    return out


def _function_of(tokens: Sequence[Token], start: int, found: list[Lexeme]) -> list[Lexeme]:
    """ "Sine of x" is mostly written with brackets; "the sine of x" is how screen readers say it without."""
    formal = "the" in tokens[max(0, start - 4) : start]
    costs = {"of": 0.0 if formal else 0.7, "of-paren": 0.7 if formal else 0.0}
    of = [lexeme for lexeme in found if lexeme.kind != "of-paren"]
    return of + [
        lexeme._replace(cost=costs["of-paren"] - costs["of"]) for lexeme in found if lexeme.kind == "of-paren"
    ]


def _is_name(token: str) -> bool:
    return (len(token) == 1 and token.isalpha()) or token in _GREEK


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


def _differential(tokens: Sequence[Token], start: int) -> tuple[Node, int] | None:
    if start >= len(tokens):
        return None
    token = tokens[start]
    kind = {"d": "d", "partial": "partial", "∂": "partial", "del": "partial"}.get(token, "")
    if kind and start + 1 < len(tokens) and _is_name(tokens[start + 1]):
        if tokens[start + 1] == "d" and start + 2 < len(tokens) and _is_name(tokens[start + 2]):
            return None
        return Node("differential", (_name(tokens[start + 1]),), kind), start + 2
    if len(token) > 1 and token[0] == "d" and _is_name(token[1:]) and token not in ("do",):
        return Node("differential", (symbol(token.written[1:]),), "d"), start + 1
    return None


def _tables(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """Read "3 by 2 matrix", "row 1", "column two", "second row", "case 2", "line 1 colon"."""
    if found := numerals.cardinal(tokens, start):
        rows, end = found
        if end < len(tokens) and tokens[end] in ("by", "x", "×", "times", "cross"):
            second = numerals.cardinal(tokens, end + 1) if end + 1 < len(tokens) else None
            if second:
                node = vocabulary.load()
                for entry_end, entries in _walk(tokens, second[1], node):
                    if any(entry.kind in TABLE_KINDS for entry in entries):
                        kind = next(entry.kind for entry in entries if entry.kind in TABLE_KINDS)
                        return [Lexeme("sized-" + kind, f"{rows}x{second[0]}", entry_end)]
    kind = {"row": "row-mark", "column": "column-mark", "col": "column-mark", "case": "case-mark", "line": "row-mark",
            "equation": "row-mark", "constraint": "row-mark", "step": "row-mark"}  # fmt: skip
    end = 0
    name = ""
    if tokens[start] in kind and start + 1 < len(tokens):
        found = numerals.cardinal(tokens, start + 1)
        if found and tokens[start + 1] in numerals.CARDINALS:
            found = (tokens[start + 1], start + 2)
        if found and found[0].isdigit() or (found and found[0] in numerals.CARDINALS):
            name, end = kind[tokens[start]], found[1]
    elif tokens[start] in ("next", "new") and start + 1 < len(tokens) and tokens[start + 1] in kind:
        name, end = kind[tokens[start + 1]], start + 2
    elif start + 1 < len(tokens) and (found2 := numerals.ordinal(tokens, start)):
        if found2[1] < len(tokens) and tokens[found2[1]] in kind and found2[0].head == "number":
            name, end = kind[tokens[found2[1]]], found2[1] + 1
    elif found := numerals.cardinal(tokens, start):
        heads = {"cases": "cases-head", "lines": "lines-head", "rows": "lines-head", "equations": "lines-head",
                 "constraints": "lines-head", "steps": "lines-head"}
        if found[1] < len(tokens) and tokens[found[1]] in heads:
            name, end = heads[tokens[found[1]]], found[1] + 1
            while end < len(tokens) and tokens[end] in (":", ",", "colon", ";"):
                end += 1
            for mark in _tables(tokens, end) if end < len(tokens) else ():
                end = mark.end
    if not name:
        return []
    while end < len(tokens) and tokens[end] in (":", ",", "colon", "is", ";"):
        end += 1
    return [Lexeme(name, None, end, -1.0)]


TABLE_KINDS = ("matrix", "column-vector", "row-vector", "determinant", "identity-matrix")


def _walk(tokens: Sequence[Token], start: int, trie: Phrases) -> list[tuple[int, list]]:
    """Return (end, entries) of the phrases that start at a token, longest first."""
    node, end, out = trie, start, []
    while end < len(tokens) and tokens[end] in node.next:
        node, end = node.next[tokens[end]], end + 1
        if node.entries:
            out.insert(0, (end, node.entries))
    return out


def _punctuation(tokens: Sequence[Token], start: int) -> list[Lexeme]:
    """A comma is a pause or separates a list, a semicolon likewise; a full stop may end a table."""
    end = start + 1
    if end >= len(tokens):
        return [Lexeme("skip", None, end)]
    if tokens[start] == ".":
        tail = tokens[end] in _AFTER_TABLE
        return [Lexeme("skip", None, end, 1.0 * tail), Lexeme("stop", None, end, 1.0 - tail)]
    if tokens[start] == "," and tokens[end] == "and":
        end += 1
    kind = "comma" if tokens[start] == "," else "semicolon"
    return [Lexeme(kind, None, end, 0.2), Lexeme("skip", None, end, 1.0)]


def settle_punctuation(lattice: list[list[Lexeme]], starts: frozenset[str], ends: frozenset[str]) -> None:
    """Where a comma stands beside a word that needs an operand on that side, it is only a pause."""
    before = ""
    open_commas: list[int] = []
    pauses = said = 0
    start = 0
    while start < len(lattice):
        lexeme = lattice[start][0]
        if len(lattice[start]) == 2 and lexeme.kind in ("comma", "semicolon"):
            after = lattice[lexeme.end][0].kind if lexeme.end < len(lattice) else ""
            if after not in starts or after in _NOT_IN_LISTS or before not in ends:
                lattice[start] = [lattice[start][1]._replace(cost=0.0)]
                pauses += after in _OPERATORS or before == "of"
            else:
                open_commas.append(start)
        elif lexeme.kind in ("comma", "semicolon", "stop") and lexeme.end >= len(lattice):
            lattice[start] = [Lexeme("skip", None, lexeme.end)]
        elif lexeme.kind == "comma":
            said += 1
        elif lexeme.kind == "colon" and before not in ends:
            lattice[start] = [Lexeme("skip", None, lexeme.end)]
        elif lexeme.kind in ("plus", "minus") and lexeme.end < len(lattice) and before in ends:
            if lattice[lexeme.end][0].kind in _AFTER_MARK:
                lattice[start].append(Lexeme(lexeme.kind + "-mark", None, lexeme.end, 0.3))
        if lattice[start][0].kind != "skip":
            before = lattice[start][0].kind
        start = lexeme.end
    if pauses or said:
        for start in open_commas:
            listed, pause = lattice[start]
            lattice[start] = [listed._replace(cost=1.2), pause._replace(cost=0.2)]


def _misheard(tokens: Sequence[Token], start: int, trie: Phrases) -> list[Lexeme]:
    """Return what was meant, at a cost, where the words are ones that recognisers write for others."""
    table = vocabulary.misheard()
    for length in (3, 2, 1):
        heard = " ".join(tokens[start : start + length])
        if heard not in table or start + length > len(tokens):
            continue
        words, cost = table[heard]
        meant = tokenise(words)
        chain: list[Lexeme] = []
        while not chain or chain[-1].end < len(meant):
            chain.append(_at(meant, chain[-1].end if chain else 0, trie, hearing=False)[0])
        cost += sum(lexeme.cost for lexeme in chain)
        if len(chain) == 1:
            return [chain[0]._replace(end=start + length, cost=cost)]
        return [Lexeme("chain", tuple(chain), start + length, cost)]
    return []


def _unknown(token: Token, start: int) -> list[Lexeme]:
    """A word that is not in the vocabulary: a unit with a prefix, letters run together, or text."""
    measure = unit(token)
    if measure:
        return [Lexeme("unit", measure, start + 1)]
    written = token.written
    if token.isalpha() and written.isupper() and 2 < len(token) < 8:
        return [Lexeme("symbol", Node("font", (Node("text", (), written),), "roman"), start + 1, 0.5)]
    if token.isalpha() and (
        (written.isupper() and len(token) <= 4) or (len(token) <= 3 and not _VOWELS & set(token))
    ):
        letters = [symbol(letter) for letter in written]
        product = letters[0]
        for letter in letters[1:]:
            product = Node("multiply", (product, letter))
        return [Lexeme("symbol", product, start + 1, 0.5)]
    return [Lexeme("text", Node("text", (), written), start + 1, TEXT_COST)]


def unit(token: str) -> Node | None:
    """Return the unit that a word names, with its prefix and in the singular or plural."""
    names = vocabulary.load()
    for word in (token, token[:-1] if token.endswith("s") else token, token[:-2] if token.endswith("es") else token):
        for prefix, mark in (("", ""), *_PREFIXES.items()):
            if word.startswith(prefix):
                for entry in names.find(word[len(prefix) :]) if word[len(prefix) :] else ():
                    if entry.kind == "unit":
                        return Node("unit", (), mark + entry.value.text)  # type: ignore[attr-defined]
    return None


def guards(lattice: Sequence[Sequence[Lexeme]], closers: dict[str, frozenset[str]]) -> set[int]:
    """Return the tokens whose construct is closed by a word said later, so that it must wait for it."""
    guarded: set[int] = set()
    open_at: list[tuple[str, int]] = []
    openers = frozenset().union(*closers.values())
    start = 0
    while start < len(lattice):
        lexeme = lattice[start][0]
        if lexeme.kind in closers:
            for depth in range(len(open_at) - 1, -1, -1):
                if open_at[depth][0] in closers[lexeme.kind]:
                    guarded.add(open_at[depth][1])
                    del open_at[depth:]
                    break
        elif lexeme.kind in openers:
            open_at.append((lexeme.kind, start))
        start = lexeme.end
    return guarded
