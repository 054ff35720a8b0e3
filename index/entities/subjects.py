"""Who is the subject of a sentence, as far as the words beside a name show it."""

from __future__ import annotations

import re
from typing import Final

from ..lexicon.word_classes import (
    BODIES,
    COUNTRIES,
    FUNCTION_WORDS,
    INSTITUTIONS,
    KIN,
    OFFICES,
    PRONOUNS,
    ROLES,
    TITLES,
    plain,
)
from ..switches import rule
from .body_names import is_adjective
from .capitals import lower_words
from .layout import right_before
from .mention import Mention
from .name_parts import OFFICE, forms

OPENS: Final = r"(?:^|[.!?][”\"’')]*\s+|\n\s*)"
"""Where a sentence begins."""

_I_AM: Final = re.compile(r"\b(?:I[’']m|I am|name(?:[’']s| is)) $")
_LED_IN: Final = re.compile(rf"{OPENS}[“\"]?[A-Z][\w’'-]*(?: [\w’'-]+){{0,7}}, $")
_LEADS: Final = re.compile(
    rf" (?:is|was) (?:[\w-]+ )?$|{OPENS}(?:(?:[A-Z][\w’'-]* ){{0,3}}[A-Z][\w-]*[’']s?"
    rf"|(?:[A-Z][\w’'-]* ){{1,3}}(?:{OFFICE})"
    rf"|(?i:{OFFICE}) (?:of|for) (?:the )?(?:[a-z-]+ )?[a-z-]+) $"
)
"""From where a sentence begins to the name, whose somebody is or what, or a verb: "Orlo’s", "Assistant coach",
"Leader of the opposition", "is"."""

_CALLED_FIRST: Final = re.compile(rf"{OPENS}(?:The |An? )?[\w’'-]+(?: [\w’'-]+){{0,4}} $")
_PARTED: Final = re.compile(
    r", who(?:se)? [^.!?;:“”\"\n]{3,160}?, (?:is|was|has|had|will|would|could|did|does"
    r"|said|says|told|[a-z]{3,}(?:ed|es|s))\b"
)
"""A clause that parts a subject from its verb: "Goal shoot Ana Roe, who is 20, was"."""

_DOES: Final = re.compile(
    r" (?:(?:was|is|has|had|gave|made|took) [a-z]|(?:himself|herself)\b"
    r"|(?!(?:after|against|an?|and|around|as|at|before|behind|by|for|from|her|his|in|into|its|near|of|off|on|or|over"
    r"|that|the|their|through|to|under|with|within)\b)[a-z]+ (?:the|an?|his|her|its|their|it|him|them)\b)"
)
"""What behind a sentence's first word shows it to be somebody: "put the cost", "was modest"; not any verb does."""

_KIND: Final = re.compile(r"(?:[’']s)? (?:[a-z][\w-]* ){0,3}(?P<last>[a-z][\w-]*) ")


_NO_NAMES: Final = BODIES | INSTITUTIONS | COUNTRIES | FUNCTION_WORDS | TITLES | ROLES | KIN | PRONOUNS


def is_subject(text: str, mention: Mention) -> bool:
    """Whether a name is its sentence's subject: it stands first, or a few words lead to it."""
    led = mention.opens or right_before(_LEADS, text, mention.span.start) is not None
    return led or _is_led_in(text, mention) or _is_parted(text, mention)


@rule("led-in subjects", otherwise=lambda *_: False)
def _is_led_in(text: str, mention: Mention) -> bool:
    """Whether a few words and a comma lead to a name: "Then the foreman, Gus Ray, arrived"."""
    return not mention.possessive and right_before(_LED_IN, text, mention.begins()) is not None


@rule("subjects with a clause", otherwise=lambda *_: False)
def _is_parted(text: str, mention: Mention) -> bool:
    """Whether words for what somebody is open a sentence, and a clause and a verb follow the name."""
    called = right_before(_CALLED_FIRST, text, mention.begins())
    if called is None or _PARTED.match(text, mention.span.end) is None:
        return False
    return FUNCTION_WORDS.isdisjoint(map(plain, called[0].split()[1:]))


def is_own_name(text: str, mention: Mention) -> bool:
    """Whether somebody gives the name as their own: "I am Jane Roe"."""
    return right_before(_I_AM, text, mention.begins()) is not None


def is_attribute(text: str, mention: Mention, following: Mention) -> bool:
    """Whether a name only says whose somebody is who is named next: "Orlo" chief executive Jane Roe."""
    between = _KIND.fullmatch(text, mention.span.end, following.begins())
    return between is not None and plain(between["last"]) in OFFICES


def acts(text: str, mention: Mention) -> bool:
    """Whether a name opens a sentence of a deed: "Orlo put the cost at a million"."""
    return mention.opens and not mention.of_thing and _DOES.match(text, mention.span.end) is not None


def may_be_name(text: str, word: str) -> bool:
    """Whether a word by itself may be somebody's name: nothing shows it to be a body's, a people's or no name."""
    if word.isupper() or plain(word) in _NO_NAMES or is_adjective(word.removesuffix("s")):
        return False
    return lower_words(text).isdisjoint(forms(word))
