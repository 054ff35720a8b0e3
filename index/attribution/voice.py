"""Grammatical voice: the subject of a passive is whom something was said to or of, and no source."""

from __future__ import annotations

import re
from typing import Final

from ..lexicon.word_classes import CALENDAR, FUNCTION_WORDS, PRONOUNS, is_attitude, plain
from ..model import Span
from ..switches import rule
from .cue_classes import reports

_BE: Final = r"(?:\b(?:is|are|was|were|be|been|being|am|gets?|got)|[’'](?:re|m))"
_ADVERBS: Final = (
    r"(?:(?:\w+ly|not|also|first|once|now|then|even|still|just|often|already|long|since|later|well)\s+)*"
)
_PASSIVE: Final = re.compile(rf"{_BE}\s+{_ADVERBS}(?P<verb>[\w-]+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_IRREGULAR: Final = frozenset(
    "said told called shown found written read taught cast seen known thought felt understood sought".split()
)
_REGULAR: Final = frozenset("named nicknamed billed tipped listed offered charged convicted projected".split())
_STATES: Final = frozenset(
    "concerned worried opposed agreed stressed determined convinced surprised prepared quoted".split()
)
"""Participles that say what the subject feels, or that the words are the subject's."""

_OF_ANOTHER: Final = re.compile(r"\w{2}ing\b|\bto\s+\w", re.IGNORECASE)
_DOING: Final = re.compile(r"\s+(?!being|during)\w{2,}ing\b")
_ACCUSED: Final = re.compile(r"(?:accused|convicted|suspected|acquitted)\s+of\b|charged\s+with\b|found\s+guilty\b")
_ASKED: Final = re.compile(r"(?:asked|(?:pressed|questioned|quizzed)\s+(?:about|on|over))\b")
_WHEN: Final = re.compile(r"\b(?:when(?:ever)?|if|once|after|on|as)\s+(?:being\s+)?$", re.IGNORECASE)
_ASKED_FIRST: Final = re.compile(r"Asked\s+(?:about|if|whether|why|how|what|when|where|whom?|on|for|by|to)\b")
_NAME: Final = r"[A-Z][\w.’'-]*(?:\s(?:(?:of|de|van|von|al|the)\s)?[A-Z][\w’'-]*)*"
_AGENT: Final = re.compile(
    rf"(?:(?<=\bby)|\s+by)\s+(?P<agent>(?:(?!time\b|\w+ing\b)[a-z][\w’'-]*\s+){{0,3}}(?P<name>{_NAME}))"
)
_NOUN: Final = re.compile(r"(?:[’']s?)?\s([a-z][\w-]+)")
_ACTIVE: Final = frozenset("said wrote responded replied answered".split())
_REACH: Final = 30
"""Characters before a cue in which its auxiliary may stand."""


@rule("passive voice", otherwise=lambda _text, _cue, source: source)
def speaking(text: str, cue: Span, source: Span | None) -> Span | None:
    """Take a passive's subject for no source, and the name behind "by" for one.

    `Roe was told that it rains`, `Roe, accused of fraud, left` and `When asked why, Roe left` do not name who
    speaks; `Roe, praised by Doe as a poet` names Doe.

    Args:
        text: The article's text.
        cue: Where the cue stands.
        source: Where the words stand that seem to name the source, or None.
    """
    if _is_asked(text, cue, source):
        return _agent(text, cue.end)
    if source is not None and source.start >= cue.start:
        return source
    if not _is_passive(text, cue) and not _is_participle(text, cue, source):
        return source
    return _agent(text, cue.end)


def _is_asked(text: str, cue: Span, source: Span | None) -> bool:
    """Whether a cue is a question put to somebody: "when asked why", "Asked about the dam"."""
    if _ASKED_FIRST.match(text, cue.start):
        return True
    if source is not None and source.end <= cue.start and not text[source.end : cue.start].strip():
        return False
    return bool(_ASKED.match(text, cue.start) and _WHEN.search(text, max(0, cue.start - _REACH), cue.start))


def _is_passive(text: str, cue: Span) -> bool:
    """Whether a cue is "is expected", "was first told in" or "been accused of", and not "was seen weeping"."""
    found = None
    for match in _PASSIVE.finditer(text, max(0, cue.start - _REACH), cue.end):
        found = match if cue.start <= match.start("verb") else found
    if found is None:
        return False
    verb = plain(found["verb"])
    if verb in _STATES or _OF_ANOTHER.search(found["rest"]) or _DOING.match(text, found.end("verb")):
        return False
    return verb in _IRREGULAR | _REGULAR or (verb.endswith("ed") and reports(verb))


def _is_participle(text: str, cue: Span, source: Span | None) -> bool:
    """Whether a cue is a participle by itself: ", accused of fraud," or "praised by Doe", and not "he accused"."""
    if source is not None and plain(text[source.start : source.end]) in PRONOUNS:
        return False
    first, *more = text[cue.start : cue.end].split()
    if _ACCUSED.match(text, cue.start):
        return True
    verb = plain(first)
    if more not in ([], ["by"]) or verb in _ACTIVE or not verb.endswith(("ed", "en", "ld", "wn")):
        return False
    return reports(verb) and not is_attitude(verb) and _agent(text, cue.end) is not None


def _agent(text: str, end: int) -> Span | None:
    """Find the name behind "by", with the noun that it may belong to: "by the Spanish presidency"."""
    agent = _AGENT.match(text, end)
    if agent is None or plain(agent["name"]) in CALENDAR:
        return None
    noun = _NOUN.match(text, agent.end())
    following = noun is not None and noun[1] not in FUNCTION_WORDS
    return Span(agent.start("agent"), noun.end() if noun and following else agent.end())
