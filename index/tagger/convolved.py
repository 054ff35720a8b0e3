"""The tagger's second stage on onnxruntime: for each cue, dilated convolutions over the words of the paragraph.

NumPy's BLAS would share these small products between threads, which wait for each other, and for the encoder's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..onnx.sessions import load_session
from .quantized import Array, quantized

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]

DILATIONS = (1, 2, 4)
"""Steps between the five words that each convolution looks at."""


class Convolved:
    """Rates words for cues.

    Args:
        weights: `pair.word` and `pair.cue` (features, size), `pair.distance` (buckets, size), `pair.bias`, of each
            convolution n `conv.weight.n` (width, size, size) and `conv.bias.n`, `role.weight` (size, 3) and
            `role.bias`.
        graph: The stage without its weights, as `eval/graphs/tagger.py` writes it.
    """

    def __init__(self, weights: Mapping[str, Floats], graph: bytes) -> None:
        self._session = load_session("statement tagger", graph, weights=convolved_weights(weights))

    def rate(self, words: Floats, heads: Floats, away: Ints) -> Floats:
        """Rate every word for every cue.

        Args:
            words: Shape (words, features).
            heads: What stands for each cue, shape (cues, features).
            away: How far each word is from each cue, as buckets, shape (cues, words).

        Returns:
            Probabilities, shape (cues, words, 3).
        """
        found: Floats
        [found] = self._session.run(None, {"words": words, "heads": heads, "away": away})
        return found


def convolved_weights(weights: Mapping[str, Floats]) -> dict[str, Array]:
    """Lay weights out as the stage's graph has them (`eval/graphs/tagger.py` writes it).

    Args:
        weights: As `Convolved` takes them.
    """
    laid: dict[str, Array] = {
        name: values for name, values in weights.items() if name.startswith(("pair.", "conv.bias.", "role."))
    }
    for number in range(len(DILATIONS)):
        kernel = weights[f"conv.weight.{number}"]
        laid |= quantized(f"conv.weight.{number}", kernel.reshape(-1, kernel.shape[-1]))
    return laid
