"""From the words that name a speaker at one place to the fullest name that the article gives.

Ordered sieves, the most precise first, as in Raghunathan et al. 2010 (coreference) and Muzny et al. 2017
(quote attribution): the first that knows whom the words mean decides, and its name is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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
from .document_entities import People
from .head_mentions import ARTICLE, group_name, head_of
from .mentions import Mention, lower_words, mentions
from .organisations import Bodies, Body, is_adjective, spokesperson
from .person import Person, sex_of
from .person_name import compatible

REACH: Final = 3
"""Paragraphs that a pronoun may look back."""

NEXT_TO: Final = 120
"""Characters between a name and the "who" that goes with it, at most."""

SOON: Final = 600
"""Characters within which an article names whom it has only described so far."""

_UP_TO_WHO: Final = re.compile(r"[\s,—–(-]*|\s*[,(—–-]\s*(?:an?|the|his|her|its|their)\s[^.;:]*")
_LED_IN: Final = re.compile(r"(?:^|[.!?][”\"’']*\s+)[“\"]?[A-Z][\w’'-]*(?: [\w’'-]+){0,5},$")
_DEFINITE: Final = re.compile(r"(?:the|this|that|his|her|their|its)\s", re.IGNORECASE)
_SINGULAR: Final = re.compile(r"(?:the|this|that|an?|one|another|his|her|their|its)\s", re.IGNORECASE)
_AGED: Final = re.compile(r"(?P<age>\d{1,3})-year-old$")
_GENDERED: Final = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
_FOLLOWED_BY_VERB: Final = re.compile(r"(?:, [^,.]{1,80},)? [a-z]")
_PEOPLE: Final = words("people_nouns")
_PARTS: Final = re.compile(r",| (?:of|for|in|at|from|who|after|with|on) ")


class Speaker(NamedTuple):
    """Who spoke.

    Attributes:
        name: The fullest name in the article, or None where it names nobody.
        role: What the article calls them, or None.
        person: The person behind the name, be it not given, or None for a body.
        sieve: The name of the sieve that decided, or "".
    """

    name: str | None
    role: str | None
    person: Person | None
    sieve: str = ""


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
        self.people = People(text, paragraphs, sources)
        self._last_body: Body | None = None
        self._strangers: list[tuple[frozenset[str], Person]] = []
        starts = [q.start for q in quoted]

        def is_quoted(mention: Mention) -> bool:
            i = bisect_right(starts, mention.span.start) - 1
            return i >= 0 and mention.span.start < quoted[i].end

        self._genders = {
            "m" if plain(found[0]) in MALE_PRONOUNS else "f"
            for found in _GENDERED.finditer(text)
            if (i := bisect_right(starts, found.start()) - 1) < 0 or found.start() >= quoted[i].end
        }
        outside = [m for m in self.people.mentions if not is_quoted(m)]
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
        """Look back for the last subject, then the last name, that can be meant; for one of known gender first.

        The last speaker counts as a subject; a name that opens a sentence is one, and so is a name that
        follows the few words before a sentence's first comma: "First, Roe".
        """
        if source.folded not in MALE_PRONOUNS | FEMALE_PRONOUNS:
            return None
        sex = "m" if source.folded in MALE_PRONOUNS else "f"
        known = [
            (mention, person)
            for mention in self._before(source.span.start)
            if (person := self.people.at(mention.span)) is not None
            and person.sex in (sex, None)
            and not mention.possessive
            and self.people.told(person)
        ]
        floor = self._floor(source.span.start)
        last = source.last
        subjects = [(m.span.start, p) for m, p in known if m.opens or self._is_led_in(m)]
        certain = [pair for pair in subjects if pair[1].sex == sex]
        recent = last is not None and floor <= last[0].start <= source.span.start
        if last is not None and recent and last[1].sex in {sex, None} and not self.people.is_thing(last[1]):
            certain.append((last[0].start, last[1]))
        if not certain:
            certain = [(m.span.start, p) for m, p in known if p.sex == sex]
        certain += [
            (m.span.start, p)
            for m, p in known
            if p.sex is None and p.role and p.mentions[0] is m and (m.opens or self._is_led_in(m))
        ]  # a newcomer: "Then the foreman, Gus Ray, arrived."
        if candidates := certain or subjects or [(m.span.start, p) for m, p in known]:
            return self._speaker(max(candidates, key=lambda pair: pair[0])[1])
        return self._main(sex)

    def any_subject(self, source: Source) -> Speaker | None:
        """Let "she" mean the last full name that opens a sentence before a verb.

        Nothing else need tell a person, and what a list tells of the gender is not believed where the article has
        no such pronoun. Where nobody stands before, the only person of the article is meant.
        """
        if source.folded not in MALE_PRONOUNS | FEMALE_PRONOUNS:
            return None
        sex = "m" if source.folded in MALE_PRONOUNS else "f"
        doubtful: Person | None = None
        for mention in self._before(source.span.start):
            person = self.people.at(mention.span)
            if person is None or not self._may_be(person, sex) or mention.of_thing or mention.possessive:
                continue
            acts = mention.opens and _FOLLOWED_BY_VERB.match(self._text, mention.span.end)
            if acts or self.people.is_source(mention):
                if person.sex in {sex, None}:
                    return self._speaker(person)
                doubtful = doubtful or person
        if doubtful:
            return self._speaker(doubtful)
        people = [p for p in self.people.persons if not self.people.is_thing(p)]
        only = people[0] if len(people) == 1 and self._may_be(people[0], sex) else None
        return self._speaker(only) if only else None

    def _may_be(self, person: Person, sex: str) -> bool:
        return person.sex in {sex, None} or (person.by_list and person.sex not in self._genders)

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
        return None if mention is None else self._of_name(mention, source.span)

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
        office = HEADS_OF_STATE if head[-1] in HEADS_OF_STATE else {head[-1]}
        capitals = {plain(word) for word in source.words.split()[1:] if word[0].isupper()} & set(head)
        best: tuple[tuple[int, int, int], Person] | None = None
        for person in self.people.persons:
            said = {plain(word) for word in " ".join([*person.roles, *(m.title for m in person.mentions)]).split()}
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
        aged = _AGED.match(head[-1])
        if aged is not None:
            for mention in self._before(source.span.start):
                if self._text.startswith(f", {aged['age']}", mention.span.end) and (
                    p := self.people.at(mention.span)
                ):
                    return self._speaker(p)
        elif head[-1] not in (ROLES | JOBS) - KIN:
            return None
        last = source.last
        if last is None or not self._floor(source.span.start) <= last[0].start or not last[1].name:
            return None
        since = (m for m in self._before(source.span.start) if m.span.start > last[0].end and m.opens)
        return None if any(self.people.at(m.span) is not last[1] for m in since) else self._speaker(last[1])

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

    @rule("main person", otherwise=lambda *_: None)
    def _main(self, sex: str) -> Speaker | None:
        """Fall back on the person of that gender whom the article is about."""
        agreeing = [p for p in self.people.persons if p.sex == sex]
        best = max(agreeing, key=lambda p: len(p.mentions), default=None)
        return self._speaker(best) if best and len(best.mentions) > 1 else None

    @staticmethod
    def _speaker(person: Person) -> Speaker:
        return Speaker(person.name or None, person.role, person)


Sieve = Callable[[Resolver, Source], Speaker | None]

SIEVES: Final[tuple[tuple[str, Sieve], ...]] = (
    ("relative", Resolver.relative),
    ("pronoun", Resolver.gendered_pronoun),
    ("subject", Resolver.any_subject),
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
