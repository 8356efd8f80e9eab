"""Whether somebody speaks while the program reads aloud: told by loudness, since words drown in its voice.

The program hears itself through the microphone. How loud that is shows in the first moments of a reading;
whoever is clearly louder for longer than a knock takes is a person who wants to be heard.
"""

from __future__ import annotations

from collections import deque

LEARNING = 12  # levels from the start of a reading, 1 s: all that is heard then is our own voice
LOUDER = 1.4  # times our own loudest, which a person as loud as the voice reaches together with it
LEAST = 0.015  # root mean square of samples in [-1, 1]: softer is a rustle, not speech
LOUD, AMONG = 2, 4  # so many of the last levels must be loud; a knock is one


class TalkOver:
    """Is fed the microphone's levels, one for each 80 ms of sound, while something is read."""

    def __init__(self) -> None:
        self._is_on = False
        self._own: list[float] = []
        self._loud: deque[bool] = deque(maxlen=AMONG)

    @property
    def has_learnt(self) -> bool:
        """Whether it is known how loud our own voice is."""
        return self._is_on and len(self._own) >= LEARNING

    def begin(self) -> None:
        """A word is being heard: from the first one on, learn how loud we are ourselves."""
        if not self._is_on:
            self._is_on = True
            self._own.clear()
            self._loud.clear()

    def end(self) -> None:
        """Nothing is read any more, or not as loud as before."""
        self._is_on = False

    def hear(self, level: float) -> bool:
        """Return whether somebody is speaking; `level` is the root mean square of 80 ms."""
        if not self._is_on:
            return False
        if not self.has_learnt:
            self._own.append(level)
            return False
        self._loud.append(level > max(LEAST, LOUDER * max(self._own)))
        return sum(self._loud) >= LOUD
