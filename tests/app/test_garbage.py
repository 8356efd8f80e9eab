"""Where garbage is collected: a widget in a cycle must die in the thread of the window."""

import gc
import threading

import pytest
from PySide6.QtWidgets import QWidget

from app.window.garbage import Collector


def test_a_widget_in_a_cycle_is_destroyed_in_the_main_thread_alone(window, wait_until):
    threads = []
    widget = QWidget()
    widget.destroyed.connect(lambda: threads.append(threading.current_thread()))
    widget.myself = widget
    del widget
    # Enough cycles for Python to collect, in a thread such as the microphone's.
    other = threading.Thread(
        target=lambda: [[].append(number) or [{}] for number in range(200_000)]
    )
    other.start()
    other.join()
    assert threads == []
    wait_until(lambda: threads, "the garbage collector")
    assert threads == [threading.main_thread()]


@pytest.mark.parametrize("automatic", [True, False])
def test_a_closed_window_leaves_collecting_as_it_was(qt, automatic):
    before = gc.isenabled()
    (gc.enable if automatic else gc.disable)()
    try:
        collector = Collector(qt)
        assert not gc.isenabled()
        collector.stop()
        assert gc.isenabled() == automatic
    finally:
        (gc.enable if before else gc.disable)()
