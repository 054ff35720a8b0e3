"""What an article calls somebody, read off the words around the name."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    plain,
)
from ..model import Span
from .mention import Mention, courtesy
from .name_parts import OFFICE

_BEFORE_TITLES = words("before_titles")
_HEADS = OFFICES | {"sen", "rep", "gov"}
_OURS = frozenset({"my", "our", "your"})
_SAID = words("predicates")
_ENDED_BY = FUNCTION_WORDS | _SAID
_NEAR = 120
_LENGTHS = range(1, 21)
_OPENS_CLAUSE = words("clause_openers")
_NO_ROLE = re.compile(
    r"\w+ed by\b|(?:that|it|he|she)[’']s\b|[a-z]+ing (?:the|an?|by|for|to|his|her|its|their)\b"
    r"|(?:\w+ )?(?:days?|weeks?|months?|years?|hours?|minutes?) (?:after|ago|before|later)\b"
)
_REPORTED = re.compile(r"ed that\b")
_TEMPORARY = re.compile(
    r"(?:[\w.’-]+['’]s )?(?:former|then|ex|interim|acting|late|previously|now)\b", re.IGNORECASE
)
# Read backwards from the name: a search for the end of the text would try every place before it.
_ROLE_BEFORE = re.compile(r"\n?[ ][ ,]*(\.?[\w-]+(?:[ ][\w.’'&-]+){0,6})")
_ENDED = re.compile(r"[^.]{2,}\.")
_ROLE_AFTER = re.compile(
    r"(?:, \d{1,3})?(?:[ ]?,|[ ][—–]|[ ]--?(?=[ ][A-Z][^\n.]*(?:\n|$)))[ ](?:who (?:is|was|serves as) )?"
    r"((?:[^,.;:()“”\"\n—–]|(?<=\w)\.(?=[a-z])|(?<=\b[A-Z])\.(?=[A-Z]\.|[ ])"
    r"|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bSen)\.){3,140})"
)
_OFFICE_BEFORE = re.compile(
    rf"(?<![\w’'-])(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) "
    rf"(?P<role>(?P<kind>(?:[\w’'-]+ ){{0,4}}?)(?:{OFFICE}) (?:of|at|for|with|in|to) [^,.;:“”\"\n]{{2,60}}), $"
)
_NO_THING = rf"(?!(?:{'|'.join(sorted(CALLED | BODIES | KINDS))})$)"
_OFFICE_OVER = re.compile(
    rf"\b(?:(?:deputy|former) )?(?i:{'|'.join(sorted(OFFICES - KIN))})"
    rf" (?:of|for) (?:the )?(?:[a-z-]+ )?{_NO_THING}[a-z-]{{4,}}$"
)
"""An office with what it is over, right before a name: "leader of the opposition" Jane Roe."""

_BE = r"(?:is|was|became|becomes|(?:has|had) (?:been|become)|will (?:be|become))"
_CHOSEN = r"(?:(?:re-?)?elected|named|appointed|made|chosen|declared|sworn in)"
_ROLE_PREDICATED = re.compile(
    rf" (?:(?:{_BE} )?{_CHOSEN}(?: as)?|{_BE}|(?:took over|serve[ds]|work(?:s|ed)) as)"
    rf" (?:(?:an?|the|its|their|our) )?(?P<role>(?:[\w’'-]+ ){{0,3}}?(?:{OFFICE})(?:-elect)?)\b(?!-)"
)
_AGENT = re.compile(r"[a-z][a-z-]{3,}(?:er|or|ian|ist)")
_NO_KIND = FUNCTION_WORDS | _BEFORE_TITLES
_OPENS_NO_KIND = FUNCTION_WORDS | CALENDAR | words("quantities") | {"day", "week", "month", "year"}
_HONORIFICS = COURTESY.keys() | {"alhaja", "alhaji", "dr", "otunba", "prof"}


def role_of(text: str, mention: Mention, within: Span) -> str | None:
    """Read a person's office off the words around the name.

    "Kremlin spokesman Dmitry Peskov", "Ukrainian President Volodymyr Zelensky" and "Jane Roe, a professor of
    law at Yale, said" all tell one; "the judge Roe spoke of" does not.

    Returns:
        The words, without article; None where they tell nothing.
    """
    phrase = _behind(text, mention, within)
    if _names_role(phrase):
        return best_role((_without_article(phrase), _led_in(text, mention, within)))
    predicated = _ROLE_PREDICATED.match(text, mention.span.end, within.end)
    if predicated and FUNCTION_WORDS.isdisjoint(map(plain, predicated["role"].split())):
        return predicated["role"]
    if len(mention.words) == 1 and not mention.title:
        return None
    start = mention.begins() if len(mention.words) > 1 else mention.span.start
    behind_comma = text.startswith(", ", start - 2)
    office = _OFFICE_BEFORE.search(text, max(within.start, start - _NEAR), start) if behind_comma else None
    if office and FUNCTION_WORDS.isdisjoint(map(plain, office["kind"].split())) and not _is_told(office["role"]):
        return office["role"]
    return _led_in(text, mention, within)


def _behind(text: str, mention: Mention, within: Span) -> str:
    """Give the phrase behind a name that may say who that is, if it is no clause: ", the coach told reporters"."""
    found = _ROLE_AFTER.match(text, mention.span.end, within.end)
    phrase = found[1].strip() if found else ""
    words = phrase.split()
    is_clause = (
        len(words) not in _LENGTHS
        or plain(words[0]) in _OPENS_CLAUSE
        or _NO_ROLE.match(phrase)
        or _REPORTED.search(phrase)
        or plain(_without_article(phrase)) in KIN
        or not _SAID.isdisjoint(re.split(r"\b(?:who|which|that)\b", phrase)[0].split())
    )
    return "" if is_clause else phrase


def _led_in(text: str, mention: Mention, within: Span) -> str | None:
    """Read an office off the words right before a name: "Kremlin spokesman"."""
    before = _before(text, mention, within)
    found = _OFFICE_OVER.search(" ".join(before)) if mention.personal else None
    over = found[0] if found else None
    ends = not before or plain(before[-1]) in FUNCTION_WORDS
    if over or ends or not (mention.title or plain(before[-1]) in OFFICES):
        return over
    role = " ".join(_phrase(before)).lstrip(" .,-–").rstrip(" ,-–")
    relative, _, other = role.partition(" of ")
    role = other if other and plain(relative) in KIN else role
    # "City of Orlo Mayor": the office comes last.
    fits = _names_role(role) or (role[:1].isupper() and _names_role(" ".join(role.split()[-2:])))
    return role if courtesy(role) is None and fits and plain(role) not in KIN else None


def _is_told(role: str) -> bool:
    """Whether what may be an office holds a verb: "the reporter in question is the editor"."""
    return not _SAID.isdisjoint(role.split()) or _REPORTED.search(role) is not None


def said_to_be(text: str, mention: Mention, within: Span) -> str | None:
    """Read off the words around a name what somebody is, be it no office.

    "Jane Roe, a longtime sailor" and "radio announcer Jane Roe" tell it; "Jane Roe, a day later" does not.

    Returns:
        The words, without article; None where they tell nothing.
    """
    if not mention.personal:
        return None
    phrase = _behind(text, mention, within)
    if phrase.startswith(("a ", "an ")):
        own = phrase.split()[1:]
        kind = [word for word in own if word.islower() and word not in _NO_KIND]
        if kind and plain(own[0]) not in _OPENS_NO_KIND:
            return _without_article(phrase)
    before = _before(text, mention, within) if mention.given else []
    if not before or not _AGENT.fullmatch(before[-1]) or before[-1] in FUNCTION_WORDS | KIN:
        return None
    return " ".join(_phrase(before)).rsplit(" of ", 1)[-1] or None


def _before(text: str, mention: Mention, within: Span) -> list[str]:
    """List the words of the same sentence that stand right before a name and may be a role."""
    start = mention.begins() if plain(mention.title) in _HONORIFICS else mention.span.start
    found = _ROLE_BEFORE.match(text[max(within.start, start - _NEAR) : start][::-1])
    words = found[1][::-1].split() if found else []
    ends = (_ENDED.fullmatch(word) and plain(word) not in ABBREVIATIONS for word in words)
    return words[max((place for place, ended in enumerate(ends, 1) if ended), default=0) :]


def best_role(roles: Iterable[str | None]) -> str | None:
    """Choose one of several: an office that lasts, with the body it belongs to, and the first of those.

    "Atlanta Fed President" is better than "President", and both are better than "former president of Orlo".
    """

    def rank(role: str) -> tuple[bool, bool]:
        return _TEMPORARY.match(role) is None, not is_bare(role)

    return max(filter(None, roles), key=rank, default=None)


def is_bare(role: str) -> bool:
    """Whether a role names no body: "President", not "Orlo Fed President"."""
    return not any(word[0].isupper() and plain(word) not in CALLED for word in role.split())


def _phrase(words: list[str]) -> list[str]:
    """Take words from the last one back to the beginning of the phrase; none if it says whose relative it is."""
    taken = words[-1:]
    for place in reversed(range(len(words) - 1)):
        word, folded = words[place], plain(words[place])
        if folded in _OURS:
            return []
        if taken[0][0].isupper() and word.islower():
            ends = folded not in _BEFORE_TITLES
        else:
            ends = folded in _ENDED_BY or folded.endswith("ed")
        if ends and not (folded == "and" and place and _joins(words[place - 1], taken[0])):
            break
        taken.insert(0, word)
    return taken


def _joins(before: str, behind: str) -> bool:
    """Whether "and" stands between two offices that somebody has: "Vexa co-founder and CEO"."""
    one, other = (plain(word) for word in (before, behind))
    alike = behind.isupper() or before[0].isupper() == behind[0].isupper()
    return alike and {one, other} <= CALLED


def _names_role(phrase: str) -> bool:
    head = re.split(r"\b(?:of|for|at|in|to|who|with|from|on|and)\b", phrase)[0]
    return any(plain(word) in _HEADS for word in head.split())


def _without_article(phrase: str) -> str:
    return re.sub(r"^(?:an?|the|his|her|its|their) |(?: (?:of|at|in|for|to|and|the|an?))+$", "", phrase)
