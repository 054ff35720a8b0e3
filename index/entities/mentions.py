"""Where an article names somebody, and what stands around the name: title, office, possessive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    BODIES,
    CALLED,
    COURTESY,
    DIRECTIONS,
    FUNCTION_WORDS,
    INSTITUTIONS,
    JOBS,
    OFFICES,
    ROLES,
    TITLES,
    given_name,
    plain,
)
from ..model import Span
from .capitals import is_stray
from .name_parts import COMPOUND, OF_PERSONS, THE, begins_body, is_title, leading_number, name_parts
from .person_name import PARTICLES

LONGEST_NAME = 4  # words of a person's name, at most
_UPPER = "".join(chr(code) for code in range(0xC0, 0x590) if chr(code).isupper())
"""Capital letters beyond ASCII: Latin, Greek, Cyrillic, Armenian."""

_ABBREVIATED = (
    r"(?:Sens?|Reps?|Govs?|Drs?|Mrs?|Ms|Messrs|Prof|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Cmdr|Rev|Hon|St|Jr|Sr|Supt|Adv)\."
)
_PREFIX = r"(?:(?:al|el|ad|an|ar|as|ash|at|az|ul|ud|abu|bin|ben|ibn)-|[dl][’'])?"
_SITE = r"(?:\.(?:com|org|net|gov|edu|io|ai|co)(?:\.[a-z]{2})?\b(?!\.\w))?"
_PART = rf"(?:{_ABBREVIATED}|(?:[A-Z]\.)+|{_PREFIX}[A-Z{_UPPER}](?:[\w-]|&(?=[A-Z])|[’'](?=[A-Z]\w))*{_SITE})"
_PARTICLE = rf"(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))}|of|and|for|the)"
_NICKNAME = rf"(?:(?:[“\"‘'](?:[A-Z][\w’'-]*[ ])?|\((?![A-Z]-))[A-Z{_UPPER}][\w’'-]*[^\W\dA-Z_][”\"’')][ ])?"
_NAME = re.compile(
    rf"(?=[A-Z{_UPPER}abdeilu])(?<![\w@#.])(?<!\w-){_PART}"
    rf"(?:[ ]{_NICKNAME}(?:(?:(?:{_PARTICLE}[ ]){{1,2}}|& )(?={_PART}))?{_PART})*"
    r"(?:,?[ ](?:Jr|Sr)\b\.?|,[ ](?:II|III|IV)\b)?"
)

_NEAR = 80
FINITE = re.compile(
    r", \d\d,| (?!as\b|its\b|his\b|this\b)(?:[a-z]+(?:s|ed)|met|told|made|led|took|became|wrote)\b"
)
_OFFICE_OF = re.compile(rf"\b(?:{'|'.join(sorted(OFFICES))}) (?:of|for|to|at) (?:the )?$", re.IGNORECASE)
_LEADS = ("of ", "for ", "to ", "at ", "the ")
_AGENT = re.compile(r"[\w-]{4,}(?:er|or|ian|ist|man|woman)")
_MARKS = frozenset("\"“”‘’'")
_HONOURS = frozenset({"KC", "QC", "MP", "MSP", "MEP", "MBE", "OBE", "CBE", "DBE", "PhD"})
_NEVER_ALONE = FUNCTION_WORDS | TITLES - {"democrats", "republicans", "treasury"}


class Mention(NamedTuple):
    """A name at one place in the text.

    Attributes:
        span: Where the name stands, without titles.
        words: Its words, without marks at their ends.
        title: The titles before it, or "".
        possessive: Whether "'s" follows.
        opens: Whether a sentence begins with it or its title.
        of_thing: Whether "the" stands before it or quote marks around it, as with a paper's name or a title.
    """

    span: Span
    words: tuple[str, ...]
    title: str
    possessive: bool
    opens: bool
    of_thing: bool = False

    @property
    def name(self) -> str:
        """The words in a row."""
        return " ".join(self.words)

    def begins(self) -> int:
        """Where it begins, titles and all."""
        return self.span.start - len(self.title) - bool(self.title)

    @property
    def titled(self) -> bool:
        """Whether a person's title stands before it: "President Roe", not "U.S. Steel" or "Former Orlo"."""
        return bool(self.title) and (
            plain(self.title.split()[-1]) in OF_PERSONS or self.title.endswith("year-old")
        )

    @property
    def personal(self) -> bool:
        """Whether it may be a person's full name: two to four words, none of which speaks of a body or place.

        After a given name only the last word counts, and only if it is never a surname: "Bill Law" is a person.
        """
        return _is_personal(self.words)

    @property
    def perhaps_personal(self) -> bool:
        """The same, where the last word may be a surname as well as a place: "Ngozi White", "Orlo Park"."""
        return _is_personal(self.words, words("surname_words"))


@lru_cache(maxsize=1 << 12)
def _is_personal(name: tuple[str, ...], surnames: frozenset[str] = frozenset()) -> bool:
    own = [plain(word) for word in name if word[0].isalpha()]
    nicknamed = len(own) < len(name) and not name[-1][0].isdigit()
    inner = {plain(word) for word in name[1:] if word[0].isupper() and not word.endswith(".")}  # "William A. Roe"
    if "&" in name or inner & FUNCTION_WORDS or len(own) < 2 or own[0] in TITLES:  # noqa: PLR2004
        return False
    if nicknamed or given_name(own[0]):
        telling = INSTITUTIONS & {own[-1]}
    else:
        telling = BODIES.intersection(own[:-1] + own[-1:] * (own[-1] not in DIRECTIONS))
    particles = sum(word in PARTICLES for word in own)
    return len(own) - particles <= LONGEST_NAME and not telling - (surnames & {own[-1]})


def mentions(text: str, span: Span) -> Iterator[Mention]:
    """Find the names in a span of text; "X and Y" are two, and so are titles and what they belong to."""
    for match in _NAME.finditer(text, span.start, span.end):
        for start, end in name_parts(match) if " " in match[0] else (match.span(),):
            mention = _mention(text, start, end)
            if mention is not None:
                yield mention


def _mention(text: str, start: int, end: int) -> Mention | None:
    phrase, opens = text[start:end], _opens_sentence(text, start)
    of_office = phrase.count(" ") > 1 and is_of_office(text, start)
    named = _without_titles(phrase, opens=opens, of_office=of_office)
    if named is None:
        return None
    title, own, ahead = named
    if opens and is_stray(text, own, start + ahead, end):
        own, ahead = own[1:], ahead + len(own[0]) + 1
        if len(own) == 1 and _is_no_name(own[0]):
            return None
    if not ahead and (number := leading_number(text, start, phrase)):
        own, start = (number, *own), start - len(number) - 1
    place = Span(start + ahead, end)
    after = text[end : end + 2].replace("’", "'")
    possessive = after == "'s" or (after[:1] == "'" and own[-1].endswith("s"))
    return Mention(place, own, title, possessive, opens, _is_of_thing(text, start, place))


@lru_cache(maxsize=1 << 12)
def _without_titles(phrase: str, *, opens: bool, of_office: bool) -> tuple[str, tuple[str, ...], int] | None:
    """Part titles from a name: gives both, and how many characters stand before the name."""
    found = phrase.split()
    begin = int(found[0] == "The" or (opens and (plain(found[0]) in FUNCTION_WORDS or _is_participle(found))))
    last_title = begin
    named = plain(found[-1]) not in BODIES and "of" not in found
    for i in range(begin, len(found) - 1):
        parts = {*plain(found[i]).split("-")}
        before_full_name = i < len(found) - 2 and found[i + 1][0].isupper()
        if found[i] == "of" and plain(found[i - 1]) in BODIES and not any(map(_is_of_person, found[i + 1 :])):
            break
        if is_title(found, i) or (
            before_full_name
            and (
                not ROLES.isdisjoint(parts)
                or _is_job(plain(found[i]), found[i + 1])
                or (named and given_name(found[i + 1]) and (of_office or _is_glued(found[i], found[i + 1])))
            )
        ):
            last_title = i + 1
    if last_title < len(found) and found[last_title][0].islower():
        last_title = begin
    first = begin if last_title == len(found) - 1 and plain(found[-1]) in BODIES else last_title
    while first > begin and begins_body(found[first - 1], found[first:]):
        first -= 1
    own = tuple(word.rstrip(",") for word in found[first:])
    own = own[:-1] if len(own) > 2 and own[-1] in _HONOURS else own  # noqa: PLR2004
    titles = found[begin:first]
    if not own or (len(own) == 1 and _is_no_name(own[0]) and not _is_addressed(titles, own[0])):
        return None
    return " ".join(titles), own, sum(map(len, found[:first])) + first


def _is_of_person(word: str) -> bool:
    """Whether a word is a given name or leads one in, so that a person's name follows a body's."""
    return plain(word) in OF_PERSONS or given_name(word) is not None


def _is_no_name(word: str) -> bool:
    """Whether a word by itself names nobody: "President", "Then-Minister", "Orlo-based"."""
    return _NEVER_ALONE.issuperset(plain(word).split("-")) or COMPOUND.search(word) is not None


def _is_addressed(titles: Sequence[str], word: str) -> bool:
    """Whether a word that may be a role is somebody's surname: "Mr. King", but not "Mr. President"."""
    return bool(titles) and plain(titles[-1]) in COURTESY and plain(word) in words("role_surnames")


def _is_job(word: str, following: str) -> bool:
    """Whether a word before a given name says what its bearer does: "Trader Anna Roe", "Ministers Anna Roe"."""
    singular = word.removesuffix("s")
    return (word in JOBS or singular in CALLED) and given_name(following) is not None


def _is_participle(found: Sequence[str]) -> bool:
    """Whether a sentence begins with what is done to somebody: "Sentencing" Adam Roe."""
    return found[0].endswith("ing") and len(found) > 2 and given_name(found[1]) is not None  # noqa: PLR2004


def _is_glued(word: str, following: str) -> bool:
    """Whether a word before a given name is no part of it: "GM Anna Roe", "Astrophotographer Anna Roe"."""
    if given_name(word) or following.isupper():
        return False
    initials = word.isalpha() and word.isupper() and len(word) > 1
    return initials or plain(word) in words("people") or _AGENT.fullmatch(word) is not None


def is_of_office(text: str, place: int) -> bool:
    """Whether what stands at a place is what an office is of: "Director of" Content Jane Roe."""
    leads = text[max(0, place - 5) : place].rstrip("\n").lower().endswith(_LEADS)
    return leads and _OFFICE_OF.search(text, max(0, place - _NEAR), place) is not None


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins here: "— Roe, a cook —" does not."""
    before = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    return not before.strip("—–- ") or before[-1] in ".!?:\"“”’';…"


def _is_of_thing(text: str, start: int, place: Span) -> bool:
    before = text[max(0, start - 4) : place.start]
    if before[-1:] in _MARKS:
        return text[place.end : place.end + 1] in _MARKS
    return "he" in before and THE.search(before) is not None


def courtesy(title: str) -> str | None:
    """Tell a person's sex ("m", "f") from a title, if it does."""
    return (
        next((COURTESY[word] for word in map(plain, title.split()) if word in COURTESY), None) if title else None
    )
