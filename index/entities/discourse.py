"""What an article has spoken of up to a place, and whom words like "he" can mean there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import zip_longest
from operator import itemgetter
from typing import Final

from ..lexicon.word_classes import MALE_PRONOUNS, plain
from ..model import Span
from ..switches import rule
from ..text.quotations import is_within
from .antecedents import Candidate, Event, Pronoun, choose, record_all
from .body_names import in_full, is_held_for_thing
from .capitals import lower_words
from .document_entities import People
from .layout import clause_end, laid_out, start_of
from .mention import Mention
from .name_parts import OFFICE
from .offices import holder
from .organisations import Bodies
from .person import Person
from .speaker import Source
from .subjects import OPENS, acts, is_attribute, is_own_name, is_subject, may_be_name

FAR: Final = 8  # paragraphs that "he" may look back
SURE: Final = 0.85  # the probability from which on "he" tells the gender of whom it means, too
_GENDERED: Final = re.compile(r"[HhSs](?<!\w.)(?:(?<=[Ss])he|(?<=[Hh])(?:e|is|er|im))\b")
_OPENING: Final = re.compile(rf"{OPENS}(?P<pronoun>He|She)\b")
_OFFICE: Final = re.compile(rf"{OPENS}(?P<office>The (?:[\w’'-]+ ){{0,3}}?(?:{OFFICE}))\b(?= [a-z])")


_BEFORE: Final = r"(?<![,—–])(?<!\b(?:is|as)) (?:[Aa]n?|[Aa]nother) (?:[\w’'-]+ ){0,2}?"
_BEHIND: Final = r"(?: (?:who|in|at|from)\b|,? [a-z]+ed\b)"


class Discourse:
    """An article as far as it is read: who was named, who spoke.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.
        quoted: Spans in quote marks, in order; who is named in them is no antecedent.
        sources: Words that something names for a speaker's.

    Attributes:
        text: The article's text.
        layout: Where its sentences and paragraphs begin.
        people: Everybody whom it names.
        outside: The names outside quote marks, in order.
        strangers: People without a name who spoke, and the words that describe them.
        last_person: Who spoke last.
        described: Whom a description of several words meant surely: "the United manager".
    """

    def __init__(
        self, text: str, paragraphs: Sequence[Span], quoted: Sequence[Span], sources: Iterable[Span] = ()
    ) -> None:
        sources = list(sources)
        self.text = text
        self.people = People(text, paragraphs, sources, quoted)
        self.last_person: Person | None = None
        self.described: dict[tuple[str, ...], Person] = {}
        self.strangers: list[tuple[frozenset[str], Person]] = []
        self.layout = laid_out(text, paragraphs, quoted)
        self._sources = frozenset(source.start for source in sources)
        self._quoted = quoted
        self.outside = [m for m in self.people.mentions if not self.is_quoted(m.span.start)]

    def is_quoted(self, place: int) -> bool:
        """Whether a place stands in quote marks."""
        return is_within(place, self._quoted)

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies that the article names outside quote marks."""
        at = self.people.at
        return Bodies(self.text, self.layout, [m for m in self.outside if not ((p := at(m.span)) and p.told)])

    @cached_property
    def in_full(self) -> dict[str, str]:
        """The longer names of bodies that the article also calls by their kinds or initials."""
        return in_full(self.people.mentions)

    def hear(self, place: int, person: Person) -> None:
        """Note who spoke at a place."""
        self.last_person = person
        self._events.append(Event(place, person, subject=True, spoke=True, named=False))

    def _floor(self, place: int, reach: int = 0) -> int:
        """Say where the paragraph begins that stands so many before that of a place."""
        return start_of(self.layout.paragraphs, place, reach)

    def meant(
        self, source: Source, sex: str | None, fits: Callable[[Person], bool] = lambda _: True
    ) -> tuple[Person, float] | None:
        """Choose whom a pronoun means of those that fit, and give the probability that it is so.

        The sex is "m" or "f"; None for words that tell none, such as "the author".
        """
        while sex and self._openings and self._openings[0].place < source.span.start:
            opening = self._openings.pop(0)
            if chosen := self._chosen(opening):
                self._events.append(Event(opening.place, chosen[0], subject=True, named=False))
        return self._chosen(self._pronoun(source.span.start, sex, source.said), fits)

    def opens(self, place: int, person: Person) -> bool:
        """Whether somebody is a subject before a place in its paragraph."""
        first = self._floor(place)
        return any(first <= e.place < place and e.subject and e.person is person for e in self._events)

    def named_next(self, source: Source) -> Person | None:
        """Find whom an article names next behind a description, as one who speaks or acts.

        That is who comes up and speaks first in the paragraph below the lead, if nobody was named before or the
        description is of somebody new, or the first person of its own paragraph: "The chairman promised money.
        Orlo put it at a million."
        """
        start, end = source.span
        below = next((begin for begin in self.layout.paragraphs if begin > start), len(self.text))
        lead, found = self._first_person(below), self._first_person(self._floor(start))
        if lead is not None and self._is_led_to(lead, below) and self._floor(start) == self.layout.paragraphs[0]:
            return lead[1]
        if found is None or not source.is_definite or not end <= found[0].span.start < below:
            return None
        between = _GENDERED.finditer(self.text, end, found[0].span.start)
        does = self._does(found[0]) and all(self.is_quoted(m.start()) for m in between)
        return found[1] if does else None

    def _is_led_to(self, lead: tuple[Mention, Person], below: int) -> bool:
        """Whether a paragraph opens with somebody new who speaks, be it with their words: "“I rest,” Roe said"."""
        mention, person = lead
        opens = mention.begins() == below or (
            self._floor(mention.span.start) == below and self.is_quoted(below + 1)
        )
        return opens and self.people.is_source(mention) and person.mentions[:1] == [mention]

    def _first_person(self, place: int) -> tuple[Mention, Person] | None:
        """Find the first person who is named from a place on, if more than capitals tells that it is one."""
        named = ((m, self._whom(m)) for m in self.outside if m.span.start >= place)
        found = next(((m, person) for m, person in named if person is not None), None)
        return found if found and (len(found[1].words) == 1 or found[1].told) else None

    @rule("brought in", otherwise=lambda *_: False)
    def brought_in(self, place: int, noun: str) -> bool:
        """Whether an article has brought in somebody by a noun, not to tell who a named one is: "a nurse who"."""
        pattern = re.compile(f"{_BEFORE}{re.escape(noun)}{_BEHIND}")
        told = pattern.finditer(self.text, self._floor(place, FAR), place)
        return any(not self.is_quoted(one.start()) for one in told)

    def _chosen(
        self, pronoun: Pronoun, fits: Callable[[Person], bool] = lambda _: True
    ) -> tuple[Person, float] | None:
        candidates = [c for c in self._candidates(pronoun.place, pronoun.sex) if fits(c.person)]
        record_all(pronoun, lambda: self._candidates(pronoun.place, None), self.layout)
        chosen = choose(pronoun, candidates, self.layout)
        if chosen is not None and chosen[1] >= SURE and pronoun.sex:
            chosen[0].hear(pronoun.sex)
        return chosen

    def _pronoun(self, place: int, sex: str | None, said: Sequence[Span] = ()) -> Pronoun:
        inside = (m for m in self.people.mentions if is_within(m.span.start, said))
        named = [m for m in inside if not is_own_name(self.text, m)]
        quoted = frozenset(self.people.at(m.span) for m in named if self.is_quoted(m.span.start))
        reported = frozenset(self.people.at(m.span) for m in named) - quoted
        return Pronoun(place, sex, self._genders, quoted, reported)

    @cached_property
    def _genders(self) -> frozenset[str]:
        return frozenset(
            "m" if plain(found[0]) in MALE_PRONOUNS else "f"
            for found in _GENDERED.finditer(self.text)
            if not self.is_quoted(found.start())
        )

    def _candidates(self, place: int, sex: str | None) -> list[Candidate]:
        """List everybody who may be meant by "he" or "she" at a place."""
        found: dict[Person, Candidate] = {}
        before = [e for e in self._events if e.place < place]
        end = clause_end(self.text, self.layout, place)
        beside = {self.people.at(m.span) for m in self.people.mentions if place <= m.span.start < end}
        floor = self._floor(place, FAR)
        for event in sorted([e for e in before if e.place >= floor] or before, key=itemgetter(0)):
            person = event.person
            if person.may_be(sex) or person.by_list:
                found.setdefault(person, Candidate(person, person in beside)).events.append(event)
        everybody = list(found.values())
        if not any(c.person.told and c.person.may_be(sex) for c in everybody):
            return everybody
        known = [c for c in everybody if c.person.told or (c.last(spoke=True) >= 0 and not c.person.is_thing)]
        return known + [c for c in everybody if c not in known and self._is_newcomer(c, known, place)]

    @rule("newcomers", otherwise=lambda *_: False)
    def _is_newcomer(self, candidate: Candidate, known: Sequence[Candidate], place: int) -> bool:
        """Whether somebody of whom nothing is known is the only subject so far of the paragraph of a place."""
        latest = max((c.last(subject=True) for c in known), default=-1)
        person = candidate.person
        named = not person.is_thing and plain(person.words[0]) not in lower_words(self.text)
        return named and latest < self._floor(place) <= candidate.last(subject=True)

    @cached_property
    def _openings(self) -> list[Pronoun]:
        """List the pronouns that open sentences outside quote marks and say nothing: "She left."."""
        return [
            self._pronoun(place, "m" if found["pronoun"] == "He" else "f")
            for found in _OPENING.finditer(self.text)
            if not self.is_quoted(place := found.start("pronoun")) and place not in self._sources
        ]

    @cached_property
    def _events(self) -> list[Event]:
        """The places where names and offices stand outside quote marks, headings and captions."""
        found: list[Event] = []
        led = False
        for m, following in zip_longest(self.outside, self.outside[1:]):
            subject = led or is_subject(self.text, m)
            led = subject and following is not None and is_attribute(self.text, m, following)
            person = self._whom(m)
            if person is None or self._floor(m.span.start) in self.layout.headings:
                continue
            full = len(m.words) > 1 and len(m.words) == len(person.words)
            found.append(Event(m.span.start, person, subject and not led, owns=m.possessive, full=full))
        for office in _OFFICE.finditer(self.text):
            place, words = office.start("office"), office["office"]
            if self.is_quoted(place) or place in self._sources:
                continue
            source = Source(Span(*office.span("office")), words, plain(words))
            if (person := holder(self.people, source)) is not None:
                found.append(Event(place, person, subject=True, named=False))
        return found

    @cached_property
    def _by_one_name(self) -> dict[str, Person]:
        """Those who speak or act somewhere under one name: "Orlo said", "Orlo put the cost at a million"."""
        named = [m for m in self.outside if len(m.words) == 1 and may_be_name(self.text, m.name)]
        things = {m.name for m in named if is_held_for_thing(m, self.text)}
        return {m.name: Person(m.words) for m in named if m.name not in things and self._does(m)}

    def _does(self, mention: Mention) -> bool:
        """Whether somebody speaks or acts where a name stands."""
        return self.people.is_source(mention) or acts(self.text, mention)

    def _whom(self, mention: Mention) -> Person | None:
        """Find whom a name means, be it one name of which nothing is known."""
        return self.people.at(mention.span) or self._by_one_name.get(mention.name)
