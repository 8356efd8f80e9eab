"""Short formulas that everybody says: the plain reading is first, whatever longer ones taught."""

import pytest

from mathparse import parse
from tests.bench.latex_form import normal_form

SHORT = [
    # powers and indices end where nobody means more
    ("x to the fourth y", r"x^{4}y"),
    ("x plus x squared", r"x+x^{2}"),
    ("three minus e to the x", r"3-e^{x}"),
    ("y double prime plus x squared", r"y''+x^{2}"),
    ("n factorial plus x cubed", r"n!+x^{3}"),
    ("x to the minus one x", r"x^{-1}x"),
    ("a sub one x", r"a_{1}x"),
    ("a sub one minus one over x", r"a_{1}-\frac{1}{x}"),
    ("e to the minus x plus f of x", r"e^{-x}+f(x)"),
    ("f of x plus x squared", r"f(x)+x^{2}"),
    ("x sub n plus one", r"x_{n+1}"),
    ("e to the minus two x", r"e^{-2x}"),
    # roots, fractions, functions
    ("alpha cube root of y", r"\alpha\sqrt[3]{y}"),
    ("h bar square root of x", r"\hbar\sqrt{x}"),
    ("x squared plus one over x squared", r"x^{2}+\frac{1}{x^{2}}"),
    ("n plus one over n", r"\frac{n+1}{n}"),
    ("ln x plus y", r"\ln x+y"),
    ("log two of eight equals three", r"\log_{2}(8)=3"),
    ("sine to the minus one x", r"\sin^{-1}x"),
    ("mod a mod b cos theta", r"|a||b|\cos\theta"),
    ("s infinity equals a over one minus r", r"s_{\infty}=\frac{a}{1-r}"),
    ("sum to infinity of one over n squared", r"\sum^{\infty}\frac{1}{n^2}"),
    ("two x in brackets x plus one close brackets", "2x(x+1)"),
    ("one half minus n choose k", r"\frac{1}{2}-\binom{n}{k}"),
    ("five choose two plus seven choose three", r"\binom{5}{2} + \binom{7}{3}"),
    ("fifty two c five", r"{}_{52}C_{5}"),
    ("six c two equals fifteen", r"{}_{6}C_{2}=15"),
    ("n c zero plus n c one", r"{}_{n}C_{0}+{}_{n}C_{1}"),
    ("two c one plus three c two", "2c_{1}+3c_{2}"),
    ("n p one minus p", "np(1-p)"),
    ("theta equals arc tangent y over x", r"\theta=\arctan\frac{y}{x}"),
    ("x bar plus or minus z sub alpha over two", r"\bar{x}\pm z_{\frac{\alpha}{2}}"),
    ("v equals the vector two comma minus three", "v=(2,-3)"),
    ("the vector a comma b", r"\vec{a},b"),
    ("the equation of a circle is x squared plus y squared equals one", "x^2+y^2=1"),
    ("u sub n plus one equals three u sub n minus two", "u_{n+1}=3u_{n}-2"),
    ("f sub n plus one equals f sub n plus f sub n minus one", "f_{n+1}=f_{n}+f_{n-1}"),
    ("x bar equals sigma f x over sigma f", r"\bar{x}=\frac{\sum fx}{\sum f}"),
    ("n over two brackets two a plus b", r"\frac{n}{2}(2a+b)"),
    ("c o two plus h two o", r"\mathrm{CO}_{2}+\mathrm{H}_{2}\mathrm{O}"),
    ("three to one", "3:1"),
    ("the sum of x sub i minus mu squared", r"\sum(x_{i}-\mu)^{2}"),
    ("one over the factorial of k", r"\frac{1}{k!}"),
    ("factorial of k plus factorial of m", "k!+m!"),
    (
        "the factorial of n plus one equals n plus one times the factorial of n",
        r"(n+1)!=(n+1)\times n!",
    ),
    ("one third minus three", r"\frac{1}{3}-3"),
    ("x times one third", r"x\times\frac{1}{3}"),
    # marks and dots
    ("a dot b", r"a\cdot b"),
    ("x dot plus y", r"\dot{x}+y"),
    ("two pi r vector v", r"2\pi r\vec{v}"),
    ("d r vec", r"d\vec{r}"),
    # quantities by name
    ("gradient equals two", r"\text{gradient}=2"),
    ("half life equals log two over lambda", r"\text{half life}=\frac{\log 2}{\lambda}"),
    ("sum to infinity equals a over one minus r", r"\text{sum to infinity}=\frac{a}{1-r}"),
    (
        "s sub n equals n over two times two a plus n minus one times d",
        r"s_n=\frac{n}{2}\times(2a+(n-1)\times d)",
    ),
    ("the gradient of f", r"\nabla f"),
    ("x is binomial with n equals ten and p equals one half", r"x\sim B(10,\frac{1}{2})"),
    # numbers, money, units
    ("minus twenty five", "-25"),
    ("a third", r"\frac{1}{3}"),
    ("five minutes", r"5\text{min}"),
    ("two thousand dollars", r"\$2000"),
    ("ten kilo ohms", r"10\text{kΩ}"),
    ("nought point six recurring", r"0.\overline{6}"),
    ("x equals nought", "x=0"),
    ("integral from nought to pi of sine x d x", r"\int_{0}^{\pi}\sin x\,dx"),
    ("mu nought", r"\mu_{0}"),
    ("five nought three", "503"),
    ("the vector three i plus four j", "3i+4j"),
    ("a million divided by a thousand", r"\frac{1000000}{1000}"),
]


@pytest.mark.parametrize(("phrase", "latex"), SHORT)
def test_the_plain_reading_is_first(phrase, latex):
    assert normal_form(parse(phrase).readings[0].latex) == normal_form(latex)
