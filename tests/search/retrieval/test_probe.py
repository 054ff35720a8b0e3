"""The linear reading of hidden states."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import ModelError
from onrecord.search.retrieval.probe import HIDDEN, LAYERS, WIDTH, Probe, pooled


def _pair(asked: int, text: int, padding: int) -> tuple[np.ndarray, np.ndarray]:
    types = np.array([[0] * (asked + 2) + [1] * (text + 1) + [0] * padding])
    mask = np.array([[1] * (asked + text + 3) + [0] * padding])
    return types, mask


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 4), st.integers(0, 2**32 - 1))
def test_pools_the_question_alone(asked: int, text: int, padding: int, seed: int) -> None:
    types, mask = _pair(asked, text, padding)
    rng = np.random.default_rng(seed)
    states = [rng.normal(size=(1, types.shape[1], HIDDEN)).astype(np.float32) for _ in LAYERS]
    features = pooled(states, types, mask)[0].reshape(7, HIDDEN)
    question = slice(1, asked + 2)  # its words and the mark after them, without [CLS]
    eight, nine, ten, eleven, twelve = (state[0] for state in states)
    expected = [layer[question].mean(axis=0) for layer in (eight, nine, ten)]
    expected += [nine[question].max(axis=0), nine[question].min(axis=0), eleven[0], twelve[0]]
    np.testing.assert_allclose(features, np.array(expected), rtol=1e-4, atol=1e-5)


def test_padding_changes_nothing() -> None:
    types, mask = _pair(4, 5, 3)
    states = [np.random.default_rng(layer).normal(size=(1, 15, HIDDEN)).astype(np.float32) for layer in LAYERS]
    short = pooled([state[:, :12] for state in states], types[:, :12], mask[:, :12])
    np.testing.assert_allclose(pooled(states, types, mask), short, rtol=1e-5, atol=1e-6)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    weights, states = rng.normal(size=WIDTH).astype(np.float32), rng.normal(size=(3, WIDTH)).astype(np.float32)
    Probe(weights, 0.25).save(tmp_path / "probe.npz")
    scores = Probe.load(tmp_path / "probe.npz").score(states)
    np.testing.assert_allclose(scores, states @ weights + 0.25, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "probe.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"probe\.npz: not a probe"):
        Probe.load(path)


def test_a_probe_of_another_model_is_told(tmp_path: Path) -> None:
    Probe(np.zeros(384, np.float32), 0.0).save(tmp_path / "probe.npz")
    with pytest.raises(ModelError, match="2,688 weights"):
        Probe.load(tmp_path / "probe.npz")


def test_pickles_are_not_opened(tmp_path: Path) -> None:
    np.savez(tmp_path / "probe.npz", weights=np.array([{}], dtype=object), bias=np.float32(0))
    with pytest.raises(ModelError, match="not a probe"):
        Probe.load(tmp_path / "probe.npz")
