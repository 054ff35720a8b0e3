"""Words that are one with their parts: "F-16", "COVID-19", "U.S.", "Article 5", "long-range"."""

from __future__ import annotations

import re
from typing import Final

_NUMBERED: Final = (
    "amendment|article|chapter|clause|episode|flight|game|group|level|number|part|phase|round|route|rule|season"
    "|section|stage|tier|title|type|week"
)
_CODE: Final = re.compile(
    # F-16, COVID-19
    r"(?<![\w-])(?<!\d[.,])(?=[\w-]*[^\W\d_])(?=[\w-]*\d)[^\W_]+(?:[-‐‑][^\W_]+)+(?![\w-])"
    # U.S., J.D.
    r"|(?<![\w.])(?:[^\W\d_]\.){2,5}(?!\w)"
    # Article 5, week 8
    rf"|(?<![\w-])(?:{_NUMBERED})\s\d{{1,3}}(?![\w%]|[.,:-]\w)",
    re.IGNORECASE,
)
_HYPHENED: Final = re.compile(r"(?<![\w-])[^\W\d_]+(?:[-‐‑][^\W\d_]+)+(?![\w-])")
# 394, 1,250, 3.5
_NUMBER: Final = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])")
_MOST: Final = 4
_SHORT: Final = 3


def compounds(text: str) -> tuple[str, ...]:
    """Give the words of a text whose parts mean something else apart, each once, at most four.

    In a sentence "long-range" may as well be said otherwise; as one of three words it is what is looked for, and
    so is a number.

    Args:
        text: A question, or a facet of one.
    """
    found = [one[0] for one in _CODE.finditer(text)]
    if len(text.split()) <= _SHORT:
        found += [one[0] for pattern in (_HYPHENED, _NUMBER) for one in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))[:_MOST]
