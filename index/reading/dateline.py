"""The day that the top of a text tells, where nothing else does: in a line of its own, or in a dateline.

A day counts only where it is certain to be the article's: whatever stands beside it in its line is a name, a place
or a time of day ("By Ann Low | The Post | 3 March 2025, 10:15").
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from ..text.dateline import are_names, dateline, first_day
from .fields import iso_date

_LINES: Final = 6
"""From the top of a text, that are looked at."""
_OPENING: Final = 20_000
_LABEL: Final = re.compile(
    r"(?:(?:First |Last )?(?:Published|Posted|Updated)|Publication date|Date)(?: on)?(?::| *(?=[\dA-Z])) *"
)
_PARTED: Final = re.compile(r"\s+[|·•]\s+(?=By\b)")
"""Behind it stands a writer, with a job perhaps: "3 March 2025 | By Ann Low, science editor"."""
_NUMERIC: Final = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}")
_TIME: Final = re.compile(
    r"(?:,| at| -| –| \|)? *(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: \(?[A-Z]{1,4}\)?)?",
    re.IGNORECASE,
)


def stated_day(text: str) -> str | None:
    """Give the day that the top of a text tells, as it is written there.

    Args:
        text: Of an article whose file states no day.
    """
    lines = (line.strip() for line in text[:_OPENING].splitlines() if line.strip())
    return next((day for line in islice(lines, _LINES) if (day := _alone(line) or _opening(line))), None)


def is_dateline(line: str) -> bool:
    """Tell whether a line holds a day, and beside it names and times alone."""
    return _alone(line.strip()) is not None


def _alone(line: str) -> str | None:
    line = _PARTED.split(line, maxsplit=1)[0]
    label = _LABEL.match(line)
    rest = line[label.end() :] if label else line
    if label and (numeric := _NUMERIC.match(rest)) and _is_time(rest[numeric.end() :]):
        return numeric[0]
    found = first_day(rest)
    if found is None or not _is_time(rest[found.end() :]) or not are_names(rest[: found.start()]):
        return None
    return found[1] if iso_date(found[1]) else None


def _opening(line: str) -> str | None:
    found = dateline(line)
    return found[0] if found and iso_date(found[0]) else None


def _is_time(rest: str) -> bool:
    return not rest.strip(" .") or _TIME.fullmatch(rest.rstrip(" .")) is not None
