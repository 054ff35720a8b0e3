"""Bodies that an article names or describes, and which of them "the council", "the company" or "it" means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    CALENDAR,
    COUNTRIES,
    FUNCTION_WORDS,
    ROLES,
    TITLES,
    given_name,
    plain,
)
from ..model import Span
from ..switches import rule
from .mentions import Mention, lower_words

REACH: Final = 3  # paragraphs that "it" and "the company" look back
_PUBLIC: Final = words("public_nouns")
_NOUNS: Final = words("company_nouns") | _PUBLIC | words("body_nouns")
_DESCRIBED: Final = re.compile(
    rf"[Tt](?<!\w.)he\s(?P<name>(?:[\w.-]+(?:[’']s?)?\s){{1,3}}?(?P<noun>{'|'.join(sorted(_NOUNS))}))\b"
    r"(?!\s(?:[A-Z]|of\b)|-)"
)
_AGAIN: Final = re.compile(
    r"(?:the|this|that|its|their|our)\s(?P<which>(?:[\w’'.-]+\s){0,3})(?P<noun>[\w-]+)", re.IGNORECASE
)
_ACRONYM: Final = re.compile(r"\s\(\s?(?:the\s|or\s)?[“\"]?(?P<acronym>[A-Z][A-Za-z.&-]{1,9})[”\"]?\)")
_NO_SOURCE: Final = re.compile(r"(?:[’']s|\s+(?:is|was|seems|appears|looks|means|makes|takes))\b")
_SPOKEN_FOR: Final = re.compile(r"\bspokes(?:man|woman|person)\b", re.IGNORECASE)
_FOR_IT: Final = re.compile(
    r"(?:the|an?|its)\s(?:(?P<of>[\w-]+)\s)?spokes(?:man|woman|person)(?:\s(?:for|of)\sthe\s(?P<noun>[\w-]+))?",
    re.IGNORECASE,
)
_IN: Final = re.compile(r"(?<!\w)(?<!hares )(?<!stake )(?<!stock )(?<!nvested )(?<!nvestors )(?:in|near) $")
_DAYS_AND_PLACES: Final = CALENDAR | COUNTRIES
_NO_BODIES: Final = _DAYS_AND_PLACES | TITLES | ROLES | FUNCTION_WORDS
ADJECTIVES: Final = ("an", "ese", "ish")
"""Endings of words for a country's people; `demonyms` lists the others."""


@dataclass(slots=True, eq=False)
class Body:
    """A body that an article names.

    Attributes:
        name: Its fullest name.
        nouns: The words of its name, folded.
        places: Where the article names it, in order.
        subjects: Those of these places that open a sentence.
    """

    name: str
    nouns: frozenset[str]
    places: list[int] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)


class Bodies:
    """The bodies of one article.

    Args:
        text: The article's text.
        paragraphs: Where its paragraphs begin, in order.
        mentions: The names in it that are no person's, in order.
    """

    def __init__(self, text: str, paragraphs: Sequence[int], mentions: Iterable[Mention]) -> None:
        self._starts = paragraphs
        self._by_name: dict[str, Body] = {}
        self.acronyms: dict[str, Body] = {}
        for mention in mentions:
            if _may_be_body(mention, text) and not _is_where(mention, text):
                self._meet(mention.name, mention.span, opens=mention.opens)
                if found := _ACRONYM.match(text, mention.span.end):
                    self.acronyms.setdefault(found["acronym"].replace(".", ""), self._by_name[mention.name])
        for found in _DESCRIBED.finditer(text):
            name = found["name"]
            if not name[0].isupper() and _is_particular(name):
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

    @rule("described bodies", otherwise=lambda *_: None)
    def described(self, words_: str, place: int, last: Body | None) -> Body | None:
        """Find whom "the council", "the retailer" or "the spokesman for the agency" means at a place.

        `last` is the body that spoke last, if nobody else has begun a sentence since.
        """
        found = _FOR_IT.fullmatch(words_) or _AGAIN.fullmatch(words_)
        noun = plain(found["noun"] or "") if found else "nothing"
        if found and not noun and (of := plain(found["of"] or "")) in _NOUNS:
            noun = of
        if found is None or (noun and noun not in _NOUNS):
            return None
        if found.groupdict().get("which"):
            return self._specified(words_.split(maxsplit=1)[1], noun, place, last)
        fitting = [body for body in self._all if body.places[0] < place]
        if named := [body for body in fitting if noun in body.nouns]:
            return max(named, key=lambda body: max(p for p in body.places if p < place))
        agreeing = [body for body in fitting if _agrees(noun, body)]
        if last is not None and last in agreeing:
            return last
        main = max(agreeing, key=lambda body: len(body.places), default=None)
        return main if main is not None and (len(main.places) > 1 or self._is_near(main, place)) else None

    def _specified(self, name: str, noun: str, place: int, last: Body | None) -> Body | None:
        """Find whom "the news site" means: at first the body that spoke last, unless the words are of another."""
        if alike := self._by_kind(name, noun, place, last):
            return max(alike, key=lambda body: len(body.places))
        own = self._by_name.get(name)
        is_new = own is None or own.places[0] >= place - len("the ")
        if last is not None and is_new and name.islower() and noun not in _PUBLIC:
            return last
        return own or (Body(name, frozenset()) if _is_particular(name) else None)

    def _by_kind(self, name: str, noun: str, place: int, last: Body | None) -> list[Body]:
        """List the bodies whose names a description shortens: "the air board" is the Air Resources Board."""
        own = set(name.split()[:-1]) if name.islower() and not {"’", "'"} & set(name) else set()
        named = [b for b in self._all if b.name[0].isupper() and b.places[0] < place and own & b.nouns]
        return [b for b in named if noun in b.nouns or b is last]

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


def _agrees(noun: str, body: Body) -> bool:
    """Whether a noun may mean a body whose name does not have it: of public ones, by an acronym alone."""
    return noun not in _PUBLIC or (noun != "government" and body.name.isupper())


def _may_be_body(mention: Mention, text: str) -> bool:
    own = {plain(word) for word in mention.words}
    if len(mention.words) == 1:
        [word], [folded] = mention.words, own
        common = folded in _NO_BODIES or folded in lower_words(text) or folded.endswith("ly")
        if mention.opens and not mention.of_thing and word.istitle() and text.count(word) == 1:
            return False  # "Excitement grew": a capital for the sentence's sake
        return not (common or len(word) == 1 or given_name(word) or is_adjective(word.removesuffix("s")))
    return not own <= _DAYS_AND_PLACES


def _is_where(mention: Mention, text: str) -> bool:
    """Whether words before a name of one word tell that it is a place: "a cannery in Orlo"."""
    start = mention.span.start
    return len(mention.words) == 1 and _IN.search(text, max(0, start - 20), start) is not None


def _is_particular(name: str) -> bool:
    """Whether words before a body's noun say which: "the nurses' union", but not "the whole company"."""
    before = [plain(word) for word in name.split()[:-1]]
    return FUNCTION_WORDS.isdisjoint(before)


def spokesperson(words_: str) -> str | None:
    """Find the word that says that a source speaks for another: "spokesman" in "a spokesman for Orlo"."""
    found = _SPOKEN_FOR.search(words_)
    return found[0].lower() if found else None


def is_adjective(name: str) -> bool:
    """Whether a name is no body's but a people's or a party's: "Danish", "Republican"."""
    folded = plain(name)
    return folded in TITLES or folded.endswith(ADJECTIVES) or folded in words("demonyms")
