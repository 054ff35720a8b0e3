"""Which of the names in a source's words is the source's own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..lexicon.lexicon import alternatives, words
from ..lexicon.word_classes import BODIES, CALENDAR, CALLED, FUNCTION_WORDS, GROUPS, OFFICES, given_name, plain
from ..model import Span
from ..switches import rule
from .capitals import lower_words
from .mention import Mention
from .mentions import mentions
from .name_parts import is_of_office

_PREPOSITION: Final = re.compile(
    r"\b(?:of|for|at|from|with|in|to|by|on|against|about|near|under|behind|inside|within|across|among|between|like|via)"
    r"(?: (?:both|[Tt]he|an?|his|her))?\s*$|\b(?:of|for) the [a-z-]+\s*$"
    r"|\b[a-z-]+ (?:of|for|at|with|in|to|on|via)(?: the)?(?: (?:of )?[A-Z]\w*)+[’']s\s*$"
)
_NEXT_WORD: Final = re.compile(r"(?:[’']s?)?\s+([a-z][\w-]*)")
_AFTER_NAMES: Final = words("after_names")
_AFTER_PEOPLE: Final = _AFTER_NAMES | FUNCTION_WORDS
_RELATIVE: Final = re.compile(
    r",? (?:who|which|whose|where|including|such as)\b| [–—-] (?=[a-z])|(?<!\b(?:of|in|by|to|on|at)),? that\b"
    r"(?! (?:night|day|morning|afternoon|evening|week|month|year|time)\b)"
)
_ENDS: Final = re.compile(
    r",? (?:and|or|&|with|along with) |, (?:an? |the |[A-Z])|, \d\d,"
    r"| (?!as\b|its\b|his\b|this\b)(?:[a-z]+(?:s|ed)|met|told|made|led|took|became|wrote)\b"
)
"""Behind a name that is the source's whatever name comes after it: "Vexa and Senator Jane Roe"."""

_OF_SEVERAL: Final = re.compile(
    rf" (?:of|who|have|are|were|do|say|tell|think|expect|see|want|{alternatives('reporting_words')})\b"
)
"""What stands behind a noun for several: "Allies say", "Critics of", but not "Forbes says" or "Reuters said"."""

_ACRONYM: Final = 4
_SHOUTED: Final = re.compile(r" [A-Z]{3,}\b")
_GROUP: Final = re.compile(
    rf"(?P<own>[’']s?)?\s+(?P<group>{'|'.join(sorted(GROUPS))}|(?<=s\s)office)\b"
    r"(?!\s+[a-z]*(?:er|or|man|woman|person|ist|al|reports?)\b|\s+[A-Z])"
)
_DESCRIPTION: Final = re.compile(r"(?:[Tt]he|[Aa]n?)\s[^,]*?\s(?P<noun>[a-z][\w-]+)")


@lru_cache(maxsize=64)
def mentions_in(text: str, span: Span) -> tuple[Mention, ...]:
    """List the names in a source; it is asked again once all sources of its article are known."""
    return tuple(mention for mention in mentions(text, span) if not _is_word(text, mention))


@rule("words that are no names", otherwise=lambda *_: False)
def _is_word(text: str, mention: Mention) -> bool:
    """Whether a capital stands only for the sentence's sake: "Interestingly, Roe said", "Allies say".

    The word is nowhere else in the text, unless in small letters.
    """
    if len(mention.words) > 1:
        return False
    [word], end = mention.words, mention.span.end
    folded = plain(word)
    if word.removesuffix("s").isupper() and folded.removesuffix("s") in OFFICES:
        return True
    if mention.title:
        return False
    if word.isupper():
        return len(word) > _ACRONYM and folded in BODIES and _SHOUTED.match(text, end) is not None
    if text.count(word) > 1 or mention.of_thing or not mention.opens:
        return False
    adverb = folded.endswith("ly") and text.startswith(",", end) and not given_name(word)
    plural = folded.endswith("s") and _OF_SEVERAL.match(text, end) is not None
    job = folded in OFFICES and folded not in words("role_surnames")
    return adverb or plural or job or folded in words("quantities") | lower_words(text)


def head_of(text: str, source: Span) -> Mention | None:
    """Find the name that is the source's own, not that of whom it belongs to, comes from or speaks of.

    "The head of the Fed, Jane Roe" is Roe, "Vexa voters" and "the Prince of Orlo star" are not named.
    """
    own = up_to_relative(text, source)
    described = _DESCRIPTION.fullmatch(text, *own)
    if described and plain(described["noun"]) in OFFICES:
        return None
    named = mentions_in(text, own)
    first: Mention | None = None
    passed = own.start
    for mention in named:
        before = text[own.start : mention.begins()].rstrip()
        joined = first is None and text[passed : mention.begins()] in {" and ", " and the "}
        called = [m for m in named if m.span > mention.span and m.personal and m.given]
        if joined or _is_beside(text, mention, before, own.end):
            passed = mention.span.end
        elif first is not None:
            if _is_called(mention, before):
                return mention
        elif called and _is_office(mention):
            return called[0]
        elif group_name(text, mention, own.end) or not _goes_on(text, mention, own.end):
            first = mention
            if mention.title or mention.given or _ENDS.match(text, mention.span.end):
                break
    return first


def up_to_relative(text: str, source: Span) -> Span:
    """Give the words of a source before what is told of it: "Jane Roe" of "Jane Roe, who left"."""
    relative = _RELATIVE.search(text, *source)
    return Span(source.start, relative.start() if relative else source.end)


def _is_beside(text: str, mention: Mention, before: str, end: int) -> bool:
    """Whether a name is of whom the source belongs to, comes from or speaks of, or of a place or a day."""
    owns = mention.possessive and mention.span.end + 2 < end and not group_name(text, mention, end)
    of_office = mention.title and not mention.titled and is_of_office(text, mention.begins())
    if owns or (_PREPOSITION.search(before) and not of_office) or before.count("(") > before.count(")"):
        return True
    first = not before and len(mention.words) == 1 and text.startswith(", ", mention.span.end, end)
    where = first and text.endswith(("In ", "in "), 0, mention.span.start)
    return where or plain(mention.name) in CALENDAR


def _is_office(mention: Mention) -> bool:
    """Whether a name is what somebody is: "Vexa VP", "Orlo Gov."."""
    return len(mention.words) > 1 and plain(mention.words[-1]) in CALLED and not mention.given


def _is_called(mention: Mention, before: str) -> bool:
    """Whether a name further on is a person's who has an office: "Fight" for Orlo's director Jane Roe."""
    office = mention.title or plain(before.rsplit(maxsplit=1)[-1]) in OFFICES
    return mention.personal and bool(office or (mention.given and before.endswith(",")))


@rule("names of groups", otherwise=lambda *_: None)
def group_name(text: str, mention: Mention, end: int) -> str | None:
    """Name the body that stands behind a name: "the Roe campaign"."""
    group = _GROUP.match(text, mention.span.end)
    if group is None or group.end() > end:
        return None
    return f"{mention.name}{group['own'] if group['group'] == 'office' else ''} {group['group']}"


def _goes_on(text: str, mention: Mention, end: int) -> bool:
    """Whether a lower-case word after a name makes the name an attribute: "Clinton voters"."""
    found = _NEXT_WORD.match(text, mention.span.end, end)
    names_nothing = _AFTER_PEOPLE if mention.titled or mention.personal else _AFTER_NAMES
    return found is not None and found[1] not in names_nothing and not found[1].endswith(("ing", "ed"))
