"""Sieves for descriptions, "the minister", "the council": each says whom a source means, or None."""

from __future__ import annotations

from typing import Final

from ..lexicon.word_classes import HEADS_OF_STATE, JOBS, KIN, ROLES, plain
from .discourse import Discourse
from .offices import AGED, DEFINITE, described, holder, is_of_another, nations, nations_of
from .organisations import spokesperson
from .person import Person, sex_of
from .speaker import Source, Speaker, speaker_of

REACH: Final = 3
"""Paragraphs that "the 44-year-old" may look back."""

LIKELY: Final = 0.4
"""The probability from which on "the expert" is whoever is meant most likely."""

BY_ELIMINATION: Final = 0.8
"""The same of "the French president" where no country is told of who is meant."""


def role(at: Discourse, source: Source) -> Speaker | None:
    """Match "the Russian leader" with "Russian President Jane Roe", and "the senator" with the last one."""
    head = described(source.words)
    if not head or head[-1] not in ROLES | JOBS | HEADS_OF_STATE:
        return None
    person = holder(at.people, source, head)
    return speaker_of(person) if person else None


def organisation(at: Discourse, source: Source) -> Speaker | None:
    """Find the body that "the council", "the company" or "its board" means."""
    body = at.bodies.described(source.words, source.span.start, at.last_body)
    return Speaker(body.name, None, None) if body else None


def active_person(at: Discourse, source: Source) -> Speaker | None:
    """Let "the expert" or "the 23-year-old" mean the last person who spoke, if no role tells another."""
    head, start = described(source.words), source.span.start
    if not head or not DEFINITE.match(source.words) or source.words.lower().startswith(("his ", "her ", "its ")):
        return None
    aged = next(filter(None, map(AGED.match, head)), None)
    if aged is not None:
        for mention in at.before(start, REACH):
            told = at.text.startswith(f", {aged['age']}", mention.span.end)
            if told and (person := at.people.at(mention.span)):
                return speaker_of(person)
    elif head[-1] not in (ROLES | JOBS) - KIN:
        return None
    if any(head[-1] in said for said, _ in at.strangers):
        return None
    chosen = at.meant(start, None, lambda person: not is_of_another(person, head))
    unsaid = chosen is not None and head[-1] in HEADS_OF_STATE and nations(head) and not nations_of(chosen[0])
    least = BY_ELIMINATION if unsaid else LIKELY
    return speaker_of(*chosen) if chosen is not None and chosen[0].name and chosen[1] >= least else None


def stranger(at: Discourse, source: Source) -> Speaker | None:
    """Meet somebody whom the article does not name, "a teacher", or find them again: "the teacher"."""
    head = described(source.words) or [plain(spokesperson(source.words) or "")]
    if head[-1] not in ROLES | JOBS | HEADS_OF_STATE:
        return None
    met = next((person for said, person in reversed(at.strangers) if head[-1] in said), None)
    if met is None and not DEFINITE.match(source.words):
        met = Person((), sex=sex_of((), head[-1]))
        at.strangers.append((frozenset(map(plain, source.words.split())), met))
    return speaker_of(met) if met else None
