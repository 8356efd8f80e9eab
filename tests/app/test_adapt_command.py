"""`speech-to-math adapt`: recordings in, one sentence out, whatever is wrong with them."""

import numpy as np
import pytest
import soundfile

from app.cli import main
from app.hearing import voices
from asr import adaptation
from asr.adaptation import Measure, Outcome

VOICE = (0.1 * np.sin(np.arange(16_000) / 9)).astype(np.float32)
MEASURE = Measure(0.5, 0.1, 1.0)


@pytest.fixture(autouse=True)
def fitted(tmp_path, monkeypatch):
    """A data folder of its own, and a fit that is done at once; return how it shall end."""
    monkeypatch.setattr(voices, "data_folder", lambda: tmp_path / "data")
    answer = {"keep": True}

    def adapt(profile, model, report):
        kept = profile.next_fit() if answer["keep"] else None
        if kept:
            kept.touch()
        return Outcome(MEASURE, MEASURE, kept, f"{len(profile.recordings)} heard.")

    monkeypatch.setattr(adaptation, "adapt", adapt)
    return answer


@pytest.fixture
def recordings(tmp_path):
    """A folder of sound files with their words beside them."""
    folder = tmp_path / "said"
    folder.mkdir()
    for number, words in enumerate(["x squared", "two"]):
        soundfile.write(folder / f"{number}.wav", VOICE, 16_000)
        (folder / f"{number}.txt").write_text(words)
    return folder


def test_recordings_are_added_once_and_fitted(recordings, capsys):
    for _ in range(2):
        assert main(["adapt", "anna", str(recordings)]) == 0
    assert "2 heard." in capsys.readouterr().out
    assert main(["adapt", "--list"]) == 0
    assert capsys.readouterr().out == "anna: 2 recordings, adapted (2 fits kept)\n"


def test_a_list_of_recordings(recordings, capsys):
    (recordings / "list.tsv").write_text("0.wav\tx cubed\n1.wav\ttwo\n\n")
    assert main(["adapt", "anna", str(recordings / "list.tsv")]) == 0
    texts = [one.text for one in voices.profiles()["anna"].recordings]
    assert texts == ["x cubed", "two"]


def test_undo_and_remove(recordings, capsys):
    main(["adapt", "anna", str(recordings)])
    assert main(["adapt", "anna", "--undo"]) == 0
    assert capsys.readouterr().out.endswith("anna: 2 recordings, not adapted\n")
    assert main(["adapt", "anna", "--undo"]) == 1
    assert "nothing to undo" in capsys.readouterr().err
    assert main(["adapt", "anna", "--remove"]) == 0
    assert list(voices.profiles()) == []


def test_a_refused_fit_has_status_1(recordings, fitted):
    fitted["keep"] = False
    assert main(["adapt", "anna", str(recordings)]) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["adapt"], "name a voice to adapt to"),
        (["adapt", "../x"], "cannot be the name of a voice"),
        (["adapt", "nobody", "--undo"], "There is no voice “nobody”; there are: none yet."),
        (["adapt", "anna", "missing.wav"], "missing.txt is missing: write what is said"),
        (["adapt", "anna", "missing.tsv"], "missing.tsv cannot be read as a list of recordings"),
    ],
)
def test_bad_input_is_one_sentence(arguments, sentence, capsys):
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_a_bad_file_is_named_and_the_others_are_used(recordings, capsys):
    (recordings / "0.wav").write_bytes(b"no sound")
    assert main(["adapt", "anna", str(recordings)]) == 0
    captured = capsys.readouterr()
    assert "0.wav" in captured.err
    assert "1 heard." in captured.out
