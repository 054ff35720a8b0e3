"""Sieves: each says whom the words that name a speaker mean, or gives None where it cannot tell.

For pronouns ("she", "who"), names, bodies' spokespeople, and descriptions ("the minister", "the council").
"""

from __future__ import annotations

import re
from typing import Final

from ..lexicon.lexicon import table, words
from ..lexicon.word_classes import (
    BODIES,
    CALENDAR,
    COMPANIES,
    FEMALE_PRONOUNS,
    HEADS_OF_STATE,
    KIN,
    KINDS,
    MALE_PRONOUNS,
    OFFICES,
    PRONOUNS,
    plain,
)
from ..model import Span
from .body_names import Body, is_adjective, spokesperson
from .capitals import is_common
from .discourse import Discourse
from .head_mentions import group_name, head_of
from .layout import right_before
from .mention import Mention
from .mentions import mentions
from .met import brought_in_last, met_before
from .offices import AGED, holder, is_of_another, is_one_of_many, is_told, nations, only_holder
from .person import Person, sex_of_role
from .speaker import NOBODY, Source, Speaker, of_body, speaker_of

ONLY: Final = 0.67  # the probability that the only person of an article is meant, by estimate: it is rare
_UP_TO_WHO: Final = re.compile(
    r"[\s,—–(-]*|\s?\([^)]{1,20}\),?\s|,\s[RDI]-[A-Z][\w.]+,\s"
    r"|\s*[,(—–-]\s*(?:an?|the|his|her|its|their)\s[^.;:]*"
)
_THE_OWNER: Final = re.compile(r"\b[Tt]he (?P<owner>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}(?:[’']s|(?<=s)[’'])) $")
_AT: Final = re.compile(r"\b(?:at|from|in|near|of) $")
LIKELY: Final = 0.5  # the probability from which on "the expert" is whoever is meant most likely
SURELY: Final = 0.8  # the probability from which on a description means the same person when it comes again
BY_ELIMINATION: Final = 0.8  # the same of "the French president" where no country is told of who is meant
_STUDIES: Final = re.compile(r"[a-z-]{4,}(?:ian|ist)")
_SOME: Final = re.compile(r"(?:some|many|most|several|few|other|various) (?!of )", re.IGNORECASE)
OWNER: Final = r"[A-Z][\w-]*(?: [A-Z][\w-]*)*(?:[’']s|(?<=s)[’'])"
"""Whose somebody is: "United’s" manager."""

_OF_NAMED: Final = re.compile(rf"the {OWNER} ")
"""The same as `coreference` reads it, which gives it an article."""

_PEOPLE: Final = words("people_nouns")
_PERSONS: Final = words("people") - KINDS - KIN - PRONOUNS - table("gendered_nouns").keys()
_HEADS: Final = OFFICES | HEADS_OF_STATE


def _is_someone(source: Source) -> bool:
    """Whether a description calls somebody by a country, a party, an age or what they study, be it no office."""
    told = is_one_of_many(source.noun) or any(map(AGED.match, source.head))
    return told or _STUDIES.fullmatch(source.noun) is not None


def _is_person(at: Discourse, noun: str) -> bool:
    """Whether a noun is an office, or says what the only person does whom an article names: "fire-eater"."""
    if OFFICES.isdisjoint({noun, noun.replace("-", "")}):
        return noun.rsplit("-", 1)[-1] in _PERSONS and sum(p.told for p in at.people.persons) == 1
    return noun not in KIN


def relative(at: Discourse, source: Source) -> Speaker | None:
    """Find whose name stands right before "who" or "which", or before what explains it: "Roe, a poet who"."""
    if source.folded not in {"who", "which"}:
        return None
    start = source.span.start
    before = [m for m in at.outside if m.span.end <= start]
    if source.folded == "which":
        named = [m for m in before if plain(m.name) not in CALENDAR]
        beside = named and at.text[named[-1].span.end : start].strip() in {",", ""}
        return of_name(at, named[-1], source.span) if beside else NOBODY
    persons = [(m.span.end, person) for m in before if (person := at.people.at(m.span)) is not None]
    if persons and _UP_TO_WHO.fullmatch(at.text, persons[-1][0], start):
        return speaker_of(persons[-1][1])
    one = before[-1] if before else None
    if one is None or len(one.words) > 1 or at.text[one.span.end : start] != ", ":
        return NOBODY
    is_people = is_one_of_many(one.name.lower().removesuffix("s"))
    return NOBODY if is_people or right_before(_AT, at.text, one.span.start) else of_name(at, one, source.span)


def gendered(at: Discourse, source: Source) -> Speaker | None:
    """Choose among everybody whom the article has spoken of so far; see `antecedents`."""
    if source.folded not in MALE_PRONOUNS and source.folded not in FEMALE_PRONOUNS:
        return None
    sex = "m" if source.folded in MALE_PRONOUNS else "f"
    chosen = at.meant(source, sex)
    if chosen is not None:
        last = brought_in_last(at, source, sex) or chosen[0]
        return speaker_of(*chosen) if last is chosen[0] else speaker_of(last, SURELY)
    # The one person whom an article names may come only after the pronoun.
    told = [p for p in at.people.persons if p.told]
    return speaker_of(told[0], ONLY) if len(told) == 1 and told[0].may_be(sex) else NOBODY


def it(at: Discourse, source: Source) -> Speaker | None:
    """Let "it" mean the body that spoke last or that opens a sentence before."""
    if source.folded not in {"it", "its"}:
        return None
    end = source.span.end
    following = at.text[end : end + 20] if source.folded == "it" else ""
    return of_body(at.bodies.it(source.span.start, following)) or NOBODY


def nobody(_at: Discourse, source: Source) -> Speaker | None:
    """Stop at other pronouns: they name nobody in particular."""
    return NOBODY if source.folded in PRONOUNS else None


def name(at: Discourse, source: Source) -> Speaker | None:
    """Find the fullest name of whom the source names."""
    mention = head_of(at.text, source.span)
    if mention is None or (is_adjective(mention.name) and any(map(AGED.match, source.head))):
        return None
    if _SOME.match(source.words):
        return NOBODY
    if source.is_definite and is_one_of_many(source.noun):
        return None
    return of_name(at, mention, source.span)


def of_name(at: Discourse, mention: Mention, source: Span) -> Speaker:
    """Say who is meant by a name that stands in a source."""
    person = at.people.at(mention.span) or at.people.person(mention)
    if group := group_name(at.text, mention, source.end):
        noun = group.rsplit(maxsplit=1)[-1]
        private = mention.of_thing and noun in COMPANIES  # "the Premier League club"
        if private and (body := at.bodies.near(source.start, noun)):
            return Speaker(body.name)
        whose = person.name if person is not None and noun == "office" else mention.name
        return Speaker(group.replace(mention.name, whose))
    if person is not None:
        return speaker_of(person)
    body = at.bodies.named(mention.name)
    full = _owned_name(at.text, mention) or (body.name if body else mention.name)
    if mention.name.lower() in CALENDAR:
        return NOBODY
    if " " not in full and _is_plural(at.text, full):
        named = at.bodies.described(f"the {full.lower()}", source.start)
        return (of_body(named) if mention.of_thing else None) or NOBODY
    shortened = mention.of_thing or mention.name.isupper()
    return Speaker(at.in_full.get(full, full) if shortened else full)


def _owned_name(text: str, mention: Mention) -> str | None:
    """Give the name of a body that begins with whose it is: "the Dockers' Association"; None where it does not."""
    owner = right_before(_THE_OWNER, text, mention.span.start) if plain(mention.name) in BODIES else None
    return f"{owner['owner']} {mention.name}" if owner else None


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
    if not named and holder(at.people, source):
        return None
    people = filter(None, (at.people.at(m.span) for m in named))
    if not named or is_adjective(named[0].name) or any(person.told for person in people):
        body = at.bodies.described(source.words, source.span.start)
    else:
        body = at.bodies.named(named[0].name) or Body(named[0].name, frozenset())
    return speaker_of(Person((body.name,), sex=sex_of_role(role), role=role)) if body else None


def role(at: Discourse, source: Source) -> Speaker | None:
    """Match "the Russian leader" with "Russian President Jane Roe", and "the senator" with the last one."""
    person = holder(at.people, source)
    if person is None and source.noun in HEADS_OF_STATE:
        person = only_holder(at.people, source)
    if person is None or not (source.noun in _HEADS or AGED.match(source.noun)):
        return None
    chosen = None if is_told(person, source.head) else _likeliest(at, source)
    is_meant = chosen[0] is person if chosen else not is_of_another(person, source.head)
    return speaker_of(person) if is_meant else None


def _likeliest(at: Discourse, source: Source) -> tuple[Person, float] | None:
    """Choose whom a description means of those who are not called otherwise, and give the probability."""
    head = source.head

    def fits(person: Person) -> bool:
        return (person.told or len(person.words) == 1) and not is_of_another(person, head)

    return at.meant(source, sex_of_role(source.noun), fits)


def organisation(at: Discourse, source: Source) -> Speaker | None:
    """Find the body that "the council", "the company" or "its board" means."""
    return of_body(at.bodies.described(source.words, source.span.start))


def named_next(at: Discourse, source: Source) -> Speaker | None:
    """Let "the chairman", the first of a paragraph, be whom it names next, or in the lead the paragraph below."""
    person = at.named_next(source) if _is_someone(source) or source.noun in _HEADS else None
    return speaker_of(person) if person is not None else None


def active_person(at: Discourse, source: Source) -> Speaker | None:
    """Let "the expert" or "the 23-year-old" mean whoever is meant most likely, if no role tells another."""
    noun, start = source.noun, source.span.start
    if not source.words.lower().startswith(("the ", "this ", "that ")):
        return None
    if not (_is_someone(source) or _is_person(at, noun)) or any(noun in said for said, _ in at.strangers):
        return None
    if at.brought_in(start, noun) or (chosen := _likeliest(at, source)) is None:
        return None
    unsaid = noun in HEADS_OF_STATE and nations(source.head)
    least = BY_ELIMINATION if unsaid or _OF_NAMED.match(source.words) else LIKELY
    is_other = holder(at.people, source) is not None and not at.opens(start, chosen[0])
    if met := met_before(at, source):
        return speaker_of(met, max(chosen[1], SURELY))
    if is_other or chosen[1] < least:
        return None
    if chosen[1] >= SURELY:
        at.described[tuple(source.head)] = chosen[0]
    return speaker_of(*chosen)


def stranger(at: Discourse, source: Source) -> Speaker | None:
    """Meet somebody whom the article does not name, "a teacher", or find them again: "the teacher"."""
    if source.noun not in _HEADS:
        return None
    met = next((person for said, person in reversed(at.strangers) if source.noun in said), None)
    if met is None and not source.is_definite:
        met = Person((), sex=sex_of_role(source.noun))
        at.strangers.append((frozenset(map(plain, source.words.split())), met))
    return speaker_of(met) if met else None
