"""Finds passages: under filters, the bounds of a question, and its syntax; and tells why nothing can be found."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz, process

from onrecord.index import Filters, Hit, Selection, Store

from .answers.speaker_linker import SpeakerBook
from .query.query_parser import Question
from .query.reading import iso_day, told_period
from .retrieval.copies import fold_copies
from .retrieval.narrowing import bounded, by_syntax, is_large
from .retrieval.retriever import Retrieval, Retriever

_LIKE: Final = 75
"""From this likeness on, of 100, an outlet may be meant by a name that none has."""


class PassageSearch:
    """Finds passages of one index."""

    def __init__(self, index: Store, retriever: Retriever, book: SpeakerBook) -> None:
        """Wire the parts."""
        self._index = index
        self._retriever = retriever
        self._book = book

    def find(
        self, question: Question, k: int, filters: Filters, *, rerank: bool, within: Selection | None = None
    ) -> tuple[list[Hit], Retrieval]:
        """Find the passages that match best.

        Args:
            question: Understood.
            k: How many.
            filters: What may be found at all.
            rerank: Whether the cross-encoder orders them.
            within: What else they must be among; None allows all.

        Returns:
            At most k, those that say the same once; and what was retrieved for them.
        """
        among = self.among(question, filters, within)
        found = self._retriever.retrieve(question, 2 * k, among=among, rerank=rerank)
        passages = self._index.passages(found.rows.tolist())
        hits = (Hit(p, float(s), int(r)) for p, s, r in zip(passages, found.scores, found.rows, strict=True))
        return fold_copies(hits, k, self._index.words), found

    def among(self, question: Question, filters: Filters, within: Selection | None = None) -> Selection | None:
        """Choose what may be found: by filters, by the bounds of a question, by its syntax; None allows all."""
        among = bounded(self._index, question, filters)
        if within is not None:
            among = within if among is None else among & within
        asked = by_syntax(self._index, question, self._retriever.nearest)
        if by := question.syntax.by:
            those = self._book.holders(by) or self._book.meant(by)
            spoken = self._index.spoken([name for one in those for name in one.names])
            asked = spoken if asked is None else asked & spoken
        return among if asked is None else asked if among is None else among & asked

    def why_nothing(self, filters: Filters) -> str | None:
        """Tell why filters leave nothing to be found; None where they leave something.

        Raises:
            QueryError: A filter is no date.
        """
        among = self._index.select(filters)
        if among is None or among.any():
            return None
        unknown = filters.outlets - {name.casefold() for name in self._index.sources()}
        if unknown and unknown == filters.outlets:
            names = (filters.source,) if isinstance(filters.source, str) else filters.source or ()
            every = self._index.source_names
            like = process.extractOne(
                names[0], every, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_LIKE
            )
            meant = f"; did you mean {like[0]}?" if like else "; onrecord info lists its outlets."
            return f"This corpus has no outlet called {' or '.join(names)}{meant}"
        return "No article of this corpus is let through by the filters."

    def why_none(self, question: Question) -> str:
        """Tell why nothing is left of what a question may be answered from, though filters leave something."""
        asked = question.syntax
        if asked.by and self._book.find(asked.by) is None:
            return f"Nobody called {asked.by} is quoted in this corpus; onrecord speakers lists who is."
        if asked.sources and (reason := self.why_nothing(Filters(source=asked.sources))):
            return reason
        if asked.phrases or asked.without:
            held = [f"holds “{one}”" for one in asked.phrases] + [f"lacks “{one}”" for one in asked.without]
            if is_large(self._index):
                return f"No passage was found that {' and '.join(held)}."
            return f"No passage of this corpus that may be looked at {' and '.join(held)}."
        if asked.by or asked.sources:
            return "No passage of this corpus is all that was asked for."
        return self.none_of_then(question)

    def any_of_then(self, question: Question) -> bool:
        """Tell whether any article of the corpus is from the time of a question."""
        return bool(self._index.reported((), question.bounds or question.days).any())

    def none_of_then(self, question: Question) -> str:
        """Tell that no article is from the time of a question, and from when they are."""
        period = self._index.period()
        if period is None:
            return "No article of this corpus has a date: whether one is from the time asked for cannot be told."
        asked = [told_period(iso_day(first), iso_day(last)) for first, last in question.bounds or question.days]
        when = " or ".join(one if one.startswith(("since ", "until ")) else f"from {one}" for one in asked)
        undated = f", and {self._index.n_undated:,} without a date" if self._index.n_undated else ""
        held = told_period(period[0][:10], period[1][:10])
        return f"No article of this corpus is {when}; it holds articles from {held}{undated}."
