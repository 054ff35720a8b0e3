"""What an article calls somebody, read off the words around the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    ABBREVIATIONS,
    BODIES,
    CALENDAR,
    CALLED,
    COURTESY,
    FUNCTION_WORDS,
    KIN,
    KINDS,
    OFFICES,
    given_name,
    plain,
)
from ..model import Span
from .mentions import Mention, courtesy

_BEFORE_TITLES = frozenset(
    {"former", "then", "current", "acting", "incoming", "outgoing", "late", "longtime", "of"}
)
_HEADS = OFFICES | {"sen", "rep", "gov", "mayor"}
_OURS = frozenset({"my", "our", "your"})
_SAID = frozenset(
    "says said saying tells told telling talks is was are were has had may will would can could might".split()
)
_ENDED_BY = FUNCTION_WORDS | _SAID
_NEAR = 120
_MOST_WORDS = 20
_DONE_BY = re.compile(r"\w+ed by\b|(?:that|it|he|she)[’']s\b")
_TEMPORARY = re.compile(
    r"(?:[\w.’-]+['’]s )?(?:former|then|ex|interim|acting|late|previously|now)\b", re.IGNORECASE
)
# Read backwards from the name: a search for the end of the text would try every place before it.
_ROLE_BEFORE = re.compile(r"\n?[ ][ ,]*(\.?[\w-]+(?:[ ][\w.’'&-]+){0,6})")
_ROLE_AFTER = re.compile(
    r"(?:, \d{1,3})?(?:[ ]?,|[ ][—–])[ ]"
    r"((?:who (?:is|was|serves as) )?(?:(?:an?|the|his|her|its|their)[ ])?"
    r"(?:[^,.;:()“”\"\n—–]|(?<=\b[A-Z])\.(?=[A-Z]\.|[ ])|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bSen)\.){3,140})"
)
_OFFICE_BEFORE = re.compile(
    rf"(?:^|[\s“\"])(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) "
    rf"(?P<role>(?P<kind>(?:[\w’'-]+ ){{0,4}}?)(?:{'|'.join(sorted(OFFICES))})"
    r" (?:of|at|for|with|in|to) [^,.;:“”\"\n]{2,60}), $"
)
_OFFICE_OVER = re.compile(
    rf"\b(?:(?:deputy|former) )?(?P<office>(?i:{'|'.join(sorted(OFFICES))}))"
    r" (?:of|for) (?:the )?(?P<over>(?:[a-z-]+ )?[a-z-]{4,})$"
)
"""An office with what it is over, right before a name: "leader of the opposition" Jane Roe."""

_BE = r"(?:is|was|became|becomes|(?:has|had) (?:been|become)|will (?:be|become))"
_CHOSEN = r"(?:(?:re-?)?elected|named|appointed|made|chosen|declared|sworn in)"
_ROLE_PREDICATED = re.compile(
    rf" (?:(?:{_BE} )?{_CHOSEN}(?: as)?|{_BE}|(?:took over|serve[ds]|work(?:s|ed)) as)"
    rf" (?:(?:an?|the|its|their|our) )?(?P<role>(?:[\w’'-]+ ){{0,3}}?"
    rf"(?:{'|'.join(sorted(OFFICES))})(?:-elect)?)\b(?!-)"
    r"(?: of (?:the )?[A-Z][\w’-]*(?: [A-Z][\w’-]*)*)?"
)
_AGENT = re.compile(r"[a-z][a-z-]{3,}(?:er|or|ian|ist)")
_NO_ROLE = FUNCTION_WORDS | {"not", "no", "never"}
_NO_KIND = FUNCTION_WORDS | _BEFORE_TITLES
_OPENS_NO_KIND = _NO_ROLE | CALENDAR | words("quantities") | {"day", "week", "month", "year"}
_THINGS = CALLED | BODIES | KINDS
_NO_TRADE = FUNCTION_WORDS | KIN
_HONORIFICS = COURTESY.keys() | {"dr", "prof"}


def role_of(text: str, mention: Mention, within: Span) -> str | None:
    """Read a person's office off the words around the name.

    "Kremlin spokesman Dmitry Peskov", "Ukrainian President Volodymyr Zelensky" and "Jane Roe, a professor of
    law at Yale, said" all tell one; "the judge Roe spoke of" does not.

    Returns:
        The words, without article; None where they tell nothing.
    """
    after = _ROLE_AFTER.match(text, mention.span.end, within.end)
    phrase = re.sub(r"^who (?:is|was|serves as) ", "", after[1].strip()) if after else ""
    if phrase and _names_role(phrase) and not _tells(phrase):
        told = _without_article(phrase)
        led_in = _led_in(text, mention, within) if is_bare(told) else None
        return told if led_in is None or is_bare(led_in) else led_in
    if predicated := _predicated(text, mention, within):
        return predicated
    if len(mention.words) == 1 and not mention.title:
        return None
    start = mention.span.start
    behind_comma = ", " in text[start - 3 : start]
    office = _OFFICE_BEFORE.search(text, max(within.start, start - _NEAR), start) if behind_comma else None
    if office and FUNCTION_WORDS.isdisjoint(map(plain, office["kind"].split())):
        return office["role"]
    return _led_in(text, mention, within)


def _led_in(text: str, mention: Mention, within: Span) -> str | None:
    """Read an office off the words right before a name: "Kremlin spokesman"."""
    before = _before(text, mention, within)
    over = _office_over(before) if mention.personal else None
    if len(before) > 1 and plain(before[-1]) in _HONORIFICS and plain(before[-2]) in OFFICES:
        before.pop()
    ends = not before or plain(before[-1]) in FUNCTION_WORDS
    if over or ends or not (mention.title or plain(before[-1]) in OFFICES):
        return over
    role = " ".join(_phrase(before)).lstrip(" .,-–").rstrip(" ,-–")
    relative, _, other = role.partition(" of ")
    role = other if other and plain(relative) in KIN else role
    # "City of Orlo Mayor": the office comes last.
    fits = _names_role(role) or (role[:1].isupper() and _names_role(" ".join(role.split()[-2:])))
    return role if courtesy(role) is None and fits and plain(role) not in KIN else None


def said_to_be(text: str, mention: Mention, within: Span) -> str | None:
    """Read off the words around a name what somebody is, be it no office.

    "Jane Roe, a longtime sailor" and "radio announcer Jane Roe" tell it; "Jane Roe, a day later" does not.

    Returns:
        The words, without article; None where they tell nothing.
    """
    if not mention.personal:
        return None
    after = _ROLE_AFTER.match(text, mention.span.end, within.end)
    phrase = after[1].strip() if after else ""
    if phrase.startswith(("a ", "an ")) and not _tells(phrase):
        own = phrase.split()[1:]
        kind = [word for word in own if word.islower() and word not in _NO_KIND]
        if kind and plain(own[0]) not in _OPENS_NO_KIND:
            return _without_article(phrase)
    before = _before(text, mention, within) if given_name(mention.words[0]) else []
    if not before or not _AGENT.fullmatch(before[-1]) or before[-1] in _NO_TRADE:
        return None
    return " ".join(_phrase(before)).rsplit(" of ", 1)[-1] or None


def _before(text: str, mention: Mention, within: Span) -> list[str]:
    """List the words of the same sentence that stand right before a name and may be a role."""
    start = mention.span.start
    found = _ROLE_BEFORE.match(text[max(within.start, start - 90) : start][::-1])
    words = re.split(r"(?<=[a-z)][.!?:;])(?<!\bSt\.)\s", found[1][::-1])[-1].split() if found else []
    ended = (
        words and words[-1].endswith(".") and plain(words[-1]) not in ABBREVIATIONS and "." not in words[-1][:-1]
    )
    return [] if ended else words


def _office_over(before: Sequence[str]) -> str | None:
    """Read an office with what it is over off the words before a name, if these are no body's kind."""
    found = _OFFICE_OVER.search(" ".join(before))
    if found is None or plain(found["office"]) in KIN or not _ENDED_BY.isdisjoint(found["over"].split()):
        return None
    last = found["over"].rsplit(maxsplit=1)[-1]
    return None if last in _THINGS else found[0]


def _predicated(text: str, mention: Mention, within: Span) -> str | None:
    """Read an office off a predicate: "Roe was elected mayor"."""
    found = _ROLE_PREDICATED.match(text, mention.span.end, within.end)
    if found is None or not _NO_ROLE.isdisjoint(map(plain, found["role"].split())):
        return None
    return found["role"]


def best_role(roles: Iterable[str]) -> str | None:
    """Choose one of several: an office that lasts, with the body it belongs to, and the first of those.

    "Atlanta Fed President" is better than "President", and both are better than "former president of Orlo".
    """

    def rank(role: str) -> tuple[bool, bool]:
        return _TEMPORARY.match(role) is None, not is_bare(role)

    return max(roles, key=rank, default=None)


def is_bare(role: str) -> bool:
    """Whether a role names no body: "President", not "Orlo Fed President"."""
    return not any(word[0].isupper() and plain(word) not in CALLED for word in role.split())


def _phrase(words: list[str]) -> list[str]:
    """Take words from the last one back to the beginning of the phrase; none if it says whose relative it is."""
    taken: list[str] = []
    for place in reversed(range(len(words))):
        word, folded = words[place], plain(words[place])
        if folded in _OURS:
            return []
        joins = folded == "and" and taken and place and _joins(words[place - 1], taken[0])
        if taken and not joins and _begins_before(word, folded, taken[0]):
            break
        taken.insert(0, word)
    return taken


def _joins(before: str, behind: str) -> bool:
    """Whether "and" stands between two offices that somebody has: "Vexa co-founder and CEO"."""
    one, other = (plain(word) for word in (before, behind))
    alike = behind.isupper() or before[0].isupper() == behind[0].isupper()
    return alike and (one in CALLED or one.rsplit("-")[-1] in CALLED) and other in CALLED


def _begins_before(word: str, folded: str, following: str) -> bool:
    """Whether a phrase that goes on with `following` does not reach back to `word`."""
    if following[0].isupper() and word.islower():
        return folded not in _BEFORE_TITLES
    return folded in _ENDED_BY or folded.endswith("ed")


def _names_role(phrase: str) -> bool:
    head = re.split(r"\b(?:of|for|at|in|to|who|with|from|on|and)\b", phrase)[0]
    return any(plain(word) in _HEADS for word in head.split())


def _tells(phrase: str) -> bool:
    """Whether a phrase is a clause of its own, not what somebody is: ", the coach told reporters"."""
    words = phrase.split()
    head = re.split(r"\b(?:who|which|that)\b", phrase)[0].split()
    return (
        len(words) > _MOST_WORDS
        or plain(words[0]) in {"not", "fellow", "including", "which", "whom", "whose", *_OURS}
        or _DONE_BY.match(phrase) is not None
        or plain(_without_article(phrase)) in KIN
        or not _SAID.isdisjoint(head)
    )


def _without_article(phrase: str) -> str:
    return re.sub(r"^(?:an?|the|his|her|its|their) |(?: (?:of|at|in|for|to|and|the|an?))+$", "", phrase)
