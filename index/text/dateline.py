"""The dateline that a paragraph opens with, where it holds a whole day: "KYIV, March 3, 2025 (Reuters) - ..."."""

from __future__ import annotations

import re
from typing import Final

_BEFORE: Final = 140
"""Characters within which a day must stand."""
_YEAR: Final = re.compile(r"\d{4}")
_DAY: Final = re.compile(
    r"(?<!\w)(?:(?:[A-Z][a-z]+day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,? )?"
    r"(\d{1,2} [A-Z][^\W\d_A-Z]+\.?,? \d{4}|[A-Z][^\W\d_A-Z]+\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d)(?!\w)"
)
_PARTED: Final = re.compile(r"[\s,/()|·•–—-]+")
_NAMED: Final = re.compile(r"[^\W\d_a-z][\w.'’&]*|&|of|the|and|de|la|du|del|von|van")
_ENDED: Final = re.compile(r"[,)|·•–—-]\s*\(?$|\($")
_RUNS_ON: Final = re.compile(r"\)?(?:\s*\([^()]{2,40}\))?\s*(?:--|[-–—])\s+|\)\s+")


def first_day(line: str) -> re.Match[str] | None:
    """Find the first day that a line tells near its beginning; whether there is such a day is not looked at.

    Returns:
        It with its day of the week; its first group is the day as it is written.
    """
    return _DAY.search(line, 0, _BEFORE) if _YEAR.search(line, 0, _BEFORE) else None


def dateline(line: str) -> tuple[str, int] | None:
    """Find the dateline that a line opens with.

    Beside its day stand names of places and outlets alone, and it ends in a dash or a bracket.

    Returns:
        Its day, and where the text after it begins.
    """
    found = first_day(line)
    after = _RUNS_ON.match(line, found.end()) if found else None
    if found is None or after is None or after.end() == len(line):
        return None
    before = line[: found.start()]
    if line[found.end()] == ")" and before.count("(") != 1:
        return None
    ended = not before or before.isupper() or _ENDED.search(before)
    return (found[1], after.end()) if ended and are_names(before) else None


def are_names(text: str) -> bool:
    """Tell whether a text holds nothing but words with capitals, and what joins them in names."""
    return all(_NAMED.fullmatch(word) for word in _PARTED.split(text) if word)
