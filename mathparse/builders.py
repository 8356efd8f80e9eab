"""The few constructs that need more than a template: chains, lists, fractions of differentials."""

from __future__ import annotations

from mathparse.tree import Node, number

NONE = Node("none")
DETERMINANT = Node("function", (), "det")
INFINITY = Node("symbol", (), "infinity")
UNCALLABLE = ("big", "integral", "quantifier", "list", "unit", "relation", "sign", "multiply")
NUMBER_SETS = ("naturals", "integers", "rationals", "reals", "complexes")
VARIABLES = ("x", "y", "z", "t", "r", "s", "u", "v")
TEXTUAL = ("text", "sequence")


def relation(left: Node, name: str, right: Node) -> Node:
    """Join a relation onto a chain: a < b and then = c is one node with three parts."""
    if name == "cong" and (right.head, right.text) == ("operation", "mod"):
        # "Congruent" is said of triangles and of remainders; a modulus tells which.
        name = "equiv"
    if left.head == "relation":
        return Node("relation", (*left.args, right), f"{left.text} {name}")
    return Node("relation", (left, right), name)


def arrow(left: Node, right: Node) -> Node:
    """ "A to B" is an arrow, "minus infinity to infinity" an interval."""
    if INFINITY in (right, left) or Node("sign", (INFINITY,), "minus") == left:
        return Node("group", (Node("list", (left, right), "comma"),), "paren")
    return relation(left, "to", right)


def listed(separator: str, left: Node, right: Node) -> Node:
    """Append to a list with the same separator, or begin one."""
    if left.head == "list" and left.text == separator:
        return Node("list", (*left.args, right), separator)
    return Node("list", (left, right), separator)


def comma(left: Node, right: Node) -> Node:
    """A list with commas."""
    return listed("comma", left, right)


def semicolon(left: Node, right: Node) -> Node:
    """A list with semicolons."""
    return listed("semicolon", left, right)


def pieces(left: Node, right: Node) -> Node:
    """Put two pieces side by side in one sequence."""
    parts = (left.args if left.head == "sequence" else (left,)) + (
        right.args if right.head == "sequence" else (right,)
    )
    return Node("sequence", parts)


def beside(left: Node, right: Node) -> Node | None:
    """Two operands with nothing said between them: a product, or an index, or text."""
    if left.head in TEXTUAL or right.head in TEXTUAL:
        return pieces(left, right)
    if left.head == "derivative" and left.args[0].head == "none" and right.head != "differential":
        return left._replace(args=(right, *left.args[1:]))
    if _is_partial(left) and _is_partial(right) and left.args[0].text not in VARIABLES:
        return Node("derivative", (left.args[0], *right.args), "partial")
    return Node("multiply", (left, right))


def _is_partial(node: Node) -> bool:
    return node.head == "differential" and node.text == "partial"


def fraction(numerator: Node, denominator: Node) -> Node:
    """A fraction; one differential over another is a derivative."""
    parts = differential_parts(numerator)
    if parts is not None:
        variables = denominator_variables(denominator, parts[0])
        if variables:
            body = parts[1]
            text = parts[0] if body.head != "none" else f"{parts[0]} operator"
            return Node("derivative", (body, *variables), text)
    return Node("fraction", (numerator, denominator))


def differential_parts(node: Node) -> tuple[str, Node] | None:
    """Return the kind ("d", "partial") and body where the node reads "d y", "d squared y" or "d"."""
    if node.head == "differential":
        return node.text, node.args[0]
    kind = sign_of_differential(node)
    if kind:
        return kind, NONE
    if node.head == "multiply":
        left, right = node.args
        kind = sign_of_differential(left)
        if kind:
            return kind, right
        inner = differential_parts(left)
        if inner and inner[1].head != "none":
            return inner[0], Node("multiply", (inner[1], right), node.text)
    if node.head == "power" and node.args[0].head == "differential":
        return None
    return None


def sign_of_differential(node: Node) -> str:
    """Return "d" or "partial" where the node is that sign alone, perhaps with an order."""
    if node.head == "power":
        node = node.args[0]
    if node.head == "symbol" and node.text in ("d", "partial"):
        return node.text
    return ""


def denominator_variables(node: Node, kind: str) -> tuple[Node, ...]:
    """Return the variables of "d x", "d x squared" or "partial x partial y"; () where it is not one."""
    if node.head == "differential" and node.text == kind:
        return node.args
    if node.head == "power" and node.args[0].head == "differential":
        return (Node("power", (node.args[0].args[0], node.args[1])),)
    if node.head == "multiply":
        left = denominator_variables(node.args[0], kind)
        right = denominator_variables(node.args[1], kind)
        if left and right:
            return left + right
    return ()


def derivative(order: Node, body: Node, variables: Node, kind: str = "d") -> Node:
    """The nth derivative of a body with respect to one or several variables, or the likeliest one."""
    if variables.head == "none":
        variables = _likely_variable(body)
    names = variables.args if variables.head == "list" else (variables,)
    if len(names) == 1 and order.head != "none" and order.text != "1":
        names = (Node("power", (names[0], order)),)
    text = kind if body.head in ("symbol", "call") else f"{kind} operator"
    return Node("derivative", (body, *names), text)


def _likely_variable(body: Node) -> Node:
    letters = [node for node in body.walk() if node.head == "symbol"]
    if body.head == "symbol":
        return Node("symbol", (), "x")
    for name in ("x", "t", "y", "z", "u", "theta"):
        if Node("symbol", (), name) in letters:
            return Node("symbol", (), name)
    return letters[-1] if letters else Node("symbol", (), "x")


def partial(order: Node, body: Node, variables: Node) -> Node:
    """The nth partial derivative of a body."""
    return derivative(order, body, variables, "partial")


def integral(name: str, lower: Node, upper: Node, body: Node, variable: Node) -> Node:
    """An integral; its body may already end in differentials of the inner variables."""
    variables = list(variable.args) if variable.head == "differential" else [variable]
    if variable.head == "none":
        variables = []
    while body.head == "multiply" and body.args[1].head == "differential":
        variables.insert(0, body.args[1].args[0])
        body = body.args[0]
    if body.head == "differential" and body.text == "d":
        variables.insert(0, body.args[0])
        body = NONE
    return Node("integral", (lower, upper, body, *variables), name)


def call(function: Node, argument: Node) -> Node | None:
    """f of x; a number "of" something is a product."""
    if function.head in UNCALLABLE or (function.head, function.text) == ("symbol", "infinity"):
        return None
    if function.head == "number":
        return None
    if function.head in ("fraction", "mixed", "postfix", "text"):
        return beside(function, argument) or argument
    if argument.head == "group" and argument.text in ("paren", "bracket", "brace"):
        return Node("call", (function, argument.args[0]), argument.text)
    return Node("call", (function, argument), "paren")


def apply(function: Node, argument: Node) -> Node:
    """A named function on its argument; the determinant of a matrix is drawn with bars."""
    inner = unbracketed(argument)
    if function == DETERMINANT and inner.head == "matrix":
        return inner._replace(text="bar")
    return Node("apply", (function, argument))


def parenthesis(argument: Node) -> Node:
    """The argument of a named function in brackets, as "sine of x" is usually written."""
    return argument if argument.head == "group" else Node("group", (argument,), "paren")


def signed(sign: Node, operand: Node) -> Node:
    """A sign in front; "the positive integers" carry it as an exponent."""
    if operand.head == "symbol" and operand.text in NUMBER_SETS:
        return Node("power", (operand, Node("symbol", (), f"{sign.text}-symbol")))
    return Node("sign", (operand,), sign.text)


def below(mark: str, base: Node) -> Node:
    """A mark below; a bar below is an underline."""
    return Node("accent", (base,), "underline" if mark == "bar" else mark)


def quantity(inner: Node) -> Node:
    """Brackets for "the quantity ..."; a single letter or number needs none."""
    if inner.head in ("group", "number", "symbol", "fraction", "root"):
        return inner
    return Node("group", (inner,), "paren")


def bracketed(inner: Node) -> Node:
    """Brackets where a power on the whole would otherwise read as a power on its last part."""
    if inner.head in ("number", "symbol", "group", "subscript", "accent", "call", "root"):
        return inner
    return Node("group", (inner,), "paren")


def minus(operand: Node) -> Node:
    """A sign in front of an operand."""
    return Node("sign", (operand,), "minus")


def ordinal_power(base: Node, order: Node) -> Node:
    """A power whose exponent was said as an ordinal."""
    return Node("power", (base, order))


def rows(left: Node, right: Node) -> Node:
    """Rows of a table, gathered as they come."""
    parts = left.args if left.head == "rows" else (left,)
    return Node("rows", (*parts, right))


def cells(left: Node, right: Node) -> Node:
    """Cells of a row, gathered as they come."""
    parts = left.args if left.head == "cells" else (left,)
    return Node("cells", (*parts, right))


def power_of(base: Node, exponent: Node) -> Node:
    """A power; on letters written together ("AB") it belongs to the last."""
    return _scripted("power", base, exponent)


def subscript(base: Node, index: Node) -> Node:
    """An index; on letters written together it belongs to the last."""
    return _scripted("subscript", base, index)


def _scripted(head: str, base: Node, script: Node) -> Node:
    script = unbracketed(script) if head == "power" else script
    if base.head == "multiply" and not base.text:
        return Node("multiply", (base.args[0], Node(head, (base.args[1], script))))
    return Node(head, (base, script))


def nth_power(base: Node, exponent: Node) -> Node:
    """The nth power of something; of f of x it is written on the f."""
    if base.head in ("call", "apply"):
        function, argument = base.args
        return base._replace(args=(Node("power", (function, exponent)), argument))
    return Node("power", (base, exponent))


def interval(lower: Node, upper: Node, included: Node, excluded: Node) -> Node:
    """An interval; ends are open where said so, or where they are infinite."""
    said_in, said_out = list(included.walk()), list(excluded.walk())
    ends = []
    for end, other in ((lower, upper), (upper, lower)):
        infinite = any(part == INFINITY for part in end.walk())
        out = end in said_out or (other in said_in and end not in said_in) or infinite
        ends.append("paren" if out else "bracket")
    text = ends[0] if ends[0] == ends[1] else " ".join(ends)
    return Node("group", (Node("list", (lower, upper), "comma"),), text)


def point(inner: Node) -> Node:
    """A point given by its coordinates."""
    return Node("group", (inner,), "paren") if inner.head == "list" else inner


def lines(content: Node) -> Node:
    """Lines below each other."""
    parts = content.args if content.head == "rows" else (content,)
    return Node("lines", tuple(_line(part) for part in parts))


def _line(part: Node) -> Node:
    return Node("row", part.args) if part.head == "cells" else part


def cases(content: Node) -> Node:
    """Cases: each row a value and perhaps the condition under which it holds."""
    parts = content.args if content.head == "rows" else (content,)
    return Node("cases", tuple(_case(part) for part in parts))


def _case(part: Node) -> Node:
    if part.head == "cells":
        return Node("row", part.args)
    if part.head == "list" and len(part.args) == 2:
        return Node("row", part.args)
    return Node("row", (part,))


def one_over(operand: Node) -> Node:
    """The reciprocal."""
    return Node("fraction", (number("1"), operand))


def by(left: Node, right: Node) -> Node:
    """ "One by two" is a fraction, "m by n" a size."""
    if left.head == right.head == "symbol" or (
        left.head == right.head == "number" and left.text != "1"
    ):
        return Node("multiply", (left, right), "times")
    return fraction(left, right)


def leibniz(variable: Node, body: Node) -> Node:
    """The operator d by d x on a body that may be missing."""
    return Node("derivative", (body, *variable.args), f"{variable.text} operator")


def conjunction(left: Node, word: Node, right: Node) -> Node:
    """Two statements with a word between them; "5 and 3 over 4" is a mixed number."""
    numeric = left.head == "number" and all(arg.head == "number" for arg in right.args)
    if word.text == "and" and numeric and right.head == "fraction":
        return Node("mixed", (left, right))
    return pieces(pieces(left, word), right)


def condition(left: Node, word: Node, right: Node) -> Node:
    """A value and the condition under which it holds; a row where it stands in cases."""
    if right.head == "none":
        return pieces(left, word)
    return pieces(pieces(left, word), right)


def led_by_text(text: Node, rest: Node) -> Node:
    """Words, and the formula that follows them."""
    return text if rest.head == "none" else pieces(text, rest)


def with_text(left: Node, text: Node, rest: Node) -> Node:
    """A formula, words, and perhaps a formula that follows them."""
    return pieces(left, led_by_text(text, rest))


def quoted(inner: Node) -> Node:
    """Words between quotation marks."""
    if inner.head == "sequence" and all(part.head == "text" for part in inner.args):
        return Node("text", (), " ".join(part.text for part in inner.args))
    return inner


def set_builder(inner: Node, condition: Node) -> Node:
    """The set of all x such that ...; braces are drawn only where a condition is said."""
    if condition.head == "none":
        inner = _enumerated(inner)
        return Node("group", (inner,), "brace") if inner.head == "list" else inner
    return Node("group", (Node("list", (inner, condition), "colon"),), "brace")


def _enumerated(inner: Node) -> Node:
    """Read "0 and 1" between set braces as a list."""
    if inner.head == "sequence" and len(inner.args) == 3 and inner.args[1].text == "and":
        return Node("list", (inner.args[0], inner.args[2]), "comma")
    return inner


def implication(condition: Node, consequence: Node) -> Node:
    """ "If a then b"."""
    said = pieces(Node("text", (), "if"), condition)
    if consequence.head == "none":
        return said
    return pieces(pieces(said, Node("text", (), "then")), consequence)


def whole_power(base: Node, exponent: Node) -> Node:
    """A power on all that was said before: "a plus b, all squared"."""
    return Node("power", (bracketed(base), exponent))


def matrix(size: Node | str, content: Node, fence: Node | None = None) -> Node:
    """A matrix from rows and cells; lists and, where the size asks for it, products are cells."""
    if content.head not in ("rows", "cells", "list", "multiply", "blank") and not isinstance(
        size, str
    ):
        return content
    rows_said = content.args if content.head == "rows" else (content,)
    width = int(size.split("x")[1]) if isinstance(size, str) else 0
    rows_made = [Node("row", tuple(_cells(row, width))) for row in rows_said]
    return Node("matrix", tuple(rows_made), fence.text if fence else "paren")


def _cells(row: Node, width: int) -> list[Node]:
    if row.head == "cells":
        return list(row.args)
    if row.head == "list":
        return [cell for item in row.args for cell in _cells(item, 0)]
    if row.head == "multiply" and not row.text and width > 1:
        cells = [row]
        while len(cells) < width and cells[0].head == "multiply" and not cells[0].text:
            cells[:1] = list(cells[0].args)
        return cells
    if row.head == "number" and row.text.isdigit() and 1 < width <= len(row.text) < 99:
        # "Row one one two" is heard as the number 12; the size of the matrix tells.
        step, rest = divmod(len(row.text), width)
        if not rest:
            return [number(row.text[at : at + step]) for at in range(0, len(row.text), step)]
    return [row]


def _entries(content: Node) -> list[Node]:
    """Return the entries of a vector; digits said in a row are entries of their own."""
    entries = [cell for row in matrix("1x99", content).args for cell in row.args]
    if len(entries) == 1 and entries[0].head == "number" and entries[0].text.isdigit():
        return [number(digit) for digit in entries[0].text]
    return entries


def column(content: Node) -> Node:
    """A column vector: every entry is a row."""
    return Node("matrix", tuple(Node("row", (entry,)) for entry in _entries(content)), "paren")


def row_vector(content: Node) -> Node:
    """A row vector: all entries in one row."""
    return Node("matrix", (Node("row", tuple(_entries(content))),), "paren")


def identity(size: str) -> Node:
    """The identity matrix of a size such as "3x3"."""
    width = min(int(size.split("x")[0]), 10)
    rows_made = [
        Node("row", tuple(number("1" if i == j else "0") for j in range(width)))
        for i in range(width)
    ]
    return Node("matrix", tuple(rows_made), "paren")


def identity_of(size: Node) -> Node | None:
    """The identity matrix whose size is a number."""
    return identity(size.text) if size.text.isdigit() else None


def unbracketed(node: Node) -> Node:
    """Drop brackets that a root sign or fraction bar makes needless."""
    return node.args[0] if node.head == "group" and node.text == "paren" else node


def root(radicand: Node, index: Node) -> Node:
    """A root."""
    return Node("root", (unbracketed(radicand), index))


def over(numerator: Node, denominator: Node) -> Node:
    """A fraction said with "over"; brackets around a whole part only told how far it goes."""
    return fraction(unbracketed(numerator), unbracketed(denominator))


def tidy(node: Node) -> Node:
    """Bring a finished tree into the form of heads.toml, with words in front set apart."""
    node = _without_tables(node)
    if node.head == "cases":
        return Node("lines", node.args)
    words, rest = _leading_text(node)
    return pieces(words, rest) if words is not None else node


def _leading_text(node: Node) -> tuple[Node | None, Node]:
    """Split words in front of a formula off its leftmost part."""
    if node.head == "sequence" and len(node.args) > 1 and node.args[0].head == "text":
        return node.args[0], node.args[1] if len(node.args) == 2 else node._replace(
            args=node.args[1:]
        )
    if node.head in ("relation", "add", "subtract", "multiply", "operation", "list") and node.args:
        words, first = _leading_text(node.args[0])
        if words is not None:
            return words, node._replace(args=(first, *node.args[1:]))
    return None, node


def _without_tables(node: Node) -> Node:
    """Replace the parser's own nodes: rows become lines, cells outside a table a list.

    "begin ... end" only told how far a part goes; printers draw brackets where they are needed.
    """
    if node.args:
        args = tuple([_without_tables(arg) for arg in node.args])
        if (node.head, node.text) == ("group", "none"):
            return args[0]
        if node.head == "rows":
            return Node("lines", args)
        if node.head == "cells":
            return Node("list", args, "comma")
        if args != node.args:
            return node._replace(args=args)
    return node
