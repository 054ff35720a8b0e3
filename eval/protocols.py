"""What a system must be able to do to be evaluated: `search.Engine` can, or a thin wrapper of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable


class ArticleLike(Protocol):
    """An article."""

    @property
    def id(self) -> str:
        """Unique in the corpus."""
        ...

    @property
    def text(self) -> str:
        """The whole body, to the character."""
        ...


class SpanLike(Protocol):
    """Characters `start` to `end` (exclusive) of an article: a passage, or a citation."""

    @property
    def article(self) -> ArticleLike:
        """What it is a span of."""
        ...

    @property
    def start(self) -> int:
        """First character in the article's text."""
        ...

    @property
    def end(self) -> int:
        """One past the last."""
        ...


class HitLike(Protocol):
    """A passage and its score."""

    @property
    def passage(self) -> SpanLike:
        """What was found."""
        ...

    @property
    def score(self) -> float:
        """Higher is better."""
        ...


class AnswerLike(Protocol):
    """An answer or a refusal."""

    @property
    def answered(self) -> bool:
        """False for a refusal."""
        ...

    @property
    def confidence(self) -> float:
        """The chance that the corpus holds an answer, 0 to 1."""
        ...

    @property
    def citations(self) -> Sequence[SpanLike]:
        """What answers, best first."""
        ...

    @property
    def hits(self) -> Sequence[HitLike]:
        """The passages that were looked at."""
        ...


class Searches(Protocol):
    """A system that finds passages, best first."""

    def search(self, query: str, /, *, k: int) -> Sequence[HitLike]:
        """The best `k` passages at most."""
        ...


@runtime_checkable
class Asks(Protocol):
    """A system that answers questions or refuses to."""

    def ask(self, question: str, /) -> AnswerLike:
        """The answer, with citations in order of importance."""
        ...
