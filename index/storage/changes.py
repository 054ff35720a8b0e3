"""What storing articles takes and tells: who finds statements, and what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ..model import Article, Statement


class Finder(Protocol):
    """Finds statements."""

    def find(self, article: Article) -> list[Statement]:
        """Find every statement of an article, in the order of their contents."""


@dataclass(slots=True)
class Changes:
    """What a writer has done so far, in articles and (encoded) passages."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    encoded: int = 0

    @property
    def articles(self) -> int:
        """Number of articles looked at."""
        return self.added + self.updated + self.unchanged
