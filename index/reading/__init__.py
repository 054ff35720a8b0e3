"""Files in, articles out."""

from .corpus import read_articles
from .diskmap import DiskMap

__all__ = ["DiskMap", "read_articles"]
