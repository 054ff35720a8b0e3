"""Evidence measures: how soon the passages of a ranking show the facts that a question needs.

A passage finds a fact when its span of the article overlaps the fact's by at least 20 characters, or by the
whole fact where that is shorter. A fact that its article holds twice is found at either place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence

from .model import Evidence, Query, Retrieved

MIN_OVERLAP = 20
"""Characters of a fact that a passage must hold to have found it."""

MEASURES = ("nDCG@10", "MRR@10", "Hits@4", "Hits@10", "R@100", "any@10")
"""What `evidence_measures` computes, in this order."""

TextOf = Callable[[str], str | None]
"""Article id -> text, or None where there is no such article."""


class UnlocatedError(ValueError):
    """The words of a piece of evidence are not in the article that should hold them."""


def evidence_measures(found_per_rank: Sequence[Collection[int]], n_facts: int) -> dict[str, float]:
    """Score one ranking by the facts found at each rank.

    nDCG@10 gives a rank one point for every fact found there for the first time, discounted by log2(rank + 1)
    (Jarvelin and Kekalainen 2002); the ideal finds one new fact a rank, and a ranking that does better than
    that, with several facts in one passage, scores 1. MRR@10 is 1 / rank of the first passage with any fact.
    Hits@4, Hits@10 and R@100 are the shares of the facts found so far; any@10 is 1 if any was.

    Args:
        found_per_rank: For each rank, best first, the numbers of the facts that its passage shows.
        n_facts: How many facts there are to find, at least 1.

    Returns:
        A value from 0 to 1 for each of `MEASURES`.
    """
    if n_facts < 1:
        raise ValueError(f"n_facts must be at least 1: {n_facts}")
    new: list[set[int]] = []
    seen: set[int] = set()
    for found in found_per_rank:
        new.append(set(found) - seen)
        seen |= new[-1]
    first = next((rank for rank, found in enumerate(found_per_rank[:10], start=1) if found), None)
    gain = sum(len(facts) / math.log2(rank + 1) for rank, facts in enumerate(new[:10], start=1))
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(n_facts, 10) + 1))

    def share(k: int) -> float:
        return sum(map(len, new[:k])) / n_facts

    values = (
        min(1.0, gain / ideal),
        1 / first if first else 0.0,
        share(4),
        share(10),
        share(100),
        float(bool(first)),
    )
    return dict(zip(MEASURES, values, strict=True))


def facts_found(query: Query, results: Sequence[Retrieved], text_of: TextOf) -> list[set[int]]:
    """The facts of a question that each result shows, in the order of the results.

    Args:
        query: The question.
        results: Spans of articles, or whole articles, best first.
        text_of: Gives an article's text by its id, or None; asked only for articles that may hold evidence.

    Raises:
        UnlocatedError: Evidence is not where its article should have it.
    """
    located: dict[str, list[tuple[int, int, int]]] = {}
    found = []
    for one in results:
        if one.article_id not in located:
            located[one.article_id] = list(_located(query, one.article_id, text_of))
        found.append({fact for fact, start, end in located[one.article_id] if _overlaps(one, start, end)})
    return found


def holds_evidence(query: Query, article_id: str, text: str, start: int, end: int) -> bool:
    """Whether characters `start` to `end` of an article hold any of a question's evidence as a whole."""
    return any(start <= first and last <= end for _, first, last in _located(query, article_id, lambda _: text))


def _located(query: Query, article_id: str, text_of: TextOf) -> Iterator[tuple[int, int, int]]:
    """Fact number, start and end of each place in the article that shows a fact of the question."""
    for evidence in query.evidence:
        if evidence.article_id in (None, article_id):
            places = list(_places(evidence, text_of(article_id)))
            if not places and evidence.article_id is not None:
                raise UnlocatedError(f"article {article_id!r} does not hold the evidence of question {query.id!r}")
            yield from ((evidence.fact, start, end) for start, end in places)


def _places(evidence: Evidence, text: str | None) -> Iterator[tuple[int, int]]:
    start, end = evidence.start, evidence.end
    if start is not None and end is not None and (text is None or text[start:end] == evidence.text):
        yield start, end
    elif text is None:
        raise UnlocatedError(
            f"evidence {evidence.text[:40]!r} has no offsets, and its article's text is not at hand"
        )
    else:
        place = text.find(evidence.text)
        while place >= 0:
            yield place, place + len(evidence.text)
            place = text.find(evidence.text, place + 1)


def _overlaps(one: Retrieved, start: int, end: int) -> bool:
    if one.start is None or one.end is None:
        return True
    return min(one.end, end) - max(one.start, start) >= min(MIN_OVERLAP, end - start)
