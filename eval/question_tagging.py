"""The network that tags questions, to be trained: the packaged encoder's lower layers, adapted, and two heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from onrecord.index import DEFAULT_MODEL, packaged_weights
from onrecord.search.query.question_tagger import ASKS, TAGS

from .adapted_reader import adapt, adapted_parts, matrices
from .float_encoder import float_weights
from .packed_layers import HIDDEN

LAYERS: Final = 6
"""So many of the encoder's twelve layers read a question."""

RANK: Final = 16
_DROPPED: Final = 0.1


class TaggingNetwork(nn.Module):
    """Tags tokens, and tells what a question asks."""

    def __init__(self, layers: int = LAYERS, rank: int = RANK) -> None:
        """Load the packaged weights; what is adapted begins as they are.

        Args:
            layers: How many of the lower layers read.
            rank: Of the matrices beside each of their linear layers.
        """
        from transformers import BertConfig, BertModel

        super().__init__()
        config = BertConfig(hidden_size=HIDDEN, num_hidden_layers=layers, intermediate_size=4 * HIDDEN)
        bert: Any = BertModel(config, add_pooling_layer=False)
        weights = float_weights(packaged_weights(DEFAULT_MODEL).model)
        kept = {name: torch.from_numpy(one) for name, one in weights.items() if name in bert.state_dict()}
        bert.load_state_dict(kept, strict=True)
        bert.requires_grad_(requires_grad=False)
        for layer in bert.encoder.layer:
            adapt(layer, rank)
        self.bert = bert.eval()
        self.dropout = nn.Dropout(_DROPPED)
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.asks = nn.Linear(HIDDEN, len(ASKS))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give the logits of tags, shape (questions, tokens, tags), and of what is asked, (questions, kinds)."""
        states = self.dropout(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.tags(states), self.asks(states[:, 0])

    def learnt(self) -> tuple[dict[str, NDArray[np.float16]], dict[str, NDArray[np.float32]]]:
        """Give what was learnt: the matrices by the names that `eval/graphs` takes, and the heads."""
        parts: dict[str, Any] = {}
        for number, layer in enumerate(self.bert.encoder.layer):
            parts |= adapted_parts(f"encoder.layer.{number}", layer)
        heads = {
            f"{name}_{kind}": value.detach().numpy().astype(np.float32)
            for name, head in (("tags", self.tags), ("asks", self.asks))
            for kind, value in (("weight", head.weight.T), ("bias", head.bias))
        }
        return matrices(parts), heads


def laid_out(ids: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Lay tokens of questions side by side: their ids and a mask, each of shape (questions, longest)."""
    longest = max(map(len, ids))
    made, mask = (torch.zeros(len(ids), longest, dtype=torch.long) for _ in range(2))
    for row, one in enumerate(ids):
        made[row, : len(one)] = torch.tensor(one)
        mask[row, : len(one)] = 1
    return made, mask
