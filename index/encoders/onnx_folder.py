"""Any ONNX embedder in a folder, without torch: larger models, or those of other languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from ..errors import ModelError
from ..onnx.sessions import SequenceModel
from .encoder import Vectors
from .fingerprint import identity
from .settings import read_settings

_FILES: Final = ("model.onnx", "onnx/model.onnx")
_INPUTS: Final = {"input_ids", "attention_mask", "token_type_ids"}
_SENTENCE: Final = "sentence_embedding"


def onnx_file(folder: Path) -> Path | None:
    """Give the ONNX file of a folder, where there is one."""
    return next((folder / name for name in _FILES if (folder / name).is_file()), None)


class OnnxFolderEncoder:
    """An exported transformer: its hidden states pooled, or the vectors that it hands out, at length 1.

    The folder holds `model.onnx` (or `onnx/model.onnx`) and `tokenizer.json`; pooling, prompts and the window are
    read from sentence-transformers' files beside them.
    """

    def __init__(self, folder: Path, file: Path) -> None:
        """Load the model.

        Args:
            folder: The model's folder.
            file: The ONNX file in it.

        Raises:
            ModelError: A file is missing or damaged, or the model is no embedder.
        """
        self._settings = read_settings(folder)
        self._name = identity(folder)
        try:
            model, tokenizer = file.read_bytes(), (folder / "tokenizer.json").read_bytes()
        except OSError as error:
            raise ModelError(f"{folder}: the model cannot be read: {error.filename}: {error.strerror}") from error
        self._model = SequenceModel(self._name, model, tokenizer, beside=file.parent, window=self._settings.window)
        if strange := sorted(self._model.inputs - _INPUTS):
            raise ModelError(f"{file}: asks for {strange[0]}; an embedder reads {', '.join(sorted(_INPUTS))}")
        outputs = self._model.outputs
        self._output = outputs.index(_SENTENCE) if _SENTENCE in outputs else 0
        [(_, states)] = self._model.read(self._model.tokens(["a"]))
        self._pooled = states[self._output].ndim == 2  # noqa: PLR2004  (one vector, rather than one a token)
        self._dim = int(states[self._output].shape[-1])

    @property
    def name(self) -> str:
        """The folder's name and the model's fingerprint."""
        return self._name

    @property
    def dim(self) -> int:
        """Number of components of a vector."""
        return self._dim

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages; see `Encoder`."""
        return self._encode([self._settings.document + text for text in texts])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions, with the query prompt that the model's own files name; see `Encoder`."""
        return self._encode([self._settings.query + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self._dim), dtype=np.float32)
        for row, outputs in self._model.read(self._model.tokens(texts)):
            states = outputs[self._output][0]
            if self._pooled:
                vectors[row] = states
            else:
                vectors[row] = states[0] if self._settings.pooling == "cls" else states.mean(axis=0)
        unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-12))
        return unit
