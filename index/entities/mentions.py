"""Where an article names somebody, and what stands around the name: title, office, possessive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    ABBREVIATIONS,
    BODIES,
    CALENDAR,
    CALLED,
    COURTESY,
    FUNCTION_WORDS,
    ROLES,
    TITLES,
    given_name,
    plain,
)
from ..model import Span
from .capitals import is_counted, is_stray
from .layout import right_before
from .mention import Mention
from .name_parts import (
    COMPOUND,
    OF_PERSONS,
    THE,
    begins_body,
    forms,
    is_of_office,
    is_title,
    leading_number,
    name_parts,
    names_with_s,
)
from .person_name import ARTICLES, PARTICLES

_LONGEST_NAME = 4  # words of a person's name, at most
_UPPER = "".join(chr(code) for code in range(0xC0, 0x590) if chr(code).isupper())
"""Capital letters beyond ASCII: Latin, Greek, Cyrillic, Armenian."""

_ABBREVIATED = rf"(?:{'|'.join(sorted(map(str.capitalize, ABBREVIATIONS - CALENDAR - {'no', 'vs'})))})\."
_PREFIX = rf"(?:(?:{ARTICLES}|abu|bin|ben|ibn)-|[dl][’'])?"
_SITE = r"(?:\.(?:com|org|net|gov|edu|io|ai|co)(?:\.[a-z]{2})?\b(?!\.\w))?"
_INNER = r"(?:\w|-(?!(?:sama|san|sensei)\b)|&(?=[A-Z])|[’'](?=[A-Z]\w))*"
_PART = rf"(?:{_ABBREVIATED}|(?:[A-Z]\.)+|{_PREFIX}[A-Z{_UPPER}]{_INNER}{_SITE})"
_PARTICLE = rf"(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))}|of|and|for|the)"
_NICKNAME = rf"(?:(?:[“\"‘'](?:[A-Z][\w’'-]*[ ])?|\((?![A-Z]-))[A-Z{_UPPER}][\w’'-]*[^\W\dA-Z_][”\"’')][ ])?"
_SAINT = rf"(?:St\.?|Saint)[ ][A-Z{_UPPER}][\w-]*[’']s\b"
"""Whose a church, a hospital or a school is, which is part of its name: "St Brendan's" Hospital."""

_MEMBERS = (
    rf"[A-Z{_UPPER}][\w-]+s[’'](?=(?:[ ](?:and[ ]|&[ ])?[A-Z{_UPPER}][\w-]*[’']?){{0,4}}[ ]"
    r"(?:Alliance|Association|Coalition|Congress|Council|Federation|Forum|Guild|League|Party|Society|Union)\b)"
)
"""Whose a body is, which is part of its name: "Farmers'" Union, "Bakers'" and Allied "Workers'" Union."""

_WHOSE = rf"{_SAINT}|{_MEMBERS}"
_NAME = re.compile(
    rf"(?=[A-Z{_UPPER}abdeilu])(?<![\w@#.])(?<!\w-)(?:{_WHOSE}|{_PART})"
    rf"(?:(?<!\w Jr\.)[ ]{_NICKNAME}(?:(?:(?:{_PARTICLE}[ ]){{1,2}}|& )(?:{_WHOSE}|{_PART})|{_MEMBERS}|{_PART}))*"
    r"(?:,?[ ](?:Jr|Sr)\b\.?|,[ ](?:II|III|IV)\b)?"
)


_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_ITS_OWN = re.compile(r"[’']s\b")
_AGENT = re.compile(r"[\w-]{4,}(?:er|or|ian|ist|man|woman)")
_MARKS = frozenset("\"“”‘’'")
_HONOURS = frozenset({"KC", "QC", "MP", "MSP", "MEP", "MBE", "OBE", "CBE", "DBE", "PhD"})
_NEVER_ALONE = FUNCTION_WORDS | TITLES - {"democrats", "republicans", "treasury"}


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
    named = _without_titles(phrase, opens=opens and not is_counted(text, phrase), of_office=of_office)
    if named is None:
        return None
    title, own, ahead = named
    if opens and is_stray(text, own, start + ahead, end):
        own, ahead = own[1:], ahead + len(own[0]) + 1
        if len(own) == 1 and _is_no_name(own[0]):
            return None
    if not ahead and (number := leading_number(text, start, phrase)):
        own, start = (number, *own), start - len(number) - 1
    if own[-1] in names_with_s(text) and (its := _ITS_OWN.match(text, end)):
        own, end = (*own[:-1], own[-1] + its[0]), its.end()
    place = Span(start + ahead, end)
    after = text[end : end + 2].replace("’", "'")
    possessive = after == "'s" or (after[:1] == "'" and own[-1].endswith("s"))
    led = phrase.startswith("The ") or right_before(THE, text, start) is not None
    of_thing = _is_of_thing(text, place) or (led and plain(title) in COURTESY)  # "the Lady Bears"
    return Mention(place, own, title, possessive, opens, of_thing)


@lru_cache(maxsize=1 << 12)
def _without_titles(phrase: str, *, opens: bool, of_office: bool) -> tuple[str, tuple[str, ...], int] | None:
    """Part titles from a name: gives both, and how many characters stand before the name."""
    found = phrase.split()
    first = begin = int(found[0] in {"The", "By"} or (opens and _only_opens(found)))
    if begin == len(found):
        return None
    for place in range(begin, len(found) - 1):
        is_body = found[place] == "of" and plain(found[place - 1]) in BODIES
        if is_body and not any(plain(word) in OF_PERSONS or given_name(word) for word in found[place + 1 :]):
            break
        if is_title(found, place) or _is_before_person(found, place, of_office=of_office):
            first = place + 1
    if found[first][0].islower() or (first == len(found) - 1 and plain(found[first]) in BODIES):
        first = begin
    while first > begin and begins_body(found[first - 1], found[first:]):
        first -= 1
    own = tuple(word.rstrip(",") for word in found[first:])
    own = own[:-1] if len(own) > 2 and own[-1] in _HONOURS else own  # noqa: PLR2004
    titles = found[begin:first]
    if len(own) == 1 and _is_no_name(own[0], titles):
        return None
    return " ".join(titles), own, sum(map(len, found[:first])) + first


def _only_opens(found: Sequence[str]) -> bool:
    """Whether a sentence's first word is no part of the name behind it: "But" Roe, "Sentencing" Adam Roe."""
    done = found[0].endswith("ing") and len(found) > 2 and given_name(found[1]) is not None  # noqa: PLR2004
    return done or plain(found[0]) in FUNCTION_WORDS


def _is_before_person(found: Sequence[str], place: int, *, of_office: bool) -> bool:
    """Whether a word is no part of the full name behind it: "Trader Anna Roe", "Ministers Jane Roe", "GM Al Roe".

    Before a given name it may be what an office is of, too: "Director of Content Anna Roe".
    """
    word, following = found[place], found[place + 1]
    if place == len(found) - 2 or not following[0].isupper():
        return False
    is_role = not ROLES.isdisjoint(plain(word).split("-"))
    begins = given_name(following) or (of_office and not given_name(word) and _INITIAL.fullmatch(following))
    if is_role or not begins:
        return is_role
    if not forms(word).isdisjoint(CALLED):
        return True
    if "of" in found or plain(found[-1]) in BODIES:
        return False
    if of_office or given_name(word) or following.isupper():
        return of_office
    initials = word.isalpha() and word.isupper() and len(word) > 1
    return initials or plain(word) in words("people") or _AGENT.fullmatch(word) is not None


def _is_no_name(word: str, titles: Sequence[str] = ()) -> bool:
    """Whether a word by itself names nobody: "President", "Then-Minister", "Orlo-based"; but "Mr. King" is one."""
    if titles and plain(titles[-1]) in COURTESY and plain(word) in words("role_surnames"):
        return False
    return _NEVER_ALONE.issuperset(plain(word).split("-")) or COMPOUND.search(word) is not None


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins here: "— Roe, a cook —" does not."""
    before = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    return not before.strip("—–- ") or before[-1] in ".!?:\"“”’';…"


def _is_of_thing(text: str, place: Span) -> bool:
    if text[place.start - 1 : place.start] in _MARKS:
        return text[place.end : place.end + 1] in _MARKS
    return right_before(THE, text, place.start) is not None
