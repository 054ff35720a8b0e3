"""From the words that name a speaker at one place to the fullest name that the article gives.

Ordered sieves, the most precise first, as in Raghunathan et al. 2010 (coreference) and Muzny et al. 2017
(quote attribution): the first that knows whom the words mean decides, and its name is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    BODIES,
    COUNTRIES,
    FEMALE_PRONOUNS,
    HEADS_OF_STATE,
    JOBS,
    KIN,
    MALE_PRONOUNS,
    OTHER_PRONOUNS,
    ROLES,
    TITLES,
    plain,
)
from ..model import Span
from ..switches import declared, is_left_out, rule
from ..text.document import sentence_end
from .antecedents import Candidate, Event, Layout, Pronoun, choose
from .document_entities import People
from .head_mentions import ARTICLE, group_name, head_of
from .mentions import Mention, lower_words, mentions
from .organisations import Bodies, Body, is_adjective, spokesperson
from .person import Person, sex_of
from .person_name import compatible
from .single_names import NO_PERSON

REACH: Final = 3
"""Paragraphs that a pronoun may look back."""

NEXT_TO: Final = 120
"""Characters between a name and the "who" that goes with it, at most."""

SOON: Final = 600
"""Characters within which an article names whom it has only described so far."""

FAR: Final = 8
"""Paragraphs that "he" may look back."""

SURE: Final = 0.7
"""The probability from which on "he" tells the gender of whom it means, too."""

ONLY: Final = 0.67
"""The probability that the only person of an article is meant, by estimate: it is rare."""

LIKELY: Final = 0.4
"""The probability from which on "the expert" is whoever is meant most likely."""

_INVERTED: Final = re.compile(r" (?:is|was) (?:[\w-]+ )?$")
_OPENING: Final = re.compile(r"(?:^|[.!?][”\"’')]*\s+|\n\s*)(?P<pronoun>He|She)\b")
_OFFICE: Final = re.compile(
    r"(?:^|[.!?][”\"’')]*\s+|\n\s*)"
    rf"(?P<office>The (?:[\w’'-]+ ){{0,3}}?(?:{'|'.join(sorted(ROLES | JOBS))}))\b(?= [a-z])"
)
_UP_TO_WHO: Final = re.compile(r"[\s,—–(-]*|\s*[,(—–-]\s*(?:an?|the|his|her|its|their)\s[^.;:]*")
_LED_IN: Final = re.compile(r"(?:^|[.!?][”\"’']*\s+)[“\"]?[A-Z][\w’'-]*(?: [\w’'-]+){0,5},$")
_DEFINITE: Final = re.compile(r"(?:the|this|that|his|her|their|its)\s", re.IGNORECASE)
_SINGULAR: Final = re.compile(r"(?:the|this|that|an?|one|another|his|her|their|its)\s", re.IGNORECASE)
_AGED: Final = re.compile(r"(?P<age>\d{1,3})-year-old$")
_GENDERED: Final = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
_PEOPLE: Final = words("people_nouns")
_LEADERS: Final = frozenset({"leader", "head", "ruler", "strongman"})
_PARTS: Final = re.compile(r",| (?:of|for|in|at|from|who|after|with|on) ")


class Speaker(NamedTuple):
    """Who spoke.

    Attributes:
        name: The fullest name in the article, or None where it names nobody.
        role: What the article calls them, or None.
        person: The person behind the name, be it not given, or None for a body.
        sieve: The name of the sieve that decided, or "".
        certainty: The probability that it is right, where the sieve tells one.
    """

    name: str | None
    role: str | None
    person: Person | None
    sieve: str = ""
    certainty: float | None = None


NOBODY: Final = Speaker(None, None, None)


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a speaker at one place.

    Attributes:
        span: Where they stand.
        words: The words.
        folded: The same, folded for comparison.
        last: The words that named the last speaker before, and who that was.
    """

    span: Span
    words: str
    folded: str
    last: tuple[Span, Person] | None


def _is_national(word: str) -> bool:
    word = word.removesuffix("'s")
    return word in COUNTRIES or word in {"us", "u.s", "uk"} or (is_adjective(word) and word not in TITLES)


class Resolver:
    """Resolves the sources of one article, in the order of the text.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.
        quoted: Spans in quote marks, in order; who is named in them is no antecedent.
        sieves: The sieves to use, in order.
        sources: Words that something names for a speaker's.
    """

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Span],
        quoted: Sequence[Span],
        sieves: Sequence[tuple[str, Sieve]] | None = None,
        sources: Iterable[Span] = (),
    ) -> None:
        self._text = text
        self._starts = [p.start for p in paragraphs]
        self._sieves = SIEVES if sieves is None else sieves
        sources = list(sources)
        self.people = People(text, paragraphs, sources)
        self._last_body: Body | None = None
        self._heard: list[Event] = []
        self._alone: dict[str, Person | None] = {}
        self._sources = frozenset(source.start for source in sources)
        self._strangers: list[tuple[frozenset[str], Person]] = []
        starts = [q.start for q in quoted]

        def is_quoted(place: int) -> bool:
            i = bisect_right(starts, place) - 1
            return i >= 0 and place < quoted[i].end

        self._is_quoted = is_quoted
        self._genders = frozenset(
            "m" if plain(found[0]) in MALE_PRONOUNS else "f"
            for found in _GENDERED.finditer(text)
            if not is_quoted(found.start())
        )
        outside = [m for m in self.people.mentions if not is_quoted(m.span.start)]
        self._antecedents = [m for m in outside if self.people.at(m.span)]
        self._places = [m.span.start for m in self._antecedents]
        self._outside = outside
        self._bodies: Bodies | None = None

    @property
    def bodies(self) -> Bodies:
        """The bodies that the article names outside quote marks."""
        if self._bodies is None:
            self._bodies = Bodies(self._text, self._starts, self._outside, self._is_person)
        return self._bodies

    def _is_person(self, mention: Mention) -> bool:
        person = self.people.at(mention.span)
        if person is None:
            return len(mention.words) == 1 and self.people.of_one_name(mention) is not None
        return self.people.told(person)

    @rule("coreference", otherwise=lambda *_: NOBODY)
    def resolve(self, source: Span, last: tuple[Span, Person] | None) -> Speaker:
        """Say who is meant.

        Args:
            source: The words that name the speaker.
            last: The words that named the last speaker before, and who that was.
        """
        words = self._text[source.start : source.end]
        asked = Source(source, words, plain(words), last)
        speaker = NOBODY
        for name, sieve in self._sieves:
            found = None if is_left_out(f"sieve: {name}") else sieve(self, asked)
            if found is not None:
                speaker = found._replace(sieve=name)
                break
        self._note(asked, speaker)
        if speaker.person is not None:
            self._heard.append(Event(source.start, speaker.person, subject=True, spoke=True, named=False))
        return speaker

    def labelled(self, name: str) -> Speaker:
        """Find whom a label names, by the fullest name."""
        fitting = (p for p in self.people.persons if compatible(p.name, name) and not p.name.isupper())
        person = max(fitting, key=lambda p: (len(p.words), len(p.mentions)), default=None)
        return self._speaker(person)._replace(sieve="label") if person else Speaker(name, None, None, "label")

    def _note(self, source: Source, speaker: Speaker) -> None:
        """Keep the body that spoke last, until somebody else does."""
        is_body = speaker.name and (speaker.person is None or not self.people.told(speaker.person))
        if speaker.name and (is_body or spokesperson(source.words)):
            self._last_body = self.bodies.named(speaker.name) or self._last_body
        elif source.folded not in OTHER_PRONOUNS:
            self._last_body = None

    def relative(self, source: Source) -> Speaker | None:
        """Find whose name stands right before "who" or "which", or before what explains it: "Roe, a poet who"."""
        if source.folded not in {"who", "which"}:
            return None
        start = source.span.start
        i = bisect_right(self._places, start - 1) - 1
        if source.folded == "who":
            if i < 0 or start - self._antecedents[i].span.end > NEXT_TO:
                return NOBODY
            antecedent = self._antecedents[i].span
            person = self.people.at(antecedent)
            beside = _UP_TO_WHO.fullmatch(self._text, antecedent.end, start)
            return self._speaker(person) if person and beside else NOBODY
        before = next((m for m in reversed(self._outside) if m.span.end <= start), None)
        if before is None or self._text[before.span.end : start].strip() not in {",", ""}:
            return NOBODY
        return self._of_name(before, source.span)

    def gendered_pronoun(self, source: Source) -> Speaker | None:
        """Choose among everybody whom the article has spoken of so far; see `antecedents`."""
        if source.folded not in MALE_PRONOUNS | FEMALE_PRONOUNS:
            return None
        sex = "m" if source.folded in MALE_PRONOUNS else "f"
        while self._openings and self._openings[0].place < source.span.start:
            opening = self._openings.pop(0)
            if chosen := self._choose(opening):
                self._heard.append(Event(opening.place, chosen[0], subject=True, named=False))
        chosen = self._choose(self._pronoun(source.span.start, sex))
        if chosen is None:
            return self._only_person(sex)
        return self._speaker(chosen[0])._replace(certainty=chosen[1])

    def _only_person(self, sex: str) -> Speaker:
        """Find the one person whom an article names, who may come only after the pronoun."""
        told = [p for p in self.people.persons if self.people.told(p)]
        fits = len(told) == 1 and told[0].sex in {sex, None}
        return self._speaker(told[0])._replace(certainty=ONLY) if fits else NOBODY

    def _choose(self, pronoun: Pronoun) -> tuple[Person, float] | None:
        chosen = choose(pronoun, self.candidates(pronoun.place, pronoun.sex), self._layout)
        if chosen is not None and chosen[0].sex is None and chosen[1] >= SURE and pronoun.sex:
            chosen[0].sex, chosen[0].by_list = pronoun.sex, True
        return chosen

    def _pronoun(self, place: int, sex: str | None) -> Pronoun:
        before = self._text[max(0, place - 3) : place].rstrip()
        return Pronoun(place, sex, before.endswith(("”", "’", '"')), self._genders)

    def candidates(self, place: int, sex: str | None) -> list[Candidate]:
        """List everybody who may be meant by "he" or "she" at a place."""
        found: dict[int, Candidate] = {}
        events = [e for e in self._events if e.place < place] + [e for e in self._heard if e.place < place]
        near = [e for e in events if self._layout.paragraphs_between(e.place, place) <= FAR]
        for event in sorted(near or events, key=lambda e: e.place):
            person = event.person
            if sex is None or person.sex in {sex, None} or person.by_list:
                told, thing = self.people.told(person), any(m.of_thing for m in person.mentions)
                found.setdefault(id(person), Candidate(person, told, thing)).events.append(event)
        everybody = list(found.values())
        if not any(c.told and (sex is None or c.person.sex in {sex, None}) for c in everybody):
            return everybody
        return [c for c in everybody if c.told or not (c.thing or c.is_silent)]

    @cached_property
    def _layout(self) -> Layout:
        sentences = list(self._starts)
        for begin, end in pairwise([*self._starts, len(self._text)]):
            place = sentence_end(self._text, begin, end)
            while place is not None:
                sentences.append(place)
                place = sentence_end(self._text, place, end)
        return Layout(sorted(set(sentences)), self._starts)

    @cached_property
    def _openings(self) -> list[Pronoun]:
        """List the pronouns that open sentences outside quote marks and say nothing: "She left."."""
        return [
            self._pronoun(found.start("pronoun"), "m" if found["pronoun"] == "He" else "f")
            for found in _OPENING.finditer(self._text)
            if not self._is_quoted(found.start("pronoun")) and found.start("pronoun") not in self._sources
        ]

    @cached_property
    def _events(self) -> list[Event]:
        """The places where names and offices stand outside quote marks."""
        found = []
        for m in self._outside:
            person = self.people.at(m.span) or self._by_one_name(m)
            if person is not None:
                subject = (
                    m.opens
                    or self._is_led_in(m)
                    or _INVERTED.search(self._text, max(0, m.span.start - 60), m.span.start)
                )
                found.append(Event(m.span.start, person, bool(subject)))
        for office in _OFFICE.finditer(self._text):
            words_ = office["office"]
            if not self._is_quoted(office.start("office")) and office.start("office") not in self._sources:
                span = Span(*office.span("office"))
                source = Source(span, words_, plain(words_), None)
                speaker = self._by_role(source, self._head(source))
                if speaker is not None and speaker.person is not None:
                    found.append(Event(span.start, speaker.person, subject=True, named=False))
        return found

    def _by_one_name(self, mention: Mention) -> Person | None:
        """Find whom one name means that speaks somewhere: "Orlo said"."""
        if len(mention.words) > 1:
            return None
        word = mention.words[0]
        if (person := self.people.of_one_name(mention)) is not None:
            return person
        if word not in self._alone:
            speaks = any(m.words == mention.words and self.people.is_source(m) for m in self._outside)
            folded = plain(word)
            is_name = not (word.isupper() or folded in NO_PERSON or folded in lower_words(self._text))
            is_name = is_name and not is_adjective(word.removesuffix("s"))
            self._alone[word] = Person(mention.words) if speaks and is_name else None
        return self._alone[word]

    def singular_they(self, source: Source) -> Speaker | None:
        """Let "they" mean the one person of an article that calls nobody "he" or "she"."""
        if source.folded not in {"they", "them"} or _GENDERED.search(self._text):
            return None
        told = [p for p in self.people.persons if self.people.told(p)]
        if len(told) != 1 or not any(m.span.start < source.span.start for m in told[0].mentions):
            return None
        recent = source.last is not None and source.last[1] is told[0]
        opens = any(m.opens for m in self._before(source.span.start) if self.people.at(m.span) is told[0])
        return self._speaker(told[0]) if recent or opens else None

    def it(self, source: Source) -> Speaker | None:
        """Let "it" mean the body that spoke last or that opens a sentence before."""
        if source.folded not in {"it", "its"}:
            return None
        end = source.span.end
        following = self._text[end : end + 20] if source.folded == "it" else ""
        body = self.bodies.it(source.span.start, following, self._last_body)
        return Speaker(body.name, None, None) if body else NOBODY

    def nobody(self, source: Source) -> Speaker | None:
        """Stop at other pronouns: they name nobody in particular."""
        return NOBODY if source.folded in OTHER_PRONOUNS | MALE_PRONOUNS | FEMALE_PRONOUNS else None

    def name(self, source: Source) -> Speaker | None:
        """Find the fullest name of whom the source names."""
        mention = head_of(self._text, source.span)
        if mention is None or (is_adjective(mention.name) and any(map(_AGED.match, self._head(source)))):
            return None
        return self._of_name(mention, source.span)

    def _of_name(self, mention: Mention, source: Span) -> Speaker:
        if group := group_name(self._text, mention, source.end):
            return Speaker(group, None, None)
        person = self.people.at(mention.span) or self.people.person(mention)
        person = person or self.people.of_one_name(mention)
        if person is not None:
            return Speaker(person.name, person.role, person)
        body = self.bodies.named(mention.name)
        name = self.people.spelled_out(body.name if body else mention.name)
        if len(mention.words) == 1 and self._is_plural(name):
            return NOBODY
        return Speaker(name, None, None)

    def _is_plural(self, name: str) -> bool:
        """Whether a word is no name but opens a sentence: "Users", "Investors"."""
        folded = plain(name)
        plural = folded.endswith("s") and folded.removesuffix("s") in _PEOPLE
        return plural or ((folded.endswith("s") or folded in BODIES) and folded in lower_words(self._text))

    def spokesperson(self, source: Source) -> Speaker | None:
        """Find the body that "an Orlo spokeswoman" or "a spokesman for Orlo" speaks for, as does a later "she"."""
        role = spokesperson(source.words)
        if role is None:
            return None
        named = list(mentions(self._text, source.span))
        people = (self.people.at(m.span) or self.people.person(m) for m in named)
        if not named or any(map(self.people.told, filter(None, people))) or is_adjective(named[0].name):
            body = self.bodies.described(source.words, source.span.start, self._last_body)
            if body is not None:
                return self._speaker(Person((body.name,), sex=sex_of((), role), role=role))
            return self._by_role(source, [role])
        group = group_name(self._text, named[0], source.span.end)
        body = self.bodies.named(named[0].name)
        name = group or (body.name if body else self.people.spelled_out(named[0].name))
        return self._speaker(Person((name,), sex=sex_of((), role), role=role))

    def role(self, source: Source) -> Speaker | None:
        """Match "the Russian leader" with "Russian President Jane Roe", and "the senator" with the last one."""
        head = self._head(source)
        return self._by_role(source, head) if head and head[-1] in ROLES | JOBS | HEADS_OF_STATE else None

    def _head(self, source: Source) -> list[str]:
        if not _SINGULAR.match(source.words):
            return []
        return [plain(word) for word in _PARTS.split(ARTICLE.sub("", source.words))[0].split()]

    def _by_role(self, source: Source, head: Sequence[str]) -> Speaker | None:
        start = source.span.start
        office = HEADS_OF_STATE if head[-1] in _LEADERS else {head[-1], *_LEADERS & HEADS_OF_STATE}
        office = office if head[-1] in HEADS_OF_STATE else {head[-1]}
        capitals = {plain(word) for word in source.words.split()[1:] if word[0].isupper()} & set(head)
        best: tuple[tuple[int, int, int], Person] | None = None
        for person in self.people.persons:
            said = {plain(word) for word in " ".join([*person.roles, *(m.title for m in person.mentions)]).split()}
            said = said if "prime" in said or head[-1] == "minister" else said - {"minister"}
            if not said & office or not (capitals <= said or not any(map(_is_national, said))):
                continue
            before = [m.span.start for m in person.mentions if m.span.start < start]
            soon = not before and 0 < person.mentions[0].span.start - start < SOON if person.mentions else False
            if not before and not soon:
                continue
            if not before and _DEFINITE.match(source.words):
                continue
            recent = source.last is not None and source.last[1] is person
            shared = len(said & set(head[:-1]))
            rank = (shared, int(recent) + len(capitals) * len(before), before[-1] if before else -1)
            if (before and _DEFINITE.match(source.words)) or soon:
                best = (rank, person) if best is None or rank > best[0] else best
        return self._speaker(best[1]) if best else None

    def organisation(self, source: Source) -> Speaker | None:
        """Find the body that "the council", "the company" or "its board" means."""
        body = self.bodies.described(source.words, source.span.start, self._last_body)
        return Speaker(body.name, None, None) if body else None

    def active_person(self, source: Source) -> Speaker | None:
        """Let "the expert" or "the 23-year-old" mean the last person who spoke, if no role tells another."""
        head = self._head(source)
        if (
            not head
            or not _DEFINITE.match(source.words)
            or source.words.lower().startswith(("his ", "her ", "its "))
        ):
            return None
        aged = next(filter(None, map(_AGED.match, head)), None)
        if aged is not None:
            for mention in self._before(source.span.start):
                if self._text.startswith(f", {aged['age']}", mention.span.end) and (
                    p := self.people.at(mention.span)
                ):
                    return self._speaker(p)
        elif head[-1] not in (ROLES | JOBS) - KIN:
            return None
        if any(head[-1] in said for said, _ in self._strangers):
            return None
        chosen = self._choose(self._pronoun(source.span.start, None))
        if chosen is None or chosen[1] < LIKELY or not chosen[0].name or self._is_of_another(chosen[0], head):
            return None
        return self._speaker(chosen[0])._replace(certainty=chosen[1])

    @staticmethod
    def _is_of_another(person: Person, head: Sequence[str]) -> bool:
        """Whether somebody is called by another country than a description: "the US leader" is no French one."""
        said = {plain(word) for role in person.roles for word in role.split() if _is_national(plain(word))}
        asked = set(filter(_is_national, head))
        return bool((said or head[-1] in HEADS_OF_STATE) and asked and not said & asked)

    def stranger(self, source: Source) -> Speaker | None:
        """Meet somebody whom the article does not name, "a teacher", or find them again: "the teacher"."""
        head = self._head(source) or [plain(spokesperson(source.words) or "")]
        if head[-1] not in ROLES | JOBS | HEADS_OF_STATE:
            return None
        met = next((person for said, person in reversed(self._strangers) if head[-1] in said), None)
        if met is None and not _DEFINITE.match(source.words):
            met = Person((), sex=sex_of((), head[-1]))
            self._strangers.append((frozenset(map(plain, source.words.split())), met))
        return self._speaker(met) if met else None

    def _before(self, place: int) -> list[Mention]:
        """List the antecedents before a place and within reach, the nearest first."""
        floor = self._floor(place)
        return [
            m
            for m in reversed(self._antecedents[: bisect_right(self._places, place - 1)])
            if m.span.start >= floor
        ]

    def _floor(self, place: int) -> int:
        return self._starts[max(0, bisect_right(self._starts, place) - 1 - REACH)]

    @rule("led-in subjects", otherwise=lambda *_: False)
    def _is_led_in(self, mention: Mention) -> bool:
        start = mention.span.start
        opening = self._starts[max(0, bisect_right(self._starts, start) - 1)]
        before = self._text[max(opening, start - 80) : start].rstrip()
        return _LED_IN.search(before.removesuffix(mention.title).rstrip()) is not None

    @staticmethod
    def _speaker(person: Person) -> Speaker:
        return Speaker(person.name or None, person.role, person)


Sieve = Callable[[Resolver, Source], Speaker | None]

SIEVES: Final[tuple[tuple[str, Sieve], ...]] = (
    ("relative", Resolver.relative),
    ("pronoun", Resolver.gendered_pronoun),
    ("they", Resolver.singular_they),
    ("it", Resolver.it),
    ("other pronoun", Resolver.nobody),
    ("name", Resolver.name),
    ("spokesperson", Resolver.spokesperson),
    ("role", Resolver.role),
    ("organisation", Resolver.organisation),
    ("active person", Resolver.active_person),
    ("stranger", Resolver.stranger),
)
"""In the order in which they are asked."""

for _name, _ in SIEVES:
    declared(f"sieve: {_name}")
