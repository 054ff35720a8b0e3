"""Which reranker a name stands for, and what orders passages where nothing is answered from them."""

from __future__ import annotations

from .ranker import Ranker
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


def load_ranker(reranker: Reranker) -> Reranker:
    """Give what orders passages that are shown: the ranker, unless a reranker of one's own was asked for."""
    return Ranker() if isinstance(reranker, CrossEncoder) else reranker
