"""Themes: colours from `data/themes.toml`, sizes from the zoom, and the style sheet made of both."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.settings import Settings

SYSTEM = "system"  # of the theme: whichever suits
# Sizes in px at 100 %; text is a little larger than most programs have it, formulas much larger.
SIZES = {
    "small": 14,
    "text": 15,
    "large": 18,
    "title": 30,
    "gap_small": 6,
    "gap": 12,
    "gap_wide": 28,
    "margin": 24,  # of dialogs
    "ring": 2,  # around what has the focus
    "radius": 6,
    "radius_large": 14,
    "bar": 5,
    "target": 32,  # of anything that can be clicked; WCAG 2.2 asks for 24
    "target_inner": 24,
    "talk_inner": 50,
    "talk_radius": 28,  # half of the inside and the border of 3 px on both sides
    "scroll": 14,
    "scroll_radius": 5,
    "formula": 34,
    "formula_small": 20,
    "column": 860,
    "gutter": 44,
    "sign": 14,
    "steppers": 68,  # the two buttons of a number field, and a little
}
SPACES = (
    "gap_small",
    "gap",
    "gap_wide",
    "ring",
    "gutter",
    "talk_inner",
    "column",
    "scroll",
    "scroll_radius",
)


# Signs on controls, drawn in the colour of the words.
SIGNS = {"up": "M3 10 L8 5 L13 10", "down": "M3 6 L8 11 L13 6", "tick": "M3 8 L7 12 L13 4"}


@dataclass(frozen=True)
class Look:
    """A theme at a zoom: `colours` as #rrggbb, `sizes` in px, `mark` changes with either."""

    theme: str
    zoom: float
    colours: dict[str, str]
    sizes: dict[str, int]

    @property
    def mark(self) -> tuple[str, float]:
        """What tells this look from others."""
        return self.theme, self.zoom


@cache
def theme_tables() -> dict:
    """Return the themes by name, and "pairs": which colours stand on which."""
    text = files("app").joinpath("data/themes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def theme_names() -> list[str]:
    """Return the names of the themes, in their order."""
    return [name for name in theme_tables() if name != "pairs"]


def shown_theme(settings: Settings) -> str:
    """Return the name of the theme that the settings ask for, or that suits the system's own colours."""
    if settings["theme"] != SYSTEM:
        return settings["theme"]
    if QGuiApplication.instance() is None:
        return "light"
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def look_for(settings: Settings) -> Look:
    """Return the look that the settings ask for."""
    zoom = settings["zoom"] / 100
    sizes = {name: max(1, round(size * zoom)) for name, size in SIZES.items()}
    # What is not type grows more slowly, so that most of a large window is left for the formulas.
    for name in SPACES:
        sizes[name] = max(1, round(SIZES[name] * min(zoom, max(1.0, zoom**0.5))))
    sizes["margin"] = min(sizes["margin"], SIZES["margin"])  # a screen does not grow
    sizes["talk_radius"] = sizes["talk_inner"] // 2 + 3
    theme = shown_theme(settings)
    return Look(theme, zoom, theme_tables()[theme], sizes)


def apply_look(application: QApplication, look: Look, settings: Settings) -> None:
    """Give the whole application its font, palette and style sheet."""
    font = QFont(settings["font"]) if settings["font"] else QFont(application.font())
    spacing = settings["spacing"]
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + spacing / 4)
    font.setWordSpacing(look.sizes["text"] * spacing / 100)
    sheet = style_sheet(look)
    if (application.font(), application.styleSheet()) == (font, sheet):
        return  # setting a style sheet styles every widget anew, which takes its time
    application.setFont(font)
    application.setPalette(_palette(look.colours))
    application.setStyleSheet(sheet)


def style_sheet(look: Look) -> str:
    """Return the style sheet in the colours and sizes of `look`."""
    template = files("app").joinpath("data/window.qss").read_text(encoding="utf-8")
    signs = {f"{name}_sign": _sign_file(name, look.colours["ink"]) for name in SIGNS}
    return Template(template).substitute(look.colours | look.sizes | signs)


@cache
def _sign_folder() -> TemporaryDirectory:
    """Return a folder that lasts as long as the program."""
    return TemporaryDirectory(prefix="speech-to-math-")


@cache
def _sign_file(name: str, colour: str) -> str:
    """Return the path of a sign in a colour; a style sheet takes pictures from files alone."""
    path = Path(_sign_folder().name) / f"{name}-{colour.lstrip('#')}.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">'
        f'<path d="{SIGNS[name]}" fill="none" stroke="{colour}" stroke-width="2"/></svg>'
    )
    return path.as_posix()


def _palette(colours: dict[str, str]) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for place, name in {
        role.Window: "paper",
        role.Base: "card",
        role.AlternateBase: "chosen",
        role.Button: "card",
        role.WindowText: "ink",
        role.Text: "ink",
        role.ButtonText: "ink",
        role.PlaceholderText: "quiet",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.ToolTipBase: "card",
        role.ToolTipText: "ink",
    }.items():
        palette.setColor(place, QColor(colours[name]))
    return palette
