"""Where a QObject ends that a thread works for."""

import threading

from PySide6.QtCore import QObject

from app.threads import start_thread


def test_an_object_dropped_while_its_thread_works_ends_in_its_own_thread(qt, wait_until):
    go, ended_in = threading.Event(), []

    class Worker(QObject):
        def __init__(self):
            super().__init__()
            start_thread(self.work, "worker")

        def work(self):
            assert go.wait(20)

        def __del__(self):
            ended_in.append(threading.current_thread())

    Worker()
    go.set()
    wait_until(lambda: ended_in, "the object's end")
    assert ended_in == [threading.main_thread()]
