"""The packaged models on onnxruntime: texts to tokens, tokens to hidden states."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from .runtime import runtime
from .weights import packaged_weights

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]

GRAPHS: Final = Path(__file__).with_name("graphs")
"""The packaged models' graphs, as `python -m onrecord.eval.graphs` writes them; the package has their weights."""


class SequenceModel:
    """A model that reads a sequence on one processor, and as many at once as there are processors.

    Threads that share one sequence wait for each other at every one of its hundreds of operators; threads with a
    sequence each never do. And a text has the same vector in any company. Safe to share between threads.
    """

    def __init__(
        self,
        name: str,
        model: bytes,
        tokenizer: bytes,
        *,
        beside: Path,
        window: int,
        padded: bool = True,
        weights: Mapping[str, Floats] | None = None,
    ) -> None:
        """Open a model.

        Args:
            name: What errors call it.
            model: What its `model.onnx` holds.
            tokenizer: What its `tokenizer.json` holds.
            beside: The folder of the files that weights lie in, where they do not lie in the model.
            window: Longest sequence in tokens; what goes beyond is cut from the longer text first.
            padded: Whether it reads batches of padded sequences, as exported models do, rather than one sequence.
            weights: Weights by name, which the model leaves to be handed over.

        Raises:
            ModelError: The tokenizer cannot be read, or onnxruntime does not accept the model.
        """
        self._padded = padded
        self._pool = ThreadPoolExecutor(processors(), thread_name_prefix=name)
        session = self._pool.submit(load_session, name, model, beside=beside, weights=weights, optimized=padded)
        try:
            with _ONE_AT_A_TIME:
                self._tokenizer = _tokenizer(tokenizer, window)
        except Exception as error:  # tokenizers raises Exception itself
            raise ModelError(f"model {name}: its tokenizer.json cannot be read: {error}") from error
        self._session = session.result()
        self._inputs = {one.name for one in self._session.get_inputs()}

    @property
    def inputs(self) -> frozenset[str]:
        """Names of what the model reads."""
        return frozenset(self._inputs)

    @property
    def outputs(self) -> list[str]:
        """Names of what the model hands out, in order."""
        return [one.name for one in self._session.get_outputs()]

    def has_word(self, word: str) -> bool:
        """Tell whether its vocabulary has a word as a whole."""
        return self._tokenizer.token_to_id(word.lower()) is not None

    def tokens(self, texts: Sequence[str] | Sequence[tuple[str, str]], *, offsets: bool = False) -> list[Encoding]:
        """Cut texts, or pairs of texts, into tokens; where they stand costs more to tell."""
        return (self._tokenizer.encode_batch if offsets else self._tokenizer.encode_batch_fast)(list(texts))

    def read(self, sequences: Sequence[Encoding]) -> Iterator[tuple[int, list[Floats]]]:
        """Read sequences.

        Args:
            sequences: From `tokens`.

        Yields:
            The number of a sequence and what the model hands out of it, each once, longest first.
        """
        order = sorted(range(len(sequences)), key=lambda number: -len(sequences[number].ids))
        ordered = [sequences[number] for number in order]
        yield from zip(order, (self._pool.map if len(order) > 1 else map)(self._read_one, ordered), strict=True)

    def _read_one(self, sequence: Encoding) -> list[Floats]:
        feed = {
            "input_ids": np.array(sequence.ids, dtype=np.int64),
            "token_type_ids": np.array(sequence.type_ids, dtype=np.int64),
        }
        if self._padded:
            feed["attention_mask"] = np.ones_like(feed["input_ids"])
            feed = {name: values[None] for name, values in feed.items() if name in self._inputs}
        outputs: list[Floats] = self._session.run(None, feed)
        return outputs


class PackagedModel(SequenceModel):
    """A packaged BERT, in a graph for one sequence (`eval/graphs/single_sequence.py` tells what it hands out)."""

    def __init__(
        self, name: str, *, window: int, graph: bytes | None = None, adaptation: Mapping[str, Floats] | None = None
    ) -> None:
        """Load and check the packaged files.

        Args:
            name: One of `packaged_models()`.
            window: Longest sequence in tokens; what goes beyond is cut from the longer text first.
            graph: One that is adapted; None takes the model's own.
            adaptation: The weights that it leaves to be handed over.

        Raises:
            ModelError: The files are missing or altered, or onnxruntime does not accept the model.
        """
        weights = packaged_weights(name)
        graph = graph or GRAPHS.joinpath(f"{name}.onnx").read_bytes()
        super().__init__(
            name,
            graph,
            weights.tokenizer,
            beside=weights.folder,
            window=window,
            padded=False,
            weights=adaptation,
        )


_ONE_AT_A_TIME: Final = Lock()


@lru_cache(maxsize=4)
def _tokenizer(file: bytes, window: int) -> Tokenizer:
    """Make a tokenizer once for all models that cut texts alike."""
    return load_tokenizer(file, window=window)


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


def load_session(
    name: str,
    model: bytes,
    *,
    beside: Path | None = None,
    weights: Mapping[str, NDArray[np.float32] | NDArray[np.int8]] | None = None,
    optimized: bool = False,
) -> InferenceSession:
    """Open a model on the CPU, for threads of the caller's own.

    Args:
        name: What errors call it.
        model: A serialised ONNX model.
        beside: The folder of the files that its weights lie in, where they do not lie in it.
        weights: Weights by name, which the model leaves to be handed over.
        optimized: Whether onnxruntime may rewrite the graph, rather than run it as it is.

    Returns:
        The session; whoever runs it does so on their own thread.

    Raises:
        ModelError: onnxruntime does not accept it.
    """
    onnxruntime = runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if not optimized:
        # onnxruntime's fusion of sums with normalisations makes graphs of ours slower by a third.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    if beside is not None:
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(beside))
    # They are read as they lie, as long as the session lives.
    arrays = {key: np.ascontiguousarray(values) for key, values in (weights or {}).items()}
    handed = [onnxruntime.OrtValue.ortvalue_from_numpy(values) for values in arrays.values()]
    try:
        if handed:
            options.add_external_initializers(list(arrays), handed)
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own, none of them public
        first = str(error).splitlines()[0]
        raise ModelError(f"model {name}: onnxruntime cannot load it: {first}") from error
    session.handed = handed
    return session


def processors() -> int:
    """Count the processors that this process may use."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, *_MOST)


def use_processors(most: int) -> None:
    """Have models that are opened from now on read no more sequences at once: other workers have the rest."""
    _MOST.append(most)


_MOST: Final = [1 << 10]
