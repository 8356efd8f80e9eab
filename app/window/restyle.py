"""Letting the style sheet see what has changed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget) -> None:
    """Style a widget anew after one of its properties has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
