"""Unicode's mathematical alphabets and combining accents."""

from __future__ import annotations

from functools import cache

# Where the capitals, small letters and digits of an alphabet begin; 0 where there are none.
_STARTS = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE),
    "italic": (0x1D434, 0x1D44E, 0),
    "bold-italic": (0x1D468, 0x1D482, 0),
    "script": (0x1D49C, 0x1D4B6, 0),
    "bold-script": (0x1D4D0, 0x1D4EA, 0),
    "fraktur": (0x1D504, 0x1D51E, 0),
    "bold-fraktur": (0x1D56C, 0x1D586, 0),
    "blackboard": (0x1D538, 0x1D552, 0x1D7D8),
    "sans": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "bold-sans": (0x1D5D4, 0x1D5EE, 0x1D7EC),
    "sans-italic": (0x1D608, 0x1D622, 0),
    "bold-sans-italic": (0x1D63C, 0x1D656, 0),
    "mono": (0x1D670, 0x1D68A, 0x1D7F6),
}
# Letters that Unicode had before the alphabets, in their places.
_OLDER = {
    "italic": "hℎ",
    "script": "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ",
    "fraktur": "CℭHℌIℑRℜZℨ",
    "blackboard": "CℂHℍNℕPℙQℚRℝZℤ",
}
# Bold Greek: capitals from U+1D6A8, small letters from U+1D6C2, in the order of the Greek block.
_BOLD_GREEK = {0x391 + i: 0x1D6A8 + i for i in range(17)} | {0x3A3 + i: 0x1D6BA + i for i in range(7)} | {
    0x3B1 + i: 0x1D6C2 + i for i in range(25)
}  # fmt: skip

ACCENTS = {
    "hat": "\u0302", "bar": "\u0304", "overline": "\u0305", "line-over": "\u0305", "tilde": "\u0303",
    "vector": "\u20d7", "dot": "\u0307", "double-dot": "\u0308", "triple-dot": "\u20db",
    "underline": "\u0332", "check": "\u030c", "breve": "\u0306", "ring": "\u030a", "arc": "\u0311",
    "both-arrow": "\u20e1",
    "acute": "\u0301", "grave": "\u0300", "quadruple-dot": "\u20dc", "undertilde": "\u0330",
    "dot-below": "\u0323", "hat-below": "\u032d", "ring-below": "\u0325",
}  # fmt: skip


def styled(text: str, alphabet: str) -> str:
    """Return text with its letters and digits in an alphabet; others stay as they are."""
    return text.translate(_table(alphabet))


@cache
def _table(alphabet: str) -> dict[int, int]:
    if alphabet not in _STARTS:
        return {}
    capitals, small, digits = _STARTS[alphabet]
    table = {ord("A") + i: capitals + i for i in range(26)} | {
        ord("a") + i: small + i for i in range(26)
    }
    if digits:
        table |= {ord("0") + i: digits + i for i in range(10)}
    older = _OLDER.get(alphabet, "")
    table |= {ord(plain): ord(sign) for plain, sign in zip(older[::2], older[1::2], strict=True)}
    return table | _BOLD_GREEK if alphabet == "bold" else table
