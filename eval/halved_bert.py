"""A packaged BERT with every second of its layers, all of whose weights learn: what it was, in half the time.

Sanh et al. 2019, "DistilBERT", arXiv:1910.01108; Jiao et al. 2020, "TinyBERT", arXiv:1909.10351.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding
from torch import Tensor, nn

from .packed_layers import PRODUCTS_OF_A_LAYER, Laid, through
from .precision import products

TAUGHT_BY: Final = (2, 4, 6, 8, 10, 12)
"""The layers whose states the six layers are to make; each begins as that layer's weights."""

_LEVELS: Final = 63
"""Weights are whole numbers up to this: two products of seven-bit and eight-bit numbers fit, together, the sixteen
bits that processors with AVX2 alone have for them (`reduce_range` in
https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html)."""

_NORMS: Final = ("attention.output.LayerNorm", "output.LayerNorm")

Arrays = dict[str, NDArray[Any]]


class HalvedBert(nn.Module):
    """Six layers above the embeddings of a packaged model, which stay."""

    def __init__(self, bert: Any) -> None:
        """Begin with every second layer of a `BertModel` of transformers."""
        super().__init__()
        self.embeddings = bert.embeddings.requires_grad_(requires_grad=False)
        self.layers = nn.ModuleList([bert.encoder.layer[n - 1] for n in TAUGHT_BY])
        self.eval()

    def read(self, encodings: Sequence[Encoding]) -> tuple[list[Tensor], Tensor]:
        """Read texts that lie one behind the other.

        Returns:
            The states after each layer but the last, each of shape (tokens, 384), and each text's [CLS] after the
            last, shape (texts, 384).
        """
        laid = Laid([len(one.ids) for one in encodings])
        ids, types = (
            torch.tensor([number for one in some for number in one])[None]
            for some in ([one.ids for one in encodings], [one.type_ids for one in encodings])
        )
        with torch.no_grad():
            made: Tensor = self.embeddings(input_ids=ids, token_type_ids=types, position_ids=laid.places[None])[0]
        states = []
        with products():
            for layer in self.layers[:-1]:
                made = through(layer, made, made, laid)
                states.append(made)
            first = through(self.layers[-1], made[laid.first], made, laid).float()
        return states, first

    def layer_weights(self, path: str) -> Arrays:
        """Give what the layers learnt: eight-bit numbers with a scale a column.

        Args:
            path: What stands before "layer.0" in the names that `eval/graphs` takes.
        """
        found: Arrays = {}
        for n, layer in enumerate(self.layers):
            for part in PRODUCTS_OF_A_LAYER:
                found |= whole_numbers(f"{path}layer.{n}.{part}", layer.get_submodule(part))
            for part in _NORMS:
                for name, values in layer.get_submodule(part).named_parameters():
                    found[f"{path}layer.{n}.{part}.{name}"] = values.detach().numpy()
        return found


def whole_numbers(path: str, layer: Any) -> Arrays:
    """Give the weight of a linear layer in whole numbers, by the names that `eval/graphs` takes."""
    weight = layer.weight.detach().numpy().T
    scale = np.maximum(np.abs(weight).max(axis=0) / _LEVELS, 1e-12).astype(np.float32)
    return {
        f"{path}.weight": np.rint(weight / scale).astype(np.int8),
        f"{path}.scale": scale,
        f"{path}.zero": np.zeros(len(scale), np.int8),
        f"{path}.bias": layer.bias.detach().numpy(),
    }
