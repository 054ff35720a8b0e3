"""Finds by which other name articles call somebody: "Elena Brook, formerly Elena Stahl"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.index import plain_words

_NAME: Final = r"[A-Z][\w.’'-]*(?:\s(?:(?:de|del|van|von|der|bin|al|la)\s){0,2}[A-Z][\w’'-]*){0,3}"
_LINK: Final = (
    r"(?:(?:now|formerly|previously|then|also|better|best|originally|professionally|once)(?:\s(?:known|called|named))?"
    r"(?:\sas)?|n[ée]e|born|known\sas|also|a\.?k\.?a\.?|alias|whose\s(?:real|birth|maiden|legal|stage|full)\sname\s(?:is|was)"
    r"|(?:who\swas|who\sis|who)\s(?:born|(?:performs|writes|records|raps|tweets|posts)\sas|known\sas))"
)


def other_names(phrase: str, texts: Iterable[str]) -> Iterator[str]:
    """Find the names that texts give for another name of the same person, in their order.

    Args:
        phrase: A name.
        texts: What may tell.

    Yields:
        Names; one may come several times.
    """
    words = phrase.split()
    if len(plain_words(phrase)) < 2:  # noqa: PLR2004 - a surname alone may be many people's
        return
    name = r"\s".join(map(re.escape, words))
    behind = re.compile(rf"(?P<name>{_NAME}),?\s\(?{_LINK}\s{name}\b")
    before = re.compile(rf"\b{name},?\s\(?{_LINK}\s(?P<name>{_NAME})")
    # "Nora Veld, née Castor": Nora Castor is she.
    surname = re.compile(rf"(?P<name>{re.escape(words[0])}\s{_NAME}),?\s\(?{_LINK}\s{re.escape(words[-1])}\b")
    for text in texts:
        for pattern in (behind, before, surname):
            yield from (found["name"] for found in pattern.finditer(text))
