"""From the best passages to the sentences that answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from index import Hit, Span, sentences

from .model import Citation
from .reranker import Reranker

MAX_CITATIONS: Final = 3
_PASSAGES: Final = 6
_LONG_SENTENCE: Final = 400


class Candidate(NamedTuple):
    """A sentence of a hit, in the characters of the article."""

    hit: Hit
    span: Span

    @property
    def quote(self) -> str:
        """The characters of the span."""
        return self.hit.passage.article.text[self.span.start : self.span.end]


def candidates(hits: Sequence[Hit]) -> list[Candidate]:
    """Cut the best passages into sentences.

    Args:
        hits: Best first.

    Returns:
        The sentences of the first few hits, in their order.
    """
    found = []
    for hit in hits[:_PASSAGES]:
        start = hit.passage.start
        for span in sentences(hit.passage.text):
            found.append(Candidate(hit, Span(start + span.start, start + span.end)))
    return found


def cite(
    question: str, hits: Sequence[Hit], reranker: Reranker, passage_logits: Sequence[float]
) -> list[Citation]:
    """Choose the sentences that answer a question best.

    A sentence counts by its own logit and by its passage's: alone it may not say whom it is about.

    Args:
        question: The question.
        hits: Best first.
        reranker: The cross-encoder.
        passage_logits: The cross-encoder's logits of the first hits.

    Returns:
        At most three citations, best first, no two from the same passage next to each other.
    """
    pool = candidates(hits)
    if not pool:
        return []
    logits = reranker.score(question, [candidate.quote for candidate in pool])
    by_row = {hit.row: logit for hit, logit in zip(hits, passage_logits, strict=False)}
    floor = min(by_row.values(), default=0.0)
    blended = np.array(
        [0.5 * logit + 0.5 * by_row.get(c.hit.row, floor) for c, logit in zip(pool, logits, strict=True)]
    )
    chosen: list[Citation] = []
    for number in np.argsort(-blended, kind="stable"):
        candidate = pool[number]
        chosen.append(
            Citation(
                candidate.hit.passage.article,
                candidate.span.start,
                candidate.span.end,
                candidate.hit.passage.paragraph,
                float(1 / (1 + np.exp(-blended[number]))),
            )
        )
        if len(chosen) == MAX_CITATIONS:
            break
    return chosen
