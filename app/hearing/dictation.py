"""Dictation: when to listen, by key, button or hands-free, and what was heard in which sentence."""

from __future__ import annotations

import time
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.hearing.client import RecogniserClient
from app.hearing.messages import Heard
from app.hearing.microphone import LEVEL_SECONDS, Consumer, MicrophoneClient
from app.render import remember
from app.settings import Settings

if TYPE_CHECKING:
    import numpy as np

TAP_SECONDS = 0.35  # a key let go sooner than this was tapped, not held
DEAF_SECONDS = 5.0  # of perfect silence from the start, which no room has: it is muted or withheld
TAIL_MS = 250  # people let go of the key while the last sound is still on its way


class Mode(Enum):
    """How the program listens just now."""

    OFF = "off"
    TALKING = "talking"
    HANDS_FREE = "hands-free"
    ASLEEP = "asleep"


class Dictation(QObject):
    """Joins microphone and recogniser; the window only calls the slots and hears the signals.

    `partial` carries the meanings so far of a sentence, `final` those of a finished one; either may
    be empty. `trouble` carries one sentence for the user.
    """

    mode_changed = Signal(object)
    partial = Signal(object)
    final = Signal(object)
    settled = Signal()
    trouble = Signal(str)
    notice = Signal(str)
    level = Signal(float)
    model_ready = Signal()

    def __init__(
        self,
        settings: Settings,
        recogniser: RecogniserClient,
        microphone: MicrophoneClient,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.recogniser = recogniser
        self._microphone = microphone
        self._number = 0
        self._pressed_at: float | None = None
        self._stop_on_release = False
        self._silent_levels = 0  # while somebody listened to a microphone that gave no sound yet
        self._has_sounded = False
        self._microphone_state = "closed"  # or "opening", "open", "lost"
        self.model_trouble = ""
        self.last_sound: np.ndarray | None = None  # of the final being told, where that is kept
        self.mode = Mode.OFF
        recogniser.heard.connect(self._heard)
        recogniser.finished.connect(self._finished)
        recogniser.ready.connect(self.model_ready)
        recogniser.failed.connect(self._model_failed)
        recogniser.restarted.connect(self._restarted)
        recogniser.noticed.connect(self.notice)
        microphone.opened.connect(self._opened)
        microphone.failed.connect(self._microphone_failed)
        microphone.lost.connect(self._microphone_lost)
        microphone.level.connect(self._level_came)

    def start(self) -> None:
        """Load the model, and open the microphone if the settings want it open."""
        self.recogniser.start()
        if self._settings["keep_open"]:
            self.open_microphone()

    def shut_down(self) -> None:
        """End the child process and close the microphone."""
        self._microphone.send_to(None)
        self._microphone.shut_down()
        self.recogniser.stop()

    def open_microphone(self) -> None:
        """Open the microphone that the settings name, or another if they changed."""
        self._microphone_state = "opening"
        self._microphone.set_preroll(self._settings["preroll"])
        self._microphone.open(self._settings["microphone"])

    def lend_microphone(self, consumer: Consumer | None) -> None:
        """Send the microphone's sound to `consumer`, in its thread, instead of listening; None ends that."""
        if consumer is not None:
            self.stop()
            if self._microphone_state in ("closed", "failed"):
                self.open_microphone()
        if self.mode is Mode.OFF:
            self._microphone.send_to(consumer)

    @property
    def is_ready(self) -> bool:
        """Whether the model is loaded."""
        return self.recogniser.is_ready

    def use_profile(self, name: str) -> None:
        """Hear with the voice of that name from now on, or with everybody's when it is empty.

        To be called after adapting or undoing, too: the recogniser is loaded again.
        """
        self._settings.set("profile", name)
        self.recogniser.restart(profile=name)

    # --- the key and the button

    def press(self) -> None:
        """The key or button went down."""
        if self._pressed_at is not None:
            return
        self._pressed_at = time.monotonic()
        self._stop_on_release = False
        if self.mode is Mode.OFF or self.mode is Mode.ASLEEP:
            self.listen(Mode.TALKING)
        else:
            self._stop_on_release = True

    def release(self) -> None:
        """The key or button went up: a tap leaves it listening, a hold ends."""
        if self._pressed_at is None:
            return
        held = time.monotonic() - self._pressed_at
        self._pressed_at = None
        talk_mode = self._settings["talk_mode"]
        was_hold = talk_mode == "hold" or (talk_mode == "both" and held > TAP_SECONDS)
        if self._stop_on_release or was_hold:
            QTimer.singleShot(TAIL_MS if was_hold else 0, self.stop)

    # --- modes

    def listen(self, mode: Mode) -> None:
        """Listen in `mode`; sound counts from now on, even while the model is still loading."""
        if self.model_trouble:
            self.trouble.emit(self.model_trouble)
            return
        if self._microphone_state in ("closed", "failed"):
            self.open_microphone()
        if self.mode is Mode.OFF:
            self._begin()
            self._microphone.send_to(self.recogniser.feed)
        self._set_mode(mode)

    def stop(self) -> None:
        """Stop listening; what was being said is finished and comes as a final."""
        if self.mode is Mode.OFF or self._pressed_at is not None:
            return
        self._microphone.send_to(None)
        self.recogniser.finish()
        if not self._settings["keep_open"]:
            self._microphone.close()
            self._microphone_state = "closed"
        self._set_mode(Mode.OFF)

    @property
    def stream_number(self) -> int:
        """The number of the stream that is being heard, or was heard last."""
        return self._number

    def begin_anew(self) -> int:
        """End the stream here and begin another in the same mode; return the number of the ended one."""
        ended = self._number
        self.recogniser.finish()
        self._begin()
        return ended

    def _begin(self) -> None:
        self._number += 1
        keep_sound = bool(self._settings["profile"]) and self._settings["keep_corrections"]
        self.recogniser.begin(self._number, self._settings["endpoint"], keep_sound)

    def sleep(self) -> None:
        """Ignore everything but waking words."""
        if self.mode is not Mode.OFF:
            self._set_mode(Mode.ASLEEP)

    def wake(self) -> None:
        """Listen again after sleep."""
        if self.mode is Mode.ASLEEP:
            self._set_mode(Mode.HANDS_FREE)

    def _set_mode(self, mode: Mode) -> None:
        if mode is not self.mode:
            self.mode = mode
            self.mode_changed.emit(mode)

    # --- what comes back

    def _heard(self, message: Heard) -> None:
        for latex, svg in message.pictures:
            remember(latex, svg)
        self.last_sound = message.sound
        # An earlier stream may still be finishing; what it heard comes first and counts as well.
        (self.final if message.final else self.partial).emit(message.meanings)

    def _finished(self, number: int) -> None:
        if number == self._number and self.mode is Mode.OFF:
            self.settled.emit()

    def _model_failed(self, reason: str) -> None:
        self.model_trouble = reason
        self._abandon(reason)

    def _restarted(self) -> None:
        self.notice.emit("The recogniser stopped and is starting again. Nothing is lost.")

    def _opened(self, name: str) -> None:
        was_lost = self._microphone_state == "lost"
        self._has_sounded = False
        self._microphone_state = "open"
        if was_lost:
            self.notice.emit(f"The microphone is back ({name}).")

    def _microphone_failed(self, reason: str) -> None:
        self._microphone_state = "failed"
        self._abandon(reason)

    def _microphone_lost(self, reason: str) -> None:
        self._microphone_state = "lost"
        self._abandon(reason)

    def _level_came(self, level: float) -> None:
        """Pass it on; where there is not even noise while somebody speaks, say what to do."""
        self.level.emit(level)
        # One that suppresses noise gives perfect silence between words, too.
        self._has_sounded = self._has_sounded or level > 0
        is_deaf = not self._has_sounded and self.mode is not Mode.OFF
        self._silent_levels = self._silent_levels + 1 if is_deaf else 0
        if self._silent_levels == round(DEAF_SECONDS / LEVEL_SECONDS):
            from asr.microphone import how_to_allow

            self.notice.emit(
                "The microphone gives nothing but silence: switch it on, choose another in the settings, "
                f"or allow this program to use it: {how_to_allow()}."
            )

    def _abandon(self, reason: str) -> None:
        """Stop listening for want of a microphone or model; what was said so far is still heard."""
        self._pressed_at = None
        self._microphone.send_to(None)
        if self.mode is not Mode.OFF:
            self.recogniser.finish()
        self._set_mode(Mode.OFF)
        self.trouble.emit(reason)
        if self.model_trouble:
            self.settled.emit()
