"""A packaged model that hands out the states of its layers, for networks that learn them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from onrecord.index import packaged_weights
from onrecord.index.onnx.sessions import SequenceModel

from .graphs import single_sequence


def teaching_model(
    name: str,
    path: str,
    layers: Iterable[int],
    *,
    window: int,
    adaptation: Mapping[str, NDArray[np.float32]] | None = None,
) -> SequenceModel:
    """Open a packaged model, in eight-bit numbers as it runs.

    Args:
        name: Of the model.
        path: What stands before "/encoder" in the names of its graph.
        layers: Whose states it hands out, counted from 1, behind what it hands out by itself.
        window: Longest sequence in tokens.
        adaptation: Thin matrices beside its layers, by name.
    """
    packaged = packaged_weights(name)
    outputs = [f"{path}/encoder/layer.{n - 1}/output/LayerNorm/Add_1_output_0" for n in layers]
    model = single_sequence(packaged.model, outputs, adaptation).SerializeToString()
    return SequenceModel(name, model, packaged.tokenizer, beside=packaged.folder, window=window, padded=False)
