"""Announcements to screen readers: one for each event, polite unless something went wrong."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def counted(number: int, what: str) -> str:
    """Return "1 line", "2 lines"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


class Announcer:
    """Says things through the accessibility tree; `last` is what was said last."""

    def __init__(self, source: QWidget) -> None:
        self._source = source
        self.last = ""
        self.enabled = True

    def say(self, sentence: str, urgent: bool = False) -> None:
        """Announce `sentence`; `urgent` may interrupt what is being read."""
        if not self.enabled or not sentence:
            return
        self.last = sentence
        event = QAccessibleAnnouncementEvent(self._source, sentence)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)
