"""Which reranker a name stands for."""

from __future__ import annotations

from .reranker import CrossEncoder, Reranker


def load_reranker(name: str | None = None, *, device: str | None = None) -> Reranker:
    """Load the packaged reranker, or another.

    Args:
        name: A folder or hub name of a sentence-transformers cross-encoder; None takes the packaged one.
        device: Where that model runs.

    Raises:
        ModelError: It cannot be loaded.
    """
    if name is None:
        return CrossEncoder()
    from .transformer_reranker import TransformerReranker

    return TransformerReranker(name, device=device)
