"""Speakers whom an article calls by one name only, and what tells that such a name is a person's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from ..lexicon.word_classes import (
    BODIES,
    COUNTRIES,
    FEMALE_PRONOUNS,
    FUNCTION_WORDS,
    INSTITUTIONS,
    KIN,
    MALE_PRONOUNS,
    ROLES,
    TITLES,
    given_name,
    plain,
)
from .mentions import Mention, lower_words

_PRONOUN: Final = re.compile(r"\b(?:he|she|his|him|her|it|its)\b", re.IGNORECASE)
NO_PERSON: Final = BODIES | INSTITUTIONS | COUNTRIES | FUNCTION_WORDS | TITLES | ROLES | KIN
"""Words that are no person's only name."""

_NEAR: Final = 120
_OFTEN: Final = 2


def sex_of_one_name(text: str, mention: Mention, mentions: Sequence[Mention]) -> str | None:
    """Tell whether one word names a person, and of which sex: "Donna laughed", "Jayden said that he …".

    The word is a first name, or "he" or "she" follows it, where it begins a sentence, before another name does;
    and the text never has it in lower case.

    Args:
        text: The article's text.
        mention: A name of one word.
        mentions: All names of the article, in order.

    Returns:
        "m", "f", or None for what is no person or of unknown sex.
    """
    (word,) = mention.words
    key = plain(word)
    if key in NO_PERSON or word.isupper() or mention.of_thing or key in lower_words(text):
        return None
    if (told := given_name(word)) in {"m", "f"}:
        return told
    counted: Counter[str] = Counter()
    for other, following in zip_longest(mentions, mentions[1:]):
        if other.words == mention.words and other.opens and not other.possessive:
            end = min(following.span.start if following else len(text), other.span.end + _NEAR)
            if found := _PRONOUN.search(text, other.span.end, end):
                folded = plain(found[0])
                counted["m" if folded in MALE_PRONOUNS else "f" if folded in FEMALE_PRONOUNS else "it"] += 1
    [(kind, most), *_] = counted.most_common() or [("it", 0)]
    return kind if kind != "it" and most >= _OFTEN and most > _OFTEN * (counted.total() - most) else None
