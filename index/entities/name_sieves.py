"""Sieves for names, and for who speaks for a body: each says whom a source means, or None where it cannot tell."""

from __future__ import annotations

from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import BODIES, plain
from ..model import Span
from .discourse import Discourse
from .head_mentions import group_name, head_of
from .mentions import Mention, lower_words, mentions
from .offices import AGED, described
from .organisations import is_adjective, spokesperson
from .person import Person, sex_of
from .speaker import NOBODY, Source, Speaker, speaker_of

_PEOPLE: Final = words("people_nouns")


def name(at: Discourse, source: Source) -> Speaker | None:
    """Find the fullest name of whom the source names."""
    mention = head_of(at.text, source.span)
    if mention is None or (is_adjective(mention.name) and any(map(AGED.match, described(source.words)))):
        return None
    return of_name(at, mention, source.span)


def of_name(at: Discourse, mention: Mention, source: Span) -> Speaker:
    """Say who is meant by a name that stands in a source."""
    if group := group_name(at.text, mention, source.end):
        return Speaker(group, None, None)
    person = at.people.at(mention.span) or at.people.person(mention)
    if person is not None:
        return speaker_of(person)
    body = at.bodies.named(mention.name)
    full = body.name if body else mention.name
    if len(mention.words) == 1 and _is_plural(at.text, full):
        return NOBODY
    return Speaker(full, None, None)


def _is_plural(text: str, name: str) -> bool:
    """Whether a word is no name but opens a sentence: "Users", "Investors"."""
    folded = plain(name)
    plural = folded.endswith("s")
    people = plural and folded.removesuffix("s") in _PEOPLE
    return people or ((plural or folded in BODIES) and folded in lower_words(text))


def mouthpiece(at: Discourse, source: Source) -> Speaker | None:
    """Find the body that "an Orlo spokeswoman" or "a spokesman for Orlo" speaks for, as does a later "she"."""
    role = spokesperson(source.words)
    if role is None:
        return None
    named = list(mentions(at.text, source.span))
    people = (at.people.at(m.span) or at.people.person(m) for m in named)
    if not named or any(map(at.people.told, filter(None, people))) or is_adjective(named[0].name):
        body = at.bodies.described(source.words, source.span.start, at.last_body)
        if body is None:
            return None
        full = body.name
    else:
        body = at.bodies.named(named[0].name)
        group = group_name(at.text, named[0], source.span.end)
        full = group or (body.name if body else named[0].name)
    return speaker_of(Person((full,), sex=sex_of((), role), role=role))
