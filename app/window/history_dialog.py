"""Earlier documents: what was put away, newest first, numbered so that a number said opens one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QListWidget

from app.journal import restore
from app.window.announce import counted
from app.window.dialogs import fit, hint, stack
from app.window.talking import TalkingDialog

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

SHOWN = 30  # documents; the list is read from disk when the dialog opens


class HistoryDialog(TalkingDialog):
    """A list of documents; Return, a double click or “choose two” opens one of them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._paths = window.session.earlier()[:SHOWN]
        self.setWindowTitle("Earlier documents")
        told = hint(
            "“Choose two” opens the second. The document you have now is put here in its place."
            if self._paths
            else "No document was put away yet. “New document” puts away the one you have."
        )
        self.documents = QListWidget(self)
        self.documents.setAccessibleName("earlier documents")
        self.documents.setSpacing(4)
        for number, path in enumerate(self._paths, 1):
            self.documents.addItem(f"{number}  {summary(path)}")
        self.documents.setCurrentRow(0)
        self.documents.itemActivated.connect(
            lambda _item: self.choose(self.documents.currentRow() + 1)
        )
        buttons = QDialogButtonBox(self)
        button = buttons.addButton("Open", QDialogButtonBox.ButtonRole.AcceptRole)
        button.setVisible(bool(self._paths))
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.accepted.connect(lambda: self.choose(self.documents.currentRow() + 1))
        buttons.rejected.connect(self.close)
        stack(self, window.look, told, self.documents, buttons, tall=self.documents)
        self.documents.setVisible(bool(self._paths))
        fit(self, QSize(620, 480) if self._paths else QSize(620, 160), window.look)

    def choose(self, number: int) -> bool:
        """Open document `number` (counted from 1) and close; False where there is none."""
        if not 1 <= number <= len(self._paths):
            return False
        self.close()
        self._window.performer.files.open_earlier(self._paths[number - 1])
        return True


def summary(path: Path) -> str:
    """Return when a document was put away, how long it is and how it begins."""
    lines = [line for line in restore(path)[0].lines if not line.is_empty]
    stamp = " ".join(path.stem.split(" ")[:2])
    try:
        when = f"{datetime.strptime(stamp, '%Y-%m-%d %H.%M.%S'):%d %B %Y, %H:%M}"
    except ValueError:  # a file that somebody put there
        when = path.stem
    first = lines[0].meaning.text if lines else "empty"
    count = counted(len(lines), "line")
    return f"{when} · {count} · {first[:60]}"
