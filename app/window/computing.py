"""Computing on the current line: asks the calculator, and puts what comes back below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from app.commands import commands
from app.compute.calculator import Calculator
from app.document import Bookmark
from app.understand import meanings_of
from app.window.editing import formula_line
from app.window.plot import PlotDialog, Points, telling_range

if TYPE_CHECKING:
    from app.window.main_window import MainWindow
    from mathparse.tree import Node

Arguments = tuple[str, ...]
# Operations, and how many of their slots must be there: a substitution cannot guess its parts.
OPERATIONS = ("simplify", "expand", "factor", "solve", "differentiate", "integrate", "evaluate")
PLOT_RANGE = (-10.0, 10.0)


class Computing:
    """Results become lines below the line they come from; a plot gets a window of its own."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.calculator = Calculator(window)
        self.calculator.done.connect(self._done)
        self.calculator.failed.connect(self._failed)
        self.plots: list[PlotDialog] = []
        self.handlers: dict[str, Callable[[Arguments], None]] = {
            name: lambda arguments, name=name: self._compute(name, arguments) for name in OPERATIONS
        }
        self.handlers |= {"substitute": self._substitute, "plot": self._plot}

    def shut_down(self) -> None:
        """End the calculator and close the plots."""
        self.calculator.stop()
        for plot in self.plots:
            plot.close()

    def _tree(self) -> Node | None:
        tree = self._window.document.current_line.meaning.tree
        if tree is None:
            self._window.say(
                "This line is not a formula, so nothing can be computed.", trouble=True
            )
        return tree

    def _compute(self, operation: str, arguments: Arguments) -> None:
        tree = self._tree()
        if tree is not None:
            self._ask(operation, tree, *map(_formula, arguments))

    def _ask(self, operation: str, tree: Node, *arguments: object) -> None:
        title = commands()[operation].title.rstrip("…").lower()
        document = self._window.document
        place = Bookmark(document, document.current)
        self._window.say(f"Computing: {title} line {place.number + 1}…")
        self.calculator.ask((operation, tree, place), operation, tree, *arguments)

    def _substitute(self, arguments: Arguments) -> None:
        tree = self._tree()
        if tree is None:
            return
        # "substitute two for x" names the value first, "let x be two in that" the variable.
        given = list(arguments)
        if given and _is_symbol(given[0]) and not _is_symbol(given[1]):
            given.reverse()
        if not given:
            variable, said = QInputDialog.getText(self._window, "Substitute", "For which variable?")
            value, said = (
                QInputDialog.getText(self._window, "Substitute", "Put in what?")
                if said
                else ("", False)
            )
            if not said:
                return
            given = [value, variable]
        self._ask("substitute", tree, _formula(given[1]), _formula(given[0]))

    def _plot(self, _: Arguments) -> None:
        tree = self._tree()
        if tree is not None:
            self._ask("plot", tree, *PLOT_RANGE)

    # --- what comes back

    def _done(self, key: tuple[str, Node, Bookmark], answer: object) -> None:
        operation, _tree, place = key
        if operation in ("plot", "plot again"):
            self._plotted(key, *answer)
            return
        title = commands()[operation].title.rstrip("…").lower()
        if place.document is not self._window.document:
            return  # it was put away
        lines = [formula_line(result, "computed") for result in answer]
        if self._window.is_at(place):
            place.document.extend(lines, title)
            self._window.announce_line()
            self._window.bar.show_status(f"{title.capitalize()}: done.")
        else:
            above = place.number
            place.document.extend(lines, title, above, follow=False)
            where = f"below line {above + 1}" if above >= 0 else "at the top"
            self._window.say(f"{title.capitalize()}: done, {where}.")

    def _plotted(
        self, key: tuple[str, Node, Bookmark], variable: str, points: Points, drawn: Node
    ) -> None:
        operation, tree, place = key
        again = ("plot again", tree, place)
        better = telling_range(points) if operation == "plot" else None
        if better:
            self.calculator.ask(again, "plot", tree, *better)
            return
        plot = PlotDialog(self._window, formula_line(drawn, "computed").meaning, variable, points)
        plot.again.connect(lambda low, high: self.calculator.ask(again, "plot", tree, low, high))
        self._show(plot)

    def _show(self, plot: PlotDialog) -> None:
        for old in self.plots:
            old.close()
        self.plots = [plot]
        plot.show()
        self._window.say(plot.description)

    def _failed(self, key: object, reason: str) -> None:
        self._window.say(reason, trouble=True)


def _formula(words: str) -> Node:
    """Return the formula that `words` say; words that say none give a text, which SymPy refuses."""
    meaning = meanings_of(words, 1)[0]
    from mathparse.tree import Node

    return meaning.tree if meaning.tree is not None else Node("text", (), words)


def _is_symbol(words: str) -> bool:
    return _formula(words).head == "symbol"
