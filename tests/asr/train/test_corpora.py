import io
import pickle
import tarfile

import numpy as np
import pytest
import soundfile

from asr.train import corpora
from asr.train.store import Store


def sound(rate=16_000, seconds=0.5, channels=1):
    samples = 0.3 * np.sin(np.arange(int(rate * seconds)) * 2 * np.pi * 440 / rate)
    return np.repeat(samples[:, None], channels, axis=1)


def tar_corpus(folder):
    with tarfile.open(folder / "words.tar", "w") as tar:
        for name, content in (("words/0.flac", sound()), ("words/1.flac", None)):
            data = io.BytesIO()
            if content is None:
                data.write(b"not a sound")
            else:
                soundfile.write(data, content, 16_000, format="FLAC")
            entry = tarfile.TarInfo(name)
            entry.size = len(data.getvalue())
            data.seek(0)
            tar.addfile(entry, data)
    table = "file\tspeaker\tseconds\ttranscript\nwords/0.flac\tann\t0.5\tx plus one\n"
    (folder / "words.tsv").write_text(table + 'words/1.flac\tbob\t0.5\tthe "second\n')
    return folder / "words.tar"


def manifest_corpus(folder):
    soundfile.write(folder / "one.wav", sound(44_100, channels=2), 44_100)
    (folder / "manifest.tsv").write_text("file\tspeaker\ttranscript\none.wav\tann\tx plus one\n")
    return folder


def librispeech_corpus(folder):
    chapter = folder / "19" / "198"
    chapter.mkdir(parents=True)
    soundfile.write(chapter / "19-198-0001.flac", sound(), 16_000)
    (chapter / "19-198.trans.txt").write_text("19-198-0001 X PLUS ONE\n")
    return folder


@pytest.mark.parametrize(
    ("make", "speaker"),
    [(tar_corpus, "ann"), (manifest_corpus, "ann"), (librispeech_corpus, "ls_19")],
)
def test_every_layout_gives_its_clip(tmp_path, make, speaker):
    (clip,) = corpora.read(make(tmp_path))
    assert (clip.speaker, clip.transcript.lower()) == (speaker, "x plus one")
    assert clip.samples.dtype == np.int16
    assert len(clip.samples) == pytest.approx(8000, abs=2)
    assert np.abs(clip.samples).max() == pytest.approx(0.3 * 32767, rel=0.05)


def test_an_unreadable_file_is_named_and_left_out(tmp_path, capsys):
    assert len(list(corpora.read(tar_corpus(tmp_path)))) == 1
    assert "words/1.flac" in capsys.readouterr().err


def test_a_folder_that_is_no_corpus(tmp_path):
    with pytest.raises(ValueError, match="no corpus"):
        list(corpora.read(tmp_path))


def test_a_store_gives_back_what_was_added(tmp_path):
    store = Store(tmp_path / "store")
    clips = [corpora.Clip("c", f"s{n}", f"word {n}", np.arange(n, dtype=np.int16)) for n in (3, 5)]
    store.add(clips[:1])
    store.add(clips[1:])
    entries, samples = Store(tmp_path / "store").entries(), store.samples()
    assert [entry.speaker for entry in entries] == ["s3", "s5"]
    for clip, entry in zip(clips, entries, strict=True):
        assert (samples[entry.start : entry.start + entry.length] == clip.samples).all()


def test_a_killed_run_leaves_whole_clips(tmp_path):
    store = Store(tmp_path)
    clips = [corpora.Clip("c", "s", "word", np.arange(9, dtype=np.int16))] * 3
    lying = []

    def coming():
        for clip in clips:
            lying.append((len(store.entries()), (tmp_path / "clips.i16").stat().st_size // 18))
            yield clip

    store.add(coming())
    assert lying == [(0, 0), (1, 1), (2, 2)]


def test_samples_are_handed_to_other_processes_by_name(tmp_path):
    store = Store(tmp_path)
    store.add([corpora.Clip("c", "s", "long", np.arange(30_000, dtype=np.int16))])
    handed = pickle.dumps(store.samples())
    assert len(handed) < 1000
    assert (pickle.loads(handed)[7:9] == [7, 8]).all()
