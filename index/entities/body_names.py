"""Which names are those of bodies, by the words of the name and those before it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    BODIES,
    CALENDAR,
    COUNTRIES,
    DIRECTIONS,
    FUNCTION_WORDS,
    ROLES,
    TITLES,
    given_name,
    plain,
)
from .capitals import is_common
from .mentions import Mention

_KINDS: Final = BODIES.union(*map(words, ("body_nouns", "public_nouns"))) - set(
    "house senate congress state government party city".split()
)
_CUT_SHORT: Final = range(3, 6)
_MOST_OFTEN: Final = 3
_SPOKEN_FOR: Final = re.compile(
    r"\bspokes(?:man|woman|person)\b|\brepresentative (?=(?:for|from|with) )", re.IGNORECASE
)
_IN: Final = re.compile(
    r"(?<!\w)(?<!hares )(?<!stake )(?<!stock )(?<!nvested )(?<!nvestors )(?:in|near) $|\b[ap]\.?m\.? $"
)
_FROM: Final = re.compile(r"\b(?:from|via|[Ss]hares (?:in|of)) (?:the )?$")
_KIND_OF: Final = re.compile(rf"\b(?:{'|'.join(words('company_nouns'))}) $")
_WHEN: Final = re.compile(r"\b(?:At|By|During|From|In|On|Since|Until) (?:the )?$")
_JOINED: Final = re.compile(r"[A-Z][a-z]+-[a-z]+")
_SAYS_WHICH: Final = re.compile(
    rf"(?: (?!(?:{'|'.join(FUNCTION_WORDS)})\b)[a-z][\w-]*){{0,3}}?"
    rf" (?:{'|'.join(words('company_nouns'))}) (?=[A-Z])"
)
"""Behind a name that only says which company is named next."""

_BEFORE: Final = 20
_ENDED: Final = frozenset({"", "\n", ".", ":"})
_DAYS_AND_PLACES: Final = CALENDAR | COUNTRIES
_NO_BODIES: Final = _DAYS_AND_PLACES | TITLES | ROLES | FUNCTION_WORDS
ADJECTIVES: Final = ("an", "ese", "ish")
"""Endings of words for a country's people; `demonyms` lists the others."""


def may_be_body(mention: Mention, text: str) -> bool:
    """Whether a name is no day, place, title or person."""
    own = {plain(word) for word in mention.words}
    if len(mention.words) == 1:
        [word], [folded] = mention.words, own
        common = folded in _NO_BODIES or is_common(text, word) or folded.endswith("ly")
        if _SAYS_WHICH.match(text, mention.span.end):
            return False  # "London startup Brindlewave"
        if mention.opens and _JOINED.fullmatch(word):
            return False  # "Pre-tax profit fell"
        if mention.opens and not mention.of_thing and word.istitle() and text.count(word) == 1:
            return False  # "Excitement grew": a capital for the sentence's sake
        return not (common or len(word) == 1 or given_name(word) or is_adjective(word.removesuffix("s")))
    return plain(mention.words[-1]) not in ROLES and not own <= _DAYS_AND_PLACES


def is_subject_of(mention: Mention, text: str) -> bool:
    """Whether a name opens a sentence that goes on behind it: "Stage:" and "Abstract." are headings."""
    start, end = mention.begins(), mention.span.end
    behind = text[end : end + 1]
    is_when = behind == "," and _WHEN.search(text, max(0, start - _BEFORE), start) is not None
    return mention.opens and behind not in _ENDED and not is_when


def is_told_of(mention: Mention, text: str) -> bool:
    """Whether a sentence tells of whom a name is: it owns something, something comes from it, or what it is."""
    before = text[max(0, mention.span.start - _BEFORE) : mention.span.start]
    return mention.possessive or any(pattern.search(before) for pattern in (_FROM, _KIND_OF))


def is_where(mention: Mention, text: str) -> bool:
    """Whether words before a name of one word tell that it is a place or an hour's: "in Orlo", "5 p.m. EST"."""
    start = mention.span.start
    return len(mention.words) == 1 and _IN.search(text, max(0, start - 20), start) is not None


def is_particular(name: str) -> bool:
    """Whether words before a body's noun say which: "the nurses' union", but not "the whole company"."""
    before = [plain(word) for word in name.split()[:-1]]
    return FUNCTION_WORDS.isdisjoint(before)


def spokesperson(words_: str) -> str | None:
    """Find the word that says that a source speaks for another: "spokesman" in "a spokesman for Orlo"."""
    found = _SPOKEN_FOR.search(words_)
    return found[0].strip().lower() if found else None


def is_adjective(name: str) -> bool:
    """Whether a name is no body's but a people's or a party's: "Danish", "Republican"."""
    folded = plain(name)
    return folded in TITLES or folded.endswith(ADJECTIVES) or folded in words("demonyms")


def in_full(mentions: Sequence[Mention]) -> dict[str, str]:
    """Give the longer name of each body that an article also calls by its kind, its initials or half a word.

    "The Commission" is the European Commission, "the Fed" the Federal Reserve, and "RA" Rugby Australia, if no
    other fits; but who is nearly always called by initials keeps them. The House is no White House, and each
    state has a Senate.
    """
    times = Counter(mention.name for mention in mentions)
    found: dict[str, set[str]] = defaultdict(set)
    led_in = {mention.words for mention in mentions if mention.of_thing and mention.words[0].istitle()}
    for [word] in (own for own in led_in if len(own) == 1 and len(own[0]) in _CUT_SHORT):
        if plain(word) not in DIRECTIONS:
            cut = (own for own in led_in if own[0].startswith(word) and own[0] != word and len(own) > 1)
            found[word].update(" ".join(own) for own in cut if given_name(own[0]) is None)
    for name, own in {mention.name: mention.words for mention in mentions if len(mention.words) > 1}.items():
        if own[0] != "The" and given_name(own[0]) is None:
            kind = own[own.index("of") - 1 if "of" in own else -1]
            found[kind].update({name} if plain(kind) in _KINDS else ())
            capitals = "".join(word[0] for word in own if word[0].isupper())
            for initials in {capitals, "".join(word[0].upper() for word in own)}:  # "DOJ", "AFA"
                found[initials].update({name} if times[initials] <= _MOST_OFTEN * times[name] else ())
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1}
