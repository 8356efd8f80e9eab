"""Make the pictures of the README: the real window, with the session of `tests.session` spoken into it.

    python -m tests.gallery docs

It takes about two minutes, and prints what was misheard.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.virtual import virtual_microphone, virtual_screen


def main() -> int:
    pictures = Path(sys.argv[1]) / "gallery"
    pictures.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        virtual_screen() as screen,
        virtual_microphone(Path(place) / "pulse") as microphone,
    ):
        own = {"XDG_CONFIG_HOME": place, "XDG_DATA_HOME": place}
        report = Path(place) / "report.json"
        command = [sys.executable, "-m", "tests.session_window"]
        command += ["--report", str(report), "--pictures", str(pictures), *sys.argv[2:]]
        environment = os.environ | screen | microphone.environment | own
        subprocess.run(command, env=environment, check=True)
        steps = json.loads(report.read_text())["steps"]
    for step in steps:
        if not step["heard_right"]:
            print(f"misheard: {step['words']!r} as {step['heard']!r}")
    print(f"{sum(step['heard_right'] for step in steps)} of {len(steps)} heard right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
