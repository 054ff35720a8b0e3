"""Whose somebody is, told by no office: "Jane Roe of the Orlo Herald", "ESPN's Jane Roe"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .mention import Mention

_OF: Final = re.compile(r",? (?P<of>(?:of|from) (?:the )?(?![a-z-]+ing )(?:[a-z-]+ ){0,3})")
"""What may stand between a name and whose that is: "of digital consulting firm", not "of lying to"."""

_ITS: Final = re.compile(r"[’']s? ")


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
        if found and _is_owner(behind) and not behind.title:
            last = place + 1
            while last + 1 < len(mentions) and _owns(text, mentions[last], mentions[last + 1]):
                last += 1
            return text[found.start("of") : mentions[last].span.end]
    before = mentions[place - 1]
    if not place or not _owns(text, before, mention) or not _is_owner(before):
        return None
    return f"of {'the ' if before.of_thing else ''}{before.name}"


def _owns(text: str, owner: Mention, owned: Mention) -> bool:
    """Whether a name stands right before what it owns: "ESPN's" Jane Roe."""
    return owner.possessive and _ITS.fullmatch(text, owner.span.end, owned.begins()) is not None


def _is_owner(mention: Mention) -> bool:
    """Whether a name is no person's."""
    return not (mention.personal and mention.given)
