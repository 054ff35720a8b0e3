"""Looks a quotation up in the archive, for whoever proof-reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, Literal

from onrecord.index import Article, Filters, Hit, Span, Statement, Store

from ..limits import MAX_QUESTION
from .alignment import Change, Level, align, nearest

_CANDIDATES: Final = 30
_STRETCH: Final = 300
"""Characters of a quotation that one look-up takes; a longer one is looked up by its beginning, middle and end."""
_LIKE: Final = 0.6
"""Share of words that must agree before a place is called a changed quotation; below it, the archive has none."""
_NEAR: Final = 0.5
"""Share of words that must agree before a place is shown as what comes nearest."""
_SHOWN: Final = 2
"""So many of these are shown."""
_BEFORE: Final = 2
"""Passages before the one found in which a statement that runs on may begin."""
_ORDER: Final = {"verbatim": 0, "same_words": 1, "changed": 2}
NO_FILTERS: Final = Filters()

Finder = Callable[[str, int, Filters], Sequence[Hit]]
"""A quick search: words, how many hits, which articles."""


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """A place of the archive that holds a quotation, or something like it.

    Attributes:
        article: Where.
        spans: The characters, a span for each stretch between ellipses.
        level: How.
        likeness: Share of the words of both that agree, 0 to 1.
        changes: What differs, in order.
        statement: Whose words they are, where indexing found a statement there.
    """

    article: Article = field(repr=False)
    spans: tuple[Span, ...]
    level: Level
    likeness: float
    changes: tuple[Change, ...] = ()
    statement: Statement | None = None

    @property
    def start(self) -> int:
        """First character."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.spans[-1].end

    @property
    def quote(self) -> str:
        """The characters from the first span to the last."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the archive says of a quotation.

    Attributes:
        quote: As it was given.
        level: The best of its places, or absent.
        places: Best first: to the character before changed ones, then by day.
        nearest: Where it is absent, what has most of its words, best first: too far from it to be called the same.
    """

    quote: str
    level: Level | Literal["absent"]
    places: tuple[QuotePlace, ...]
    nearest: tuple[QuotePlace, ...] = ()


class QuoteChecker:
    """Checks quotations against one revision of an index."""

    def __init__(self, index: Store, find: Finder) -> None:
        """Look up in `index` what `find` (a quick search) gives candidates for."""
        self._index = index
        self._find = find

    def check(self, quote: str, *, filters: Filters = NO_FILTERS) -> Checked:
        """Check one quotation.

        Args:
            quote: In any marks; "..." stands for what was left out.
            filters: What may be looked at.

        Returns:
            Every place that holds it best; where it stands to the character, no changed ones.
        """
        hits = self._candidates(quote, filters)
        articles = {hit.passage.article.id: hit.passage.article for hit in hits}
        for hit in hits:
            articles |= {one.article.id: one.article for one in hit.also}
        rows: dict[str, list[int]] = {}
        for hit in hits:
            rows.setdefault(hit.passage.article.id, []).append(hit.row)
        places = []
        for article in articles.values():
            found = align(quote, article.text)
            if found is not None and (found.level != "changed" or found.likeness >= _LIKE):
                place = QuotePlace(article, found.spans, found.level, found.likeness, found.changes)
                places.append(place)
        if not places:
            return Checked(quote, "absent", (), self._nearest(quote, hits))
        places.sort(
            key=lambda one: (_ORDER[one.level], -one.likeness, one.article.published or "~", one.article.id)
        )
        level = places[0].level
        best = [self._said(one, rows.get(one.article.id, [])) for one in places if one.level == level]
        if whole := [one for one in map(partial(_uninterrupted, quote), best) if one is not None]:
            return Checked(quote, "same_words", tuple(whole))
        return Checked(quote, level, tuple(best))

    def _candidates(self, quote: str, filters: Filters) -> list[Hit]:
        text = " ".join(quote.split())[: 10 * MAX_QUESTION]
        looks = [text]
        if len(text) > _STRETCH:
            middle = (len(text) - _STRETCH) // 2
            looks = [text[:_STRETCH], text[middle : middle + _STRETCH], text[-_STRETCH:]]
        hits: dict[int, Hit] = {}
        for look in looks:
            hits |= {hit.row: hit for hit in self._find(look, _CANDIDATES, filters)}
        return list(hits.values())

    def _nearest(self, quote: str, hits: Sequence[Hit]) -> tuple[QuotePlace, ...]:
        places = []
        for hit in hits:
            passage = hit.passage
            found = nearest(quote, passage.text)
            if found is not None and found.likeness >= _NEAR:
                spans = tuple(Span(passage.start + one.start, passage.start + one.end) for one in found.spans)
                place = QuotePlace(passage.article, spans, found.level, found.likeness, found.changes)
                places.append(self._said(place, [hit.row]))
        places.sort(key=lambda one: (-one.likeness, one.article.published or "~", one.article.id))
        return tuple(places[:_SHOWN])

    def _said(self, place: QuotePlace, rows: Sequence[int]) -> QuotePlace:
        """Tell whose words stand at a place: of the statements that begin near it, the one that covers most."""
        near = sorted({max(row - back, 0) for row in rows for back in range(_BEFORE + 1)})
        most, covering = 0, None
        for said in self._index.statements(rows=near):
            if said.statement.article.id == place.article.id:
                common = _common(said.statement.content, place.spans)
                if common > most:
                    most, covering = common, said.statement
        return replace(place, statement=covering)


def _uninterrupted(quote: str, place: QuotePlace) -> QuotePlace | None:
    """Take out what the writer sets between somebody's words, as papers do: "I came," she said, "and I saw".

    Returns:
        The place with the same words; None where it has other ones, or they are nobody's.
    """
    said = place.statement
    if place.level != "changed" or said is None or len(said.content) == 1:
        return None
    text = place.article.text
    cut = (Span(max(one.start, place.start), min(one.end, place.end)) for one in said.content)
    words = align(quote, " ".join(text[one.start : one.end] for one in said.content))
    if words is None or words.level == "changed":
        return None
    return replace(place, spans=tuple(one for one in cut if one.end > one.start), level="same_words", changes=())


def _common(some: Sequence[Span], others: Sequence[Span]) -> int:
    """Count the characters that two lists of spans share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)
