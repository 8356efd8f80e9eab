"""A toy model that is sure of itself: words are found where they were said, and cut where it is quiet."""

import numpy as np
import pytest
import torch
from torch import nn

from asr.features import SAMPLE_RATE
from asr.train.align import cuts, viterbi
from asr.train.batches import Example
from asr.train.store import Entry
from asr.units import BLANK, INDEX, UNITS, encode

A, B = encode(["AH", "B"])


def certain(path):
    """Log-probabilities [steps, units] of one path."""
    scores = np.full((len(path), len(UNITS)), -9.0)
    scores[range(len(path)), path] = -0.01
    return scores


@pytest.mark.parametrize(
    ("path", "units", "spans"),
    [
        ([BLANK, A, A, BLANK, B, BLANK], [A, B], [(1, 2), (4, 4)]),
        ([A, B], [A, B], [(0, 0), (1, 1)]),
        ([A, BLANK, A], [A, A], [(0, 0), (2, 2)]),
        ([BLANK, BLANK, B], [B], [(2, 2)]),
        ([A, BLANK, B, BLANK], [B], [(2, 2)]),  # the model heard more than was said
    ],
)
def test_viterbi_finds_when_each_unit_was_said(path, units, spans):
    assert viterbi(certain(path), units) == spans


def test_too_few_steps():
    with pytest.raises(ValueError, match="too few"):
        viterbi(certain([A, A]), [A, A])


class Listener(nn.Module):
    """Says the phonemes of "two" a second in, and of "two" again two seconds in."""

    def forward(self, features, frames):
        path = [BLANK] * (features.shape[1] // 4)
        for second in (1, 2):
            path[second * 25 + 3] = INDEX["T"]
            path[second * 25 + 7] = INDEX["UW"]
        return torch.tensor(certain(path))[None], torch.tensor([len(path)]), None


def test_words_are_cut_where_it_is_quiet():
    audio = np.zeros(3 * SAMPLE_RATE)
    for second in (1, 2):
        start = int((second + 0.1) * SAMPLE_RATE)
        audio[start : start + 4000] = np.sin(np.arange(4000) / 3)
    audio[: SAMPLE_RATE // 2] += 0.01  # quiet, but louder than the gaps around the words
    samples = (audio * 9000).astype(np.int16)
    entry = Entry("toy", "somebody", "two two", 0, len(samples))
    two = (tuple(encode(["T", "UW"])),)
    example = Example(entry, samples, "train", ("two", "two"), (two, two))

    ((_, found),) = cuts(Listener(), [example])
    assert [cut.word for cut in found] == ["two", "two"]
    first, second = found
    assert first.start == 0
    assert first.end == second.start
    assert 1.35 < first.end / SAMPLE_RATE < 2.1
    assert second.end == len(samples)
    assert max(cut.edge_db for cut in found) < -20
    assert min(cut.log_prob for cut in found) > -0.1
