import pytest

from tests.bench.latex_form import normal_form

SAME = [
    (r"\frac12", r"\dfrac { 1 } {2}"),
    ("x_1^2", "{x^2}_{1}"),
    (r"{ ( \Delta u ) } ^2", r"(\delta u)^{2}"),
    ("f'_x", r"f_{x}^{\prime}"),
    ("f^{'''}(y)", "f'''(y)"),
    (r"\left. \left\{ {a + b} \right\}\right.", "(a+b)"),
    (r"2\times 3", r"2 \cdot 3"),
    (r"2 \cdot x", "2x"),
    (r"{ \cal F } _ { \ell } \ { z_1 , \ldots , z_r\ }", r"\mathcal{F}_\ell\{z_1,\dots,z_r\}"),
    (r"\text{lim}_{x}", r"\lim_x"),
    (r"\underset{n\rightarrow\infty}{\text{lim}}", r"\lim_{n\to\infty}"),
    (r"\begin{pmatrix} {2x} & y \end{pmatrix}", r"\left[\begin{array}{cc}2x&y\end{array}\right]"),
    (r"\left| \begin{matrix} a & b \\ c & d \end{matrix} \right|",
     r"\begin{vmatrix}a&b\\c&d\end{vmatrix}"),
    (r"\begin{cases} x, & x>0 \\ -x & \text{if } x<0 \end{cases}",
     r"\left\{\begin{matrix}x&x>0\\-x&\text{if}x<0\end{matrix}\right."),
    ("e^{x}_{}", "e^x"),
    (r"{n \choose k}", r"\binom{n}{k}"),
    ("x^*", r"x^{\ast}"),
    (r"\mathrm{d}x", "dx"),
    (r"\overset{˙}{x}", r"\dot x"),
    ("a − b", "a-b"),
    ("x = 0.", "x=0"),
    (r"\frac{a}{\square}", r"\frac{a}{}"),
]  # fmt: skip

DIFFERENT = [
    ("x^{23}", "x^23"),
    (r"\nabla\times F", r"\nabla F"),
    ("23", r"2 \cdot 3"),
    (r"f(\cdot)", "f()"),
    ("x^2", "x_2"),
    (r"\frac{a}{b}+c", r"\frac{a}{b+c}"),
    (r"\Rightarrow", r"\to"),
    ("{x^2}^3", "x^{23}"),
    (r"\mathbf{x}", "x"),
    ("|x|", "(x)"),
    (r"\to p", r"\top"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one, other):
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one, other):
    assert normal_form(one) != normal_form(other)


@pytest.mark.parametrize(
    "broken", ["", "{", "}", r"\frac", r"x^", r"\begin{cases}", r"\sqrt[", "_", "\\"]
)
def test_unfinished_latex_is_read(broken):
    assert isinstance(normal_form(broken), str)
