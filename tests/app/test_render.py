import re

import pytest

from app.render import DrawingError, draw


def width(latex):
    return float(re.search(r'width="([\d.]+)"', draw(latex))[1])


@pytest.mark.parametrize(
    ("sign", "difference"),
    [("x = -2", "x - 2 ="), (r"a \cdot -b", r"a - b \cdot"), ("y = +1", "y + 1 =")],
)
def test_a_sign_stands_closer_than_an_operator(sign, difference):
    assert width(sign) < width(difference)


@pytest.mark.parametrize("before", ["f(x)", "n!", "|x|", "f'"])
def test_after_a_closing_mark_it_is_an_operator(before):
    assert width(f"{before} - 2") > width(f"{before} {{-}}2")


@pytest.mark.parametrize("latex", ["", " ", r"\frac{1}{"])
def test_what_cannot_be_drawn_is_refused(latex):
    with pytest.raises(DrawingError):
        draw(latex)
