"""Contrast of every theme, computed from the file; WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.settings import Settings
from app.window.theme import look_for, shown_theme, style_sheet, theme_names, theme_tables


def luminance(colour):
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_rightly():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("kind", ["words", "marks"])
def test_contrast(theme, kind):
    needed = {"words": 7.0 if theme == "contrast" else 4.5, "marks": 3.0}[kind]
    colours = theme_tables()[theme]
    too_low = {
        (above, below): round(contrast(colours[above], colours[below]), 2)
        for above, below in theme_tables()["pairs"][kind]
        if contrast(colours[above], colours[below]) < needed
    }
    assert too_low == {}


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("zoom", [50, 100, 400])
def test_every_theme_fills_the_style_sheet(theme, zoom):
    settings = Settings()
    settings.set("theme", theme)
    settings.set("zoom", zoom)
    assert "$" not in style_sheet(look_for(settings))


class System:
    """Stands in for Qt's hints on how the system looks."""

    def __init__(self, scheme, contrast):
        self.scheme, self.contrast = scheme, contrast

    def colorScheme(self):
        return self.scheme

    def accessibility(self):
        return self

    def contrastPreference(self):
        return self.contrast


@pytest.mark.parametrize(
    ("scheme", "preference", "setting", "shown"),
    [
        ("Unknown", "NoPreference", "system", "light"),
        ("Light", "NoPreference", "system", "light"),
        ("Dark", "NoPreference", "system", "dark"),
        ("Dark", "HighContrast", "system", "contrast"),
        ("Dark", "HighContrast", "light", "light"),
    ],
)
def test_the_theme_is_that_of_the_system_unless_set(
    qt, monkeypatch, tmp_path, scheme, preference, setting, shown
):
    system = System(Qt.ColorScheme[scheme], Qt.ContrastPreference[preference])
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: system)
    settings = Settings(tmp_path / "settings.toml")
    settings.set("theme", setting)
    assert shown_theme(settings) == shown


def test_nothing_that_is_clicked_is_smaller_than_wcag_asks():
    assert look_for(Settings()).sizes["target"] >= 24


def test_spacing_and_font_reach_the_words(qt, tmp_path):
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QLabel

    from app.window.theme import apply_look

    before = qt.font()
    settings = Settings(tmp_path / "settings.toml")
    family = QFontDatabase.families()[0]
    settings.set("spacing", 40)
    settings.set("font", family)
    look = look_for(settings)
    apply_look(qt, look, settings)
    label = QLabel("x")
    label.ensurePolished()
    assert label.font().letterSpacing() == 110
    assert label.font().wordSpacing() == pytest.approx(0.4 * look.sizes["text"])
    assert label.font().family() == family
    qt.setStyleSheet("")
    qt.setFont(before)
