"""A BERT's layers over texts that lie one behind the other, so that nothing is computed for padding."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any, Final

import torch
from torch import Tensor

from .precision import PRODUCTS

HIDDEN: Final = 384
PRODUCTS_OF_A_LAYER: Final = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""Paths of what multiplies in a layer."""

_HEADS: Final = 12
_FAR: Final = -1e4


class Laid:
    """How texts lie one behind the other, so that nothing but attention, which is a small part, sees padding.

    Attributes:
        places: Of each token in its text, shape (tokens,).
        first: The first token of each text, shape (texts,).
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        sizes = torch.tensor(lengths)
        self._texts, self._longest = len(lengths), int(sizes.max())
        self._text = torch.repeat_interleave(torch.arange(self._texts), sizes)
        self.first = sizes.cumsum(0) - sizes
        self.places = torch.arange(int(sizes.sum())) - self.first[self._text]
        beyond = torch.arange(self._longest) >= sizes[:, None]
        self.mask = (beyond * _FAR).to(PRODUCTS)[:, None, None]

    def apart(self, values: Tensor) -> Tensor:
        """Give each text a row, or leave what has one: shape (texts, heads, tokens or 1, components of a head)."""
        rows = values[:, None]
        if len(values) > self._texts:
            rows = values.new_zeros(self._texts, self._longest, HIDDEN)
            rows[self._text, self.places] = values
        return rows.view(*rows.shape[:2], _HEADS, -1).transpose(1, 2)

    def together(self, rows: Tensor) -> Tensor:
        """Put the rows of texts one behind the other."""
        values = rows.transpose(1, 2).reshape(self._texts, -1, HIDDEN)
        return values[:, 0] if values.shape[1] == 1 else values[self._text, self.places]


def through(layer: Any, asking: Tensor, states: Tensor, laid: Laid) -> Tensor:
    """Let tokens look at all of a text's, and then think by themselves."""
    attention = layer.attention
    queries, keys, values = (
        laid.apart(attention.self.get_submodule(name)(its))
        for name, its in (("query", asking), ("key", states), ("value", states))
    )
    scale = 1 / sqrt(HIDDEN // _HEADS)
    seen = torch.softmax((queries * scale) @ keys.transpose(-1, -2) + laid.mask, -1) @ values
    told = attention.output(laid.together(seen), asking)
    made: Tensor = layer.output(layer.intermediate(told), told)
    return made
