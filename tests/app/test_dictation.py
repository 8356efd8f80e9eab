"""What dictation says of a microphone that gives nothing but silence."""

import pytest

from app.hearing.dictation import DEAF_SECONDS, Mode
from app.hearing.microphone import LEVEL_SECONDS

ENOUGH = round(DEAF_SECONDS / LEVEL_SECONDS)


@pytest.mark.parametrize(
    ("mode", "levels", "times"),
    [
        (Mode.TALKING, [0.0] * ENOUGH, 1),
        (Mode.HANDS_FREE, [0.0] * 3 * ENOUGH, 1),
        (Mode.TALKING, [0.0] * (ENOUGH - 1), 0),
        (Mode.TALKING, [*[0.0] * (ENOUGH - 1), 1e-5] * 3, 0),
        (Mode.TALKING, [*[0.0] * ENOUGH, 0.1, *[0.0] * ENOUGH], 2),
        (Mode.OFF, [0.0] * ENOUGH, 0),
    ],
)
def test_perfect_silence_is_told_once(window, mode, levels, times):
    told = []
    window.dictation.notice.connect(told.append)
    window.dictation.mode = mode
    for level in levels:
        window.dictation._microphone.level.emit(level)
    window.dictation.mode = Mode.OFF
    assert ["nothing but silence" in sentence for sentence in told] == [True] * times
