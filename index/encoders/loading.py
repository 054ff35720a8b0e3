"""Which encoder a name stands for."""

from __future__ import annotations

from typing import Final

from .encoder import Encoder

DEFAULT_MODEL: Final = "bge-small-en-v1.5-int8"


def load_encoder(name: str = DEFAULT_MODEL, *, device: str | None = None) -> Encoder:
    """Load an encoder by name.

    Args:
        name: The packaged model's name, or a sentence-transformers model: a folder, or a name on the model hub.
        device: Where a sentence-transformers model runs ("cpu", "cuda"); the packaged one runs on the CPU.

    Returns:
        A ready encoder.

    Raises:
        ModelError: The model, or the library that it needs, cannot be loaded.
    """
    if name == DEFAULT_MODEL:
        from .onnx import OnnxEncoder

        return OnnxEncoder(name)
    from .transformer import TransformerEncoder

    return TransformerEncoder(name, device=device)
