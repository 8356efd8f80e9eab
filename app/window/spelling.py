"""Letter by letter: a word spelled by voice, and one word of a line said or spelled again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.commands import NUMBERS, number_named
from app.document import typed_line
from app.understand import Meaning
from app.window.announce import counted

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

Arguments = tuple[str, ...]
DONE = frozenset({"done", "that is all", "that's all", "end of word", "stop spelling", "finished"})
BACK = frozenset({"back", "delete that", "undo", "undo that", "remove that", "no"})
CANCEL = frozenset({"cancel", "never mind"})
SAY_NEXT = "Say letters, “capital b”, or “bravo”; then “back”, “space”, “done” or “cancel”."


class NotALetter(ValueError):
    """What was said is no letter; the message says what to do."""


@dataclass(slots=True)
class Task:
    """What is being said again: word `word` (from 0) of line `line`, or a new line for -1."""

    line: int = -1
    word: int = -1
    by_letters: bool = True
    letters: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What was spelled so far."""
        return "".join(self.letters)


class Spelling:
    """While something is being spelled or corrected, the next utterances belong to it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._task: Task | None = None
        self.handlers: dict[str, Callable[[Arguments], None]] = {
            "correct_word": self._correct_word,
            "spell_word": self._spell_word,
            "spell": self._spell,
        }

    def takes(self, meanings: Sequence[Meaning]) -> bool:
        """Take what was heard, if it is a letter or the word that is waited for; say whether it was."""
        task, words = self._task, meanings[0].transcript if meanings else ""
        if task is None or not words:
            return False
        if words in CANCEL:
            self._end("Left as it was.")
        elif task.by_letters and words in DONE:
            self._finish()
        elif task.by_letters and words in BACK:
            del task.letters[-1:]
            self._show()
        elif meanings[0].command is not None:
            self._end("")  # the user is doing something else by now
            return False
        elif not task.by_letters:
            self._put(words)
        else:
            self._add_letters(words)
        return True

    # --- the commands

    def _correct_word(self, arguments: Arguments) -> None:
        """Correct word {0}, to {1} if that was said."""
        if not arguments:
            words = self._window.document.current_line.transcript.split()
            numbered = ", ".join(f"{number} {word}" for number, word in enumerate(words, 1))
            self._window.say(
                f"Words: {numbered}. Say “correct word two”." if words else "No words."
            )
        elif self._begin(number_named(arguments[0]), by_letters=False):
            if len(arguments) > 1:
                self._put(arguments[1])
            else:
                self._window.say(f"Say what “{self._old_word}” should be.")

    def _spell_word(self, arguments: Arguments) -> None:
        number = self._window.performer.number(arguments, "Spell", "Number of the word:", 99)
        if number and self._begin(number):
            self._show()

    def _spell(self, arguments: Arguments) -> None:
        """Spell a new line; letters that were said with the command are its beginning or its whole."""
        self._task = Task()
        if arguments:
            self._add_letters(arguments[0])
            if self._task.letters:
                self._finish()
            else:
                self._task = None
        else:
            self._show()

    def _begin(self, number: int, by_letters: bool = True) -> bool:
        document = self._window.document
        words = document.current_line.transcript.split()
        if not 1 <= number <= len(words):
            self._window.say(f"This line has {counted(len(words), 'word')}.", trouble=True)
            return False
        self._task = Task(document.current, number - 1, by_letters)
        view = self._window.page.current_view
        if view is not None:
            start = len(" ".join((*words[: number - 1], "")))
            view.transcript.mark(start, len(words[number - 1]))
        return True

    @property
    def _old_word(self) -> str:
        return self._window.document.lines[self._task.line].transcript.split()[self._task.word]

    # --- what is said

    def _add_letters(self, words: str) -> None:
        try:
            self._task.letters += letters_of(words)
        except NotALetter as problem:
            self._window.say(str(problem), trouble=True)
        else:
            self._show()

    def _show(self) -> None:
        text = self._task.text
        if self._task.line < 0:
            self._window.bar.entry.setText(text)
        self._window.say(f"Spelled: {' '.join(text)}. {SAY_NEXT}" if text else SAY_NEXT)

    def _finish(self) -> None:
        text = self._task.text
        if not text:
            self._end("Nothing was spelled.")
        elif self._task.line < 0:
            self._task = None
            self._window.bar.entry.clear()
            self._window.document.add(typed_line(text, "spoken"))
            self._window.announce_line()
        else:
            self._put(text)

    def _put(self, text: str) -> None:
        """Put `text` in place of the word that is being corrected."""
        task, document = self._task, self._window.document
        self._task = None
        if task.line >= len(document.lines):
            return  # the line is gone meanwhile
        words = document.lines[task.line].transcript.split()
        words[task.word : task.word + 1] = text.split()
        document.go_to(task.line)
        document.set_line(task.line, typed_line(" ".join(words), "edited"), "correction")
        self._window.announce_line()

    def _end(self, sentence: str) -> None:
        if self._task is not None and self._task.line < 0:
            self._window.bar.entry.clear()
        self._task = None
        if sentence:
            self._window.say(sentence)


def letters_of(words: str) -> list[str]:
    """Return the letters, digits and spaces that words name; raises NotALetter."""
    from asr.spelling import alphabet, unspelled
    from asr.types import Word

    letters: list[str] = []
    capital = False
    for word in unspelled([Word(word.lower(), 0, 0) for word in words.split()]):
        text = word.text
        if text in ("capital", "upper", "big"):
            capital = True
            continue
        if text == "space":
            letters.append(" ")
        elif len(text) == 1:
            letters.append(text.upper() if capital else text)
        elif (
            text,
        ) in alphabet():  # also one that means something else in a formula: here it spells
            letter = alphabet()[text,][0]
            letters.append(letter.upper() if capital else letter)
        elif text in NUMBERS and NUMBERS[text] < 10:
            letters.append(str(NUMBERS[text]))
        else:
            raise NotALetter(f"“{text}” is not a letter. {SAY_NEXT}")
        capital = False
    return letters
