"""Text to vectors: the packaged ONNX model, or any sentence-transformers model."""

from .encoder import DEFAULT_MODEL, Encoder, Vectors, load_encoder

__all__ = ["DEFAULT_MODEL", "Encoder", "Vectors", "load_encoder"]
