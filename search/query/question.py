"""A question, understood: its facets, and the words, outlets and days of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from onrecord.index.days import day_of, epoch_day

from ..model import TimeOrder
from .syntax import NO_SYNTAX, Parsed

_QUOTED: Final = 4
"""So many common words in a row may be somebody's very words."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One of the things that a question asks for.

    Attributes:
        text: Its words as they stand in the question.
        words: What they are about, as the index compares words; each once.
        sources: Outlets named in it, as numbers of the index.
        days: First and last day of each date named in it, counted from 1970.
    """

    text: str
    words: tuple[str, ...]
    sources: frozenset[int]
    days: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    Attributes:
        text: As it was asked.
        words: What it is about, as the index compares words; each once.
        facets: The things that it asks for, in its order; at least one.
        sources: Outlets named anywhere in it.
        days: First and last day of each date named in it, counted from 1970.
        bare: The question without "according to OUTLET" and "in MONTH".
        together: Whether these dates are named together ("in May and June"), so that each is asked for.
        plain: Whether it has only words that any question is put with.
        bounds: Those days alone that bound what may be found ("since June", "last week"), joined where they meet.
        order: Whether the latest or the first words are asked for, or how they changed.
        years: The years that it says, as words.
        cited: Outlets that it wants to hear ("according to OUTLET").
        also: For some of its words, the words of other spellings of the same name.
        respelt: Names that are also searched in other spellings, with these.
        mended: Words that were taken for typing errors, and what is searched instead.
        syntax: What its syntax asks for: "exact words", -word, source: and the like.
    """

    text: str
    words: tuple[str, ...]
    facets: tuple[Facet, ...]
    sources: frozenset[int]
    days: tuple[tuple[int, int], ...]
    bare: str
    years: tuple[str, ...]
    cited: frozenset[int]
    bounds: tuple[tuple[int, int], ...] = ()
    together: bool = False
    plain: bool = False
    order: TimeOrder | None = None
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    respelt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mended: Mapping[str, str] = field(default_factory=dict)
    syntax: Parsed = NO_SYNTAX

    @property
    def timeless(self) -> str:
        """The question as it is read with a unit, whose day and outlet are compared by themselves."""
        return self.bare if any(letter.isalnum() for letter in self.bare) else self.text

    @property
    def exact(self) -> tuple[str, ...]:
        """The words that must stand in this order: those in quote marks, or all of a query of common words."""
        return self.syntax.phrases or ((self.text,) if self.plain and not self.text.endswith("?") else ())

    @property
    def is_empty(self) -> bool:
        """Whether it holds no letter and no digit."""
        return not any(letter.isalnum() for letter in self.text)

    @property
    def is_about_nothing(self) -> bool:
        """Whether it only asks ("what did he say?"); "to be or not to be" may be looked for as it stands."""
        narrows = self.days or self.sources or self.syntax._replace(text="") != NO_SYNTAX
        return self.plain and not narrows and not (self.exact and len(self.text.split()) >= _QUOTED)

    def is_of_its_days(self, published: str | None) -> bool | None:
        """Whether a date is on the days that it names; None where it names none, or the date is no day."""
        day = day_of(published)
        if not self.days or day is None:
            return None
        return any(first <= epoch_day(day) <= last for first, last in self.days)

    def held(self, words: Collection[str]) -> list[bool]:
        """Tell for each of its words whether it is among others, in any of its spellings."""
        return [word in words or any(other in words for other in self.also.get(word, ())) for word in self.words]

    @property
    def at_any_time(self) -> Question:
        """The same question without its days."""
        return replace(self._at(()), bounds=(), years=())

    @property
    def at_each_time(self) -> list[Question]:
        """The same question for each of the days that it names together; itself alone where it names none so."""
        return [self._at((day,)) for day in self.days] if self.together else [self]

    def _at(self, days: tuple[tuple[int, int], ...]) -> Question:
        facets = tuple(replace(one, days=days) for one in self.facets)
        return replace(self, facets=facets, days=days, together=False)

    def in_one(self) -> Question:
        """Give the same question as a single facet."""
        return replace(self, facets=(Facet(self.text, self.words, self.sources, self.days),))
