"""Files in, articles out."""

from .corpus import read_articles

__all__ = ["read_articles"]
