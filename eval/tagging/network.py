"""The statement tagger's network as torch trains it; `index.statements.Network` is the same on onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.eval.graphs.tagger_weights import DILATIONS
from onrecord.index.tagger.features import PLACES, SHAPES, SUFFIXES
from onrecord.index.tagger.network import REACH, buckets

WORD_SIZE, SUFFIX_SIZE, SHAPE_SIZE, PLACE_SIZE = 48, 16, 8, 8
HIDDEN, LAYERS, PAIR, WIDTH = 160, 2, 80, 5


class Context(nn.Module):
    """A bidirectional LSTM.

    Args:
        size: Features of a word.
        hidden: Features of each of the two ways.
        layers: How many are stacked.
        dropout: Share of values set to zero in training.
    """

    def __init__(self, size: int, hidden: int, layers: int, dropout: float) -> None:
        super().__init__()
        sizes = [size] + [2 * hidden] * (layers - 1)
        self.forwards = nn.ModuleList(nn.LSTM(size, hidden, batch_first=True) for size in sizes)
        self.backwards = nn.ModuleList(nn.LSTM(size, hidden, batch_first=True) for size in sizes)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, lengths: Tensor) -> Tensor:
        """Read padded paragraphs: (paragraphs, longest, size) to (paragraphs, longest, 2 * hidden)."""
        turned = _turned(lengths, states.shape[1])[..., None]
        for forwards, backwards in zip(self.forwards, self.backwards, strict=True):
            ahead, _ = forwards(states)
            back, _ = backwards(states.take_along_dim(turned, 1))
            states = self.dropout(torch.cat([ahead, back.take_along_dim(turned, 1)], dim=-1))
        return states


class Heads(nn.Module):
    """Rates words as cues, and as sources and contents for cues.

    Args:
        size: Of a word's vector in its context.
        dropout: Share of values set to zero in training.
    """

    def __init__(self, size: int, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.cue = nn.Linear(size, 3)
        self.pair_word = nn.Linear(size, PAIR)
        self.pair_cue = nn.Linear(size, PAIR, bias=False)
        self.distance = nn.Embedding(2 * REACH + 1, PAIR)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(PAIR, PAIR, WIDTH, padding=WIDTH // 2 * step, dilation=step) for step in DILATIONS
        )
        self.role = nn.Linear(PAIR, 3)

    def arguments(self, encoded: Tensor, mask: Tensor, paragraph: Tensor, cues: Tensor) -> Tensor:
        """Score sources and contents.

        Args:
            encoded: Shape (paragraphs, longest, size).
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
        self.dropout = nn.Dropout(dropout)
        self.context = Context(size, HIDDEN, LAYERS, dropout)
        self.heads = Heads(2 * HIDDEN, dropout)

    def encode(self, rows: Tensor, lengths: Tensor) -> Tensor:
        """Read padded paragraphs: features (paragraphs, longest, 4) to vectors (paragraphs, longest, 320)."""
        tables = (self.word, self.suffix, self.shape, self.place)
        inputs = self.dropout(torch.cat([table(rows[..., i]) for i, table in enumerate(tables)], dim=-1))
        encoded: Tensor = self.context(inputs, lengths)
        return encoded

    def export(self) -> dict[str, NDArray[np.float32]]:
        """Name the weights as `index.statements.Network` does; the LSTM's gates go input, forget, output, cell."""
        tables = {"word": self.word, "suffix": self.suffix, "shape": self.shape, "place": self.place}
        weights: dict[str, Tensor] = {f"embed.{name}": table.weight for name, table in tables.items()}
        for layer in range(LAYERS):
            lstms = self.context.forwards[layer], self.context.backwards[layer]
            ways = [dict(lstm.named_parameters()) for lstm in lstms]
            inputs = [_gates(way["weight_ih_l0"]).T for way in ways]
            recurrent = [_gates(way["weight_hh_l0"]).T for way in ways]
            bias = [_gates(way["bias_ih_l0"] + way["bias_hh_l0"]) for way in ways]
            weights[f"lstm.input.{layer}"] = torch.cat(inputs, dim=1)
            weights[f"lstm.recurrent.{layer}"] = torch.stack(recurrent)
            weights[f"lstm.bias.{layer}"] = torch.cat(bias)
        heads = self.heads
        weights |= {"cue.weight": heads.cue.weight.T, "cue.bias": heads.cue.bias}
        weights |= {"pair.word": heads.pair_word.weight.T, "pair.bias": heads.pair_word.bias}
        weights |= {"pair.cue": heads.pair_cue.weight.T, "pair.distance": heads.distance.weight}
        for number, convolution in enumerate(heads.convolutions):
            kernel, shift = convolution.parameters()
            weights |= {f"conv.weight.{number}": kernel.permute(2, 1, 0), f"conv.bias.{number}": shift}
        weights |= {"role.weight": heads.role.weight.T, "role.bias": heads.role.bias}
        return {name: np.ascontiguousarray(values.detach().numpy()) for name, values in weights.items()}


def _turned(lengths: Tensor, longest: int) -> Tensor:
    """Number the words of padded paragraphs from the last one back; the padding stays behind them.

    Padding at the end then needs no packing, and each way is a plain LSTM, several times faster to train.
    """
    places = torch.arange(longest)[None]
    return torch.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)


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
