"""Sieves: each says whom the words that name a speaker mean, or gives None where it cannot tell.

For pronouns ("she", "who"), names, bodies' spokespeople, and descriptions ("the minister", "the council").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    BODIES,
    CALENDAR,
    COMPANIES,
    FEMALE_PRONOUNS,
    HEADS_OF_STATE,
    KIN,
    MALE_PRONOUNS,
    OFFICES,
    PRONOUNS,
    plain,
)
from ..model import Span
from .body_names import is_adjective, spokesperson
from .capitals import is_common
from .discourse import Discourse
from .head_mentions import group_name, head_of
from .mentions import Mention, mentions
from .offices import AGED, DEFINITE, described, holder, is_of_another, is_one_of_many, is_told, nations, nations_of
from .organisations import Body
from .person import Person, sex_of, sex_of_role
from .speaker import NOBODY, Source, Speaker, speaker_of

ONLY: Final = 0.67  # the probability that the only person of an article is meant, by estimate: it is rare
_UP_TO_WHO: Final = re.compile(
    r"[\s,—–(-]*|\s?\([^)]{1,20}\),?\s|,\s[RDI]-[A-Z][\w.]+,\s"
    r"|\s*[,(—–-]\s*(?:an?|the|his|her|its|their)\s[^.;:]*"
)
_THE_OWNER: Final = re.compile(r"\b[Tt]he (?P<owner>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}(?:[’']s|(?<=s)[’'])) $")
_NEAR: Final = 40
_AT: Final = re.compile(r"\b(?:at|from|in|near|of) $")
LIKELY: Final = 0.5  # the probability from which on "the expert" is whoever is meant most likely
BY_ELIMINATION: Final = 0.8  # the same of "the French president" where no country is told of who is meant
_STUDIES: Final = re.compile(r"[a-z-]{4,}(?:ian|ist)")
_SOME: Final = re.compile(r"(?:some|many|most|several|few|other|various) (?!of )", re.IGNORECASE)
OWNER: Final = r"[A-Z][\w-]*(?: [A-Z][\w-]*)*(?:[’']s|(?<=s)[’'])"
"""Whose somebody is: "United’s" manager."""

_OF_NAMED: Final = re.compile(rf"the {OWNER} ")
"""The same as `coreference` reads it, which gives it an article."""

_PEOPLE: Final = words("people_nouns")
_HEADS: Final = OFFICES | HEADS_OF_STATE


def _is_someone(head: Sequence[str]) -> bool:
    """Whether a description calls somebody by a country, a party, an age or what they study, be it no office."""
    return bool(head) and (
        is_one_of_many(head[-1]) or any(map(AGED.match, head)) or bool(_STUDIES.fullmatch(head[-1]))
    )


def relative(at: Discourse, source: Source) -> Speaker | None:
    """Find whose name stands right before "who" or "which", or before what explains it: "Roe, a poet who"."""
    if source.folded not in {"who", "which"}:
        return None
    start = source.span.start
    if source.folded == "which":
        named = (m for m in reversed(at.outside) if m.span.end <= start and plain(m.name) not in CALENDAR)
        before = next(named, None)
        beside = before is not None and at.text[before.span.end : start].strip() in {",", ""}
        return of_name(at, before, source.span) if before is not None and beside else NOBODY
    i = bisect_left(at.antecedents, start, key=lambda m: m.span.start) - 1
    person = at.people.at(at.antecedents[i].span) if i >= 0 else None
    if person and _UP_TO_WHO.fullmatch(at.text, at.antecedents[i].span.end, start):
        return speaker_of(person)
    i = bisect_left(at.outside, start, key=lambda m: m.span.start) - 1
    return _beside(at, at.outside[i], source.span) if i >= 0 else NOBODY


def _beside(at: Discourse, named: Mention, who: Span) -> Speaker:
    """Give whose one name stands right before "who", if it is no place or people: "to Roe, who"."""
    start, end = named.span
    beside = len(named.words) == 1 and at.text[end : who.start] == ", "
    if not beside or _AT.search(at.text, max(0, start - _NEAR), start):
        return NOBODY
    return NOBODY if is_one_of_many(named.name.lower().removesuffix("s")) else of_name(at, named, who)


def gendered(at: Discourse, source: Source) -> Speaker | None:
    """Choose among everybody whom the article has spoken of so far; see `antecedents`."""
    if source.folded not in MALE_PRONOUNS and source.folded not in FEMALE_PRONOUNS:
        return None
    sex = "m" if source.folded in MALE_PRONOUNS else "f"
    chosen = at.meant(source, sex)
    if chosen is not None:
        return speaker_of(*chosen)
    # The one person whom an article names may come only after the pronoun.
    told = [p for p in at.people.persons if at.people.told(p)]
    fits = len(told) == 1 and told[0].sex in {sex, None}
    return speaker_of(told[0], ONLY) if fits else NOBODY


def it(at: Discourse, source: Source) -> Speaker | None:
    """Let "it" mean the body that spoke last or that opens a sentence before."""
    if source.folded not in {"it", "its"}:
        return None
    end = source.span.end
    following = at.text[end : end + 20] if source.folded == "it" else ""
    body = at.bodies.it(source.span.start, following, at.last_body)
    return Speaker(body.name, None, None) if body else NOBODY


def nobody(_at: Discourse, source: Source) -> Speaker | None:
    """Stop at other pronouns: they name nobody in particular."""
    return NOBODY if source.folded in PRONOUNS else None


def name(at: Discourse, source: Source) -> Speaker | None:
    """Find the fullest name of whom the source names."""
    mention = head_of(at.text, source.span)
    if mention is None or (is_adjective(mention.name) and any(map(AGED.match, described(source.words)))):
        return None
    if _SOME.match(source.words):
        return NOBODY
    if DEFINITE.match(source.words) and is_one_of_many(described(source.words)[-1]):
        return None
    return of_name(at, mention, source.span)


def of_name(at: Discourse, mention: Mention, source: Span) -> Speaker:
    """Say who is meant by a name that stands in a source."""
    person = at.people.at(mention.span) or at.people.person(mention)
    if group := group_name(at.text, mention, source.end):
        noun = group.rsplit(maxsplit=1)[-1]
        private = mention.of_thing and noun in COMPANIES  # "the Premier League club"
        if private and (body := at.bodies.near(source.start, noun, at.last_body)):
            return Speaker(body.name, None, None)
        whose = person.name if person is not None and group.endswith(" office") else mention.name
        return Speaker(group.replace(mention.name, whose), None, None)
    if person is not None:
        return speaker_of(person)
    owned, body = _owned_name(at.text, mention), at.bodies.named(mention.name)
    full = owned or (body.name if body else mention.name)
    if mention.name.lower() in CALENDAR:
        return NOBODY
    if " " not in full and _is_plural(at.text, full):
        body = at.bodies.described(f"the {full.lower()}", source.start, at.last_body)
        return Speaker(body.name, None, None) if body and mention.of_thing else NOBODY
    shortened = mention.of_thing or mention.name.isupper()
    return Speaker(at.in_full.get(full, full) if shortened else full, None, None)


def _owned_name(text: str, mention: Mention) -> str | None:
    """Give the name of a body that begins with whose it is: "the Dockers' Association"; None where it does not."""
    owner = _THE_OWNER.search(text, max(0, mention.span.start - _NEAR), mention.span.start)
    owned = owner is not None and len(mention.words) == 1 and plain(mention.name) in BODIES
    return f"{owner['owner']} {mention.name}" if owner is not None and owned else None


def _is_plural(text: str, name: str) -> bool:
    """Whether a word is no name but opens a sentence: "Users", "Investors"."""
    folded = plain(name)
    plural = folded.endswith("s")
    people = plural and folded.removesuffix("s") in _PEOPLE
    return people or ((plural or folded in BODIES) and is_common(text, name))


def mouthpiece(at: Discourse, source: Source) -> Speaker | None:
    """Find the body that "an Orlo spokeswoman" or "a spokesman for Orlo" speaks for, as does a later "she"."""
    role = spokesperson(source.words)
    if role is None:
        return None
    named = list(mentions(at.text, source.span))
    if not named and holder(at.people, source, described(source.words) or [role]):
        return None
    people = filter(None, (at.people.at(m.span) for m in named))
    if not named or is_adjective(named[0].name) or any(map(at.people.told, people)):
        body = at.bodies.described(source.words, source.span.start, at.last_body)
    else:
        body = at.bodies.named(named[0].name) or Body(named[0].name, frozenset())
    return speaker_of(Person((body.name,), sex=sex_of((), role), role=role)) if body else None


def role(at: Discourse, source: Source) -> Speaker | None:
    """Match "the Russian leader" with "Russian President Jane Roe", and "the senator" with the last one."""
    head = described(source.words)
    if not head or head[-1] not in _HEADS:
        return None
    person = holder(at.people, source, head)
    if person is None:
        return None
    if is_told(person, head):
        return speaker_of(person)
    chosen = at.meant(source, sex_of_role(head[-1]), lambda one: not is_of_another(one, head))
    is_meant = chosen[0] is person if chosen else not is_of_another(person, head)
    return speaker_of(person) if is_meant else None


def organisation(at: Discourse, source: Source) -> Speaker | None:
    """Find the body that "the council", "the company" or "its board" means."""
    body = at.bodies.described(source.words, source.span.start, at.last_body)
    return Speaker(body.name, None, None) if body else None


def named_next(at: Discourse, source: Source) -> Speaker | None:
    """Let "the chairman", the first of a paragraph, be whom it names next, or in the lead the paragraph below."""
    head = described(source.words)
    if not (_is_someone(head) or (head and head[-1] in _HEADS)):
        return None
    person = at.lead(source.span) or (at.named_next(source.span) if DEFINITE.match(source.words) else None)
    fits = person is not None and not is_of_another(person, head)
    told = sex_of_role(head[-1])
    return speaker_of(person) if person is not None and fits and told in {None, person.sex or told} else None


def active_person(at: Discourse, source: Source) -> Speaker | None:
    """Let "the expert" or "the 23-year-old" mean whoever is meant most likely, if no role tells another."""
    head, start = described(source.words), source.span.start
    if (
        not head
        or not DEFINITE.match(source.words)
        or source.words.lower().startswith(("his ", "her ", "its ", "their "))
    ):
        return None
    if not (_is_someone(head) or head[-1] in OFFICES - KIN) or any(head[-1] in said for said, _ in at.strangers):
        return None
    if at.brought_in(start, head[-1]):
        return None
    chosen = at.meant(source, sex_of_role(head[-1]), lambda person: not is_of_another(person, head))
    unsaid = chosen is not None and head[-1] in HEADS_OF_STATE and nations(head) and not nations_of(chosen[0])
    least = BY_ELIMINATION if unsaid or _OF_NAMED.match(source.words) else LIKELY
    if chosen is None or chosen[1] < least or (holder(at.people, source, head) and not at.opens(start, chosen[0])):
        return None
    return speaker_of(*chosen)


def stranger(at: Discourse, source: Source) -> Speaker | None:
    """Meet somebody whom the article does not name, "a teacher", or find them again: "the teacher"."""
    head = described(source.words)
    if not head or head[-1] not in _HEADS:
        return None
    met = next((person for said, person in reversed(at.strangers) if head[-1] in said), None)
    if met is None and not DEFINITE.match(source.words):
        met = Person((), sex=sex_of((), head[-1]))
        at.strangers.append((frozenset(map(plain, source.words.split())), met))
    return speaker_of(met) if met else None
