"""What a translation must know of the whole tree before it starts."""

from __future__ import annotations

from mathparse.printers.heads import fold
from mathparse.semantics.terms import Term, called, compares, variable_of
from mathparse.tree import Node


class Context:
    """Translates one tree; it knows which letters count and which depend on others."""

    def __init__(self, tree: Node) -> None:
        self.counters: set[str] = set()
        self.dependents: dict[str, list[str]] = {}
        for node in tree.walk():
            self._note(node)

    def _note(self, node: Node) -> None:
        if node.head in ("big", "quantifier") and node.args[0].args:
            self.counters.add(node.args[0].args[0].text)
        elif node.head == "subscript":
            self.counters.update(part.text for part in node.args[1].walk())
        elif node.head == "power" and node.args[0].text != "e":
            self.counters.add(node.args[1].text)
        elif node.head in ("derivative", "integral"):
            self._note_variables(node)
        if node.head == "big" or compares(node):
            # Only real numbers are compared or counted.
            self.counters.add("i")

    def _note_variables(self, node: Node) -> None:
        """Note what a derivative or integral runs over, and that y depends on x in dy/dx."""
        variables = map(variable_of, node.args[3 if node.head == "integral" else 1 :])
        names = [variable.text for variable in variables if variable.head == "symbol"]
        self.counters.update(names)
        body = node.args[0]
        if node.head == "derivative" and body.head == "symbol" and "operator" not in node.text:
            known = self.dependents.setdefault(body.text, [])
            known.extend(name for name in names if name not in known and name != body.text)

    def __call__(self, tree: Node) -> Term:
        """Return the meaning of a tree."""
        return fold(tree, self.combine)  # type: ignore[return-value]

    def combine(self, node: Node, parts: list[Term]) -> Term:
        """Return the meaning of a node from those of its parts."""
        method = getattr(self, "mean_" + node.head, None)
        if method is None:
            return called(f"{node.head} {node.text}", *parts)
        return method(node, parts)
