"""Who is the subject of a sentence, as far as the words beside a name show it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from ..lexicon.word_classes import OFFICES, PRONOUNS, plain
from ..model import Span
from ..switches import rule
from .body_names import is_adjective
from .capitals import lower_words
from .mentions import Mention
from .person import NO_PERSON

OPENS: Final = r"(?:^|[.!?][”\"’')]*\s+|\n\s*)"
"""Where a sentence begins."""

_NEAR: Final = 80
_INVERTED: Final = re.compile(r" (?:is|was) (?:[\w-]+ )?$")
_I_AM: Final = re.compile(r"\b(?:I[’']m|I am|name(?:[’']s| is)) $")
_LED_IN: Final = re.compile(r"(?:^|[.!?][”\"’']*\s+)[“\"]?[A-Z][\w’'-]*(?: [\w’'-]+){0,7},$")
_LEADS: Final = re.compile(
    rf"{OPENS}(?:(?:[A-Z][\w’'-]* ){{0,3}}[A-Z][\w-]*[’']s?"
    rf"|(?:[A-Z][\w’'-]* ){{1,3}}(?:{'|'.join(sorted(OFFICES))})"
    rf"|(?i:{'|'.join(sorted(OFFICES))}) (?:of|for) (?:the )?(?:[a-z-]+ )?[a-z-]+) $"
)
"""From where a sentence begins to the name, whose somebody is or what: "Orlo’s", "Assistant coach", "Leader of
the opposition"."""

_DOES: Final = re.compile(
    r" (?:(?:was|is|has|had|gave|made|took) [a-z]|(?:himself|herself)\b"
    r"|(?!(?:after|against|an?|and|around|as|at|before|behind|by|for|from|her|his|in|into|its|near|of|off|on|or|over"
    r"|that|the|their|through|to|under|with|within)\b)[a-z]+ (?:the|an?|his|her|its|their|it|him|them)\b)"
)
"""What behind a sentence's first word shows it to be somebody: "put the cost", "was modest"; not any verb does."""

_KIND: Final = re.compile(r"(?:[’']s)? (?:[a-z][\w-]* ){1,4}")
_BEFORE: Final = r"(?<![,—–])(?<!\b(?:is|as)) (?:[Aa]n?|[Aa]nother) (?:[\w’'-]+ ){0,2}?"
_BEHIND: Final = r"(?: (?:who|in|at|from)\b|,? [a-z]+ed\b)"


def is_subject(text: str, paragraphs: Sequence[int], mention: Mention) -> bool:
    """Whether a name is its sentence's subject: it stands first, or a few words lead to it.

    Args:
        text: The article's text.
        paragraphs: Where its paragraphs begin, in order.
        mention: The name.
    """
    start = mention.span.start
    begin = max(0, start - _NEAR)
    led = _INVERTED.search(text, begin, start) or _LEADS.search(text, begin, start)
    return mention.opens or led is not None or _is_led_in(text, paragraphs, mention)


@rule("led-in subjects", otherwise=lambda *_: False)
def _is_led_in(text: str, paragraphs: Sequence[int], mention: Mention) -> bool:
    """Whether a few words and a comma lead to a name: "Then the foreman, Gus Ray, arrived"."""
    start = mention.span.start
    opening = paragraphs[max(0, bisect_right(paragraphs, start) - 1)]
    before = text[max(opening, start - _NEAR) : start].rstrip().removesuffix(mention.title).rstrip()
    return not mention.possessive and before.endswith(",") and _LED_IN.search(before) is not None


def is_own_name(text: str, mention: Mention) -> bool:
    """Whether somebody gives the name as their own: "I am Jane Roe"."""
    return _I_AM.search(text, max(0, mention.begins() - _NEAR), mention.begins()) is not None


def is_attribute(text: str, mention: Mention, following: Mention) -> bool:
    """Whether a name only says whose somebody is who is named next: "Orlo" chief executive Jane Roe."""
    begins = following.begins()
    if not mention.span.end < begins <= mention.span.end + _NEAR:
        return False
    between = text[mention.span.end : begins]
    return _KIND.fullmatch(between) is not None and plain(between.rsplit(maxsplit=1)[-1]) in OFFICES


def acts(text: str, mention: Mention) -> bool:
    """Whether a name opens a sentence of a deed: "Orlo put the cost at a million"."""
    return mention.opens and not mention.of_thing and _DOES.match(text, mention.span.end) is not None


def may_be_name(text: str, word: str) -> bool:
    """Whether a word by itself may be somebody's name: nothing shows it to be a body's, a people's or no name."""
    folded = plain(word)
    is_word = bool({folded, folded.removesuffix("s")} & lower_words(text)) or folded in PRONOUNS
    return not (word.isupper() or folded in NO_PERSON or is_word or is_adjective(word.removesuffix("s")))


@rule("brought in", otherwise=lambda *_: iter(()))
def brought_in(text: str, noun: str, within: Span) -> Iterator[int]:
    """Find where a text brings somebody in by a noun, not to tell who a named person is: "a nurse who fled"."""
    return (
        within.start + found.start()
        for found in re.finditer(f"{_BEFORE}{re.escape(noun)}{_BEHIND}", text[slice(*within)])
    )
