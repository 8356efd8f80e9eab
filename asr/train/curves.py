"""A training run's log as a picture: python -m asr.train.curves RUN/log.jsonl curves.svg"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

_SMOOTHED = 15  # reports over which the loss is averaged


def draw(log: Path, picture: Path) -> None:
    """Write the loss and the held-out phoneme errors over the hours of speech heard.

    The picture's kind follows from its name. Raises ValueError when the log holds no report.
    """
    import matplotlib

    matplotlib.use("agg")
    matplotlib.rcParams["svg.hashsalt"] = "curves"  # the same picture for the same log
    from matplotlib import pyplot

    losses, errors = curves(log)
    figure, axis = pyplot.subplots(figsize=(8, 4), layout="constrained")
    axis.plot(*losses, color="tab:blue", label="training loss per phoneme, with augmentation")
    axis.set(xlabel="hours of speech heard", ylabel="loss (nats)")
    other = axis.twinx()
    other.plot(*errors, "o-", color="tab:red", label="phoneme errors on held-out speakers")
    other.set(ylabel="errors (%)", ylim=(0, None))
    figure.legend(loc="outside upper center", ncols=2, frameon=False)
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None)
    pyplot.close(figure)


def curves(log: Path) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Return (hours, smoothed loss) and (hours, % of phonemes wrong on held-out speakers)."""
    hours, losses, errors = [], [], []
    for line in log.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        if "loss" in report:
            while hours and hours[-1] >= report["audio_hours"]:  # a stop went back to a checkpoint
                hours.pop()
                losses.pop()
            hours.append(report["audio_hours"])
            losses.append(report["loss"])
        elif "dev_error" in report and hours:
            errors.append((hours[-1], 100 * report["dev_error"]))
    if not hours:
        raise ValueError(f"{log} holds no report of a training run")
    width = min(_SMOOTHED, len(hours))
    mean = np.convolve(losses, np.full(width, 1 / width), mode="valid")
    checked = np.array(errors, float).reshape(-1, 2)
    return (np.array(hours[width - 1 :]), mean), (checked[:, 0], checked[:, 1])


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
