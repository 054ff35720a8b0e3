"""What is embedded for a passage: its own words, and what it stands under. Only the span is ever cited."""

from __future__ import annotations

from .model import Passage


def embedded_text(passage: Passage) -> str:
    """Give the text that stands for a passage in the vector index."""
    title = passage.article.title
    return f"{title}. {passage.text}" if title else passage.text
