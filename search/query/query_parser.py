"""What a question asks for: its facets, and the words, outlets and days of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import Final

from onrecord.index import QueryError, Store
from onrecord.index.days import epoch_day

from .. import stages
from .amounts import in_words, with_letters
from .date_ranges import are_together
from .dates import DateSpan, find_dates
from .idf import stop_words
from .name_normalizer import NameBook, respell
from .outlets import OutletBook, OutletSpan
from .question import Facet, Question
from .statement_query import framing_words
from .syntax import Parsed, parsed
from .time_order import without_order
from .topic_times import asked_times
from .typed import as_asked
from .typing_errors import TypingErrors
from .writers import Writers

__all__ = ["Facet", "Question", "Understanding"]

_BOUNDARY: Final = re.compile(
    r"\s*[,;:?]\s+(?:(?:and|or|but|while|whereas)\s+)?"
    r"|\s+(?:and|or|but|while|whereas|versus|vs\.?|compared (?:to|with)|than)\s+|\s*[;?]\s*",
    re.IGNORECASE,
)
_REPORTED: Final = re.compile(
    r",?\s*\b(?:(?:as\s+)?(?:according\s+to|reported\s+(?:by|in)|published\s+(?:by|in)|in|from|by|via|on)\s+)"
    r"(?:an?\s+|the\s+)?(?:article\s+(?:in|by|from)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r",?\s*\b(?:(?:(?:as\s+|ahead\s+)?of|in|on|at|over|around|since|from|until|till|before|after|during|by|between|and|to)\s+)?"
    r"(?:the\s+)?(?:early\s+|late\s+|mid-?)?$",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 4
_MOST_FACETS: Final = 5


class Understanding:
    """Reads questions for one corpus."""

    def __init__(self, index: Store, is_word: Callable[[str], bool] | None = None) -> None:
        """Prepare for a corpus: its outlets, its names and their spellings, its last day.

        Args:
            index: The corpus.
            is_word: Tells words of the language, which are spelt right even where the corpus lacks them.
        """
        self._index = index
        self._outlets = OutletBook(index.source_names)
        self._errors = TypingErrors(index, is_word)
        self.names = NameBook(index.directory)
        period = index.period()
        self._earliest = date.fromisoformat(period[0][:10]) if period else None
        self._latest = date.fromisoformat(period[1][:10]) if period else None
        self._frame = stop_words(index)
        self.writers = Writers(index.author_names)

    @stages.UNDERSTAND
    def read(self, text: str, *, spellings: bool = True, today: date | None = None) -> Question:
        """Understand a question.

        Args:
            text: As it was typed.
            spellings: Whether names are also searched in the corpus's other spellings.
            today: What relative dates count from; by default the day it is.

        Returns:
            Its facets, each with its own words, outlets and days.
        """
        syntax = parsed(text)
        text = in_words(as_asked(f"what did {syntax.by} say" if syntax.is_by_alone else syntax.text))
        respelt: Mapping[str, tuple[str, ...]] = {}
        mended: Mapping[str, str] = {}
        if spellings:
            text = self.names.with_apostrophes(text)
            # A model tells them, and few questions have a word that needs it.
            framing = cache(partial(framing_words, text))

            def known(word: str) -> bool:
                return self._known(word) or word.lower() in framing()

            text, respelt = respell(
                text, self.names, lambda word: known(word) or self._errors.settled(word), self._errors.slip
            )
            text, mended = self._errors.mend(text, known)
        outlets = self._outlets.find(text)
        today = today or date.today()  # noqa: DTZ011 - the asker's day
        dates = find_dates(text, today=today, latest=self._latest, earliest=self._earliest)
        dates = asked_times(text, dates)
        if self._latest is None:  # nothing can be told of a time that only an archive's days make one
            dates = [one for one in dates if one.stated]
        dates += _asked_days(syntax)
        unnamed, named = text, list[OutletSpan | DateSpan]([*outlets, *dates])
        for one in named:
            unnamed = unnamed[: one.start] + " " * (one.end - one.start) + unnamed[one.end :]

        def facet(start: int, end: int) -> Facet:
            return Facet(
                " ".join(text[start:end].split()),
                self._words(unnamed[start:end]),
                _sources(one for one in outlets if one.start < end and start < one.end),
                _days(one for one in dates if one.start < end and start < one.end),
            )

        clauses = _clauses(text, named)
        facets = [facet(*span) for span in _joined(clauses, lambda span: len(self._words(unnamed[slice(*span)])))]
        words = tuple(dict.fromkeys(word for one in facets for word in one.words))
        plain = not words
        if plain:
            words = tuple(dict.fromkeys(self._index.words(text)))
            facets = [Facet(text, words, one.sources, one.days) for one in facets[:1]]
        years = tuple(str(year) for day in dates if day.stated for year in _years(day))
        bare, cited = _bare(text, outlets, dates)
        bare, order = without_order(bare)
        return Question(
            text=text, words=words, facets=tuple(facets), sources=_sources(outlets), days=_days(dates), bare=bare,
            years=years, cited=cited, bounds=_met(dates), order=order, also=self._other_words(text, respelt),
            respelt=respelt, mended=mended, syntax=syntax, together=are_together(text, dates), plain=plain,
        )  # fmt: skip

    def names_outlet(self, text: str) -> bool:
        """Tell whether a text names an outlet of the corpus."""
        return bool(self._outlets.find(text))

    def _known(self, word: str) -> bool:
        words = self._index.words(word)
        return not words or bool(self._index.rarities(words).all()) or self.writers.has_word(word)

    def _other_words(self, text: str, respelt: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Give, for the words that a name or an amount is searched by, those of its other spellings."""
        other: dict[str, tuple[str, ...]] = {}
        for written, short in with_letters(text):
            # Of "1.5 billion" the index has 1, 5 and billion; of "1.5bn", 1 and 5bn.
            has, its = self._index.words(written), self._index.words(short)
            for word in (one for one in has if one not in its):
                other[word] = (*other.get(word, ()), *(one for one in its if one not in has))
        for name, spellings in respelt.items():
            named, *spelt = ([*self._index.words(one)] for one in (name, *spellings))
            for place, word in enumerate(named):
                # "al-Qaida" is "al-Qaeda" word by word; of "JK" every letter is one of the name's.
                found = [w for words in spelt for w in (words if len(named) == 1 else words[place : place + 1])]
                if words := tuple(dict.fromkeys(w for w in found if w != word)):
                    other[word] = words
        return other

    def _words(self, text: str) -> tuple[str, ...]:
        """Give the words that a text is about: no frame, each once."""
        return tuple(dict.fromkeys(word for word in self._index.words(text) if word not in self._frame))


def _clauses(text: str, whole: Sequence[OutletSpan | DateSpan]) -> list[tuple[int, int]]:
    """Cut a question into clauses, and neither what is to stay whole nor what is in quote marks."""
    clauses: list[tuple[int, int]] = []
    begin = 0
    for match in _BOUNDARY.finditer(text):
        start, end = match.span()
        if any(one.start < end and start < one.end for one in whole) or text[:start].count('"') % 2:
            continue
        clauses.append((begin, start))
        begin = end
    return [(start, end) for start, end in (*clauses, (begin, len(text))) if start < end]


def _joined(clauses: list[tuple[int, int]], size: Callable[[tuple[int, int]], int]) -> list[tuple[int, int]]:
    """Join clauses of less than four words to the one before (the first to the next), then until five are left."""
    place = 0
    while len(clauses) > 1 and place < len(clauses):
        if size(clauses[place]) >= _FEWEST_WORDS:
            place += 1
            continue
        place = max(place - 1, 0)
        clauses[place : place + 2] = [(clauses[place][0], clauses[place + 1][1])]
    while len(clauses) > _MOST_FACETS:
        place = min(range(len(clauses) - 1), key=lambda n: size(clauses[n]) + size(clauses[n + 1]))
        clauses[place : place + 2] = [(clauses[place][0], clauses[place + 1][1])]
    return clauses


def _sources(outlets: Iterable[OutletSpan]) -> frozenset[int]:
    return frozenset(number for outlet in outlets for number in outlet.sources)


def _days(dates: Iterable[DateSpan]) -> tuple[tuple[int, int], ...]:
    return tuple((epoch_day(day.first), epoch_day(day.last)) for day in dates)


def _asked_days(syntax: Parsed) -> list[DateSpan]:
    """Give the days that "since:" and "until:" say.

    Raises:
        QueryError: They are no days.
    """
    if not syntax.since and not syntax.until:
        return []
    try:
        first = date.fromisoformat(syntax.since) if syntax.since else date.min
        last = date.fromisoformat(syntax.until) if syntax.until else date.max
    except ValueError as error:
        said = " and ".join(one for one in (syntax.since, syntax.until) if one)
        raise QueryError(f"since: and until: take days, as 2025-03-05 is; {said}: {error}") from error
    return [DateSpan(0, 0, first, last, bound=True, stated=False)]


def _years(day: DateSpan) -> list[int]:
    return sorted({day.first.year, day.last.year} - {date.min.year, date.max.year})


def _met(dates: Sequence[DateSpan]) -> tuple[tuple[int, int], ...]:
    """Give the bounds among dates: one period where they overlap ("since June, but before August")."""
    bounds = _days(day for day in dates if day.bound)
    first, last = max((b[0] for b in bounds), default=0), min((b[1] for b in bounds), default=0)
    return ((first, last),) if bounds and first <= last else bounds


def _bare(text: str, outlets: Sequence[OutletSpan], dates: Sequence[DateSpan]) -> tuple[str, frozenset[int]]:
    """Take out where and when something is to have been reported; give the rest, and the outlets named so."""
    reported = [(before, one) for one in outlets if (before := _REPORTED.search(text, 0, one.start))]
    cuts = [(before.start(), one.end) for before, one in reported]
    for day in dates:
        before = _DATED.search(text, 0, day.start)
        cuts.append((before.start() if before else day.start, day.end))
    for start, end in sorted(cuts, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split()).strip(" ,"), _sources(one for _, one in reported)
