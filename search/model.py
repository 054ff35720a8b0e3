"""The nouns of answering: what is said to a question, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from index import Article, Hit, Statement


@dataclass(frozen=True, slots=True)
class Citation:
    """A span that answers; `article.text[start:end] == quote`, always.

    Attributes:
        article: Where it stands.
        start: First character in `article.text`.
        end: One past the last.
        paragraph: Number of the paragraph in the article, from 0.
        score: How well it answers, 0 to 1.
        statement: What the span is the content of, where it is somebody's statement.
    """

    article: Article = field(repr=False)
    start: int
    end: int
    paragraph: int
    score: float
    statement: Statement | None = None

    @property
    def quote(self) -> str:
        """The characters of the span."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the corpus says to a question, or why it says nothing.

    Attributes:
        question: As it was asked.
        answered: Whether the citations answer it.
        reason: Why not, in a sentence; None where it is answered.
        confidence: Calibrated probability that the corpus answers the question.
        text: The quotes in prose with [1] marks; "" where nothing is answered.
        citations: Best first, at most a few.
        hits: The passages that were looked at, best first.
    """

    question: str
    answered: bool
    reason: str | None
    confidence: float
    text: str
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
