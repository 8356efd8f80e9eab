"""What was said, what could have been said -> the units that are learnt."""

import pytest
import torch

from asr.train.variants import Change, changes, likeliest
from asr.units import INDEX, UNITS, encode

THE, ZED = ("DH AH", "DH IY"), ("Z IY", "Z EH D")


def ways(*words):
    return [tuple(tuple(encode(said.split())) for said in word) for word in words]


def heard(phonemes, sure=0.9):
    """Log-probabilities `[1, steps, units]` of a network that hears each of `phonemes` for a step."""
    units = [unit for unit in encode(phonemes.split()) for _ in (0, 1)]
    probs = torch.full((1, len(units), len(UNITS)), (1 - sure) / (len(UNITS) - 1))
    for step, unit in enumerate(units):
        probs[0, step, unit if step % 2 else 0] = sure
    return probs.log()


@pytest.mark.parametrize(
    ("sound", "words", "learnt"),
    [
        ("DH AH Z IY", (THE, ZED), "DH AH Z IY"),
        ("DH AH Z EH D", (THE, ZED), "DH AH Z EH D"),
        ("DH IY Z EH D", (THE, ZED), "DH IY Z EH D"),
        ("Z EH D DH IY Z IY", (ZED, THE, ZED), "Z EH D DH IY Z IY"),
        ("B AH T", (("B AH T",),), "B AH T"),
    ],
)
def test_the_pronunciation_heard_is_learnt(sound, words, learnt):
    said = ways(*words)
    usual = [unit for way in said for unit in way[0]]
    scores = heard(sound)
    found = likeliest(scores, torch.tensor([scores.shape[1]]), [usual], [changes(said)])
    assert found == [encode(learnt.split())]


def test_without_evidence_the_usual_one_stays():
    said = ways(THE, ZED)
    usual = [unit for way in said for unit in way[0]]
    nothing = torch.full((1, 12, len(UNITS)), 1 / len(UNITS)).log()
    assert likeliest(nothing, torch.tensor([12]), [usual], [changes(said)]) == [usual]


def test_a_change_moves_with_its_word():
    (change,) = changes(ways(("AH",), ("Z IY", "Z EH D")))
    assert change == Change(1, 3, tuple(encode(["Z", "EH", "D"])))
    assert change.moved(4)[:2] == (5, 7)
    assert INDEX["EH"] in change.units
