"""The ranker in PyTorch: six layers that learn to tell what the packaged cross-encoder's twelve tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from tokenizers import Encoding
from torch import Tensor, nn

from onrecord.index import packaged_weights
from onrecord.search import DEFAULT_RERANKER

from .float_encoder import float_weights
from .halved_bert import Arrays, HalvedBert, whole_numbers
from .packed_layers import HIDDEN


class Made(NamedTuple):
    """What the ranker makes of texts that lie one behind the other.

    Attributes:
        states: After each layer but the last, each of shape (tokens, 384).
        first: Of each text's [CLS] after the last, shape (texts, 384).
        told: The cross-encoder's logit, and the log-odds that a search orders by, shape (texts, 2).
    """

    states: list[Tensor]
    first: Tensor
    told: Tensor


class RankerNetwork(HalvedBert):
    """Half of the cross-encoder's layers, and a classifier with two outputs."""

    def __init__(self, temperature: float) -> None:
        """Begin with every second layer.

        Args:
            temperature: By which logits are divided in the log-odds.
        """
        from transformers import BertConfig, BertForSequenceClassification

        config = BertConfig(hidden_size=HIDDEN, num_hidden_layers=12, intermediate_size=4 * HIDDEN)
        config.num_labels = 1
        model: Any = BertForSequenceClassification(config)
        weights = float_weights(packaged_weights(DEFAULT_RERANKER).model)
        model.load_state_dict({name: torch.from_numpy(one) for name, one in weights.items()}, strict=True)
        super().__init__(model.bert)
        self.pooler = model.bert.pooler.dense
        self.classifier = nn.Linear(HIDDEN, 2)
        with torch.no_grad():
            for row, share in enumerate((1.0, 1 / temperature)):
                self.classifier.weight[row] = model.classifier.weight[0] * share
                self.classifier.bias[row] = model.classifier.bias[0] * share
        self.eval()

    def forward(self, encodings: Sequence[Encoding]) -> Made:
        """Read pairs of a question and a text."""
        states, first = self.read(encodings)
        return Made(states, first, self.classifier(torch.tanh(self.pooler(first))))

    def weights(self) -> Arrays:
        """Give what was learnt, by the names that `eval/graphs` takes."""
        return (
            self.layer_weights("bert.encoder.")
            | whole_numbers("bert.pooler.dense", self.pooler)
            | whole_numbers("classifier", self.classifier)
        )
