"""The keys of every command in a list; they can be changed, added, removed and restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.commands import Command, commands
from app.window.dialogs import (
    STACKED_FROM,
    add_field,
    buttons,
    close_box,
    fit,
    hint,
    scrolling,
    stack,
)
from app.window.shortcuts import keys_of, owner, portable, problem, shown, warning

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

NAME = Qt.ItemDataRole.UserRole


class KeyField(QKeySequenceEdit):
    """Takes one key; Tab, Shift+Tab and Escape keep their own meaning, so that nobody is trapped."""

    LEFT_ALONE = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Leave the keys that lead out of the field to the dialog."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease)
        if event.type() in kinds and event.key() in self.LEFT_ALONE:
            if event.type() == QEvent.Type.KeyPress and event.key() != Qt.Key.Key_Escape:
                return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            event.ignore()
            return False
        return super().event(event)


class ShortcutsDialog(QDialog):
    """A change counts at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle("Shortcuts")
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Find a command")
        self._filter.setAccessibleName("find a command")
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._show_matching)
        self._tree = QTreeWidget()
        self._tree.setAccessibleName("commands and their keys")
        self._tree.setHeaderLabels(["Command", "Keys"])
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.header().setStretchLastSection(False)
        self._tree.setMinimumHeight(8 * window.look.sizes["target"])
        self._tree.currentItemChanged.connect(self._show_chosen)
        self._field = KeyField()
        self._field.keySequenceChanged.connect(self._judge)
        self._status = QLabel(objectName="status")
        self._status.setWordWrap(True)
        self._lay_out()
        self._fill()
        fit(self, QSize(680, 720), window.look)
        self._filter.setFocus()

    def _lay_out(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.addWidget(self._filter)
        column.addWidget(self._tree, 1)
        help_ = "Press the keys that shall do the command, then Set, or Add to keep the others too."
        add_field(column, "New keys", self._field, help_)
        self._field.findChild(QLineEdit).setAccessibleName("New keys")
        column.addWidget(self._status)
        column.addLayout(
            buttons(
                ("Set", lambda: self.put(add=False)),
                ("Add", lambda: self.put(add=True)),
                ("Remove", self.remove),
                ("Restore", self.restore),
                upright=self._is_narrow,
            )
        )
        column.addWidget(hint("“Restore” gives a command the keys that it had from the start."))
        box = close_box(self)
        everything = box.addButton("Restore all", QDialogButtonBox.ButtonRole.ResetRole)
        everything.clicked.connect(self.restore_all)
        area = scrolling(self, "shortcuts", sheet)
        stack(self, self._window.look, area, box, tall=area)

    # --- the list

    def _fill(self) -> None:
        menus: dict[str, QTreeWidgetItem] = {}
        for command in commands().values():
            if command.name not in self._window.performer.handlers:
                continue
            if command.menu not in menus:
                menus[command.menu] = QTreeWidgetItem(self._tree, [command.menu])
                menus[command.menu].setFlags(Qt.ItemFlag.ItemIsEnabled)
            item = QTreeWidgetItem(menus[command.menu], [command.title.rstrip("…")])
            item.setData(0, NAME, command.name)
            item.setToolTip(0, command.help)
        self._tree.expandAll()
        self._show_keys()
        self._tree.setCurrentItem(self._tree.topLevelItem(0).child(0))

    def _items(self) -> list[QTreeWidgetItem]:
        menus = [self._tree.topLevelItem(at) for at in range(self._tree.topLevelItemCount())]
        return [menu.child(at) for menu in menus for at in range(menu.childCount())]

    def _show_keys(self) -> None:
        self._tree.setColumnHidden(1, self._is_narrow)
        for item in self._items():
            name = item.data(0, NAME)
            keys = ", ".join(map(shown, keys_of(self._window.settings, name)))
            changed = name in self._window.settings.shortcuts
            title = self._title(name) + (" (changed)" if changed else "")
            item.setText(0, f"{title}\n{keys}" if self._is_narrow else title)
            item.setText(1, keys)

    @property
    def _is_narrow(self) -> bool:
        """Whether there is no room for two columns."""
        return self._window.look.zoom > STACKED_FROM

    def _title(self, name: str) -> str:
        return commands()[name].title.rstrip("…")

    def _show_matching(self, wanted: str) -> None:
        wanted = wanted.lower().strip()
        for item in self._items():
            command = commands()[item.data(0, NAME)]
            words = " ".join((command.title, command.help, *command.say, item.text(1))).lower()
            item.setHidden(wanted not in words)

    def choose(self, name: str) -> None:
        """Show the command called `name`."""
        for item in self._items():
            if item.data(0, NAME) == name:
                self._tree.setCurrentItem(item)

    @property
    def _chosen(self) -> Command | None:
        item = self._tree.currentItem()
        return commands().get(item.data(0, NAME)) if item is not None else None

    def _show_chosen(self) -> None:
        self._field.clear()
        self._status.setText(self._chosen.help if self._chosen else "")

    # --- what the user does

    def _judge(self, sequence: QKeySequence) -> None:
        """Say what speaks against the keys before they are set."""
        keys, command = sequence.toString(QKeySequence.SequenceFormat.PortableText), self._chosen
        if keys and command:
            self._tell(self._objection(command, keys), trouble=True)

    def _objection(self, command: Command, keys: str) -> str:
        if why := problem(command.name, keys):
            return why
        other = owner(self._window.settings, keys, besides=command.name)
        taken = f"{shown(keys)} does “{self._title(other)}” now, and would be taken from it."
        return " ".join(filter(None, (warning(keys), taken if other else "")))

    def put(self, add: bool) -> None:
        """Give the chosen command the keys in the field, beside those that it has or alone."""
        command = self._chosen
        keys = portable(self._field.keySequence().toString())
        if command is None or not keys:
            self._tell("Choose a command and press its new keys first.", trouble=True)
            return
        if why := problem(command.name, keys):
            self._tell(why, trouble=True)
            return
        other = owner(self._window.settings, keys, besides=command.name)
        if other:
            rest = [one for one in keys_of(self._window.settings, other) if portable(one) != keys]
            self._change(other, rest)
        before = keys_of(self._window.settings, command.name) if add else ()
        self._change(command.name, list(dict.fromkeys((*before, keys))))
        taken = f", no longer “{self._title(other)}”" if other else ""
        self._tell(f"{shown(keys)} does “{self._title(command.name)}” now{taken}.")

    def remove(self) -> None:
        """Leave the chosen command without keys; it can still be said and picked from its menu."""
        if self._chosen is not None:
            self._change(self._chosen.name, [])
            self._tell(f"“{self._title(self._chosen.name)}” has no keys now.")

    def restore(self) -> None:
        """Give the chosen command the keys that it had from the start, taking them from others."""
        if self._chosen is None:
            return
        for keys in self._chosen.keys:
            other = owner(self._window.settings, keys, besides=self._chosen.name)
            if other:
                rest = [
                    k
                    for k in keys_of(self._window.settings, other)
                    if portable(k) != portable(keys)
                ]
                self._change(other, rest)
        self._change(self._chosen.name, None)
        self._tell(f"“{self._title(self._chosen.name)}” has its own keys again.")

    def restore_all(self) -> None:
        """Give all commands the keys that they had from the start."""
        for name in list(self._window.settings.shortcuts):
            self._change(name, None)
        self._tell("All commands have their own keys again.")

    def _change(self, name: str, keys: list[str] | None) -> None:
        if keys is not None and tuple(keys) == commands()[name].keys:
            keys = None
        self._window.settings.set_shortcuts(name, keys)
        self._window.apply_settings()
        self._show_keys()

    def _tell(self, sentence: str, trouble: bool = False) -> None:
        self._status.setText(f"⚠ {sentence}" if sentence and trouble else sentence)
        self._window.announcer.say(sentence)
