"""The graphs on onnxruntime say what the same formulas say in plain NumPy."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.statements import DILATIONS, Network, buckets, load_weights
from index.statements.tagging.tagger import cue_runs

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WEIGHTS = load_weights()[1]
NETWORK = Network(WEIGHTS)
SIZES = tuple(len(WEIGHTS[f"embed.{part}"]) for part in ("word", "suffix", "shape", "place"))


def paragraph(length: int, seed: int) -> Ints:
    rng = np.random.default_rng(seed)
    return np.stack([rng.integers(0, top, size=length) for top in SIZES], axis=1)


def lstm(states: Floats, weights: Mapping[str, Floats], layer: int) -> Floats:
    """Read one sequence, shape (steps, features), both ways, step by step."""
    recurrent = weights[f"lstm.recurrent.{layer}"]
    size = recurrent.shape[1]
    inputs = (states @ weights[f"lstm.input.{layer}"] + weights[f"lstm.bias.{layer}"]).reshape(-1, 2, 4 * size)
    out = np.zeros((len(states), 2 * size), dtype=np.float32)
    for way, steps in enumerate((range(len(states)), range(len(states) - 1, -1, -1))):
        hidden = cell = np.zeros(size, dtype=np.float32)
        for step in steps:
            gates = inputs[step, way] + hidden @ recurrent[way]
            opened, forget, output = np.split(1 / (1 + np.exp(-gates[: 3 * size])), 3)
            cell = forget * cell + opened * np.tanh(gates[3 * size :])
            hidden = output * np.tanh(cell)
            out[step, way * size : (way + 1) * size] = hidden
    return out


def encoded(row: Ints) -> Floats:
    parts = ("word", "suffix", "shape", "place")
    states: Floats = np.concatenate([WEIGHTS[f"embed.{part}"][row[:, i]] for i, part in enumerate(parts)], axis=-1)
    for layer in range(2):
        states = lstm(states, WEIGHTS, layer)
    return states


def roles(words: Floats, cue: tuple[int, ...]) -> Floats:
    """Rate the words for one cue; each convolution looks at five words around each."""
    w, count = WEIGHTS, len(words)
    states = words @ w["pair.word"] + w["pair.bias"] + words[list(cue)].mean(axis=0) @ w["pair.cue"]
    states = np.maximum(states + w["pair.distance"][buckets(count, cue[0])], 0)
    for number, dilation in enumerate(DILATIONS):
        made = np.tile(w[f"conv.bias.{number}"], (count, 1))
        for tap, kernel in enumerate(w[f"conv.weight.{number}"]):
            for word in range(count):
                seen = word + (tap - 2) * dilation
                if 0 <= seen < count:
                    made[word] += states[seen] @ kernel
        states = states + np.maximum(made, 0)
    raised = np.exp(states @ w["role.weight"] + w["role.bias"])
    found: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return found


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.integers(0, 99))
def test_paragraphs_are_encoded_in_their_order_whatever_stands_beside_them(lengths: list[int], seed: int) -> None:
    rows = [paragraph(length, seed + number) for number, length in enumerate(lengths)]
    for ours, row in zip(NETWORK.encode(rows), rows, strict=True):
        np.testing.assert_allclose(ours, encoded(row), atol=3e-5)


def test_a_paragraph_longer_than_a_batch_is_encoded() -> None:
    rows = [paragraph(3, 1), paragraph(700, 2)]
    for ours, row in zip(NETWORK.encode(rows), rows, strict=True):
        np.testing.assert_allclose(ours, encoded(row), atol=3e-5)


@pytest.mark.parametrize("length", [1, 6, 40])
def test_arguments_are_rated_cue_by_cue(length: int) -> None:
    [words] = NETWORK.encode([paragraph(length, 4)])
    cues = [(0,), tuple(range(length // 2, min(length, length // 2 + 2)))]
    for ours, cue in zip(NETWORK.arguments(words, cues), cues, strict=True):
        np.testing.assert_allclose(ours, roles(words, cue), atol=1e-5)


def test_words_in_a_row_are_one_cue_unless_another_begins() -> None:
    rows = [[0.1, 0.8, 0.1], [0.4, 0.1, 0.5], [0.7, 0.1, 0.2], [0, 0.2, 0.8], [0, 0.9, 0.1]]
    chances = np.array(rows, dtype=np.float32)
    assert cue_runs(chances, 0.5) == [(0, 1), (3,), (4,)]
    assert cue_runs(chances, 0.3) == [(0, 1, 2, 3), (4,)]
    assert cue_runs(chances, 0.65) == [(0,), (3,), (4,)]
