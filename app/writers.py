"""One small writer for each text format; all of them take a title and passages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Protocol

from app.passages import Passage, plain_lines


class Writer(Protocol):
    """Turns passages into the content of one file; `suffix` is also the name of the format."""

    suffix: str

    def content(self, title: str, passages: Sequence[Passage]) -> str:
        """Return the whole file; `title` is the name of the recording or document."""


class JsonLines:
    """One JSON object for each utterance: the machine-readable record."""

    suffix = "jsonl"

    def content(self, title: str, passages: Sequence[Passage]) -> str:
        """Return one line for each passage."""
        return "".join(self.line(title, passage) + "\n" for passage in passages)

    def line(self, title: str, passage: Passage) -> str:
        """Return the object of one passage, on one line; times in seconds."""
        best = passage.best
        fields = {
            "file": title,
            "start": round(passage.start, 3),
            "end": round(passage.end, 3),
            "transcript": best.transcript,
            "kind": best.kind,
            "latex": best.latex,
            "sympy": best.sympy,
            "text": best.text,
            "confidence": None if best.confidence is None else round(best.confidence, 4),
            "alternatives": [
                {
                    "transcript": meaning.transcript,
                    "kind": meaning.kind,
                    "latex": meaning.latex,
                    "score": round(meaning.score, 4),
                }
                for meaning in passage.meanings
            ],
        }
        return json.dumps(fields, ensure_ascii=False)


class LaTeX:
    """A LaTeX article: formulas displayed, text in paragraphs."""

    suffix = "tex"
    PACKAGES = "amsmath,amssymb,mathtools,mathrsfs,cancel"

    def content(self, title: str, passages: Sequence[Passage]) -> str:
        """Return a document that compiles with pdflatex, xelatex and lualatex."""
        body = "\n\n".join(self._passage(passage) for passage in passages)
        return (
            "\\documentclass{article}\n"
            "\\usepackage{iftex}\n"
            "\\ifPDFTeX\\usepackage[utf8]{inputenc}\\usepackage[T1]{fontenc}\\fi\n"
            f"\\usepackage{{{self.PACKAGES}}}\n"
            f"\\title{{{latex_escaped(title)}}}\n\\date{{}}\n"
            f"\\begin{{document}}\n\\maketitle\n\n{body}\n\n\\end{{document}}\n"
        )

    def _passage(self, passage: Passage) -> str:
        if passage.is_formula:
            return f"\\[\n  {passage.best.latex}\n\\]"
        return latex_escaped(passage.best.transcript)


class Markdown:
    """Markdown with $$ formulas, as most note-taking programs read it."""

    suffix = "md"

    def content(self, title: str, passages: Sequence[Passage]) -> str:
        """Return a heading and one paragraph for each passage."""
        paragraphs = [
            f"$$\n{passage.best.latex}\n$$" if passage.is_formula else passage.best.transcript
            for passage in passages
        ]
        return "\n\n".join([f"# {title}", *paragraphs]) + "\n"


class Html:
    """A web page whose formulas are MathML, so that screen readers can read and walk them."""

    suffix = "html"
    STYLE = (
        "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 system-ui,sans-serif;"
        "color:#1b1b1f;background:#fff}math{display:block math;font-size:1.5em;margin:.4em 0}"
        "@media(prefers-color-scheme:dark){body{color:#eceaf2;background:#16161a}}"
    )

    def content(self, title: str, passages: Sequence[Passage]) -> str:
        """Return a page that needs no script and no network."""
        body = "\n".join(self._passage(passage) for passage in passages)
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width">\n'
            f"<title>{escape(title)}</title>\n<style>{self.STYLE}</style>\n</head>\n"
            f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
        )

    def _passage(self, passage: Passage) -> str:
        best = passage.best
        if passage.is_formula and best.mathml:
            return f"<p>{best.mathml}</p>"
        return f"<p>{escape(best.text or best.transcript)}</p>"


class Subtitles:
    """SubRip subtitles: each formula as Unicode text while it is being said."""

    suffix = "srt"

    def content(self, title: str, passages: Sequence[Passage]) -> str:
        """Return numbered, timed entries."""
        entries = zip(passages, plain_lines(passages), strict=True)
        return "\n".join(
            f"{number}\n{self._time(passage.start)} --> {self._time(passage.end)}\n{line}\n"
            for number, (passage, line) in enumerate(entries, start=1)
        )

    def _time(self, seconds: float) -> str:
        milliseconds = round(seconds * 1000)
        minutes, milliseconds = divmod(milliseconds, 60_000)
        return (
            f"{minutes // 60:02}:{minutes % 60:02}:"
            f"{milliseconds // 1000:02},{milliseconds % 1000:03}"
        )


class PlainText:
    """One line of Unicode text for each passage."""

    suffix = "txt"

    def content(self, title: str, passages: Sequence[Passage]) -> str:
        """Return the lines; the title is left out."""
        return "".join(line + "\n" for line in plain_lines(passages))


WRITERS: dict[str, Writer] = {
    writer.suffix: writer
    for writer in (JsonLines(), LaTeX(), Markdown(), Html(), Subtitles(), PlainText())
}


def latex_escaped(words: str) -> str:
    """Return plain text with what LaTeX would take as a command escaped."""
    special = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
    return "".join(special.get(c, f"\\{c}" if c in "{}$%&#_" else c) for c in words)
