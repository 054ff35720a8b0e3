"""Which names are those of bodies, by the words of the name and those before it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ..lexicon.lexicon import alternatives, words
from ..lexicon.word_classes import (
    BODIES,
    CALENDAR,
    COUNTRIES,
    DIRECTIONS,
    FUNCTION_WORDS,
    KINDS,
    ROLES,
    TITLES,
    plain,
)
from .capitals import is_common
from .layout import right_before
from .mention import Mention

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
_COMPANY: Final = alternatives("company_nouns")
_TOLD: Final = re.compile(rf"\b(?:(?:from|via|[Ss]hares (?:in|of)) (?:the )?|(?:{_COMPANY}) )$")
_THERE: Final = re.compile(
    r"\b(?:[Aa]t|[Ii]n|[Vv]ia|(?:account|app|channel|game|hacked|live|page|post(?:s|ed|ing)?|sell(?:s|ing)?|sold"
    rf"|stream(?:s|ed|ing|er)?|users?|watch(?:ed|ing)?) on|agency|{_COMPANY}) $"
)
_WHEN: Final = re.compile(r"\b(?:At|By|During|From|In|On|Since|Until) (?:the )?$")
_JOINED: Final = re.compile(r"[A-Z][a-z]+-[a-z]+")
_SAYS_WHICH: Final = re.compile(
    rf"(?: (?!(?:{'|'.join(FUNCTION_WORDS)})\b)[a-z][\w-]*){{0,3}}? (?:{_COMPANY}) (?=[A-Z])"
)
"""Behind a name that only says which company is named next."""

_KIND: Final = re.compile(r"\b[Tt]he (?:[\w’'-]+ ){0,3}?([a-z]+) $")
_ENDED: Final = frozenset({"", "\n", ".", ":"})
_NO_BODIES: Final = CALENDAR | COUNTRIES | TITLES | ROLES | FUNCTION_WORDS
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
        telling: Those where it owns something, opens a sentence or is whom something comes from.
        short: The acronym that stands in brackets behind its name, or "".
        kinds: What it is called right before its name: "the operator" Metro Orlo, "the drivers' union" Dok-7.
    """

    name: str
    nouns: frozenset[str]
    places: list[int] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)
    telling: list[int] = field(default_factory=list)
    short: str = ""
    kinds: frozenset[str] = frozenset()


def may_be_body(mention: Mention, text: str) -> bool:
    """Whether a name is no day, place, title or person."""
    *others, word = mention.words
    folded = plain(word)
    if others:
        return folded not in ROLES
    if mention.opens and _JOINED.fullmatch(word):
        return False  # "Pre-tax profit fell"
    if mention.opens and not mention.of_thing and word.istitle() and text.count(word) == 1:
        return False  # "Excitement grew": a capital for the sentence's sake
    if len(word) == 1 or folded in _NO_BODIES or folded.endswith("ly") or is_common(text, word):
        return False
    # "London startup Brindlewave"
    is_which = _SAYS_WHICH.match(text, mention.span.end) is not None
    return not (is_which or mention.given or is_adjective(word.removesuffix("s")))


def is_subject_of(mention: Mention, text: str) -> bool:
    """Whether a name opens a sentence that goes on behind it: "Stage:" and "Abstract." are headings."""
    behind = text[mention.span.end : mention.span.end + 1]
    is_when = behind == "," and right_before(_WHEN, text, mention.begins()) is not None
    return mention.opens and behind not in _ENDED and not is_when


def is_told_of(mention: Mention, text: str) -> bool:
    """Whether a sentence tells of whom a name is: it owns something, something comes from it, or what it is."""
    return mention.possessive or right_before(_TOLD, text, mention.span.start) is not None


def is_held_for_thing(mention: Mention, text: str) -> bool:
    """Whether words beside a name tell that it is a place or a body: "at Orlo", "on Orlo", "the startup Orlo".

    Whose something is may be a person: "on Roe's advice"; and so may be whom a view or an attack is on.
    """
    if mention.possessive:
        return False
    return right_before(_THERE, text, mention.span.start) is not None


def is_where(mention: Mention, text: str) -> bool:
    """Whether words before a name of one word tell that it is a place or an hour's: "in Orlo", "5 p.m. EST"."""
    return len(mention.words) == 1 and right_before(_IN, text, mention.span.start) is not None


def kind_before(text: str, mention: Mention) -> frozenset[str]:
    """Give the noun for a body's kind that leads to a name, if one does: "the operator" Orlo Lines."""
    found = right_before(_KIND, text, mention.begins())
    return KINDS.intersection(found.groups() if found else ())


def is_particular(name: str) -> bool:
    """Whether words before a body's noun say which: "the nurses' union", but not "the whole company"."""
    return FUNCTION_WORDS.isdisjoint(map(plain, name.split()[:-1]))


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
    alone = {own[0] for own in led_in if len(own) == 1 and plain(own[0]) not in DIRECTIONS}
    for own in {mention.words for mention in mentions if len(mention.words) > 1 and not mention.given}:
        name, first = " ".join(own), own[0]
        if first == "The":
            continue
        kind = own[own.index("of") - 1 if "of" in own else -1]
        capitals = "".join(word[0] for word in own if word[0].isupper())  # "DOJ"
        letters = "".join(word[0].upper() for word in own)  # "AFA"
        shorts = {short for short in (capitals, letters) if times[short] <= _MOST_OFTEN * times[name]}
        if plain(kind) in _KINDS:
            shorts.add(kind)
        if own in led_in:
            shorts |= {cut for cut in alone if len(cut) in _CUT_SHORT and first.startswith(cut) and first != cut}
        for short in shorts:
            found[short].add(name)
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1}
