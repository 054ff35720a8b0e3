"""The comparison model has the packaged model's weights, and shares are counted as written."""

import numpy as np
import pytest

from eval.bench.encoding import Encoding, float_weights, render
from index import DEFAULT_MODEL, packaged_weights


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


@pytest.mark.parametrize("peak", [None, 400.0])
def test_a_ratio_is_of_one_round_and_a_share_of_the_peak(peak: float | None) -> None:
    found = Encoding(2, 10, (10.0, 30.0, 20.0), (2.0, 5.0, 5.0), (0.99, 0.98), 2.0, peak, 100, 90)
    assert found.ratios == [5.0, 6.0, 4.0]
    told = render(found)
    assert "ratio: 5.0 (4.0 to 6.0)" in told
    assert ("50%" in told and "45%" in told) == (peak is not None)
