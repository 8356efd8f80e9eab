"""Facts about like things in a formula: formula, and what is seen of it."""

import pytest

from mathparse import consistency
from mathparse.sampler import read_tree

X, N = "symbol:x", "symbol:n"
SUM = f"add({X}, number:1)"
FACTS = [
    (f"add(apply(function:sin, {X}), apply(function:cos, {X}))", ["tree alike argument"]),
    (
        f"add(apply(function:sin, {X}), apply(function:cos, group[paren]({X})))",
        ["tree unlike argument"],
    ),
    (f"apply(function:sin, {X})", []),
    (f"subtract(group[bar]({SUM}), group[bar]({X}))", ["tree unlike bar"]),
    (f"subtract(root({SUM}, none), root({SUM}, none))", ["tree alike root"]),
    (f"add(subscript({X}, add({N}, number:1)), subscript({X}, {N}))", ["tree unlike index"]),
    (f"add(subscript({X}, add({N}, number:1)), subscript(symbol:y, {N}))", []),
    (f"add(call[paren](symbol:f, {SUM}), call[paren](symbol:g, {X}))", []),
]


@pytest.mark.parametrize(("tree", "facts"), FACTS)
def test_like_things_are_compared(tree, facts):
    seen: consistency.Seen = {}
    for node in read_tree(tree).walk():
        consistency.note(node, seen)
    assert consistency.facts(seen) == facts
