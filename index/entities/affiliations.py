"""Whose somebody is, told by no office: "Jane Roe of the Orlo Herald", "ESPN's Jane Roe"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..lexicon.word_classes import FUNCTION_WORDS, given_name, plain
from .mentions import Mention

_OF: Final = re.compile(r",? (?P<of>(?:of|from) (?:the )?(?P<kind>(?:[a-z-]+ ){0,3}))")
_ITS: Final = re.compile(r"[’']s? ")
_THE: Final = re.compile(r"\b[Tt]he $")


def affiliation(text: str, mentions: Sequence[Mention], place: int) -> str | None:
    """Find the body or place that somebody is said to be of.

    Args:
        text: The article's text.
        mentions: All names in it, in order.
        place: Which of them is the person's.

    Returns:
        "of the Orlo Herald" for "Jane Roe of the Orlo Herald" and for "the Orlo Herald's Jane Roe"; None where the
        words beside the name tell none.
    """
    mention = mentions[place]
    if mention.possessive or len(mention.words) == 1:
        return None
    if place + 1 < len(mentions):
        behind = mentions[place + 1]
        found = _OF.fullmatch(text, mention.span.end, behind.begins())
        if found and _is_owner(behind) and not behind.title and _is_noun(found["kind"].split()):
            last = place + 1
            while last + 1 < len(mentions) and _owns(text, mentions[last], mentions[last + 1]):
                last += 1
            return text[found.start("of") : mentions[last].span.end]
    before = mentions[place - 1] if place else None
    if before is None or not _owns(text, before, mention) or not _is_owner(before):
        return None
    the = "the " if _THE.search(text, max(0, before.span.start - 4), before.span.start) else ""
    return f"of {the}{before.name}"


def _owns(text: str, owner: Mention, owned: Mention) -> bool:
    """Whether a name stands right before what it owns: "ESPN's" Jane Roe."""
    return owner.possessive and _ITS.fullmatch(text, owner.span.end, owned.begins()) is not None


def _is_owner(mention: Mention) -> bool:
    """Whether a name is no person's and no word that opens a sentence."""
    person = mention.personal and given_name(mention.words[0]) is not None
    return not person and not (len(mention.words) == 1 and plain(mention.name) in FUNCTION_WORDS)


def _is_noun(words: Sequence[str]) -> bool:
    """Whether words say what kind of thing a name is: "digital consulting firm", not "lying to"."""
    return not words or (FUNCTION_WORDS.isdisjoint(words) and not words[0].endswith("ing"))
