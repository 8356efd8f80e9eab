"""Trees and what SymPy makes of them: objects, code, and values."""

import cmath
import math
import random

import pytest
import sympy

from mathparse.printers.heads import heads
from mathparse.sampler import read_tree, sample
from mathparse.sympy_form import to_sympy, to_sympy_code, to_sympy_script
from mathparse.tree import Node

x, y, n, i = sympy.symbols("x y n i")
f = sympy.Function("f")

# tree | code, in the order said
CODE = [
    ("relation[equals](add(power(symbol:x, number:2), number:1), number:2)", "Eq(x**2 + 1, 2)"),
    ("add(symbol:b, symbol:a)", "b + a"),
    ("fraction(number:2, number:4)", "S(2)/4"),
    ("multiply(symbol:x, number:3)", "x*3"),
    ("subtract(symbol:a, group[paren](subtract(symbol:b, symbol:c)))", "a - (b - c)"),
    ("power(sign[minus](number:1), symbol:n)", "(-1)**n"),
    ("sign[minus](power(symbol:x, number:2))", "-x**2"),
    ("power(symbol:x, fraction(number:1, number:2))", "x**(S(1)/2)"),
    ("root(symbol:x, none)", "sqrt(x)"),
    ("root(symbol:x, number:3)", "root(x, 3)"),
    ("power(symbol:e, multiply(symbol:i, symbol:pi))", "E**(I*pi)"),
    ("integral[integral](none, none, power(symbol:e, symbol:x), symbol:x)", "Integral(E**x, x)"),
    ("power(symbol:x, symbol:i)", "x**i"),
    ("subscript(symbol:x, number:1)", "x_1"),
    ("subscript(symbol:x, add(symbol:i, number:1))", "Symbol('x_i+1')"),
    ("symbol:lambda", "Symbol('lambda')"),
    ("symbol:E", "Symbol('E')"),
    ("apply(function:ln, symbol:x)", "log(x)"),
    ("apply(subscript(function:log, number:2), group[paren](symbol:x))", "log(x, 2)"),
    ("apply(power(function:sin, number:2), symbol:x)", "sin(x)**2"),
    ("apply(power(function:sin, number:-1), symbol:x)", "asin(x)"),
    ("call[paren](symbol:f, list[comma](symbol:x, symbol:y))", "Function('f')(x, y)"),
    ("call[paren](prime[1](symbol:f), symbol:x)", "Derivative(Function('f')(x), x, 1)"),
    ("call[paren](power(symbol:f, number:-1), symbol:x)", "Function('f_inverse')(x)"),
    ("relation[less-than less-or-equal](number:0, symbol:x, number:1)", "And(Lt(0, x), Le(x, 1))"),
    ("relation[in](symbol:x, symbol:reals)", "Contains(x, S.Reals)"),
    ("relation[approx](symbol:x, number:3)", "Function('approx')(x, 3)"),
    ("operation[plus-minus](symbol:a, symbol:b)", "Function('plus_minus')(a, b)"),
    ("relation[equiv](symbol:a, operation[mod](symbol:b, symbol:n))", "Eq(Mod(a, n), Mod(b, n))"),
    ("big[sum](relation[equals](symbol:i, number:1), symbol:n, symbol:i)", "Sum(i, (i, 1, n))"),
    ("big[product](relation[equals](symbol:k, number:1), symbol:n, symbol:k)", "Product(k, (k, 1, n))"),
    ("big[limit](relation[to](symbol:x, number:0), none, fraction(number:1, symbol:x))",
     "Limit(1/x, x, 0, '+-')"),
    ("big[limit](relation[to](symbol:x, power(number:0, symbol:plus-symbol)), none, symbol:x)",
     "Limit(x, x, 0, '+')"),
    ("integral[integral](number:0, number:1, power(symbol:x, number:2), symbol:x)",
     "Integral(x**2, (x, 0, 1))"),
    ("integral[integral](none, none, symbol:x, symbol:x)", "Integral(x, x)"),
    ("integral[double-integral](none, none, symbol:x, symbol:x, symbol:y)", "Integral(x, x, y)"),
    ("relation[equals](derivative[d](symbol:y, symbol:x), symbol:y)",
     "Eq(Derivative(Function('y')(x), x), Function('y')(x))"),
    ("derivative[d operator](power(symbol:x, number:3), power(symbol:x, number:2))",
     "Derivative(x**3, x, 2)"),
    ("matrix[paren](row(number:1, number:2), row(number:3, number:4))", "Matrix([[1, 2], [3, 4]])"),
    ("matrix[bar](row(number:1, number:2), row(number:3, number:4))",
     "Determinant(Matrix([[1, 2], [3, 4]]))"),
    ("cases(row(symbol:x, sequence(text:if, relation[greater-than](symbol:x, number:0))), "
     "row(number:0, sequence(text:otherwise)))", "Piecewise((x, Gt(x, 0)), (0, True))"),
    ("group[bracket](list[comma](number:0, number:1))", "Interval(0, 1)"),
    ("group[bracket paren](list[comma](number:0, number:1))", "Interval.Ropen(0, 1)"),
    ("group[brace](list[comma](number:1, number:2))", "FiniteSet(1, 2)"),
    ("group[brace](list[bar](symbol:x, relation[greater-than](symbol:x, number:2)))",
     "ConditionSet(x, Gt(x, 2))"),
    ("group[bar](symbol:x)", "Abs(x)"),
    ("operation[and](symbol:p, symbol:q)", "And(p, q)"),
    ("relation[implies](symbol:p, symbol:q)", "Implies(p, q)"),
    ("sign[not](symbol:p)", "Not(p)"),
    ("quantifier[for-all](symbol:x, symbol:p)", "Function('for_all')(x, p)"),
    ("multiply(symbol:nabla, symbol:f)", "Function('gradient')(f)"),
    ("operation[cross](symbol:nabla, symbol:f)", "Function('curl')(f)"),
    ("postfix[percent](number:5)", "S(5)/100"),
    ("postfix[factorial](symbol:n)", "factorial(n)"),
    ("binomial(symbol:n, symbol:k)", "binomial(n, k)"),
    ("subscript(prescript(symbol:C, number:5, none), number:2)", "binomial(5, 2)"),
    ("subscript(prescript(symbol:C, none, symbol:n), symbol:r)", "binomial(n, r)"),
    ("subscript(prescript(symbol:P, symbol:n, none), symbol:r)", "binomial(n, r)*factorial(r)"),
    ("evaluated(symbol:x, relation[equals](symbol:x, number:2), none)", "Subs(x, x, 2)"),
    ("sequence(text:so, symbol:x)", "x"),
    ("unheard(symbol:x)", "Function('unheard')(x)"),
    ("add(symbol:x, blank:q)", "x + blank"),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "code"), CODE)
def test_code(tree, code):
    assert to_sympy_code(read_tree(tree)) == code


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("relation[equals](symbol:x, number:2)", sympy.Eq(x, 2)),
        (
            "integral[integral](number:0, number:1, symbol:x, symbol:x)",
            sympy.Integral(x, (x, 0, 1)),
        ),
        (
            "big[sum](relation[equals](symbol:i, number:1), symbol:n, symbol:i)",
            sympy.Sum(i, (i, 1, n)),
        ),
        ("derivative[d](call[paren](symbol:f, symbol:x), symbol:x)", sympy.Derivative(f(x), x)),
        ("group[bracket](list[comma](number:0, number:1))", sympy.Interval(0, 1)),
        ("relation[in](symbol:x, symbol:integers)", sympy.Contains(x, sympy.S.Integers)),
        ("matrix[paren](row(number:1, number:2))", sympy.ImmutableMatrix([[1, 2]])),
    ],
)
def test_objects(tree, expected):
    assert to_sympy(read_tree(tree)) == expected


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        ("fraction(number:2, number:4)", "2/4"),
        ("add(symbol:x, symbol:x)", "x + x"),
        ("relation[equals](number:1, number:1)", "Eq(1, 1)"),
        ("apply(function:sin, number:0)", "sin(0)"),
        ("root(number:4, none)", "sqrt(4)"),
    ],
)
def test_nothing_is_evaluated(tree, text):
    assert str(to_sympy(read_tree(tree))) == text


def test_system_of_equations_can_be_solved():
    system = to_sympy(read_tree(
        "lines(relation[equals](add(symbol:x, symbol:y), number:3), "
        "relation[equals](subtract(symbol:x, symbol:y), number:1))"
    ))  # fmt: skip
    assert sympy.solve(list(system)) == {x: 2, y: 1}


def test_differential_equation_can_be_solved():
    tree = read_tree("relation[equals](derivative[d](symbol:y, symbol:x), symbol:y)")
    solution = sympy.dsolve(to_sympy(tree))
    assert solution.rhs == sympy.Symbol("C1") * sympy.exp(x)


# --- values: a formula worked out by hand-written arithmetic and by SymPy

VALUES = {"x": 1.7, "y": 0.6, "a": 2.5, "b": -1.2, "n": 3, "k": 2, "t": 0.35, "m": 4}
WORKED = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "fraction": lambda a, b: a / b,
    "mixed": lambda a, b: a + b,
    "power": lambda a, b: complex(a) ** b,
    "sign": lambda a: -a,
    "group": lambda a: a,
    "root": lambda a, index: complex(a) ** (1 / (index or 2)),
}
NAMED = {"sin": cmath.sin, "cos": cmath.cos, "tan": cmath.tan, "exp": cmath.exp, "ln": cmath.log,
         "log": cmath.log, "sinh": cmath.sinh, "cosh": cmath.cosh, "tanh": cmath.tanh,
         "arctan": cmath.atan}  # fmt: skip


class NotArithmetic(Exception):
    """The tree holds something that has no value here."""


def worked_out(node):
    if node.head == "number":
        return float(node.text)
    if node.head == "symbol":
        constants = {"pi": math.pi, "e": math.e} | VALUES
        if node.text not in constants:
            raise NotArithmetic
        return constants[node.text]
    if node.head == "apply" and node.args[0].text in NAMED and node.args[0].head == "function":
        return NAMED[node.args[0].text](worked_out(node.args[1]))
    if node.head == "none":
        return 0
    if node.head not in WORKED or node.text not in (
        "",
        "minus",
        "paren",
        "times",
        "dot",
        "slash",
        "div",
    ):
        raise NotArithmetic
    return WORKED[node.head](*map(worked_out, node.args))


def test_sympy_agrees_with_arithmetic_on_random_formulas():
    rng = random.Random(21)
    checked = 0
    substitutions = {sympy.Symbol(name): value for name, value in VALUES.items()}
    while checked < 150:
        tree = sample(rng).tree
        for part in tree.args if tree.head == "relation" else (tree,):
            try:
                expected = worked_out(part)
            except (NotArithmetic, ZeroDivisionError, OverflowError, ValueError):
                continue
            if not part.args or abs(expected) > 1e12 or cmath.isnan(expected):
                continue
            value = complex(sympy.N(to_sympy(part).subs(substitutions).doit()))
            assert value == pytest.approx(expected, rel=1e-6, abs=1e-9), part
            checked += 1


# --- any tree


def test_code_can_be_pasted_into_python():
    rng = random.Random(5)
    for _ in range(150):
        tree = sample(rng).tree
        script = to_sympy_script(tree)
        names: dict = {}
        try:
            exec(script, names)  # our own code, made from a random tree
        except (TypeError, ValueError, NotImplementedError):
            # Nonsense such as "1/0 < x" is refused by SymPy as soon as it is evaluated.
            continue
        assert "formula" in names


def wild_tree(rng, depth):
    texts = [
        "",
        "x",
        "sin",
        "sum",
        "paren",
        "less-than",
        "2",
        "i",
        "lambda",
        "if",
        "d operator",
        "e",
    ]
    head = rng.choice([*heads(), "unheard"])
    count = rng.choice([0, 1, 2, 2, 3, 4]) if depth else 0
    return Node(head, tuple(wild_tree(rng, depth - 1) for _ in range(count)), rng.choice(texts))


def test_no_tree_fails():
    rng = random.Random(8)
    for _ in range(250):
        tree = wild_tree(rng, 3)
        assert str(to_sympy(tree)) is not None, tree
        assert to_sympy_code(tree)


def test_mathparse_works_without_importing_sympy():
    import subprocess
    import sys

    code = "import sys; from mathparse import parse; r = parse('x plus one').readings[0]; r.latex; r.sympy; "
    code += "assert 'sympy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
