"""Text to vectors: the packaged ONNX model, any ONNX model in a folder, or any sentence-transformers model."""

from .encoder import Encoder, EncodesClauses, KnowsWords, Prepares, Vectors
from .fingerprint import is_known_as, known_name, weights_digest
from .loading import DEFAULT_MODEL, load_encoder, load_known_encoder
from .transformer import load_transformer

__all__ = [
    "DEFAULT_MODEL",
    "Encoder",
    "EncodesClauses",
    "KnowsWords",
    "Prepares",
    "Vectors",
    "is_known_as",
    "known_name",
    "load_encoder",
    "load_known_encoder",
    "load_transformer",
    "weights_digest",
]
