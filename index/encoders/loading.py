"""Which encoder a name stands for."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..onnx.places import look_for_models_in
from .encoder import Encoder
from .fingerprint import resolved

DEFAULT_MODEL: Final = "bge-small-en-v1.5-int8"


def load_encoder(name: str = DEFAULT_MODEL, *, device: str | None = None) -> Encoder:
    """Load the encoder that a user names.

    Args:
        name: The packaged model's name, a folder, or the name of a sentence-transformers model of the hub. Of
            folders those with `model.onnx` run on onnxruntime, all others with sentence-transformers.
        device: Where a sentence-transformers model runs ("cpu", "cuda"); all others run on the CPU.

    Returns:
        A ready encoder.

    Raises:
        ModelError: The model, or the library that it needs, cannot be loaded.
    """
    if Path(name).is_dir():
        look_for_models_in(name)
    return _load(name, device, download=True)


def load_known_encoder(name: str, *, device: str | None = None) -> Encoder:
    """Load the encoder that an index names; nothing is downloaded for it, and no folder opened that no user named.

    Args:
        name: Its `Encoder.name`.
        device: As `load_encoder` takes it.

    Returns:
        A ready encoder.

    Raises:
        ModelError: The model is not here, or cannot be loaded.
    """
    return _load(resolved(name), device, download=False)


def _load(name: str, device: str | None, *, download: bool) -> Encoder:
    if name == DEFAULT_MODEL:
        from .onnx import OnnxEncoder

        return OnnxEncoder(name)
    if (folder := Path(name)).is_dir():
        from .onnx_folder import OnnxFolderEncoder, onnx_file

        if (file := onnx_file(folder)) and device in {None, "cpu"}:
            return OnnxFolderEncoder(folder, file)
    from .transformer import TransformerEncoder

    return TransformerEncoder(name, device=device, download=download)
