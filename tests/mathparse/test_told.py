"""What English tells in its own order: riddles, cases, systems, chemistry, and laws that everybody knows."""

import pytest

from mathparse import parse
from tests.bench.latex_form import normal_form

RIDDLES = [
    ("three less than twice a number", "2x-3"),
    ("six less than x", "x-6"),
    ("zero less than x less than one", "0<x<1"),
    ("eight subtracted from x", "x-8"),
    ("multiply x by seven", "7x"),
    ("the product of x and y plus one", "xy+1"),
    ("the sum of the squares of a and b", "a^2+b^2"),
]
BRANCHES = [
    (
        "f of x equals x if x is positive minus x otherwise",
        r"f(x)=\begin{cases}x&\text{if }x>0\\-x&\text{otherwise}\end{cases}",
    ),
    (
        "u of t equals zero for t less than zero one for t greater than zero",
        r"u(t)=\begin{cases}0&\text{for }t<0\\1&\text{for }t>0\end{cases}",
    ),
    (
        "f equals zero if a equals b otherwise one",
        r"f=\begin{cases}0&\text{if }a=b\\1&\text{otherwise}\end{cases}",
    ),
    (
        "system of equations two x plus three y equals seven x minus y equals one",
        r"\begin{cases}2x+3y=7\\x-y=1\end{cases}",
    ),
]
CHEMISTRY = [
    ("h two o", "H_2O"),
    ("two h two plus o two yields two h two o", r"2H_2+O_2\to2H_2O"),
    ("s o four two minus", r"SO_4^{\text{2-}}"),
    ("n h four plus", "NH_4^+"),
    ("n a plus plus c l minus gives n a c l", r"Na^++Cl^-\to NaCl"),
    ("c a c o three solid", r"CaCO_3(\text{s})"),
    ("p b open paren n o three close paren two", "Pb(NO_3)_2"),
    ("c u s o four dot five h two o", r"CuSO_4\cdot5H_2O"),
    ("p v equals n r t", "pv=nrt"),  # letters that are elements, and no chemistry
    ("n two plus n", "n_2+n"),
]
LAWS = [
    (
        "e to the minus x minus mu squared over two sigma squared",
        r"e^{-\frac{(x-\mu)^2}{2\sigma^2}}",
    ),
    ("f over g prime equals f prime g minus f g prime over g squared",
     r"\left(\frac{f}{g}\right)'=\frac{f'g-fg'}{g^2}"),
    ("a minus lambda i v equals zero", r"(a-\lambda i)v=0"),
    ("n plus one half h bar omega", r"\left(n+\frac{1}{2}\right)\hbar\omega"),
    ("y equals a x minus h squared plus k", "y=a(x-h)^2+k"),
    ("lambda t to the k e to the minus lambda t over k factorial",
     r"\frac{(\lambda t)^ke^{-\lambda t}}{k!}"),
    ("the log of x times y is log x plus log y", r"\log(xy)=\log x+\log y"),
    ("not p and q is equivalent to not p or not q", r"\neg(p\land q)\equiv\neg p\lor\neg q"),
    ("e to the i k x minus omega t", r"e^{i(kx-\omega t)}"),
    ("z sub alpha over two", r"z_{\frac{\alpha}{2}}"),
    ("the norm of f sub n minus f", r"\|f_n-f\|"),
    ("div curl f", r"\nabla\cdot(\nabla\times f)"),
    ("z w bar equals z bar w bar", r"\bar{zw}=\bar{z}\bar{w}"),
    ("g mu nu", r"g_{\mu\nu}"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "latex"), RIDDLES + BRANCHES + CHEMISTRY + LAWS)
def test_first_reading(phrase, latex):
    assert normal_form(parse(phrase).readings[0].latex) == normal_form(latex)


def test_a_system_is_read_out_as_one():
    tree = parse("the system x plus y equals three and x minus y equals one").readings[0].tree
    reading = parse("the system x plus y equals three and x minus y equals one").readings[0]
    assert parse(reading.speech).readings[0].tree == tree
    assert "<mo>{</mo>" in reading.mathml


@pytest.mark.parametrize(
    "phrase",
    ["a number of people came to the party", "the system is stable", "half a day", "the solid gas"],
)
def test_prose_with_such_words_stays_prose(phrase):
    assert parse(phrase).kind == "text"
