"""What custom settles, whatever the words alone would allow: such a rewriting stands before its reading.

The least squares of "x transpose x inverse", the binomials of "n factorial over k factorial n minus k
factorial", the congruence of "a is one mod p": nobody says these words for what they say one by one.
"""

from __future__ import annotations

from collections.abc import Iterable

from mathparse.custom_formulas import (
    arc_of_ratio,
    change,
    distance,
    half_angle,
    margin,
    of_proportion,
    standard_score,
    stepped,
    sums_of_data,
    volume,
)
from mathparse.custom_laws import (
    bell_curve,
    conjugate,
    derived_product,
    eigenvalue,
    interest,
    logarithm,
    negations,
    oscillator,
    poisson,
    poisson_last,
    rule_of_derivation,
    squared_divisor,
    stirling,
    vertex,
)
from mathparse.custom_products import (
    bracketed_body,
    complementary,
    components,
    compounded,
    counted_ones,
    divided_by_factorial,
    doubled_factorial,
    factorials,
    field,
    in_one_letter,
    incremented,
    least_squares,
    matched,
    mean,
    opposite_exponents,
    own_dot,
    polar,
    reversed_products,
    square_summed,
    squared_sums,
    sum_of_squares,
)
from mathparse.custom_scripts import (
    critical_value,
    distance_of_functions,
    hypothesis,
    limit_index,
    moduli,
    parameters,
    unit_interval,
    wave,
)
from mathparse.custom_statements import (
    congruence,
    conjugates,
    de_morgan,
    equations,
    events,
    index_alone,
    inference,
    last_square,
    members,
    numbered_call,
    own_value,
    recurrence,
    recursion,
    residues,
    series,
    spread,
    without_words,
)
from mathparse.regrouping import descend
from mathparse.rewrites import Rewrite, bracketed_integrand
from mathparse.tree import Node

# Who says or types these says where a part ends.
_EXACT = frozenset([
    "paren", "parens", "parenthesis", "parentheses", "bracket", "brackets", "brace", "braces", "end",
    "endfraction", "endroot", "baseline", "lower", "lowercase", "small", *"()[]{}^_+-*/=<>!|",
])  # fmt: skip


def is_exact(tokens: Iterable[str]) -> bool:
    """Whether brackets, closing words or signs say what belongs together, so that custom has no say."""
    return not _EXACT.isdisjoint(tokens)


def settled(tree: Node, exact: bool = False) -> Node:
    """Return the tree as custom writes it; an equal one where custom has nothing to say.

    Where the words are `exact`, only words around the formula are left out.
    """
    if exact:
        return without_words(tree)
    tree = _written(tree)
    heads = {node.head for node in tree.walk()}
    for needs, custom in _WHOLE:
        if needs <= heads:
            tree = custom(tree)
    return tree


def _written(node: Node) -> Node:
    """Rewrite the parts, innermost first; leaves have no customs."""
    args = tuple([_written(arg) if arg.args else arg for arg in node.args])
    if args != node.args:
        node = Node(node.head, args, node.text)
    for custom in _PARTS.get(node.head, ()):
        other = custom(node)
        if other is not node:
            return other
    return node


# Customs of a part, by what it is, and of the formula as a whole, by what it must have in it.
_PARTS: dict[str, tuple[Rewrite, ...]] = {
    "accent": (components,),
    "add": (
        complementary,
        compounded,
        polar,
        counted_ones,
        sum_of_squares,
        incremented,
        opposite_exponents,
        vertex,
        oscillator,
        conjugate,
    ),
    "call": (index_alone, events, parameters),
    "operation": (residues, derived_product),
    "fraction": (
        series,
        factorials,
        volume,
        half_angle,
        margin,
        arc_of_ratio,
        bell_curve,
        interest,
        squared_divisor,
        critical_value,
    ),
    "derivative": (bracketed_body,),
    "group": (matched, moduli),
    "integral": (bracketed_integrand,),
    "multiply": (
        least_squares,
        factorials,
        doubled_factorial,
        own_dot,
        of_proportion,
        change,
        field,
        limit_index,
    ),
    "power": (numbered_call, square_summed, last_square, distance, squared_sums, wave),
    "relation": (members, unit_interval, hypothesis),
    "sequence": (members,),
    "list": (members,),
    "subscript": (index_alone, distance_of_functions),
    "big": (mean,),
    "root": (of_proportion, stirling),
    "subtract": (
        complementary,
        compounded,
        factorials,
        spread,
        standard_score,
        counted_ones,
        sum_of_squares,
        opposite_exponents,
        bell_curve,
    ),
}
_WHOLE: tuple[tuple[frozenset[str], Rewrite], ...] = (
    (frozenset({"relation", "operation"}), congruence),
    (frozenset({"relation", "operation", "power"}), de_morgan),
    (frozenset({"relation", "multiply", "power"}), reversed_products),
    (frozenset({"call", "subscript"}), recursion),
    (frozenset({"relation", "subscript"}), recurrence),
    (frozenset({"relation", "accent", "multiply"}), sums_of_data),
    (frozenset({"relation", "multiply", "accent"}), conjugates),
    (frozenset({"relation", "subtract", "multiply"}), eigenvalue),
    (frozenset({"relation", "apply", "multiply"}), logarithm),
    (frozenset({"relation", "prime"}), rule_of_derivation),
    (frozenset({"postfix", "power", "fraction"}), divided_by_factorial),
    (frozenset({"fraction", "multiply"}), lambda tree: descend(tree, in_one_letter)),
    (frozenset({"relation", "list", "call"}), own_value),
    (frozenset({"subtract", "multiply"}), stepped),
    (frozenset({"power", "multiply", "sign"}), lambda tree: descend(tree, poisson)),
    (frozenset({"power", "fraction", "sign"}), lambda tree: descend(tree, poisson_last)),
    (frozenset({"sequence", "relation"}), inference),
    (frozenset({"relation", "sign"}), negations),
    (frozenset({"sequence", "relation"}), equations),
    (frozenset({"sequence", "text"}), without_words),
)
