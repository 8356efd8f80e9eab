"""Speak the session of `tests.session` into the real window, and report what came of each step.

    python -m tests.session_window --report report.json [--pictures FOLDER] [--short]

needs a screen and a microphone, such as those of `tests.virtual`. The microphone hears each recording
at its own speed. What the recogniser gets wrong is put right as a user would: a line by typing its words,
a command by its key; the report says how often that was needed.
"""

import argparse
import json
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.commands import spoken_command
from app.window.start import build
from tests.dictation_window import Dictator, pause
from tests.session import Step, steps

TRIES = 2  # by voice, before the key is taken


class Speaker:
    """Takes the steps, one after the other."""

    def __init__(self, window, pictures: Path | None) -> None:
        self.window = window
        self.pictures = pictures
        self._live = ""  # name of the picture to take while something is being said
        self.dictator = Dictator(window)
        self.done: list[tuple[str, tuple[str, ...]]] = []
        self.saved: tuple[str, list[str]] = ("", [])
        perform = window.performer.perform

        def noting(name, arguments=(), by_voice=False):
            self.done.append((name, arguments))
            perform(name, arguments, by_voice)

        window.performer.perform = noting

    def take(self, step: Step) -> dict:
        """Take a step; return what was heard, whether that was right, and what stands there then."""
        before = len(self.window.document.lines)
        if "{" in step.words:
            readings = [m.latex for m in self.window.document.current_line.meanings]
            step = step.numbered(readings.index(step.latex) + 1)
        if step.picture.endswith("live"):
            self._live = step.picture
            self.window.dictation.partial.connect(self._picture_of_partial)
        right, heard = (self._command if step.command else self._formula)(step)
        self._wait_for(step, before)
        if step.command == "save":
            self.saved = str(self.window.performer.files.path), self.lines()
        if step.picture and not step.picture.endswith("live"):
            self._picture(step.picture)
        return {
            "words": step.words,
            "command": step.command,
            "heard": heard,
            "heard_right": right,
            "latex": self.window.document.current_line.meaning.latex,
            "lines_more": len(self.window.document.lines) - before,
            "status": self.window.bar.status,
            "dialogs": [d.windowTitle() for d in self._dialogs()],
        }

    def lines(self) -> list[str]:
        return [line.meaning.latex for line in self.window.document.lines]

    def open_saved(self) -> list[str]:
        """Open the file that was saved, and return the lines that it has."""
        self.window.performer.files.open_path(Path(self.saved[0]))
        return self.lines()

    def _formula(self, step: Step) -> tuple[bool, str]:
        before = len(self.window.document.lines)
        self.dictator.say(step.recording)
        if len(self.window.document.lines) == before:
            self._type(step.words)
            return False, ""
        line = self.window.document.current_line
        if line.meaning.latex == step.latex:
            return True, line.transcript
        self.window.performer.perform("scratch")
        self._type(step.words)
        return False, line.transcript

    def _type(self, words: str) -> None:
        QTest.keyClicks(self.window.bar.entry, words)
        self.window.bar.entry.returnPressed.emit()

    def _command(self, step: Step) -> tuple[bool, str]:
        wanted = spoken_command(step.words)
        document, heard = self.window.document, ""
        for _ in range(TRIES):
            lines = document.lines
            self.done.clear()
            self.dictator.say(step.recording)
            heard = str(self.done) if self.done else heard
            if (wanted.name, wanted.arguments) in self.done:
                return True, heard
            if document is self.window.document and document.lines != lines:
                heard = heard or document.current_line.transcript
                document.undo()
        self.window.performer.perform(wanted.name, wanted.arguments, True)
        return False, heard

    def _wait_for(self, step: Step, before: int) -> None:
        """Computing takes its time."""
        document = self.window.document
        if step.lines:
            self.dictator.wait(lambda: len(document.lines) == before + step.lines, 60)
        if step.command == "plot":
            self.dictator.wait(self._dialogs, 60)
        pause(150)

    def _dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]

    # --- pictures

    def show_first_steps(self) -> None:
        self.window.performer.perform("first_steps")
        self._picture("0-first-steps")
        self.window.performer.perform("close_dialog")

    def show_looks(self) -> None:
        """Show the same document in the dark theme, and large in high contrast."""
        for name, theme, zoom in (("8-dark", "dark", 100), ("9-contrast", "contrast", 200)):
            self.window.settings.set("theme", theme)
            self.window.settings.set("zoom", zoom)
            self.window.apply_settings()
            self.window.document.go_to(4)
            self._picture(name)

    def _picture_of_partial(self, meanings) -> None:
        if meanings and len(meanings[0].transcript.split()) >= 5:
            self.window.dictation.partial.disconnect(self._picture_of_partial)
            self._picture(self._live)

    def _picture(self, name: str) -> None:
        if self.pictures is None:
            return
        pause(200)
        shown = (self._dialogs() or [self.window])[-1]
        self.window.screen().grabWindow(shown.winId()).save(str(self.pictures / f"{name}.png"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--model", type=Path)
    arguments = parser.parse_args()
    application = QApplication(["speech-to-math"])
    application.setStyle("Fusion")
    window = build(model=arguments.model)
    window.resize(1000, 760)
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.dictation.start()
    speaker = Speaker(window, arguments.pictures)
    speaker.dictator.wait(lambda: speaker.dictator.blocks and window.dictation.is_ready)
    speaker.dictator.watchdog.reset()
    if arguments.pictures:
        speaker.show_first_steps()
    report = [speaker.take(step) for step in steps(arguments.short)]
    content = {
        "steps": report,
        "troubles": speaker.dictator.troubles,
        "saved": speaker.saved,
        "reopened": speaker.open_saved(),
    }
    if arguments.pictures:
        speaker.show_looks()
    arguments.report.write_text(json.dumps(content, ensure_ascii=False, indent=1))
    window.close()
    application.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
