"""Bodies that an article names or describes, and which of them "the council", "the company" or "it" means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import CALENDAR, COMPANIES, COUNTRIES, KINDS, PUBLIC, plain
from ..model import Span
from ..switches import rule
from ..text.document import sentence_end
from .body_names import is_adjective, is_particular, is_subject_of, is_told_of, is_where, may_be_body
from .mentions import Mention
from .name_parts import COMPOUND

REACH: Final = 3  # paragraphs that "it" and "the company" look back
_ANY: Final = frozenset({"company", "firm", "group", "organisation", "organization"})
_DESCRIBED: Final = re.compile(
    rf"[Tt](?<!\w.)he\s(?P<name>(?:[\w.-]+(?:[’']s?)?\s){{1,3}}?(?P<noun>{'|'.join(sorted(KINDS))}))\b"
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
_OURS: Final = re.compile(r"(?:this|our)\s(?:news)?(?:paper|magazine|room|(?:web)?site)\b", re.IGNORECASE)
"""Whoever writes, whom the article does not name."""

_AGENCY: Final = "agency"  # what every public body may be called, and no name of one ends with
_FIRST: Final = 40  # characters of a sentence within which it tells what it is about
_PLACES: Final = COUNTRIES | words("nation_words")


@dataclass(slots=True, eq=False)
class Body:
    """A body that an article names.

    Attributes:
        name: Its fullest name.
        nouns: The words of its name, folded.
        places: Where the article names it, in order.
        subjects: Those of these places that open a sentence.
        telling: Those where it owns something, opens a sentence or is whom something comes from.
    """

    name: str
    nouns: frozenset[str]
    places: list[int] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)
    telling: list[int] = field(default_factory=list)


class Bodies:
    """The bodies of one article.

    Args:
        text: The article's text.
        paragraphs: Where its paragraphs begin, in order.
        mentions: The names in it that are no person's, in order.
    """

    def __init__(self, text: str, paragraphs: Sequence[int], mentions: Iterable[Mention]) -> None:
        self._text = text
        self._starts = paragraphs
        self._again: dict[str, Body] = {}
        self._by_name: dict[str, Body] = {}
        self.acronyms: dict[str, Body] = {}
        named = list(mentions)
        letters = {mention.name for mention in named if mention.possessive and len(mention.name) == 1}
        for mention in named:
            if (may_be_body(mention, text) or mention.name in letters) and not is_where(mention, text):
                opens = is_subject_of(mention, text)
                self._meet(mention.name, mention.span, opens=opens)
                if opens or is_told_of(mention, text):
                    self._by_name[mention.name].telling.append(mention.span.start)
                if found := _ACRONYM.match(text, mention.span.end):
                    self.acronyms.setdefault(found["acronym"].replace(".", ""), self._by_name[mention.name])
        for found in _DESCRIBED.finditer(text):
            name = found["name"]
            if not name[0].isupper() and is_particular(name):
                self._meet(name, Span(*found.span("name")), opens=found[0][0].isupper())
        self._all = list(dict.fromkeys(self._by_name.values()))

    def _meet(self, name: str, span: Span, *, opens: bool) -> None:
        body = self.named(name) or Body(name, frozenset(map(plain, name.split())))
        self._by_name[name] = body
        body.places.append(span.start)
        if opens:
            body.subjects.append(span.start)

    def heard(self, name: str, span: Span) -> Body | None:
        """Find a body that speaks, be its name one that nothing else shows to be a body's: "the Independent"."""
        if name[0].isupper() and self.named(name) is None:
            self._meet(name, span, opens=False)
            self._all.append(self._by_name[name])
        return self.named(name)

    def named(self, name: str) -> Body | None:
        """Find a body by its name or its initials."""
        return self.acronyms.get(name.replace(".", "")) or self._by_name.get(name)

    def _ending(self, noun: str) -> Body | None:
        """Find the one body whose name ends with a noun: "commission" may be the Orlo Grain Commission."""
        ending = (body for body in self._all if body.name.endswith(f" {noun.capitalize()}"))
        named = [body for body in ending if body.name.split()[-2][0].isupper()]
        return named[0] if len(named) == 1 and CALENDAR.isdisjoint(named[0].nouns) else None

    @rule("described bodies", otherwise=lambda *_: None)
    def described(self, words_: str, place: int, last: Body | None) -> Body | None:
        """Find whom "the council", "the retailer" or "the spokesman for the agency" means at a place.

        `last` is the body that spoke last, if nobody else has begun a sentence since.
        """
        found = _FOR_IT.fullmatch(words_) or _AGAIN.fullmatch(words_)
        noun = _noun(found) if found is not None else None
        if found is None or noun is None or (noun and noun not in KINDS) or _OURS.match(words_):
            return None
        which = found.groupdict().get("which")
        if which and not all(map(COMPOUND.search, which.split())):
            return self._specified(words_.split(maxsplit=1)[1], noun, place, last)
        fitting = [body for body in self._all if body.places[0] < place]
        named = [body for body in fitting if noun in body.nouns and noun != "company"]
        near = None if any(b.name[0].isupper() for b in named) else self.near(place, noun, last)
        if near is not None:
            return near
        if named:
            return max(named, key=lambda body: max(p for p in body.places if p < place))
        if noun and noun not in _ANY and (whole := self._ending(noun)):
            return whole
        agreeing = [body for body in fitting if _agrees(noun, body)]
        if noun and noun not in PUBLIC:
            likely = [body for body in agreeing if _may_be_company(body)]
            told = [body for body in likely if body.telling]
            agreeing = told or (likely if len(likely) == 1 else [])
        main = max(agreeing, key=lambda body: len(body.places), default=None)
        return main if main is not None and (len(main.places) > 1 or self._is_near(main, place)) else None

    def _specified(self, name: str, noun: str, place: int, last: Body | None) -> Body | None:
        """Find whom "the news site" means: at first the body that spoke last, unless the words are of another."""
        if alike := self._by_kind(name, noun, last):
            return max(alike, key=lambda body: len(body.places))
        own = self._by_name.get(name)
        is_new = own is None or own.places[0] >= place - len("the ")
        if name in self._again:
            return self._again[name]
        says_which = not all(word.islower() or word.isupper() or COMPOUND.search(word) for word in name.split())
        near = self.near(place, noun, last) if is_new and noun not in PUBLIC and not says_which else None
        if near is not None:
            return self._again.setdefault(name, near)
        return own or (Body(name, frozenset()) if is_particular(name) else None)

    def near(self, place: int, noun: str, last: Body | None) -> Body | None:
        """Find whom a noun means by what is said around it.

        That is the one company of which the sentence has told something, the body that spoke last, or the one
        company that opens the sentence before.
        """
        here = self._sentence(place)
        fitting = [body for body in self._all if noun in COMPANIES and _may_be_company(body)]
        told = [body for body in fitting if any(here <= t < min(place, here + _FIRST) for t in body.telling)]
        if len(told) == 1:
            return told[0]
        if last is not None and (noun == _AGENCY or _agrees(noun, last)):
            return last
        before = self._sentence(here - 2)
        opening = [body for body in fitting if any(before <= start < here for start in body.subjects)]
        return opening[0] if len(opening) == 1 else None

    def _sentence(self, place: int) -> int:
        """Say where the sentence of a place begins."""
        start = self._starts[max(0, bisect_right(self._starts, place) - 1)]
        while cut := sentence_end(self._text, start, place - 1):
            start = cut
        return start

    def _by_kind(self, name: str, noun: str, last: Body | None) -> list[Body]:
        """List the bodies whose names a description shortens: "the air board" is the Air Resources Board."""
        own = set(name.split()[:-1]) if name.islower() and not {"’", "'"} & set(name) else set()
        named = [b for b in self._all if b.name[0].isupper() and own & b.nouns]
        whole = noun in COMPANIES and last is None
        return [b for b in named if noun in b.nouns or b is last or (whole and own <= b.nouns)]

    @rule("it", otherwise=lambda *_: None)
    def it(self, place: int, following: str, last: Body | None) -> Body | None:
        """Find whom "it" at a place means: the body that spoke last, or the last that opens a sentence.

        Before some of what may follow it means nobody: "it was clear".
        """
        if _NO_SOURCE.match(following):
            return None
        near = [body for body in self._all if self._subject_before(body, place) >= 0]
        return last or max(near, key=lambda body: self._subject_before(body, place), default=None)

    def _subject_before(self, body: Body, place: int) -> int:
        """Say where a body last opened a sentence before a place, within reach; -1 where nowhere."""
        floor = self._starts[max(0, bisect_right(self._starts, place) - 1 - REACH)]
        return max((start for start in body.subjects if floor <= start < place), default=-1)

    def _is_near(self, body: Body, place: int) -> bool:
        floor = self._starts[max(0, bisect_right(self._starts, place) - 2)]
        return any(floor <= start < place for start in body.places)


def _noun(found: re.Match[str]) -> str | None:
    """Give what a description calls a body, "" where it does not; None where an Orlo spokesman speaks for Orlo."""
    noun, of = plain(found["noun"] or ""), found.groupdict().get("of") or ""
    if noun or not of or plain(of) in KINDS:
        return noun or plain(of)
    return None if of[0].isupper() and not is_adjective(of) else ""


def _agrees(noun: str, body: Body) -> bool:
    """Whether a noun may mean a body whose name does not have it: of public ones, by an acronym alone."""
    return noun not in PUBLIC or (noun != "government" and body.name.isupper())


def _may_be_company(body: Body) -> bool:
    """Whether a name is no country's, no public body's and no quarter's: "Q2FY4"; "Orlo Town" may be a club."""
    nouns = body.nouns - _CLUBS if len(body.nouns) > 1 else body.nouns
    return body.name[0].isupper() and nouns.isdisjoint(PUBLIC | _PLACES) and not _QUARTER.match(body.name)
