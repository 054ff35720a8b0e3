"""Which names a run of capitalised words holds: "X and Y" are two, "the Harbour and Coast Union" is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import BODIES, CALLED, COUNTRIES, INSTITUTIONS, TITLES, given_name, plain
from ..model import Span

THE: Final = re.compile(r"\b[Tt]he\s+$")
_LINK: Final = re.compile(r" (?:(?:of|and|for|the) )+")
_BEFORE_OF: Final = BODIES | INSTITUTIONS | words("body_nouns")
_OFFICES: Final = INSTITUTIONS | words("public_nouns")
_PUBLIC: Final = words("public_nouns") - {"city", "state", "town"}
_APART: Final = COUNTRIES | TITLES


def name_parts(match: re.Match[str]) -> Iterator[Span]:
    """Cut at "and", "for" and "the"; at "of" unless a body or office stands before it."""
    start = match.start()
    links = list(_LINK.finditer(match[0]))
    ends = [link.start() for link in links[1:]] + [len(match[0])]
    for link, end in zip(links, ends, strict=False):
        before = match[0][start - match.start() : link.start()].split()
        if before and "and" in link[0]:
            if _is_one_body(match, before, match[0][link.end() : end].split()):
                continue
        elif before and (
            plain(before[-1]) in _BEFORE_OF or "for" in before or _is_whole(match, before, link, end)
        ):
            continue
        yield Span(start, match.start() + link.start())
        start = match.start() + link.end()
    yield Span(start, match.end())


def _is_whole(match: re.Match[str], before: list[str], link: re.Match[str], end: int) -> bool:
    """Whether "of" stands within a name that "the" leads in: "the Royal Academy of Sciences"."""
    behind = match[0][link.end() : end].split()[0]
    start = match.start()
    return (
        "for" not in link[0].split()
        and THE.search(match.string, max(0, start - 4), start) is not None
        and not (plain(before[-1]) in CALLED or given_name(before[0]) or given_name(behind))
    )


def _is_one_body(match: re.Match[str], before: list[str], behind: list[str]) -> bool:
    """Whether "and" stands within a body's name: "the Harbour and Coast Union", "Ministry of Sport and Culture".

    It does not between two that the article names apart: "the Pentagon and State Department". A public one needs
    no "the" before it if the article never names the first part by itself: "Avon and Somerset Police".
    """
    text, before = match.string, before[before[0] == "The" :]
    edges, last = (before[-1], behind[0]), plain(behind[-1])
    if not before or any(word.isupper() or given_name(word) or plain(word) in _APART for word in edges):
        return False
    if "of" in before or "for" in before:
        return plain(before[0]) in _OFFICES and last not in _OFFICES
    if last not in BODIES or plain(before[-1]) in BODIES:
        return False
    first, whole = " ".join(before), " ".join([*before, "and", *behind])
    public = last in _PUBLIC and len(behind) > 1
    return f"he {whole}" in text or (public and text.count(first) == text.count(whole))
