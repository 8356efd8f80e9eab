"""Make the pictures of the README: the real window, with lines typed and spoken into it.

python -m tests.gallery docs RECORDING.wav...
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.virtual import virtual_microphone, virtual_screen

TYPED = [
    "x equals the fraction minus b plus or minus the square root of b squared minus four a c over two a "
    "end fraction",
    "the integral from zero to infinity of e to the minus x squared d x",
    "the sum from n equals one to infinity of one over n squared",
]


def main() -> int:
    folder, *recordings = sys.argv[1:]
    Path(folder).mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        virtual_screen() as screen,
        virtual_microphone(Path(place) / "pulse") as microphone,
    ):
        own = {"XDG_CONFIG_HOME": place, "XDG_DATA_HOME": place}
        command = [sys.executable, "-m", "tests.dictation_window", *recordings]
        command += ["--report", f"{place}/report.json", "--screenshot", f"{folder}/window.png"]
        command += ["--size", "1000x860"]
        for phrase in TYPED:
            command += ["--type", phrase]
        environment = os.environ | screen | microphone.environment | own
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
