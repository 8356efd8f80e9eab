"""Trees and what each printer makes of them."""

import random
import warnings
import xml.dom.minidom

import pytest

from mathparse.printers import to_latex, to_mathml, to_speech, to_text, to_typst, with_brackets
from mathparse.printers.heads import find, heads, symbols
from mathparse.sampler import read_tree, sample
from mathparse.tree import Node, number, symbol

PRINTERS = (to_latex, to_mathml, to_text, to_typst, to_speech)

# tree | LaTeX | plain text | Typst
TABLE = [
    ("add(symbol:x, number:1)", "x + 1", "x + 1", "x + 1"),
    ("multiply(number:2, symbol:x)", "2x", "2x", "2 x"),
    ("multiply(number:2, number:3)", r"2 \cdot 3", "2 ⋅ 3", "2 dot 3"),
    ("multiply(symbol:alpha, symbol:x)", r"\alpha x", "αx", "α x"),
    ("multiply(number:5, unit:km)", r"5\,\mathrm{km}", "5\u202fkm", '5 upright("km")'),
    ("multiply(number:5, unit:$)", r"\$5", "$5", r'\$5'),
    ("power(symbol:x, number:2)", "x^{2}", "x²", "x^(2)"),
    ("power(symbol:x, symbol:alpha)", r"x^{\alpha}", "x^α", "x^(α)"),
    ("power(subscript(symbol:x, symbol:i), number:2)", "x_{i}^{2}", "xᵢ²", "x_(i)^(2)"),
    ("subscript(subscript(symbol:x, number:1), number:2)", "{x_{1}}_{2}", "x₁₂", "x_(1)_(2)"),
    ("fraction(add(symbol:a, symbol:b), symbol:c)", r"\frac{a + b}{c}", "(a + b)/c", "frac(a + b, c)"),
    ("root(symbol:x, none)", r"\sqrt{x}", "√x", "sqrt(x)"),
    ("root(add(symbol:x, number:1), number:3)", r"\sqrt[3]{x + 1}", "∛(x + 1)", "root(3, x + 1)"),
    ("call[paren](symbol:f, symbol:x)", "f(x)", "f(x)", "f(x)"),
    ("call[paren](prime[2](symbol:f), symbol:x)", "f''(x)", "f″(x)", "f''(x)"),
    ("apply(function:sin, symbol:x)", r"\sin x", "sin x", "sin x"),
    ("apply(power(function:sin, number:2), symbol:x)", r"\sin^{2} x", "sin² x", "sin^(2) x"),
    ("apply(function:sin, none)", r"\sin", "sin", "sin"),
    ("apply(function:lcm, symbol:x)", r"\operatorname{lcm} x", "lcm x", "lcm x"),
    ("group[bar](symbol:x)", "|x|", "|x|", "abs(x)"),
    ("group[paren](fraction(symbol:a, symbol:b))", r"\left( \frac{a}{b} \right)", "(a/b)", "(frac(a, b))"),
    ("group[bracket paren](list[comma](number:3, symbol:b))", "[3, b)", "[3, b)", r"lr(\[ 3, b \))"),
    ("relation[less-than less-or-equal](number:0, symbol:x, number:1)", r"0 < x \leq 1", "0 < x ≤ 1",
     "0 < x ≤ 1"),
    ("operation[union](symbol:A, symbol:B)", r"A \cup B", "A ∪ B", "A ∪ B"),
    ("big[sum](relation[equals](symbol:i, number:1), symbol:n, symbol:i)", r"\sum_{i = 1}^{n} i",
     "∑_(i = 1)^n i", "∑_(i = 1)^(n) i"),
    ("big[limit](relation[to](symbol:x, number:0), none, symbol:x)", r"\lim_{x \to 0} x", "lim_(x → 0) x",
     "lim_(x → 0) x"),
    ("integral[integral](number:0, number:1, symbol:x, symbol:x)", r"\int_{0}^{1} x \, dx", "∫_0^1 x dx",
     "∫_(0)^(1) x dif x"),
    ("derivative[d](symbol:y, symbol:x)", r"\frac{dy}{dx}", "dy/dx", "frac(dif y, dif x)"),
    ("derivative[partial](symbol:u, power(symbol:x, number:2))", r"\frac{\partial^{2}u}{\partial x^{2}}",
     "∂²u/∂x²", "frac(partial^(2) u, partial x^(2))"),
    ("derivative[d operator](add(symbol:x, number:1), symbol:x)", r"\frac{d}{dx} (x + 1)", "d/dx (x + 1)",
     "frac(dif, dif x) (x + 1)"),
    ("evaluated(symbol:x, relation[equals](symbol:x, number:2), none)", r"\left. x \right|_{x = 2}",
     "x|_(x = 2)", "lr(x |)_(x = 2)"),
    ("accent[hat](symbol:x)", r"\hat{x}", "x̂", "hat(x)"),
    ("font[blackboard](symbol:R)", r"\mathbb{R}", "ℝ", "bb(R)"),
    ("font[bold](symbol:x)", r"\mathbf{x}", "𝐱", "bold(upright(x))"),
    ("binomial(symbol:n, symbol:k)", r"\binom{n}{k}", "C(n, k)", "binom(n, k)"),
    ("postfix[factorial](symbol:n)", "n!", "n!", "n!"),
    ("postfix[percent](number:5)", r"5\%", "5%", "5%"),
    ("matrix[paren](row(symbol:a, symbol:b), row(symbol:c, symbol:d))",
     r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "[a, b; c, d]", "mat(a, b; c, d)"),
    ("cases(row(symbol:x, sequence(text:if, relation[greater-than](symbol:x, number:0))), row(number:0, "
     "text:otherwise))", r"\begin{cases} x, & \text{if}\ x > 0 \\ 0, & \text{otherwise} \end{cases}",
     "{ x, if x > 0; 0, otherwise", 'cases(x, "if" space x > 0, 0, "otherwise")'),
    ("lines(relation[equals](symbol:x, number:1), symbol:y)",
     r"\begin{aligned} x & = 1 \\ y \end{aligned}", "x = 1\ny", r"x = 1 \ y"),
    ("sequence(text:so, symbol:x)", r"\text{so}\ x", "so x", '"so" space x'),
    ("text:50% & more", r"\text{50\% \& more}", "50% & more", '"50% & more"'),
    ("add(symbol:x, blank:x)", r"x + \square", "x + □", "x + square"),
    ("puzzle[deep](symbol:x, symbol:y)", r"\operatorname{puzzle deep}\left(x, y\right)",
     "puzzle deep(x, y)", 'op("puzzle deep")(x, y)'),
]  # fmt: skip

# tree | LaTeX with the brackets that nobody said
BRACKETS = [
    ("multiply(add(symbol:a, symbol:b), symbol:c)", "(a + b)c"),
    ("subtract(symbol:a, subtract(symbol:b, symbol:c))", "a - (b - c)"),
    ("subtract(subtract(symbol:a, symbol:b), symbol:c)", "a - b - c"),
    ("add(symbol:a, sign[minus](symbol:b))", "a + (-b)"),
    ("multiply[times](symbol:k, sign[minus](number:1))", r"k \times (-1)"),
    ("multiply[times](number:4, multiply(symbol:a, symbol:c))", r"4 \times ac"),
    ("multiply[times](symbol:a, multiply[times](symbol:b, symbol:c))", r"a \times (b \times c)"),
    ("divide[slash](symbol:a, multiply(symbol:b, symbol:c))", "a / (bc)"),
    ("operation[intersection](symbol:A, sign[minus](symbol:B))", r"A \cap -B"),
    ("power(sign[minus](number:3), symbol:minus-symbol)", "-3^{-}"),
    ("power(sign[minus](number:1), number:3)", "(-1)^{3}"),
    ("power(power(symbol:x, number:2), number:3)", "(x^{2})^{3}"),
    ("power(fraction(symbol:a, symbol:b), number:2)", r"\left( \frac{a}{b} \right)^{2}"),
    ("power(symbol:x, add(symbol:n, number:1))", "x^{n + 1}"),
    ("postfix[factorial](add(symbol:n, number:1))", "(n + 1)!"),
    ("apply(function:sin, add(symbol:x, number:1))", r"\sin (x + 1)"),
    ("apply(function:sin, multiply(number:2, symbol:x))", r"\sin 2x"),
    ("multiply(apply(function:sin, symbol:x), symbol:y)", r"(\sin x)y"),
    ("multiply(apply(function:sin, symbol:x), apply(function:cos, symbol:y))", r"\sin x\cos y"),
    ("sign[minus](add(symbol:a, symbol:b))", "-(a + b)"),
    ("relation[equals](list[comma](symbol:x, symbol:y), symbol:z)", "x, y = z"),
    ("relation[implies](relation[equals](symbol:x, number:1), relation[equals](symbol:y, number:2))",
     r"x = 1 \Rightarrow y = 2"),
    ("group[paren](add(symbol:a, symbol:b))", "(a + b)"),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "latex", "text", "typst"), TABLE)
def test_table(tree, latex, text, typst):
    node = read_tree(tree)
    assert to_latex(node) == latex
    assert to_text(node) == text
    assert to_typst(node) == typst


@pytest.mark.parametrize(("tree", "latex"), BRACKETS)
def test_brackets_where_the_tree_needs_them(tree, latex):
    assert to_latex(read_tree(tree)) == latex
    assert to_latex(with_brackets(read_tree(tree))) == latex


@pytest.mark.parametrize(
    ("tree", "piece"),
    [
        ("call[paren](symbol:f, symbol:x)", 'intent="$f($x)"'),
        ("group[bar](symbol:x)", 'intent="absolute-value($x)"'),
        ("group[double-bar](symbol:v)", 'intent="norm($x)"'),
        ("binomial(symbol:n, symbol:k)", 'intent="binomial($n,$k)"'),
        ("derivative[d](symbol:y, symbol:x)", 'intent="derivative($f,$x)"'),
        ("power(symbol:A, symbol:T)", 'intent="transpose($a)"'),
        ("postfix[factorial](symbol:n)", 'intent="factorial($n)"'),
        (
            "power(subscript(symbol:x, symbol:i), number:2)",
            "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>",
        ),
        ("root(symbol:x, none)", "<msqrt><mi>x</mi></msqrt>"),
        ("font[blackboard](symbol:R)", "<mi>ℝ</mi>"),
        ("relation[less-than](symbol:a, symbol:b)", "<mo>&lt;</mo>"),
        ("number:-1", "<mo>−</mo><mn>1</mn>"),
    ],
)
def test_mathml(tree, piece):
    printed = to_mathml(read_tree(tree))
    assert piece in printed
    xml.dom.minidom.parseString(printed)


def arguments_named(element):
    """Every name an intent asks for must be an argument below it."""
    for node in element.getElementsByTagName("*"):
        intent = node.getAttribute("intent")
        wanted = {
            part.strip("$(),")
            for part in intent.replace("(", " ").replace(",", " ").split()
            if "$" in part
        }
        given = {below.getAttribute("arg") for below in node.getElementsByTagName("*")}
        assert wanted <= given, intent


def test_mathml_of_random_formulas_is_well_formed_with_complete_intents():
    rng = random.Random(4)
    for _ in range(300):
        arguments_named(xml.dom.minidom.parseString(to_mathml(sample(rng).tree)))


def wild_tree(rng, depth):
    """Any tree at all: known and unknown heads, any number of parts, any text."""
    texts = [
        "",
        "x",
        "sin",
        "sum",
        "paren",
        "less-than",
        "2",
        "é",
        "<&>",
        "d operator",
        "no such name",
        "}{",
    ]
    head = rng.choice([*heads(), "unheard-of"])
    count = rng.choice([0, 1, 2, 2, 3, 4]) if depth else 0
    return Node(head, tuple(wild_tree(rng, depth - 1) for _ in range(count)), rng.choice(texts))


@pytest.mark.parametrize("printer", PRINTERS)
def test_no_tree_makes_a_printer_fail(printer):
    rng = random.Random(11)
    # Speech listens to itself, which takes the parser milliseconds for nonsense.
    for _ in range(30 if printer is to_speech else 150):
        tree = wild_tree(rng, 3)
        printed = printer(tree)
        assert isinstance(printed, str), tree
        if printer is to_mathml:
            xml.dom.minidom.parseString(printed)


def test_long_formulas_print_without_recursion():
    tree = symbol("x")
    for _ in range(5000):
        tree = Node("add", (tree, number("7")))
    for printer in (to_latex, to_mathml, to_text, to_typst):
        assert printer(tree).count("7") == 5000


def test_every_symbol_has_all_printed_forms():
    for name, kinds in symbols().items():
        for kind, row in kinds.items():
            assert row.unicode, name
            assert row.latex, name
            assert find(name, kind) is row


@pytest.mark.parametrize("kind", ["symbol", "function"])
def test_every_symbol_can_be_drawn(kind):
    ziamath = pytest.importorskip("ziamath")
    ziamath.config.svg2 = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, kinds in symbols().items():
            if kind in kinds:
                assert "<path" in ziamath.Latex(to_latex(Node(kind, (), name))).svg(), name


def test_random_formulas_can_be_drawn():
    ziamath = pytest.importorskip("ziamath")
    ziamath.config.svg2 = False
    rng = random.Random(17)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(60):
            tree = sample(rng).tree
            assert "<path" in ziamath.Latex(to_latex(tree)).svg(), to_latex(tree)
            assert "<path" in ziamath.Math(to_mathml(tree)).svg(), to_mathml(tree)
