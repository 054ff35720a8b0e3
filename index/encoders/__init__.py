"""Text to vectors: the packaged ONNX model, or any sentence-transformers model."""

from .encoder import Encoder, Vectors
from .loading import DEFAULT_MODEL, load_encoder
from .transformer import load_transformer

__all__ = ["DEFAULT_MODEL", "Encoder", "Vectors", "load_encoder", "load_transformer"]
