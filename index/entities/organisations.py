"""Bodies that an article names or describes, and which of them "the council", "the company" or "it" means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import COMPANIES, COUNTRIES, KINDS, PUBLIC, plain
from ..model import Span
from ..switches import rule
from .body_names import (
    Body,
    is_adjective,
    is_particular,
    is_subject_of,
    is_told_of,
    is_where,
    kind_before,
    may_be_body,
)
from .layout import Layout, start_of
from .mention import Mention
from .name_parts import COMPOUND

_REACH: Final = 3  # paragraphs that "it" looks back
_ANY: Final = frozenset({"company", "firm", "group", "organisation", "organization"})
_DESCRIBED: Final = re.compile(
    rf"[Tt](?<!\w.)he\s(?P<name>(?:[\w.-]+(?:[’']s?)?\s){{1,3}}?(?:{'|'.join(sorted(KINDS))}))\b"
    r"(?!\s(?:[A-Z]|of\b)|-)"
)
_AGAIN: Final = re.compile(
    r"(?:the|this|that|its|their|our)\s(?P<which>(?:[\w’'.-]+\s){0,3})(?P<noun>[\w-]+)", re.IGNORECASE
)
_ACRONYM: Final = re.compile(r"\s\(\s?(?:the\s|or\s)?[“\"]?(?P<acronym>[A-Z][A-Za-z.&-]{1,9})[”\"]?\)")
_NO_SOURCE: Final = re.compile(r"(?:[’']s|\s+(?:is|was|seems|appears|looks|means|makes|takes))\b")
_FOR_IT: Final = re.compile(
    r"(?:the|an?|its)\s(?:(?P<of>[\w-]+?)(?:[’']s)?\s)?spokes(?:man|woman|person)(?:\s(?:for|of)\sthe\s(?P<noun>[\w-]+))?",
    re.IGNORECASE,
)
_CLUBS: Final = frozenset({"city", "town", "county"})
_QUARTER: Final = re.compile(r"(?:Q\d|FY\d)")
_CALLED_UNION: Final = re.compile(r" (union)\b")
_OURS: Final = re.compile(r"(?:this|our)\s(?:news)?(?:paper|magazine|room|(?:web)?site)\b", re.IGNORECASE)
"""Whoever writes, whom the article does not name."""

_OF_ITS_KIND: Final = words("own_kinds")
_PRIVATE: Final = words("private_kinds")
_NO_FIRM: Final = words("public_heads")
_NO_ACRONYM: Final = words("no_acronyms")
_AGENCY: Final = "agency"  # what every public body may be called, and no name of one ends with
_FIRST: Final = 40  # characters of a sentence within which it tells what it is about
_SPACE: Final = 2  # a sentence that opens with a noun begins less far before it: with the space between
_NO_COMPANIES: Final = PUBLIC | COUNTRIES | words("nation_words")


class Bodies:
    """The bodies of one article.

    Args:
        text: The article's text.
        layout: Where its sentences and paragraphs begin.
        mentions: The names in it that are no person's, in order.

    Attributes:
        last: The body that spoke last.
        spoke: Where it did.
    """

    def __init__(self, text: str, layout: Layout, mentions: Sequence[Mention]) -> None:
        self.last: Body | None = None
        self.spoke = -1
        self._layout = layout
        self._all: list[Body] = []
        self._by_name: dict[str, Body] = {}
        self._acronyms: dict[str, Body] = {}
        letters = {mention.name for mention in mentions if mention.possessive and len(mention.name) == 1}
        for mention in mentions:
            if (may_be_body(mention, text) or mention.name in letters) and not is_where(mention, text):
                opens = is_subject_of(mention, text)
                body = self._meet(mention.name, mention.span, opens=opens)
                if called := _CALLED_UNION.match(text, mention.span.end):
                    body.nouns |= {called[1]}
                body.kinds |= kind_before(text, mention)
                if opens or is_told_of(mention, text):
                    body.telling.append(mention.span.start)
                if found := _ACRONYM.match(text, mention.span.end):
                    body.short = found["acronym"].replace(".", "")
                    self._acronyms.setdefault(body.short, body)
        for found in _DESCRIBED.finditer(text):
            name = found["name"]
            if not name[0].isupper() and is_particular(name):
                self._meet(name, Span(*found.span("name")), opens=found[0][0].isupper())

    def _meet(self, name: str, span: Span, *, opens: bool) -> Body:
        body = self.named(name)
        if body is None:
            body = Body(name, frozenset(map(plain, name.split())))
            self._all.append(body)
        self._by_name[name] = body
        body.places.append(span.start)
        if opens:
            body.subjects.append(span.start)
        return body

    def heard(self, name: str, span: Span) -> Body | None:
        """Find a body that speaks, be its name one that nothing else shows to be a body's: "the Independent"."""
        return self.named(name) or (self._meet(name, span, opens=False) if name[0].isupper() else None)

    def named(self, name: str) -> Body | None:
        """Find a body by its name or its initials."""
        return self._acronyms.get(name.replace(".", "")) or self._by_name.get(name)

    @rule("described bodies", otherwise=lambda *_: None)
    def described(self, words_: str, place: int) -> Body | None:
        """Find whom "the council", "the retailer" or "the spokesman for the agency" means at a place."""
        found = _FOR_IT.fullmatch(words_) or _AGAIN.fullmatch(words_)
        if found is None or _OURS.match(words_) or (noun := _noun(found)) is None:
            return None
        which = found.groupdict().get("which")
        if which and not all(map(COMPOUND.search, which.split())):
            return self._specified(words_.split(maxsplit=1)[1], noun, place)
        fitting = [body for body in self._all if body.places[0] < place]
        named = [body for body in fitting if noun in body.nouns and noun != "company"]
        near = None if any(b.name[0].isupper() for b in named) else self.near(place, noun)
        if near is not None:
            return near
        if named:
            return max(named, key=lambda body: _last(body.places, 0, place))
        called = self._ending(noun) or _only([body for body in fitting if noun in body.kinds])
        return called or self._main([body for body in fitting if _agrees(noun, body)], noun, place)

    def _ending(self, noun: str) -> Body | None:
        """Find the one body whose name ends with a noun: "commission" may be the Orlo Grain Commission."""
        ending = f" {noun.capitalize()}"
        return _only([body for body in self._all if noun not in _ANY and body.name.endswith(ending)])

    def _main(self, bodies: Sequence[Body], noun: str, place: int) -> Body | None:
        """Find the body that an article names most often, if more than once or near a place."""
        if noun and noun not in PUBLIC:
            likely = [body for body in bodies if _may_be_company(body)]
            bodies = [body for body in likely if body.telling] or (likely if len(likely) == 1 else [])
        main = max(bodies, key=lambda body: len(body.places), default=None)
        floor = start_of(self._layout.paragraphs, place, 1)
        is_main = main is not None and (len(main.places) > 1 or _last(main.places, floor, place) >= 0)
        return main if is_main else None

    def _specified(self, name: str, noun: str, place: int) -> Body | None:
        """Find whom "the news site" means: at first the body that spoke last, unless the words are of another."""
        if (alike := self._by_kind(name, noun)) is not None:
            return alike
        own = self._by_name.get(name)
        is_new = own is None or own.places[0] >= place - len("the ")
        says_which = not all(word.islower() or word.isupper() or COMPOUND.search(word) for word in name.split())
        if is_new and not says_which and noun not in PUBLIC and (near := self.near(place, noun)):
            own = self._by_name[name] = near
        return own or (Body(name, frozenset()) if is_particular(name) else None)

    def _by_kind(self, name: str, noun: str) -> Body | None:
        """Find the body whose name a description shortens: "the air board" is the Air Resources Board."""
        if not name.islower() or not {"’", "'"}.isdisjoint(name):
            return None
        own, whole = set(name.split()[:-1]), noun in COMPANIES and self.last is None
        named = (body for body in self._all if body.name[0].isupper() and own & body.nouns)
        alike = (b for b in named if noun in b.nouns or b is self.last or (whole and own <= b.nouns))
        return max(alike, key=lambda body: len(body.places), default=None)

    def near(self, place: int, noun: str) -> Body | None:
        """Find whom a noun means by what is said around it.

        That is the one company of which its sentence has told something (the one before, where it opens one);
        the body that spoke last; or the one company that opens the sentence before that.
        """
        sentences, paragraphs = self._layout.sentences, self._layout.paragraphs
        here = max(start_of(sentences, place - _SPACE), start_of(paragraphs, place))
        before = start_of(sentences, here - 1)
        fitting = [body for body in self._all if noun in COMPANIES and _may_be_company(body)]
        told = _only([body for body in fitting if _last(body.telling, here, min(place, here + _FIRST)) >= 0])
        if told is not None:
            return told
        if self.last is not None and (noun == _AGENCY or noun in self.last.nouns or _agrees(noun, self.last)):
            return self.last
        return _only([body for body in fitting if _last(body.subjects, before, here) >= 0])

    @rule("it", otherwise=lambda *_: None)
    def it(self, place: int, following: str) -> Body | None:
        """Find whom "it" at a place means: the body that spoke last, or the last that opens a sentence.

        Who opens this sentence or the one before it goes before who spoke ahead of that. Before some of what may
        follow it means nobody: "it was clear".
        """
        if _NO_SOURCE.match(following):
            return None
        floor = start_of(self._layout.paragraphs, place, _REACH)
        opening = [(_last(body.subjects, floor, place), body) for body in self._all]
        nearest, near = max(opening, key=itemgetter(0), default=(-1, None))
        if near is None or nearest < 0 or self.last is None:
            return self.last or (near if nearest >= 0 else None)
        # "Vexa said no. Orlo agreed. Its board met": Orlo's, unless that is a shorter name for Vexa.
        before = start_of(self._layout.sentences, place, 1)
        is_other = near.name[0].isupper() and near.nouns.isdisjoint(self.last.nouns)
        return near if is_other and before <= nearest > self.spoke else self.last


def _last(places: Sequence[int], start: int, end: int) -> int:
    """Give the last of some places that stands between two others; -1 where none does."""
    return max((place for place in places if start <= place < end), default=-1)


def _only(bodies: Sequence[Body]) -> Body | None:
    return bodies[0] if len(bodies) == 1 else None


def _noun(found: re.Match[str]) -> str | None:
    """Give what a description calls a body, "" where it does not; None for no body or one with a name."""
    of = found.groupdict().get("of") or ""
    noun = plain(found["noun"] or (of if plain(of) in KINDS else ""))
    is_named = not noun and of[:1].isupper() and not is_adjective(of)
    return None if is_named or (noun and noun not in KINDS) else noun


def _agrees(noun: str, body: Body) -> bool:
    """Whether a noun may mean a body whose name does not have it: public ones and parties, acronyms alone."""
    if noun in PUBLIC or noun == "party":
        return noun not in _NO_ACRONYM and body.name.isupper()
    is_other = noun in _OF_ITS_KIND or (body.kinds & _OF_ITS_KIND and noun not in body.kinds)
    return not (is_other or (noun in _PRIVATE and body.nouns & _NO_FIRM))


def _may_be_company(body: Body) -> bool:
    """Whether a name is no country's, no public body's and no quarter's: "Q2FY4"; "Orlo Town" may be a club."""
    nouns = body.nouns - _CLUBS if len(body.nouns) > 1 else body.nouns
    return body.name[0].isupper() and nouns.isdisjoint(_NO_COMPANIES) and not _QUARTER.match(body.name)
