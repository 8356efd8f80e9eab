"""Opening, saving and exporting the document, with one sentence for whatever goes wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.commands import formats
from app.export import EXPORTS, ExportError, export
from app.journal import restore
from app.recordings import SUFFIXES, find_recordings, is_recording
from app.storage import SUFFIX, FormatError, load, save
from app.window.announce import counted
from app.window.transcribing import Transcribing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.document import Line
    from app.window.main_window import MainWindow

KINDS = " ".join(f"*{suffix}" for suffix in (SUFFIX, *sorted(SUFFIXES)))
Arguments = tuple[str, ...]


class Files:
    """The file that the document was opened from or saved to, if any."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.path: Path | None = None
        self.transcribing = Transcribing(window)
        self.handlers: dict[str, Callable[[Arguments], None]] = {
            "new_document": self._new,
            "open": self._open,
            "cancel": lambda _: self.transcribing.cancel(),
            "save": self._save,
            "save_as": self._save_as,
            "export": self._export,
        }

    def _new(self, _: Arguments) -> None:
        self._window.session.new_document()
        self._window.attach_document()
        self._set_path(None)
        self._window.say("New document. The old one is kept in the history.")

    def _open(self, _: Arguments) -> None:
        names, _kind = QFileDialog.getOpenFileNames(
            self._window, "Open", "", f"Documents and recordings ({KINDS});;All files (*)"
        )
        self.open_paths([Path(name) for name in names])

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Transcribe the recordings among files and folders, or else show the first document."""
        recordings = [path for path in paths if is_recording(path)]
        folders = [str(path) for path in paths if path.is_dir()]
        inside, problems = find_recordings(folders)
        if recordings or inside:
            self.transcribing.add([*recordings, *inside])
        elif problems:
            self._window.say(problems[0], trouble=True)
        elif paths:
            self.open_path(paths[0])

    def open_path(self, path: Path) -> None:
        """Show the document in a file, or transcribe the recording in it.

        The document shown before is kept in the history; a recording adds to it.
        """
        if is_recording(path):
            self.transcribing.add([path])
            return
        try:
            lines = load(path)
        except FormatError as error:
            self._window.say(str(error), trouble=True)
        except OSError as error:
            self._window.say(f"{path} cannot be opened: {error.strerror or error}.", trouble=True)
        else:
            self._show(lines)
            self._set_path(path)
            self._window.say(f"Opened {path.name}, {counted(len(lines), 'line')}.")

    def open_earlier(self, journal: Path) -> None:
        """Show a document of the history again, as a new one."""
        lines = restore(journal)[0].lines
        self._show(lines)
        self._set_path(None)
        self._window.say(f"Opened an earlier document, {counted(len(lines), 'line')}.")

    def _show(self, lines: Sequence[Line]) -> None:
        document = self._window.session.new_document()
        self._window.attach_document()
        if lines:
            document.replace_all(lines, "open")

    # --- saving

    def _save(self, _: Arguments) -> None:
        if self.path is not None:
            self.save_to(self.path)
        elif self._window.performer.by_voice:
            self.save_to(self._free_path(SUFFIX))
        else:
            self._save_as(())

    def _free_path(self, suffix: str) -> Path:
        """Return a name for a file, beside the document or in the user's documents: nobody types here."""
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self.path.parent if self.path else Path(QStandardPaths.writableLocation(place))
        stem = self.path.stem if self.path else f"Formulas {time.strftime('%Y-%m-%d')}"
        names = [stem, *(f"{stem} ({number})" for number in range(2, 1000))]
        return next(path for name in names if not (path := folder / (name + suffix)).exists())

    def _save_as(self, _: Arguments) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self._window, "Save as", f"formulas{SUFFIX}", f"Documents (*{SUFFIX})"
        )
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(SUFFIX))

    def save_to(self, path: Path) -> None:
        """Write the document to a file."""
        try:
            save(path, self._window.document.lines)
        except OSError as error:
            self._window.say(f"{path} cannot be written: {error.strerror or error}.", trouble=True)
            return
        self._set_path(path)
        self._window.say(f"Saved as {path.name} in {path.parent}.")

    def _export(self, arguments: Arguments) -> None:
        if arguments:
            self.export_to(self._free_path("." + formats()[arguments[0].lower()]))
            return
        kinds = ";;".join(f"{kind.title} (*.{suffix})" for suffix, kind in EXPORTS.items())
        start = (self.path or Path("formulas")).with_suffix(".tex")
        name, chosen = QFileDialog.getSaveFileName(self._window, "Export", str(start), kinds)
        if not name:
            return
        path = Path(name)
        if path.suffix.lstrip(".") not in EXPORTS:
            path = path.with_suffix("." + chosen.rpartition("*.")[2].rstrip(")"))
        self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the document in the format that the suffix of `path` names."""
        try:
            export(path, self._window.document.lines)
        except ExportError as error:
            self._window.say(str(error), trouble=True)
        except OSError as error:
            self._window.say(f"{path} cannot be written: {error.strerror or error}.", trouble=True)
        else:
            self._window.say(f"Exported as {path.name} in {path.parent}.")

    def _set_path(self, path: Path | None) -> None:
        self.path = path
        self._window.setWindowTitle(path.stem if path else "Speech to Math")
        self._window.setWindowFilePath(str(path) if path else "")
