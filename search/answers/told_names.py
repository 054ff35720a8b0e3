"""Who is meant by a name that nobody speaks under, where only a passage tells.

Somebody may have another name ("Elena Brook, formerly Elena Stahl"), and a body its head or mouthpiece ("Roe, of
RailFocus", "the union ... its director, Roe").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.index import is_role, plain_words
from onrecord.index.lexicon.word_classes import BODIES, INSTITUTIONS

from .offices import HEADS, PASSING
from .subject import names_person

_MORE: Final = r"(?:\s(?:(?:de|del|van|von|der|bin|al|la)\s){0,2}[A-Z][\w’'-]*){0,3}"
_NAME: Final = rf"(?P<name>[A-Z](?:[a-z]?\.|[\w’'-]*){_MORE})"
_LINK: Final = (
    r"(?:(?:now|formerly|previously|then|also|better|best|originally|professionally|once)(?:\s(?:known|called|named))?"
    r"(?:\sas)?|n[ée]e|born|known\sas|a\.?k\.?a\.?|alias|whose\s(?:real|birth|maiden|legal|stage|full)\sname\s(?:is|was)"
    r"|(?:who\swas|who\sis|who)\s(?:born|(?:performs|writes|records|raps|tweets|posts)\sas|known\sas))"
)
_WORK: Final = r"(?P<work>(?:(?!who\b|which\b|whose\b)[\w’'&-]+\s){1,12}?)"
_ITS: Final = re.compile(rf"\b[Ii]ts\s(?P<office>(?:[\w-]+\s){{0,2}}[\w-]+),?\s{_NAME}")


def other_names(phrase: str, texts: Iterable[str]) -> Iterator[str]:
    """Find the names that texts give for another name of the same person, in their order.

    Args:
        phrase: A name.
        texts: What may tell.

    Yields:
        Names; one may come several times.
    """
    words = [*map(re.escape, phrase.split())]
    if len(plain_words(phrase)) < 2:  # noqa: PLR2004 - a surname alone may be many people's
        return
    name = r"\s".join(words)
    patterns = (
        rf"{_NAME},?\s\(?{_LINK}\s{name}(?!\w)",
        rf"(?<!\w){name},?\s\(?{_LINK}\s{_NAME}",
        # "Nora Veld, née Castor": Nora Castor is she.
        rf"(?P<name>(?<!\w){words[0]}\s[A-Z][\w’'-]*{_MORE}),?\s\(?{_LINK}\s{words[-1]}(?!\w)",
    )
    yield from (found["name"] for text in texts for one in patterns for found in re.finditer(one, text))


def is_body(phrase: str) -> bool:
    """Whether words that are no name tell of a body: "the players' association"."""
    words = plain_words(phrase)
    return len(words) > 1 and words[-1].lower() in BODIES | INSTITUTIONS


def told_heads(body: str, texts: Iterable[str]) -> Iterator[str]:
    """Find whom passages call somebody of a body, or its head or mouthpiece behind its name.

    Args:
        body: As a question has it: "RailFocus", "the players' association".
        texts: Passages that may tell.

    Yields:
        Names; one may come several times.
    """
    words = [re.escape(word) for word in body.split() if word.lower() not in {"the", "a", "an"}]
    if not words:
        return
    its = r"\s".join(words)
    named = re.compile(rf"\b{its}\b", re.IGNORECASE)
    of_it = re.compile(rf"\b{_NAME},?\s(?:of|from)\s(?:the\s)?{its}\b")
    works = re.compile(
        rf"\b{_NAME},\s{_WORK}(?:of|from|for|at|with)\s(?:(?:the|an?|[a-z-]+)\s){{0,3}}{its}(?![\w-])"
    )
    for text in texts:
        yield from (found["name"] for found in of_it.finditer(text) if not is_role(found["name"].split()[-1]))
        yield from (found["name"] for found in works.finditer(text) if _is_work(found["work"]))
        if (first := named.search(text)) is not None:
            for found in _ITS.finditer(text, first.end()):
                if not HEADS.isdisjoint(word.lower() for word in plain_words(found["office"])):
                    yield found["name"]


def _is_work(words: str) -> bool:
    """Whether words tell what somebody is now: "associate director of policy"."""
    told = [word.lower() for word in plain_words(words)]
    return any(map(names_person, told)) and PASSING.isdisjoint(told)
