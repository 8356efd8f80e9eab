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
        (Mode.TALKING, [*[0.0] * (ENOUGH - 1), 1e-5, *[0.0] * ENOUGH], 0),
        (Mode.TALKING, [*[0.0] * ENOUGH, 0.1, *[0.0] * ENOUGH], 1),
        (Mode.HANDS_FREE, [0.1, *[0.0] * 2 * ENOUGH], 0),
        (Mode.OFF, [0.0] * ENOUGH, 0),
    ],
)
def test_a_microphone_that_gives_no_sound_is_told_of_once(window, mode, levels, times):
    told = []
    window.dictation.notice.connect(told.append)
    window.dictation.mode = mode
    for level in levels:
        window.dictation._microphone.level.emit(level)
    window.dictation.mode = Mode.OFF
    assert ["nothing but silence" in sentence for sentence in told] == [True] * times


def test_another_microphone_is_judged_anew(window):
    told = []
    window.dictation.notice.connect(told.append)
    window.dictation.mode = Mode.TALKING
    microphone = window.dictation._microphone
    for level in (0.1, *[0.0] * ENOUGH):
        microphone.level.emit(level)
    assert told == []
    microphone.opened.emit("another")
    for level in [0.0] * ENOUGH:
        microphone.level.emit(level)
    window.dictation.mode = Mode.OFF
    assert len(told) == 1
