"""Qt for the tests of the app: one application, and a test fails on any Qt warning."""

import gc
import time

import pytest


@pytest.fixture(scope="session")
def application():
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(["test"])
    application.setStyle("Fusion")
    yield application
    # The clipboard holds what Python made; Qt must let go of it while Python is still there.
    application.clipboard().clear()
    application.shutdown()


@pytest.fixture(scope="package")
def by_hand():
    """Garbage is collected after each test, in this thread: the next one's threads must not do it."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.fixture
def qt(application, by_hand):
    """The application; what Qt warns about while a test runs fails it."""
    from PySide6.QtCore import QEvent, QtMsgType, qInstallMessageHandler

    warnings = []
    serious = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg)
    qInstallMessageHandler(lambda kind, _, text: warnings.append(text) if kind in serious else None)
    yield application
    application.processEvents()
    for widget in application.topLevelWidgets():
        widget.deleteLater()
    # Outside of Qt's own loop nothing is deleted later unless it is asked for.
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    qInstallMessageHandler(None)
    # The offscreen platform says of itself what it cannot do.
    assert [text for text in warnings if "This plugin does not support" not in text] == []


@pytest.fixture
def wait_until(application):
    """Run Qt's loop until something is true; fail with `what` when it does not become so."""

    def wait(is_true, what, seconds=20.0):
        end = time.monotonic() + seconds
        while not is_true():
            assert time.monotonic() < end, f"waited {seconds} s for: {what}"
            application.processEvents()
            time.sleep(0.005)

    return wait


@pytest.fixture
def window(qt, wait_until):
    """A window with a fake recogniser in its child process, and no microphone."""
    from app.window.start import build

    window = build(loader="tests.app.fakes:load")
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow, "the window to be active")
    yield window
    window.close()
