"""The packaged cross-encoder in PyTorch, adapted by thin matrices beside those of its layers.

Low-rank adaptation: Hu et al. 2021, arXiv:2106.09685.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding
from torch import Tensor, nn

from onrecord.index import packaged_weights
from onrecord.search import DEFAULT_RERANKER

from .float_encoder import float_weights
from .packed_layers import HIDDEN, PRODUCTS_OF_A_LAYER, Laid, through
from .precision import PRODUCTS, products

_LAYERS: Final = 12
RANK: Final = 16
_STRENGTH: Final = 2.0


class _Adapted(nn.Module):
    """A linear layer that stays as it is, and two thin ones beside it that begin as nothing."""

    def __init__(self, base: nn.Linear, rank: int) -> None:
        super().__init__()
        self.base = base
        self.down = nn.Parameter(torch.randn(base.in_features, rank) / sqrt(base.in_features))
        self.up = nn.Parameter(torch.zeros(rank, base.out_features))

    def forward(self, values: Tensor) -> Tensor:
        """Multiply by the layer's weight, and add what the thin ones make."""
        made: Tensor = self.base(values) + values @ self.down @ self.up * _STRENGTH
        return made


def adapt(layer: nn.Module, rank: int) -> None:
    """Put thin layers beside the linear ones of a BERT's layer."""
    for part in PRODUCTS_OF_A_LAYER:
        parent, _, name = part.rpartition(".")
        held = layer.get_submodule(parent)
        setattr(held, name, _Adapted(getattr(held, name), rank))


def adapted_parts(path: str, layer: nn.Module) -> dict[str, nn.Module]:
    """Give the linear layers of a layer that was adapted, by their paths."""
    return {f"{path}.{part}": layer.get_submodule(part) for part in PRODUCTS_OF_A_LAYER}


def matrices(parts: Mapping[str, Any]) -> dict[str, NDArray[np.float16]]:
    """Give what adapted layers learnt, by the names that `eval/graphs` takes."""
    found: dict[str, NDArray[np.float16]] = {}
    for path, one in parts.items():
        found[f"{path}.down"] = one.down.detach().numpy().astype(np.float16)
        found[f"{path}.up"] = (one.up.detach() * _STRENGTH).numpy().astype(np.float16)
    return found


class AdaptedReader(nn.Module):
    """The cross-encoder, of which the thin matrices learn."""

    def __init__(self, rank: int = RANK, kept: int = 0, *, remembers: bool = False) -> None:
        """Load the packaged weights; what is adapted begins as they are.

        Args:
            rank: Of the matrices beside each layer.
            kept: How many of the lower layers stay as they are.
            remembers: Whether what those make of a text is held in memory for the next time: 768 bytes a token.
        """
        from transformers import BertConfig, BertForSequenceClassification

        super().__init__()
        self.kept = kept
        self._remembered: dict[tuple[int, ...], Tensor] | None = {} if remembers else None
        config = BertConfig(hidden_size=HIDDEN, num_hidden_layers=_LAYERS, intermediate_size=4 * HIDDEN)
        config.num_labels = 1
        model: Any = BertForSequenceClassification(config)
        weights = float_weights(packaged_weights(DEFAULT_RERANKER).model)
        model.load_state_dict({name: torch.from_numpy(one) for name, one in weights.items()}, strict=True)
        model.requires_grad_(requires_grad=False)
        self.embeddings = model.bert.embeddings.to(PRODUCTS)
        self.layers = model.bert.encoder.layer.to(PRODUCTS)
        for layer in self.layers[kept:]:
            adapt(layer, rank)
        self.pooler = _Adapted(model.bert.pooler.dense, rank)
        self.classifier = _Adapted(model.classifier, 1)
        self.eval()

    def forward(self, encodings: Sequence[Encoding]) -> Tensor:
        """Give the logits of texts, shape (texts,)."""
        laid = Laid([len(one.ids) for one in encodings])
        states = self._below(encodings)
        with products():
            for layer in self.layers[self.kept : -1]:
                states = through(layer, states, states, laid)
            first = through(self.layers[-1], states[laid.first], states, laid).float()
        logits: Tensor = self.classifier(torch.tanh(self.pooler(first)))[:, 0]
        return logits

    def _below(self, encodings: Sequence[Encoding]) -> Tensor:
        """Give what the layers that stay as they are make of texts, one behind the other."""
        if self._remembered is None:
            return self._unadapted(encodings)
        keys = [tuple(one.ids) for one in encodings]
        new = [n for n, key in enumerate(keys) if key not in self._remembered]
        if new:
            made = self._unadapted([encodings[n] for n in new])
            for n, states in zip(new, torch.split(made, [len(keys[n]) for n in new]), strict=True):
                self._remembered[keys[n]] = states.clone()
        return torch.cat([self._remembered[key] for key in keys])

    @torch.no_grad()
    def _unadapted(self, encodings: Sequence[Encoding]) -> Tensor:
        laid = Laid([len(one.ids) for one in encodings])
        ids, types = (
            torch.tensor([number for one in some for number in one])[None]
            for some in ([one.ids for one in encodings], [one.type_ids for one in encodings])
        )
        states: Tensor = self.embeddings(input_ids=ids, token_type_ids=types, position_ids=laid.places[None])[0]
        with products():
            for layer in self.layers[: self.kept]:
                states = through(layer, states, states, laid)
        return states

    def adaptation(self) -> dict[str, NDArray[np.float16]]:
        """Give what was learnt, by the names that `eval/graphs` takes."""
        return matrices(self._parts())

    @torch.no_grad()
    def go_on_from(self, adaptation: Mapping[str, NDArray[np.float16]]) -> None:
        """Take what another reader of the same ranks learnt, as `adaptation` gives it."""
        for path, one in self._parts().items():
            one.down.copy_(torch.from_numpy(adaptation[f"{path}.down"].astype(np.float32)))
            one.up.copy_(torch.from_numpy(adaptation[f"{path}.up"].astype(np.float32)) / _STRENGTH)

    def _parts(self) -> dict[str, Any]:
        parts: dict[str, Any] = {"bert.pooler.dense": self.pooler, "classifier": self.classifier}
        for n in range(self.kept, _LAYERS):
            parts |= adapted_parts(f"bert.encoder.layer.{n}", self.layers[n])
        return parts
