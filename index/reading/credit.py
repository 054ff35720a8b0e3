"""The lines under a headline that say who wrote a text, where and when: "Published: 9 May 2024", "By Ann Low"."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import Final

from ..text.dateline import are_names
from .byline import written_by
from .dateline import is_dateline

_LINES: Final = 8
"""From the top of a text, that are looked at."""

_OPENING: Final = 20_000
_LONGEST: Final = 160
_LABELLED: Final = re.compile(r"(?P<label>[A-Za-z][A-Za-z ]{1,20}?)\s*:\s*(?P<value>\S.*)")
_SOURCE: Final = frozenset({"source", "outlet", "publication", "newspaper", "publisher"})
_AUTHOR: Final = frozenset({"author", "authors", "by", "byline", "reporter", "writer"})
_ADDRESS: Final = frozenset({"url", "link", "web"})
_WHEN: Final = frozenset({"date", "published", "publication date", "posted", "updated", "last updated"})
_ASIDE: Final = frozenset({"category", "edition", "location", "page", "place", "section", "tags", "topic"})
_FIELDS: Final = {
    **dict.fromkeys(_SOURCE, "source"),
    **dict.fromkeys(_AUTHOR, "author"),
    **dict.fromkeys(_ADDRESS, "url"),
}
_LABELS: Final = _FIELDS.keys() | _WHEN | _ASIDE


def is_credit(line: str) -> bool:
    """Tell whether a line says who wrote a text, where or when, and nothing else."""
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    found = _LABELLED.fullmatch(line)
    return (
        is_dateline(line)
        or line.lower().startswith("by ")
        or written_by(line) is not None
        or (found is not None and found["label"].lower() in _LABELS)
    )


def stated_fields(text: str) -> dict[str, object]:
    """Give what labelled lines at the top of a text state: `source`, `author` and `url`.

    Args:
        text: Of an article, with or without its headline.
    """
    lines = islice((line.strip() for line in text[:_OPENING].splitlines() if line.strip()), _LINES)
    found = (_LABELLED.fullmatch(line) for line in takewhile(lambda line: len(line) <= _LONGEST, lines))
    told = ((_FIELDS.get(one["label"].lower()), one["value"].strip()) for one in found if one)
    return {name: value for name, value in told if name and (name != "author" or are_names(value))}
