"""Whose a document is that an article has spoken of: "In a letter, Roe said ...", later "the letter"."""

from __future__ import annotations

import re
import sys
from functools import cached_property
from operator import itemgetter
from typing import Final, NamedTuple

from ..lexicon.lexicon import alternatives
from ..model import Span
from ..switches import rule
from .discourse import Discourse
from .documents import ENDS, HELD, NOUNS, attributed
from .layout import between, right_before
from .mention import Mention
from .sieves import of_name
from .speaker import Source, Speaker

_KIND: Final = rf"(?P<kind>(?:[\w’'-]+ ){{0,3}}?)(?P<noun>{NOUNS})s?\b"
_AGAIN: Final = re.compile(rf"(?:[Tt]he|[Tt]h[ia][st]) {_KIND}{ENDS}(?!, (?!which|seen|[a-z]+ed\b))")
_NEW: Final = re.compile(rf"\b(?P<lead>[Aa]n?|[Aa]nother|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]he|[Oo]ur) {_KIND}")
_OWNED: Final = re.compile(rf"[’']s? {_KIND}")
_BY: Final = re.compile(rf"(?: {HELD}[\w-]+){{0,3}}? (?:by|from) (?:[\w-]+ ){{0,5}}")
_WITH: Final = re.compile(rf"\b(?:{alternatives('sends')})\s$", re.IGNORECASE)
_REPORTED: Final = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b"
    r"(?P<noun>report|survey|poll|estimate)(?P<ends>ed|s)\b"
)
_READS: Final = re.compile(r" reads?\b")
_REACH: Final = 12


class Introduced(NamedTuple):
    """A place where an article speaks of a document.

    Attributes:
        place: Where.
        noun: What it is: "letter".
        kind: The words before the noun.
        owner: The name that says whose it is.
        ends: Up to where the words go that tell it.
        told: Whether who speaks in the sentence tells it: "in a statement".
        lines: How many lines may end until it is meant again.
    """

    place: int
    noun: str
    kind: frozenset[str]
    owner: Mention | None = None
    ends: int = 0
    told: bool = False
    lines: int = sys.maxsize


class Documents:
    """The documents of which an article speaks.

    Args:
        at: The article.
    """

    def __init__(self, at: Discourse) -> None:
        self._at = at
        self._told: list[tuple[int, Speaker]] = []

    def hear(self, place: int, speaker: Speaker) -> None:
        """Note who spoke at a place."""
        self._told.append((place, speaker))

    @rule("documents meant again", otherwise=lambda *_: None)
    def again(self, source: Source) -> Speaker | None:
        """Say whose "the letter" is: of the last that the article has spoken of."""
        if source.folded == "it" and _READS.match(self._at.text, source.span.end):
            return self._it(source.span.start)
        found = _AGAIN.match(source.words)
        if found is None or found["kind"] != found["kind"].lower():
            return None
        noun, kind = found["noun"].lower(), _words(found)
        start = source.span.start
        before = (one for one in reversed(self._all) if one.place < start and one.noun == noun)
        meant = next((one for one in before if not kind or not one.kind or kind & one.kind), None)
        if meant is None or self._at.text.count("\n", meant.place, start) > meant.lines:
            return self._just_said(start)
        return self._owner(meant)

    def _it(self, place: int) -> Speaker | None:
        """Find whose the document is that was spoken of last: "it read"."""
        last = next((one for one in reversed(self._all) if one.place < place), None)
        return self._owner(last) if last is not None else None

    def _owner(self, document: Introduced) -> Speaker | None:
        named = document.owner
        return of_name(self._at, named, Span(named.span.start, document.ends)) if named else self._teller(document)

    def _just_said(self, place: int) -> Speaker | None:
        """Find who speaks in the sentence before a place, in its paragraph."""
        layout, (told, speaker) = self._at.layout, self._told[-1] if self._told else (0, None)
        is_near = between(layout.sentences, told, place) == 1 and between(layout.paragraphs, told, place) == 0
        return speaker if is_near else None

    def _teller(self, document: Introduced) -> Speaker | None:
        """Find who speaks in the sentence that brings in a document, nearest to it."""
        near = [
            (abs(place - document.place), speaker)
            for place, speaker in self._told
            if document.told and between(self._at.layout.sentences, *sorted((place, document.place))) == 0
        ]
        return min(near, key=itemgetter(0))[1] if near else None

    @cached_property
    def _all(self) -> list[Introduced]:
        text, named = self._at.text, self._at.outside
        ends = {m.span.end for m in named}
        found = []
        for new in _NEW.finditer(text):
            behind = next((m for m in named if m.begins() >= new.end()), None)
            by = behind if behind and _BY.fullmatch(text, new.end(), behind.begins()) else None
            owner = by or attributed(text, Span(*new.span()), self._at.bodies)
            led = None if owner else right_before(_WITH, text, new.start())
            told = led is not None
            if owner or new["lead"].lower() != "the" or (led and led[0].istitle()):
                end = owner.span.end + _REACH * (owner is by) if owner else 0
                found.append(Introduced(new.start(), new["noun"].lower(), _words(new), owner, end, told))
        owned = ((m, _OWNED.match(text, m.span.end)) for m in named if m.possessive)
        found += [Introduced(o.start(), o["noun"].lower(), _words(o), m, m.span.end) for m, o in owned if o]
        verbs = (v for v in _REPORTED.finditer(text) if v["ends"] == "ed" or v.start() - 1 in ends)
        found += [Introduced(verb.start(), verb["noun"], frozenset(), told=True, lines=2) for verb in verbs]
        return sorted((one for one in found if not self._at.is_quoted(one.place)), key=itemgetter(0))


def _words(found: re.Match[str]) -> frozenset[str]:
    return frozenset(found["kind"].lower().split())
