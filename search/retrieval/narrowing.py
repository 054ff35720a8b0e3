"""Where an answer is looked for: the outlets that are to be heard, and the days that a question names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from onrecord.index import Filters, Selection, Store

from ..query.question import Question
from ..query.reading import iso_day
from ..query.syntax import holds

_MOST_READ: Final = 1000  # passages that are read for a phrase
_MOST_ARTICLES: Final = 5000  # that are read for words which an index leaves out: some seconds
_REPORTED_LATER: Final = 7  # days; what is said on one day is reported for a week


def with_phrase(index: Store, phrase: str, nearest: Callable[[str], Sequence[int]]) -> Selection:
    """Choose the passages that hold a phrase word for word, or whose headline does.

    Args:
        index: The corpus.
        phrase: Any words, be they such as an index leaves out: "to be or not to be".
        nearest: Gives the passages whose vectors are nearest to a text's.
    """
    words = list(dict.fromkeys(index.words(phrase)))
    rows = index.matching(words, _MOST_READ)[1].tolist() if words else []
    if not words or len(rows) == _MOST_READ:
        # Words as common as these tell little of where they stand together.
        rows = (rows or list(nearest(phrase))) if is_large(index) else _of_articles_with(index, phrase)
    if words and rows:
        whole = np.flatnonzero((index.bm25(np.array(rows), words) > 0).all(axis=1))
        rows = [rows[place] for place in whole.tolist()]
    kept = [
        row
        for row, one in zip(rows, index.passages(rows), strict=True)
        if holds(one.text, phrase) or holds(one.article.title, phrase)
    ]
    return index.choosing(np.array(kept, dtype=np.int64))


def is_large(index: Store) -> bool:
    """Whether a corpus is too large to be read for a phrase of common words: not every place is looked at."""
    return index.n_articles > _MOST_ARTICLES


def _of_articles_with(index: Store, phrase: str) -> list[int]:
    """Give the passages of all articles that hold a phrase, which a look at every one of them finds."""
    held = (one for one in index.every_article(Filters()) if holds(f"{one.title}\n{one.text}", phrase))
    return [row for article in held for row in index.rows_of(article).tolist()]


def by_syntax(index: Store, question: Question, nearest: Callable[[str], Sequence[int]]) -> Selection | None:
    """Choose what a query's syntax lets through.

    Args:
        index: The corpus.
        question: The question, understood.
        nearest: Gives the passages whose vectors are nearest to a text's.

    Returns:
        For every passage whether it may be found; None where all may.
    """
    asked = question.syntax
    chosen = index.select(Filters(source=asked.sources)) if asked.sources else None
    for phrase in asked.phrases:
        held = with_phrase(index, phrase, nearest)
        chosen = held if chosen is None else chosen & held
    for word in asked.without:
        left = ~with_phrase(index, word, nearest)
        if len(words := index.words(word)) == 1:
            left = ~index.holding(words)
        chosen = left if chosen is None else chosen & left
    if question.exact and not asked.phrases:
        # Words that an index leaves out, together, are a phrase, if any passage holds it.
        held = with_phrase(index, question.text, nearest)
        if held.any():
            chosen = held if chosen is None else chosen & held
    return chosen


def bounded(index: Store, question: Question, filters: Filters) -> Selection | None:
    """Choose what may be found at all: what the filters and the bounds of a question let through.

    A time before the corpus that the question says by its year ("the strike of 1984") is what it is about.

    Args:
        index: The corpus.
        question: The question, understood.
        filters: What else is asked for.

    Returns:
        For every passage whether it may be found; None where all may.

    Raises:
        QueryError: A filter is no date.
    """
    among = index.select(filters)
    period = index.period()
    if not question.bounds or period is None:
        return among
    within: Selection | None = None
    for first, last in question.bounds:
        allowed = index.select(replace(Filters(), since=iso_day(first), until=iso_day(last)))
        if allowed is None:
            return among
        within = allowed if within is None else within | allowed
    if within is None or (not within.any() and any(year < period[0][:4] for year in question.years)):
        return among
    return within if among is None else among & within


def narrowed(
    index: Store, question: Question, among: Selection | None, *, later: bool = False
) -> Selection | None:
    """Choose where statements are looked for: the outlets that are to be heard, and the days that are named.

    Args:
        index: The corpus.
        question: The question, understood.
        among: What may be found at all.
        later: Whether what was reported in the week after the days counts too.

    Returns:
        For every passage whether it may be found; None where all may.
    """
    # Bounds hold already, unless nothing is within them and their year is what the question is about.
    bounding = bool(question.bounds) and index.reported((), question.bounds).any()
    days = () if bounding else question.days
    if not question.cited and not days:
        return among
    named = index.reported(question.cited, [(first, last + later * _REPORTED_LATER) for first, last in days])
    if not named.any():
        named = index.reported(question.cited, ()) & index.holding(question.years)
    return named if among is None else among & named
