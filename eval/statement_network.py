"""The statement tagger's network as torch trains it; `index.statements.Network` is the same in NumPy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from index.statements import DILATIONS, PLACES, REACH, SHAPES, SUFFIXES, buckets

WORD_SIZE, SUFFIX_SIZE, SHAPE_SIZE, PLACE_SIZE = 48, 16, 8, 8
HIDDEN, LAYERS, PAIR, WIDTH = 128, 2, 80, 5


class TrainedNetwork(nn.Module):
    """Cues, and sources and contents for cues.

    Args:
        vectors: First vectors of the vocabulary's words, shape (words + 1, `WORD_SIZE`).
        dropout: Share of values set to zero in training.
    """

    def __init__(self, vectors: NDArray[np.float32], *, dropout: float = 0.35) -> None:
        super().__init__()
        self.word = nn.Embedding(len(vectors), WORD_SIZE)
        with torch.no_grad():
            self.word.weight.copy_(torch.tensor(vectors))
        self.suffix = nn.Embedding(SUFFIXES, SUFFIX_SIZE)
        self.shape = nn.Embedding(SHAPES, SHAPE_SIZE)
        self.place = nn.Embedding(PLACES, PLACE_SIZE)
        for table in (self.suffix, self.shape, self.place):
            nn.init.normal_(table.weight, std=0.3)
        size = WORD_SIZE + SUFFIX_SIZE + SHAPE_SIZE + PLACE_SIZE
        self.lstm = nn.LSTM(size, HIDDEN, LAYERS, bidirectional=True, batch_first=True, dropout=dropout)
        self.dropout = nn.Dropout(dropout)
        self.cue = nn.Linear(2 * HIDDEN, 3)
        self.pair_word = nn.Linear(2 * HIDDEN, PAIR)
        self.pair_cue = nn.Linear(2 * HIDDEN, PAIR, bias=False)
        self.distance = nn.Embedding(2 * REACH + 1, PAIR)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(PAIR, PAIR, WIDTH, padding=WIDTH // 2 * step, dilation=step) for step in DILATIONS
        )
        self.role = nn.Linear(PAIR, 3)

    def encode(self, rows: Tensor, lengths: Tensor) -> Tensor:
        """Read padded paragraphs: features (paragraphs, longest, 4) to vectors (paragraphs, longest, 256)."""
        tables = (self.word, self.suffix, self.shape, self.place)
        inputs = self.dropout(torch.cat([table(rows[..., i]) for i, table in enumerate(tables)], dim=-1))
        packed = pack_padded_sequence(inputs, lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=rows.shape[1])
        dropped: Tensor = self.dropout(states)
        return dropped

    def arguments(self, encoded: Tensor, mask: Tensor, paragraph: Tensor, cues: Tensor) -> Tensor:
        """Score sources and contents.

        Args:
            encoded: Shape (paragraphs, longest, 256).
            mask: 1 for a word and 0 for padding, shape (paragraphs, longest).
            paragraph: The paragraph of each cue, shape (cues,).
            cues: 1 for the words of the cue, shape (cues, longest).

        Returns:
            Scores, shape (cues, longest, 3).
        """
        longest = encoded.shape[1]
        heads = (encoded[paragraph] * cues[..., None]).sum(1) / cues.sum(1, keepdim=True)
        away = torch.tensor(np.stack([buckets(longest, int(first)) for first in cues.argmax(1)]))
        real = mask[paragraph][..., None]
        states = self.pair_word(encoded)[paragraph] + self.pair_cue(heads)[:, None] + self.distance(away)
        states = self.dropout(functional.relu(states)) * real
        for convolution in self.convolutions:
            turned = convolution(states.transpose(1, 2)).transpose(1, 2)
            states = (states + functional.relu(turned)) * real
        scores: Tensor = self.role(self.dropout(states))
        return scores

    def export(self) -> dict[str, NDArray[np.float32]]:
        """Name the weights as `index.statements.Network` does; the LSTM's gates go input, forget, output, cell."""
        tables = {"word": self.word, "suffix": self.suffix, "shape": self.shape, "place": self.place}
        weights: dict[str, Tensor] = {f"embed.{name}": table.weight for name, table in tables.items()}
        for layer in range(LAYERS):
            ways = [f"l{layer}", f"l{layer}_reverse"]
            inputs = [_gates(getattr(self.lstm, f"weight_ih_{way}")).T for way in ways]
            recurrent = [_gates(getattr(self.lstm, f"weight_hh_{way}")).T for way in ways]
            bias = [
                _gates(getattr(self.lstm, f"bias_ih_{way}") + getattr(self.lstm, f"bias_hh_{way}")) for way in ways
            ]
            weights[f"lstm.input.{layer}"] = torch.cat(inputs, dim=1)
            weights[f"lstm.recurrent.{layer}"] = torch.stack(recurrent)
            weights[f"lstm.bias.{layer}"] = torch.cat(bias)
        weights |= {"cue.weight": self.cue.weight.T, "cue.bias": self.cue.bias}
        weights |= {"pair.word": self.pair_word.weight.T, "pair.bias": self.pair_word.bias}
        weights |= {"pair.cue": self.pair_cue.weight.T, "pair.distance": self.distance.weight}
        for number, convolution in enumerate(self.convolutions):
            kernel, shift = convolution.parameters()
            weights |= {f"conv.weight.{number}": kernel.permute(2, 1, 0), f"conv.bias.{number}": shift}
        weights |= {"role.weight": self.role.weight.T, "role.bias": self.role.bias}
        return {name: np.ascontiguousarray(values.detach().numpy()) for name, values in weights.items()}


def _gates(values: Tensor) -> Tensor:
    """Reorder rows from torch's input, forget, cell, output."""
    opened, forget, cell, output = values.chunk(4)
    return torch.cat([opened, forget, output, cell])


def pad_rows(rows: Sequence[NDArray[np.int64]]) -> tuple[Tensor, Tensor, Tensor]:
    """Put the features of several paragraphs into one tensor.

    Returns:
        Features (paragraphs, longest, 4), lengths (paragraphs,), and the mask (paragraphs, longest).
    """
    lengths = torch.tensor([len(row) for row in rows])
    padded = torch.zeros(len(rows), int(lengths.max()), 4, dtype=torch.long)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = torch.from_numpy(row)
    mask = (torch.arange(padded.shape[1])[None] < lengths[:, None]).float()
    return padded, lengths, mask
