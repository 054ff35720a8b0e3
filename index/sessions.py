"""onnxruntime sessions and tokenizers, set up the same way for every packaged model."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


def load_session(model: Path, *, appended: bytes = b"") -> InferenceSession:
    """Open an ONNX model on the CPU, with a thread for every processor this process may use.

    Args:
        model: A verified `.onnx` file.
        appended: What to read after the file's own bytes, as if it stood there.

    Returns:
        The session.

    Raises:
        ModelError: onnxruntime does not accept the file.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that spin between two questions take the processor from everybody else.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        source = model.read_bytes() + appended if appended else str(model)
        return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own, none of them public
        first = str(error).splitlines()[0]
        raise ModelError(f"{model}: onnxruntime cannot load it: {first}") from error


def load_tokenizer(path: Path, *, window: int) -> Tokenizer:
    """Open a tokenizer.

    Args:
        path: A verified `tokenizer.json`.
        window: Longest sequence in tokens; what goes beyond is cut from the longer text first.

    Returns:
        The tokenizer, without padding.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=window)
    return tokenizer


def pad(rows: Sequence[Sequence[int]], *, value: int = 0) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Put sequences of unequal length into one array.

    Args:
        rows: Token ids.
        value: What fills up the short ones.

    Returns:
        The ids and the attention mask, each of shape (len(rows), longest).
    """
    longest = max(len(row) for row in rows)
    ids = np.full((len(rows), longest), value, dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return ids, mask
