"""Development clips as recordings with a manifest, to listen to and for tests.bench.streaming.

python -m tests.bench.manifest runs/english FOLDER
python -m tests.bench.streaming FOLDER/manifest.tsv
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from asr.features import SAMPLE_RATE
from tests.bench import clips

CORPORA = ("synthetic_flite", "synthetic_espeak-ng", "an4", "speech_commands")
_AROUND = SAMPLE_RATE // 2  # samples of silence before and after


def main() -> None:
    """Write the recordings and the manifest: a path, a tab and the words in each line."""
    parser = clips.options("manifest", "Clips of held-out speakers as recordings with a manifest.")
    parser.add_argument("folder", type=Path)
    parser.set_defaults(part="dev")
    chosen = parser.parse_args()
    _, examples = clips.load(chosen)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for number, example in enumerate(clips.of(examples, CORPORA, chosen.clips)):
        path = (chosen.folder / f"{number:04}.flac").resolve()
        soundfile.write(path, np.pad(example.samples(), _AROUND), SAMPLE_RATE)
        lines.append(f"{path}\t{' '.join(example.words)}\n")
    (chosen.folder / "manifest.tsv").write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} recordings in {chosen.folder}")


if __name__ == "__main__":
    main()
