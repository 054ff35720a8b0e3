"""The packaged models on onnxruntime: texts to tokens, tokens to hidden states."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from .graph import single_sequence
from .weights import packaged_weights

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]


class PackagedModel:
    """A packaged BERT, which reads a sequence on one processor, and as many at once as there are processors.

    Threads that share one sequence wait for each other at every one of its 250 operators; threads with a sequence
    each never do. Safe to share between threads.
    """

    def __init__(self, name: str, *, window: int, outputs: Sequence[str] = ()) -> None:
        """Load and check the packaged files.

        Args:
            name: One of `packaged_models()`.
            window: Longest sequence in tokens; what goes beyond is cut from the longer text first.
            outputs: Hidden states to hand out too, as the packaged graph names them.

        Raises:
            ModelError: The files are missing or altered, or onnxruntime does not accept the model.
        """
        weights = packaged_weights(name)
        self._pool = ThreadPoolExecutor(processors(), thread_name_prefix=name)
        session = self._pool.submit(load_session, name, single_sequence(weights.model, outputs))
        self._tokenizer = load_tokenizer(weights.tokenizer, window=window)
        self._session = session.result()

    def tokens(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> list[Encoding]:
        """Cut texts, or pairs of texts, into tokens; they have no offsets."""
        return self._tokenizer.encode_batch_fast(list(texts))

    def read(self, sequences: Sequence[Encoding]) -> Iterator[tuple[int, list[Floats]]]:
        """Read sequences.

        Args:
            sequences: From `tokens`.

        Yields:
            The number of a sequence and what `single_sequence` says of it, each once, longest first.
        """
        order = sorted(range(len(sequences)), key=lambda number: -len(sequences[number].ids))
        ordered = [sequences[number] for number in order]
        yield from zip(order, (self._pool.map if len(order) > 1 else map)(self._read_one, ordered), strict=True)

    def _read_one(self, sequence: Encoding) -> list[Floats]:
        feed = {
            "input_ids": np.array(sequence.ids, dtype=np.int64),
            "token_type_ids": np.array(sequence.type_ids, dtype=np.int64),
        }
        outputs: list[Floats] = self._session.run(None, feed)
        return outputs


def load_tokenizer(file: bytes, *, window: int) -> Tokenizer:
    """Make a tokenizer.

    Args:
        file: What a `tokenizer.json` holds.
        window: Longest sequence in tokens; what goes beyond is cut from the longer text first.

    Returns:
        The tokenizer, without padding.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(file)
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=window)
    return tokenizer


def load_session(name: str, model: bytes) -> InferenceSession:
    """Open a model on the CPU, for threads of the caller's own.

    Args:
        name: What errors call it.
        model: A serialised ONNX model, which runs as it is.

    Returns:
        The session; whoever runs it does so on his own thread.

    Raises:
        ModelError: onnxruntime does not accept it.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graph is as it is to run: onnxruntime's fusion of sums with normalisations makes it slower by a third.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own, none of them public
        first = str(error).splitlines()[0]
        raise ModelError(f"model {name}: onnxruntime cannot load it: {first}") from error


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
