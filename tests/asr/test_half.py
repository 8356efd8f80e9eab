"""The network that streams use answers as the one that recordings use."""

import torch
from torch import nn

from asr.half import HalfLSTM, for_streaming
from asr.model import AcousticModel, Shape


def trained() -> AcousticModel:
    """A network of random weights that fp16 can say, as shipped ones are."""
    torch.manual_seed(3)
    model = AcousticModel(Shape(hidden=128, layers=2, channels=16, dropout=0.0)).eval()
    model.load_state_dict({name: one.half().float() for name, one in model.state_dict().items()})
    return model


def test_step_by_step_it_hears_what_the_network_hears_at_once():
    model, features = trained(), torch.randn(1, 40, 80)
    quick = for_streaming(model)
    with torch.inference_mode():
        whole, _, _ = model(features, torch.tensor([40]))
        state, steps = None, []
        for part in features.split(4, dim=1):
            log_probs, _, state = quick(part, torch.tensor([4]), state)
            steps.append(log_probs)
    assert torch.allclose(torch.cat(steps, dim=1), whole, atol=1e-4)


def test_the_network_itself_stays_as_it_is():
    model = trained()
    quick = for_streaming(model)
    assert all(isinstance(lstm, nn.LSTM) for lstm in model.lstms)
    with torch.no_grad():
        model.output.weight.zero_()
    assert quick.output.weight.abs().sum() > 0


def test_a_processor_without_the_kernel_uses_the_layers_as_they_are(monkeypatch):
    def missing(*_: object) -> None:
        raise RuntimeError("not supported here")

    monkeypatch.setattr(HalfLSTM, "__init__", missing)
    assert all(isinstance(lstm, nn.LSTM) for lstm in for_streaming(trained()).lstms)
