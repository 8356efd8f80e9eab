"""The recurrent language model: how likely each word is after all the words before it.

An LSTM (Sundermeyer, Schlüter and Ney, "LSTM neural networks for language modeling", 2012) which answers by
the embeddings that it takes (Press and Wolf, "Using the output embedding to improve language models", 2017).
It remembers what the n-gram model cannot, such as the letters that a formula is about. It is too slow to be
asked in each step of the search: `asr/rescoring.py` asks it about finished hypotheses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from asr.language_model import END, UNKNOWN
from asr.model import load_notes, load_weights, one_thread, save_weights

NOTHING = -1  # where a shorter sentence has no word


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a recurrent language model."""

    hidden: int = 384
    embedding: int = 256


class RecurrentLanguageModel(nn.Module):
    """Foretells `words`; sentences are lists of their numbers."""

    def __init__(self, words: Sequence[str], shape: Shape, dropout: float = 0.0) -> None:
        """The end of a sentence and an unknown word are added to `words`."""
        super().__init__()
        self.shape = shape
        self.words = (END, UNKNOWN, *words)
        self.numbers = {word: number for number, word in enumerate(self.words)}
        self.end, self.unknown = self.numbers[END], self.numbers[UNKNOWN]
        self.embedding = nn.Embedding(len(self.words), shape.embedding)
        self.lstm = nn.LSTM(shape.embedding, shape.hidden, batch_first=True)
        self.projection = nn.Linear(shape.hidden, shape.embedding)
        self.bias = nn.Parameter(torch.zeros(len(self.words)))
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.embedding.weight, 0, 0.05)

    @classmethod
    def load(cls, path: Path) -> RecurrentLanguageModel:
        """Read what `save` wrote; raises ValueError, KeyError or safetensors' error for another file."""
        notes = load_notes(path)
        shape = Shape(**{name: int(notes[name]) for name in asdict(Shape())})
        model = cls(notes["words"].split(), shape)
        model.load_state_dict(load_weights(path))
        return model.eval()

    def save(self, path: Path) -> None:
        """Write weights and words as fp16 safetensors, replacing `path` in one step."""
        sizes = {name: str(size) for name, size in asdict(self.shape).items()}
        save_weights(self, path, {"words": " ".join(self.words[2:]), **sizes})

    def forward(self, inputs: Tensor) -> Tensor:
        """Logits [sentences, steps, words] of what comes after each of `inputs` [sentences, steps]."""
        heard, _ = self.lstm(self.dropout(self.embedding(inputs)))
        answers = self.dropout(self.projection(self.dropout(heard)))
        return answers @ self.embedding.weight.T + self.bias

    def framed(self, sentences: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """What the model takes and what it is to answer, each [sentences, steps].

        Every sentence begins after an end, and ends with one; `NOTHING` stands where it is over.
        """
        takes = [torch.tensor([self.end, *sentence]) for sentence in sentences]
        answers = [torch.tensor([*sentence, self.end]) for sentence in sentences]
        return pad_sequence(takes, batch_first=True, padding_value=self.end), pad_sequence(
            answers, batch_first=True, padding_value=NOTHING
        )

    @one_thread()
    @torch.inference_mode()
    def log_probs(self, sentences: Sequence[Sequence[int]]) -> list[list[float]]:
        """The natural log-probability of each word of each sentence, and of its end."""
        if not sentences:
            return []
        takes, answers = self.framed(sentences)
        told = self(takes).log_softmax(-1).gather(-1, answers.clamp(min=0)[..., None])[..., 0]
        return [
            row[: len(sentence) + 1] for row, sentence in zip(told.tolist(), sentences, strict=True)
        ]
