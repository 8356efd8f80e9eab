"""Computing on a line: formula and operation -> formulas; and what happens to what runs too long."""

import pytest

from app.compute.calculator import Calculator
from mathparse import parse
from mathparse.printers import to_latex


def tree(phrase):
    return parse(phrase).readings[0].tree


@pytest.mark.parametrize(
    ("operation", "phrases", "latex"),
    [
        ("simplify", ["x plus x"], ["2x"]),
        ("simplify", ["y equals x plus x"], ["y = 2x"]),
        ("expand", ["open paren x plus one close paren squared"], ["x^{2} + 2x + 1"]),
        ("factor", ["x squared minus one"], ["(x - 1)(x + 1)"]),
        ("solve", ["x squared minus five x plus six equals zero"], ["x = 2", "x = 3"]),
        ("solve", ["a x equals b", "a"], [r"a = \frac{b}{x}"]),
        ("differentiate", ["x cubed"], ["3x^{2}"]),
        ("differentiate", ["x squared", "y"], ["0"]),
        ("integrate", ["two x"], ["x^{2}"]),
        ("integrate", ["the integral from zero to one of x squared d x"], [r"\frac{1}{3}"]),
        ("evaluate", ["two plus two"], ["4"]),
        ("evaluate", ["one third plus one sixth"], [r"\frac{1}{2}"]),
        ("evaluate", ["the square root of two"], ["1.414213562"]),
        ("substitute", ["x squared plus y", "x", "three"], ["y + 9"]),
    ],
)
def test_operations(operation, phrases, latex):
    from app.compute.operations import compute

    formula, *arguments = map(tree, phrases)
    assert [to_latex(result) for result in compute(operation, formula, tuple(arguments))] == latex


@pytest.mark.parametrize(
    "code",
    [
        "x + 2*y - 3",
        "-x**2/3",
        "sqrt(x + 1)/x",
        "sin(x)**2 + log(y)",
        "exp(-x**2)",
        "Rational(-2, 3)*pi",
        "Eq(x**2, 4)",
        "x < 3",
        "Abs(x - 1)",
        "factorial(n)",
        "x_1 + alpha",
        "2**Rational(1, 3)",
        "Derivative(f(x), x)",
        "Integral(x**2, (x, 0, 1))",
        "Matrix([[1, x], [0, -1]])",
        "2*3**x",
    ],
)
def test_results_become_trees_that_mean_the_same(code):
    """Trees of SymPy's objects, turned back into objects; `code` is ours, so it may be run."""
    import sympy

    from app.compute.from_sympy import tree_of
    from mathparse.sympy_form import to_sympy

    names = {"f": sympy.Function("f"), "Rational": sympy.Rational}
    result = sympy.sympify(code, locals=names)
    again = to_sympy(tree_of(result))
    if isinstance(result, sympy.Expr):
        assert sympy.simplify(again.doit() - result.doit()) == 0
    else:
        assert again.doit() == result.doit()


@pytest.fixture
def ask(qt, wait_until):
    """Ask a calculator; return its answers and reasons."""
    calculators = []

    def run(*orders, seconds=30.0):
        calculator = Calculator(seconds=seconds)
        calculators.append(calculator)
        answers = []
        calculator.done.connect(lambda key, answer: answers.append(answer))
        calculator.failed.connect(lambda key, reason: answers.append(reason))
        for operation, *arguments in orders:
            calculator.ask(operation, operation, *arguments)
        wait_until(lambda: len(answers) == len(orders), "the answers", 90)
        return answers

    yield run
    for calculator in calculators:
        calculator.stop()


def test_what_takes_too_long_is_stopped_and_the_next_is_computed(ask):
    endless = tree("10 to the power 10 to the power 10 to the power 10")
    first, second = ask(("evaluate", endless), ("factor", tree("x squared minus one")), seconds=4)
    assert "stopped" in first or "cannot" in first
    assert to_latex(second[0]) == "(x - 1)(x + 1)"


def test_what_cannot_be_computed_is_one_sentence(ask):
    answers = ask(("solve", tree("two equals three")), ("plot", tree("x plus y"), -1, 1))
    assert all(isinstance(answer, str) and answer.endswith(".") for answer in answers)


def test_a_plot_leaves_out_where_the_formula_is_undefined(ask):
    ((variable, points, _),) = ask(("plot", tree("y equals the square root of x"), -4.0, 4.0))
    assert variable == "x"
    assert min(x for x, _ in points) == pytest.approx(0, abs=0.03)
    assert points[-1] == (4.0, 2.0)


@pytest.mark.parametrize(
    ("said", "drawn", "at_two"),
    [
        ("x squared minus one", "x^{2} - 1", 3),
        ("y equals x squared", "y = x^{2}", 4),
        ("f of x equals x squared", "f(x) = x^{2}", 4),
        ("x squared minus one equals zero", "x^{2} - 1", 3),
        ("x equals x squared", "x - x^{2}", -2),
        ("two x equals x plus one", "2x - (x + 1)", 1),
    ],
)
def test_what_a_graph_of_an_equation_shows(ask, said, drawn, at_two):
    ((_, points, shown),) = ask(("plot", tree(said), -2.0, 2.0))
    assert to_latex(shown) == drawn
    assert points[-1] == (2.0, at_two)
