"""From the words that name a speaker at one place to the fullest name that the article gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..lexicon.word_classes import (
    BODIES,
    FEMALE_PRONOUNS,
    HEADS_OF_STATE,
    JOBS,
    MALE_PRONOUNS,
    OTHER_PRONOUNS,
    ROLES,
    plain,
)
from ..model import Span
from .document_entities import People
from .head_mentions import ARTICLE, group_name, head_of
from .mentions import Mention, lower_words, mentions
from .organisations import is_adjective, means_body, spokesperson
from .person import Person, sex_of

REACH = 3
"""Paragraphs that a pronoun may look back."""

NEXT_TO = 120
"""Characters between a name and the "who" that goes with it, at most."""

_UP_TO_WHO = re.compile(r"[\s,—–(-]*|\s*[,(—–-]\s*(?:an?|the|his|her|its|their)\s[^.;:]*")

_LED_IN = re.compile(r"(?:^|[.!?][”\"’']*\s+)[“\"]?[A-Z][\w’'-]*(?: [\w’'-]+){0,5},$")
_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_SINGULAR = re.compile(r"(?:the|this|that|an?|one|another)\s", re.IGNORECASE)


class Speaker(NamedTuple):
    """Who spoke.

    Attributes:
        name: The fullest name in the article, or None where it names nobody.
        role: What the article calls them, or None.
        person: The person behind the name, be it not given, or None for a body.
    """

    name: str | None
    role: str | None
    person: Person | None


NOBODY = Speaker(None, None, None)


class Resolver:
    """Resolves the sources of one article, in the order of the text.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.
        quoted: Spans in quote marks, in order; who is named in them is no antecedent.
    """

    def __init__(self, text: str, paragraphs: Sequence[Span], quoted: Sequence[Span]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._starts = [p.start for p in paragraphs]
        self._people = People(text, paragraphs)
        self._body: tuple[Span, Speaker] | None = None
        self._strangers: list[tuple[frozenset[str], Person]] = []
        starts = [q.start for q in quoted]

        def is_quoted(mention: Mention) -> bool:
            i = bisect_right(starts, mention.span.start) - 1
            return i >= 0 and mention.span.start < quoted[i].end

        self._antecedents = [m for m in self._people.mentions if not is_quoted(m) and self._people.at(m.span)]
        self._places = [m.span.start for m in self._antecedents]

    def resolve(self, source: Span, last: tuple[Span, Person] | None) -> Speaker:
        """Say who is meant.

        Args:
            source: The words that name the speaker.
            last: The words that named the last speaker before, and who that was.
        """
        speaker = self._resolve(source, last)
        words = self._text[source.start : source.end]
        if speaker.name is None and (again := self._body_again(source, words)):
            return again
        if speaker.name and (self._is_body(speaker) or spokesperson(words)):
            self._body = source, speaker
        elif plain(words) not in OTHER_PRONOUNS:
            self._body = None
        return speaker

    def _resolve(self, source: Span, last: tuple[Span, Person] | None) -> Speaker:
        words = self._text[source.start : source.end]
        folded = plain(words)
        if folded in MALE_PRONOUNS | FEMALE_PRONOUNS:
            return self._pronoun(source, "m" if folded in MALE_PRONOUNS else "f", last)
        if folded in OTHER_PRONOUNS:
            return self._before(source) if folded == "who" else NOBODY
        named = head_of(self._text, source)
        if named is not None:
            return self._named(named, source)
        if spokes := spokesperson(words):
            return self._spoken_for(source, spokes)
        return self._described(source, last) if _SINGULAR.match(words) else NOBODY

    def _is_body(self, speaker: Speaker) -> bool:
        """Whether a speaker is a body: no person, and no "Users" or "Investors" at the head of a sentence."""
        if speaker.person is not None and self._people.told(speaker.person):
            return False
        name = plain(speaker.name or "")
        return not (name.endswith("s") or name in BODIES) or name not in lower_words(self._text)

    def _body_again(self, source: Span, words: str) -> Speaker | None:
        """Find the body that a source means again, if no other name has begun a sentence since it spoke.

        It spoke right before, in this paragraph or the one ahead: `Orlo denied it. The company said …`.
        """
        following = self._text[source.end : source.end + 20]
        if self._body is None or not means_body(words, following, self._body[1].name or ""):
            return None
        spoke, body = self._body
        near = self._starts[max(0, bisect_right(self._starts, source.start) - 2)] <= spoke.start
        since = (m for m in self._people.mentions if spoke.end <= m.span.start < source.start)
        rival = any(m.opens and m.name not in (body.name or "") for m in since)
        if not near or rival:
            return None
        return body if body.role and spokesperson(words) else Speaker(body.name, None, None)

    def _spoken_for(self, source: Span, role: str) -> Speaker:
        """Find the body that "an Orlo spokeswoman" or "a spokesman for Orlo" speaks for, as does a later "she"."""
        named = list(mentions(self._text, source))
        people = (self._people.at(m.span) or self._people.person(m) for m in named)
        if not named or any(map(self._people.told, filter(None, people))) or is_adjective(named[0].name):
            return self._unnamed(role, [role])
        group = group_name(self._text, named[0], source.end)
        name = group or self._people.spelled_out(named[0].name)
        return self._speaker(Person((name,), sex=sex_of((), role), role=role))

    def _named(self, mention: Mention, source: Span) -> Speaker:
        if group := group_name(self._text, mention, source.end):
            return Speaker(group, None, None)
        person = self._people.at(mention.span) or self._people.person(mention)
        person = person or self._people.of_one_name(mention)
        if person is None:
            return Speaker(self._people.spelled_out(mention.name), None, None)
        return Speaker(person.name, person.role, person)

    def _pronoun(self, source: Span, sex: str, last: tuple[Span, Person] | None) -> Speaker:
        """Look back for the last subject, then the last name, that can be meant; for one of known sex first.

        The last speaker counts as a subject; a name that opens a sentence is one, and so is a name that
        follows the few words before a sentence's first comma: "First, Roe".
        """
        paragraph = max(0, bisect_right(self._starts, source.start) - 1)
        floor = self._starts[max(0, paragraph - REACH)]
        known = [
            (mention, person)
            for mention in reversed(self._antecedents[: bisect_right(self._places, source.start - 1)])
            if mention.span.start >= floor
            and (person := self._people.at(mention.span)) is not None
            and person.sex in (sex, None)
            and not mention.possessive
            and self._people.told(person)
        ]
        subjects = [(m.span.start, p) for m, p in known if m.opens or self._is_led_in(m)]
        certain = [pair for pair in subjects if pair[1].sex == sex]
        recent = last is not None and floor <= last[0].start <= source.start
        if last is not None and recent and last[1].sex in {sex, None} and not self._people.is_thing(last[1]):
            certain.append((last[0].start, last[1]))
        if not certain:
            certain = [(m.span.start, p) for m, p in known if p.sex == sex]
        if candidates := certain or subjects or [(m.span.start, p) for m, p in known]:
            return self._speaker(max(candidates, key=lambda pair: pair[0])[1])
        return self._main(sex)

    def _is_led_in(self, mention: Mention) -> bool:
        start = mention.span.start
        before = self._text[max(self._paragraph_start(start), start - 80) : start].rstrip()
        return _LED_IN.search(before.removesuffix(mention.title).rstrip()) is not None

    def _paragraph_start(self, place: int) -> int:
        return self._starts[max(0, bisect_right(self._starts, place) - 1)]

    def _main(self, sex: str) -> Speaker:
        """Fall back on the person of that sex whom the article is about."""
        agreeing = [p for p in self._people.persons if p.sex == sex]
        best = max(agreeing, key=lambda p: len(p.mentions), default=None)
        return self._speaker(best) if best and len(best.mentions) > 1 else NOBODY

    def _before(self, source: Span) -> Speaker:
        """Find whose name stands right before "who", or before what explains the name: "Roe, a poet who"."""
        i = bisect_right(self._places, source.start - 1) - 1
        if i < 0 or source.start - self._antecedents[i].span.end > NEXT_TO:
            return NOBODY
        antecedent = self._antecedents[i].span
        person = self._people.at(antecedent)
        beside = _UP_TO_WHO.fullmatch(self._text, antecedent.end, source.start)
        return self._speaker(person) if person and beside else NOBODY

    def _described(self, source: Span, last: tuple[Span, Person] | None) -> Speaker:
        """Match "the Russian leader" with "Russian President Jane Roe", and "the senator" with the last one."""
        words = self._text[source.start : source.end]
        head = [plain(w) for w in re.split(r",| (?:of|for|in|at|from|who) ", ARTICLE.sub("", words))[0].split()]
        if not head or head[-1] not in ROLES | JOBS | HEADS_OF_STATE:
            return NOBODY
        office = HEADS_OF_STATE if head[-1] in HEADS_OF_STATE else {head[-1]}
        best: tuple[tuple[int, int, int], Person] | None = None
        for person in self._people.persons if _DEFINITE.match(words) else ():
            said = {plain(w) for w in " ".join([*person.roles, *(m.title for m in person.mentions)]).split()}
            shared = len(said & set(head[:-1]))
            if not said & office or (len(head) > 1 and not shared):
                continue
            before = [m.span.start for m in person.mentions if m.span.start < source.start]
            recent = last is not None and last[1] is person
            rank = (shared, int(recent), before[-1] if before else -1)
            if before and (best is None or rank > best[0]):
                best = rank, person
        return self._speaker(best[1]) if best else self._unnamed(words, head)

    def _unnamed(self, words: str, head: Sequence[str]) -> Speaker:
        """Meet somebody whom the article does not name, "a teacher", or find them again: "the teacher"."""
        met = next((person for said, person in reversed(self._strangers) if head[-1] in said), None)
        if met is None and not _DEFINITE.match(words):
            met = Person((), sex=sex_of((), head[-1]))
            self._strangers.append((frozenset(map(plain, words.split())), met))
        return self._speaker(met) if met else NOBODY

    @staticmethod
    def _speaker(person: Person) -> Speaker:
        return Speaker(person.name or None, person.role, person)
