"""Amounts of money: "two dollars and fifty cents", "four pounds ninety nine"."""

from __future__ import annotations

from mathparse.tree import Node, number

# The coins that a currency is divided into, and how a currency is written that has them.
_COINS = {"¢": {"$": "$", "€": "€"}, "p": {"lb": "£", "£": "£"}}
_WHOLE = {"$": "$", "€": "€", "lb": "£", "£": "£"}


def money(whole: Node, part: Node) -> Node | None:
    """Return the amount that two parts make, where the second counts the coins of the first."""
    amount = _amount(whole)
    if amount is None or amount[1] not in _WHOLE:
        return None
    if part.head == "number" and len(part.text) == 2:
        coins, currency = part.text, _WHOLE[amount[1]]
    elif (small := _amount(part)) and amount[1] in _COINS.get(small[1], ()):
        coins, currency = small[0], _COINS[small[1]][amount[1]]
    else:
        return None
    if not (amount[0].isdigit() and coins.isdigit() and len(coins) < 3):
        return None
    said = number(f"{amount[0]}.{coins:0>2}")
    return Node("multiply", (said, Node("unit", (), currency)))


def _amount(node: Node) -> tuple[str, str] | None:
    """Return the number and the unit of a plain amount."""
    if node.head != "multiply" or (node.args[0].head, node.args[1].head) != ("number", "unit"):
        return None
    return node.args[0].text, node.args[1].text
