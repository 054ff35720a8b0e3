"""The float32 model has the packaged model's weights."""

import numpy as np

from onrecord.eval.float_encoder import float_weights
from onrecord.index import DEFAULT_MODEL, packaged_weights


def test_float_weights_are_a_bert_model_s() -> None:
    weights = float_weights(packaged_weights(DEFAULT_MODEL).model)
    assert weights["embeddings.word_embeddings.weight"].shape == (30522, 384)
    assert weights["encoder.layer.11.intermediate.dense.weight"].shape == (1536, 384)
    assert weights["encoder.layer.0.output.dense.weight"].shape == (384, 1536)
    assert len(weights) == 5 + 12 * 16
    assert all(weight.dtype == np.float32 and np.isfinite(weight).all() for weight in weights.values())
    # The public model's words have a standard deviation of .05 to .08; a wrong scale or zero point would show.
    assert 0.02 < weights["embeddings.word_embeddings.weight"].std() < 0.2
    assert abs(weights["embeddings.word_embeddings.weight"].mean()) < 0.05
