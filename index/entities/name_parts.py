"""Which names a run of capitalised words holds: "X and Y" are two, "the Harbour and Coast Union" is one.

And which words before a name are its own: "American" Airlines, "10" Minute School.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from ..lexicon.lexicon import table, words
from ..lexicon.word_classes import (
    ABBREVIATIONS,
    BODIES,
    CALENDAR,
    CALLED,
    COUNTRIES,
    COURTESY,
    FUNCTION_WORDS,
    INSTITUTIONS,
    KINDS,
    OFFICES,
    PUBLIC,
    TITLES,
    given_name,
    plain,
)
from ..model import Span
from .layout import right_before

THE: Final = re.compile(r"\b[Tt]he\s+$")
_LINK: Final = re.compile(r" (?:(?:of|and|for|the) )+")
OFFICE: Final = "|".join(sorted(OFFICES))
"""A pattern of what somebody may be."""

OF_PERSONS: Final = OFFICES | ABBREVIATIONS | set(COURTESY) | set(table("gendered_nouns"))
"""Titles and words that only persons have before their names."""

_NO_BODY: Final = OF_PERSONS - {"republican", "socialist"} | {"former", "then", "ex"}
COMPOUND: Final = re.compile(r"-(?:[a-z]{2,}ed|[a-z]{3,}ing|[a-z]{3,}ers?|born|led|run|style|era)$|year-old$")
"""The end of a word that says what a name is, and is none: "Orlo-based", "44-year-old"."""

_COHORT: Final = re.compile(r"[A-Z]|[XYZ]ers?|Alphas?|AI")
_NUMBER: Final = re.compile(r"(?<![\w.,:$£€#-])(\d{1,3}(?:st|nd|rd|th)?) $")
_OFFICE_OF: Final = re.compile(rf"\b(?:{OFFICE}) (?:of|for|to|at) (?:the )?$", re.IGNORECASE)
_LEADS: Final = ("of ", "for ", "to ", "at ", "the ")
_SPEAKS: Final = re.compile(r"\b([A-Z][\w-]*)[’']s (?:said|says|told|tells|declined)\b")
_INITIALS: Final = re.compile(r" \(([A-Z][A-Za-z]{2,7})\)")
_KINDS: Final = BODIES | INSTITUTIONS | KINDS
_BEFORE_OF: Final = (BODIES | INSTITUTIONS | words("body_nouns")) - CALENDAR - {"white"}
_OFFICES: Final = INSTITUTIONS | PUBLIC
_PUBLIC: Final = PUBLIC - {"city", "state", "town"}
_APART: Final = COUNTRIES | TITLES


def name_parts(match: re.Match[str]) -> Iterator[Span]:
    """Cut at "and", "for" and "the"; at "of" unless a body or office stands before it."""
    text, start = match.string, match.start()
    for link in _LINK.finditer(text, *match.span()):
        before = text[start : link.start()].split()
        behind = _LINK.split(text[link.end() : match.end()], maxsplit=1)[0].split()
        if "and" in link[0]:
            is_one = _is_one_body(match, before, behind)
        else:
            the = before[0] == "The" or right_before(THE, text, match.start()) is not None
            led_in = "for" not in link[0] and the
            is_one = _is_of_one(before, behind, led_in=led_in)
        if not is_one:
            yield Span(start, link.start())
            start = link.end()
    yield Span(start, match.end())


def forms(word: str) -> set[str]:
    """Fold a word, and give what it is of several: "Centers" are each a center."""
    return {plain(word), plain(word).removesuffix("s")}


def _is_of_one(before: Sequence[str], behind: Sequence[str], *, led_in: bool) -> bool:
    """Whether "of" stands within a body's name, or in one that "the" leads in: "the Royal Academy of Sciences"."""
    if "for" in before or not forms(before[-1]).isdisjoint(_BEFORE_OF):
        return True
    return led_in and forms(before[-1]).isdisjoint(CALLED) and not any(map(given_name, (before[0], behind[0])))


def _is_one_body(match: re.Match[str], before: list[str], behind: list[str]) -> bool:
    """Whether "and" stands within a body's name: "the Harbour and Coast Union", "Ministry of Sport and Culture".

    It does not between two that the article names apart: "the Pentagon and State Department". A public one needs
    no "the" before it if the article never names the first part by itself: "Avon and Somerset Police".
    """
    text, before = match.string, before[before[0] == "The" :] or before
    edges, last = (before[-1], behind[0]), plain(behind[-1])
    if _is_shortened(text, match.end(), [*before, *behind]):
        return True
    if behind[0] == "The" or any(word.isupper() or given_name(word) or plain(word) in _APART for word in edges):
        return False
    links = [place for place, word in enumerate(before) if word in {"of", "for"}]
    if links:
        heads = forms(before[links[0] - 1]) | forms(before[0])
        return not heads.isdisjoint(_OFFICES)
    if last not in BODIES or plain(before[-1]) in BODIES:
        return False
    first, whole = " ".join(before), " ".join([*before, "and", *behind])
    public = last in _PUBLIC and len(behind) > 1
    return f"he {whole}" in text or (public and text.count(first) == text.count(whole))


def _is_shortened(text: str, end: int, words_: Sequence[str]) -> bool:
    """Whether initials in brackets behind a name, or a handle of its words, show it to be one: "@OrloStats"."""
    found = _INITIALS.match(text, end)
    return f"@{''.join(words_)}" in text if found is None else found[1][0] == words_[0][0]


def is_title(found: Sequence[str], place: int) -> bool:
    """Whether a word before others is a title or the like: "Mayor", "Orlo-based"; Gen Z has no general."""
    word = found[place]
    if word == "Gen" and ("Next" in found[:place] or _COHORT.fullmatch(found[place + 1])):
        return False
    return not TITLES.isdisjoint(plain(word).split("-")) or COMPOUND.search(word) is not None


def leading_number(text: str, start: int, name: str) -> str | None:
    """Find the number that a name begins with wherever it stands: "10 Minute School", "21st Century Fox"."""
    found = right_before(_NUMBER, text, start)
    if found is None or plain(name) in CALENDAR:
        return None
    times = text.count(f"{found[1]} {name}")
    return found[1] if times > 1 and times == text.count(name) else None


@lru_cache(maxsize=4)
def names_with_s(text: str) -> frozenset[str]:
    """List the names that end with "'s" wherever they stand, and speak so: "Sotheby's said"."""
    return frozenset(name for name in _SPEAKS.findall(text) if not re.search(rf"\b{name}\b(?![’']s)", text))


def is_of_office(text: str, place: int) -> bool:
    """Whether what stands at a place is what an office is of: "Director of" Content Jane Roe."""
    leads = text[max(0, place - 5) : place].lower().endswith(_LEADS)
    return leads and right_before(_OFFICE_OF, text, place) is not None


def begins_body(title: str, rest: Sequence[str]) -> bool:
    """Whether what may be a title begins a body's name: "American" Psychological Association, "U.S." Soccer."""
    if plain(title) in _NO_BODY or given_name(rest[0]) or plain(rest[0]) in TITLES:
        return False
    if title in {"U.S.", "US"}:
        return title == "U.S." and len(rest) == 1 and plain(rest[0]) not in FUNCTION_WORDS
    return any(forms(word) & _KINDS for word in rest)
