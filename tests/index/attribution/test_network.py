"""The graphs on onnxruntime say what the same formulas say in plain NumPy."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.eval.graphs.tagger_weights import DILATIONS
from onrecord.index.tagger.network import Network, buckets
from onrecord.index.tagger.tagger import cue_runs
from onrecord.index.tagger.weights import load_tagger

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

STAGES = load_tagger()[1]
NETWORK = Network(STAGES)
WEIGHTS = {name: values for stage in STAGES for name, values in stage.weights.items()}
SIZES = tuple(len(WEIGHTS[f"embed.{part}"]) for part in ("word", "suffix", "shape", "place"))


def paragraph(length: int, seed: int) -> Ints:
    rng = np.random.default_rng(seed)
    return np.stack([rng.integers(0, top, size=length) for top in SIZES], axis=1)


def whole(name: str) -> Floats:
    """Multiply weights in eight bits, shape (..., features, columns), by the scale of each column."""
    scale = WEIGHTS[f"{name}.scale"].astype(np.float32)
    return WEIGHTS[f"{name}.weight"].astype(np.float32) * scale[..., None, :]


def eight_bits(values: Floats) -> Floats:
    """Round values to 256 steps from the least of them, or 0, to the greatest: DynamicQuantizeLinear's formula."""
    low = min(values.min(), 0)
    scale = np.float32((max(values.max(), 0) - low) / 255) or np.float32(1)
    zero = np.round(-low / scale)
    rounded: Floats = (np.clip(np.round(values / scale) + zero, 0, 255) - zero) * scale
    return rounded


def lstm(states: Floats, layer: int) -> Floats:
    """Read one sequence, shape (steps, features), both ways, step by step; gates: input, output, forget, cell."""
    inputs, recurrent = whole(f"input.{layer}"), whole(f"recurrent.{layer}")
    size = recurrent.shape[1]
    out = np.zeros((len(states), 2 * size), dtype=np.float32)
    for way, steps in enumerate((range(len(states)), range(len(states) - 1, -1, -1))):
        read = eight_bits(states) @ inputs[way] + WEIGHTS[f"bias.{layer}"][way, : 4 * size]
        hidden = cell = np.zeros(size, dtype=np.float32)
        for step in steps:
            gates = read[step] + eight_bits(hidden) @ recurrent[way]
            opened, output, forget = np.split(1 / (1 + np.exp(-gates[: 3 * size])), 3)
            cell = forget * cell + opened * np.tanh(gates[3 * size :])
            hidden = (output * np.tanh(cell)).astype(np.float32)
            out[step, way * size : (way + 1) * size] = hidden
    return out


def encoded(row: Ints) -> Floats:
    parts = ("word", "suffix", "shape", "place")
    states: Floats = np.concatenate([WEIGHTS[f"embed.{part}"][row[:, i]] for i, part in enumerate(parts)], axis=-1)
    for layer in range(2):
        states = lstm(states, layer)
    return states


def roles(words: Floats, cues: Sequence[Sequence[int]]) -> Floats:
    """Rate the words for each cue; each convolution looks at five words around each."""
    w, count = WEIGHTS, len(words)
    heads = np.stack([words[list(cue)].mean(axis=0) for cue in cues]) @ w["pair.cue"]
    away = np.stack([w["pair.distance"][buckets(count, cue[0])] for cue in cues])
    states = np.maximum(words @ w["pair.word"] + w["pair.bias"] + heads[:, None] + away, 0)
    for number, dilation in enumerate(DILATIONS):
        size = states.shape[-1]
        kernel = whole(f"conv.weight.{number}").reshape(-1, size, size)
        read, made = eight_bits(states), np.zeros_like(states) + w[f"conv.bias.{number}"].astype(np.float32)
        for tap, weights in enumerate(kernel):
            for word in range(count):
                seen = word + (tap - 2) * dilation
                if 0 <= seen < count:
                    made[:, word] += read[:, seen] @ weights
        states = states + np.maximum(made, 0)
    raised = np.exp(states @ w["role.weight"] + w["role.bias"])
    found: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return found


@pytest.mark.parametrize("length", [1, 5, 40, 230])
def test_a_paragraph_by_itself_is_encoded_by_the_formulas(length: int) -> None:
    row = paragraph(length, length)
    [(words, chances)] = NETWORK.encode([row])
    # A value that lies between two steps may be rounded either way; without rounding the mean is ten times this.
    assert np.abs(words - encoded(row)).mean() < 1e-4
    raised = np.exp(words @ WEIGHTS["cue.weight"] + WEIGHTS["cue.bias"])
    np.testing.assert_allclose(chances, raised / raised.sum(axis=-1, keepdims=True), atol=1e-5)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.integers(0, 99))
def test_paragraphs_are_encoded_in_their_order_whatever_stands_beside_them(lengths: list[int], seed: int) -> None:
    rows = [paragraph(length, seed + number) for number, length in enumerate(lengths)]
    for (words, _), row in zip(NETWORK.encode(rows), rows, strict=True):
        [(alone, _)] = NETWORK.encode([row])
        assert words.shape == alone.shape
        # Paragraphs of a batch share the scales that their states are rounded by.
        assert np.abs(words - alone).mean() < 0.01


@pytest.mark.parametrize("length", [1, 6, 40])
def test_arguments_are_rated_cue_by_cue(length: int) -> None:
    [(words, _)] = NETWORK.encode([paragraph(length, 4)])
    cues = [(0,), tuple(range(length // 2, min(length, length // 2 + 2)))]
    assert np.abs(NETWORK.arguments(words, cues) - roles(words, cues)).mean() < 1e-5


def test_words_in_a_row_are_one_cue_unless_another_begins() -> None:
    rows = [[0.1, 0.8, 0.1], [0.4, 0.1, 0.5], [0.7, 0.1, 0.2], [0, 0.2, 0.8], [0, 0.9, 0.1]]
    chances = np.array(rows, dtype=np.float32)
    assert cue_runs(chances, 0.5) == [(0, 1), (3,), (4,)]
    assert cue_runs(chances, 0.3) == [(0, 1, 2, 3), (4,)]
    assert cue_runs(chances, 0.65) == [(0,), (3,), (4,)]
