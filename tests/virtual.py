"""A screen and a microphone that are not there, for tests: Xvfb, and PulseAudio with a null sink."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

NEEDED = {
    "Xvfb": "xvfb",
    "pulseaudio": "pulseaudio",
    "pactl": "pulseaudio-utils",
    "paplay": "pulseaudio-utils",
}


def missing_packages() -> list[str]:
    """Return the Debian packages that the virtual screen and microphone still need."""
    return sorted({package for program, package in NEEDED.items() if not shutil.which(program)})


@contextmanager
def virtual_screen(size: str = "1280x900"):
    """Run an X server of our own and yield the environment that shows windows on it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as pipe:
                number = pipe.readline().strip()
            assert number, "Xvfb did not start"
            yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


class Microphone:
    """A PulseAudio server of its own, whose default source is what `play` plays."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
            "HOME": str(folder),
        }
        self._server = None
        self._listener = None

    def start(self, rate: int = 48_000, channels: int = 2) -> None:
        """Start the server with a null sink whose monitor is the microphone."""
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes"]
        command += ["-L", f"module-native-protocol-unix socket={self._socket}"]
        command += ["-L", f"module-null-sink sink_name=mic rate={rate} channels={channels}"]
        self._server = subprocess.Popen(command, env=self._whole(), stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while self._pactl("set-default-source", "mic.monitor").returncode:
            assert time.monotonic() < end, "PulseAudio did not start"
            time.sleep(0.1)
        # Somebody always listens: a null sink that was suspended needs over a second to give sound again.
        listen = ["parec", "--device=mic.monitor", "--raw"]
        self._listener = subprocess.Popen(
            listen, env=self._whole(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def stop(self) -> None:
        """Stop the server: the microphone is gone, as if unplugged."""
        if self._server is not None:
            self._listener.kill()
            self._listener.wait(5)
            self._server.terminate()
            self._server.wait(5)
            self._server = None

    @contextmanager
    def denied(self):
        """Yield the environment of a program that is refused until this ends and the microphone starts.

        It asks at the usual place first, and then a server that lets nobody in.
        """
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        cookies = {name: self._folder / f"{name}.cookie" for name in ("server", "client")}
        for number, cookie in enumerate(cookies.values()):
            cookie.write_bytes(bytes([number] * 256))
        module = f"module-native-protocol-tcp listen=127.0.0.1 port={port}"
        module += f" auth-cookie={cookies['server']} auth-ip-acl=192.0.2.1"  # no machine of ours
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-L", module]
        own = {"PULSE_RUNTIME_PATH": str(self._folder / "denied")}
        with subprocess.Popen(
            command, env=self._whole() | own, stderr=subprocess.DEVNULL
        ) as server:
            servers = f"{self.environment['PULSE_SERVER']} tcp:127.0.0.1:{port}"
            asked = {"PULSE_SERVER": servers, "PULSE_COOKIE": str(cookies["client"])}
            try:
                self._wait_for_refusal(asked)
                yield asked
            finally:
                server.terminate()

    def _wait_for_refusal(self, asked: dict[str, str]) -> None:
        end = time.monotonic() + 10
        answer = b""
        while b"Access denied" not in answer:
            assert time.monotonic() < end, f"nobody refuses: {answer!r}"
            time.sleep(0.1)
            asking = subprocess.run(
                ["pactl", "info"], env=self._whole() | asked, capture_output=True
            )
            answer = asking.stderr

    def unplug(self) -> None:
        """Take the device away; the server stays."""
        self._pactl("unload-module", "module-null-sink")

    def play(self, recording: Path) -> None:
        """Speak a recording into the microphone, at its own speed."""
        subprocess.run(["paplay", "--device=mic", str(recording)], env=self._whole(), check=True)

    @property
    def _socket(self) -> str:
        return self.environment["PULSE_SERVER"].removeprefix("unix:")

    def _pactl(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(["pactl", *arguments], env=self._whole(), capture_output=True)

    def _whole(self) -> dict[str, str]:
        return os.environ | self.environment


@contextmanager
def virtual_microphone(folder: Path):
    """Yield a microphone that a program started with its `environment` will use."""
    microphone = Microphone(folder)
    try:
        microphone.start()
        yield microphone
    finally:
        microphone.stop()
