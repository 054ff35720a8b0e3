"""Linear readings of the cross-encoder's hidden states: does this text answer this question, and before others?

The cross-encoder's own logit says whether a text is about the question. Its states over the question's words,
half way up, also know which of these words the text leaves without a match, and the last layers forget it.
Linear probes: Alain and Bengio 2016, "Understanding intermediate layers using linear classifier probes",
arXiv:1610.01644. The weights are fitted on development halves.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import ModelError, load_arrays

Floats = NDArray[np.float32]

PACKAGED: Final = Path(__file__).with_name("probe.npz")
"""Does this text answer? Fitted by `eval/calibrate.py`."""

ORDER: Final = Path(__file__).with_name("order.npz")
"""Which of the texts that were found comes first? Fitted by `eval/ordering.py`."""

LAYERS: Final = (8, 9, 10, 11, 12)
OUTPUTS: Final = tuple(f"/bert/encoder/layer.{layer - 1}/output/LayerNorm/Add_1_output_0" for layer in LAYERS)
"""The hidden states after these layers, as the packaged cross-encoder's graph names them."""

HIDDEN: Final = 384
WIDTH: Final = 7 * HIDDEN


def pooled(states: Sequence[Floats], types: NDArray[np.int64], mask: NDArray[np.int64]) -> Floats:
    """Pool hidden states over the question's tokens.

    Args:
        states: After each of `LAYERS`, each of shape (batch, tokens, 384).
        types: 0 for the question's tokens, 1 for the text's, shape (batch, tokens).
        mask: 1 for a token, 0 for padding, shape (batch, tokens).

    Returns:
        Means of layers 8, 9 and 10, maximum and minimum of layer 9, and [CLS] of layers 11 and 12, side by side:
        shape (batch, 7 * 384).
    """
    asked = (types == 0) & (mask == 1)
    asked[:, 0] = False
    held = asked[..., None]
    eight, nine, ten, eleven, twelve = states
    count = asked.sum(axis=1, keepdims=True)
    means = [(layer * held).sum(axis=1) / count for layer in (eight, nine, ten)]
    most = np.where(held, nine, -np.inf).max(axis=1)
    least = np.where(held, nine, np.inf).min(axis=1)
    return np.concatenate([*means, most, least, eleven[:, 0], twelve[:, 0]], axis=1).astype(np.float32)


class Probe:
    """The weights of the reading."""

    def __init__(self, weights: Floats, bias: float) -> None:
        """Take weights, shape (`WIDTH`,), and a bias."""
        self._weights = weights
        self._bias = np.float32(bias)

    @classmethod
    def load(cls, path: Path = PACKAGED) -> Probe:
        """Read a probe that `save` wrote.

        Args:
            path: The file.

        Raises:
            ModelError: The file is missing, damaged, or not a probe.
        """
        try:
            file = load_arrays(path)
            weights, bias = file["weights"].astype(np.float32), file["bias"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ModelError(f"{path}: not a probe ({error}); reinstall onrecord") from error
        if weights.shape != (WIDTH,) or bias.shape != () or not np.isfinite(weights).all():
            raise ModelError(f"{path}: not a probe of {WIDTH:,} weights; reinstall onrecord")
        return cls(weights, float(bias))

    def save(self, path: Path) -> None:
        """Write the weights to an .npz file."""
        np.savez_compressed(path, weights=self._weights, bias=self._bias)

    def score(self, states: Floats) -> Floats:
        """Give the log-odds of texts, shape (n,), from `pooled` states, shape (n, `WIDTH`)."""
        scores: Floats = np.einsum("...w,w->...", states, self._weights) + self._bias
        return scores
