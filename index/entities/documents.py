"""Whose a document is that speaks: "Meta's blog post", "a release from the mayor's office", "an Orlo survey"."""

from __future__ import annotations

import re
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import CALENDAR, COUNTRIES, FUNCTION_WORDS, plain
from ..model import Span
from ..switches import rule
from .mention import Mention
from .mentions import mentions
from .offices import is_nationality
from .organisations import Bodies

NOUNS: Final = "|".join(sorted(words("documents"), key=len, reverse=True))
_WORD: Final = r"(?!(?:for|from|in|of|on|to) )[\w.-]+ "
DOCUMENT: Final = rf"(?:(?=[a-z]){_WORD})?(?i:{NOUNS})s?\b"
ENDS: Final = r"(?=[,.:;)]|$| (?:of|on|from|for|in|about|at|to|with|that|which|last|this|earlier|[a-z]+ed)\b)"
"""Behind the noun: "report on prices" is a report, "report author" is none."""

HELD: Final = r"(?!(?:cit|obtain|quot|receiv|review|view)ed|seen|shared|read)"
"""No word for those who only have a document leads to its author: "a letter obtained by the Herald"."""

_BY: Final = re.compile(
    rf"(?:[\w.’'-]+ ){{0,5}}?(?i:{NOUNS})s?(?: (?:this|last) \w+| on [A-Z]\w*(?: \([^)]*\))?"
    rf"|(?P<done>(?: [\w’'-]+){{0,2}}? {HELD}[\w-]+(?:ed|en|un|de)))? (?:by|from) "
)
_OWNED: Final = re.compile(
    r"(?P<owner>[Ii]ts|[Hh]is|[Hh]er|[^,;:“”\"]+?(?=[’']s |(?<=s)[’'] ))"
    rf"(?:[’']s?)? (?:{_WORD}){{0,3}}?{DOCUMENT}{ENDS}"
)
_BEFORE: Final = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Aa]nother|[Oo]ne|[Tt]h[ia][st]) )?"
    rf"(?P<kind>(?:(?=[a-z\d]|[A-Z]\w+day ){_WORD}){{0,3}})"
)
_ATTRIBUTE: Final = re.compile(rf"(?<!ed)(?! (?:polls|posts?)\b) {DOCUMENT}{ENDS}")
"""What a name stands before is whose it is, unless it only tells where that stands: "a LinkedIn post"."""

_WHEN: Final = CALENDAR | {"today", "yesterday", "week", "month", "year", "last", "this", "earlier"}


@rule("owners of documents", otherwise=lambda *_: None)
def owner(text: str, source: Span, bodies: Bodies) -> Span | None:
    """Find the words that say whose a document is, where a source is one; else None.

    Args:
        text: The article's text.
        source: The words that name a speaker.
        bodies: Those of the article: whom "the Roe report" is about or by, it does not tell of a person.
    """
    by = _BY.match(text, *source)
    behind = text[by.end() : source.end].split(maxsplit=1) if by else []
    author = Span(by.end(), source.end) if by and behind and not _is_time(behind[0]) else None
    if by and author and not by["done"]:
        return author
    owned = _OWNED.match(text, *source)
    if owned is not None and not _is_time(owned["owner"].split()[-1]):
        return Span(*owned.span("owner"))
    named = attributed(text, source, bodies)
    return named.span if named is not None else author


def attributed(text: str, source: Span, bodies: Bodies) -> Mention | None:
    """Find the body whose name stands right before the noun: "an Orlo survey"."""
    named = next((m for m in mentions(text, source) if not _is_time(m.name)), None)
    if named is None or is_nationality(named.name) or plain(named.name) in COUNTRIES:
        return None
    before = _BEFORE.fullmatch(text, source.start, named.begins())
    if before is None or not FUNCTION_WORDS.isdisjoint(before["kind"].split()) or not bodies.named(named.name):
        return None
    return named if _ATTRIBUTE.match(text, named.span.end, source.end) else None


def _is_time(word: str) -> bool:
    return plain(word) in _WHEN or word[0].isdigit()
