"""The table of constructs: every example phrase gives its construct, every template names real parts."""

import pytest

from mathparse import parse
from mathparse.printers.heads import heads
from mathparse.printers.template import Part, compile_template

EXAMPLES = [(name, head.example) for name, head in heads().items() if head.example]


@pytest.mark.parametrize(("name", "phrase"), EXAMPLES)
def test_example_gives_its_construct(name, phrase):
    reading = parse(phrase).readings[0]
    assert name in {node.head for node in reading.tree.walk()}


@pytest.mark.parametrize("name", heads())
@pytest.mark.parametrize("output", ["latex", "typst", "plain", "mathml"])
def test_template_holds_every_part(name, output):
    head = heads()[name]
    template = head.template(output, "")
    if template is None or (output == "plain" and name == "accent"):
        return
    pieces = list(compile_template(template, head))
    for piece in pieces:
        pieces.extend(getattr(piece, "pieces", ()))
    used = {piece.index for piece in pieces if isinstance(piece, Part)}
    assert used == set(range(len(head.parts)))
